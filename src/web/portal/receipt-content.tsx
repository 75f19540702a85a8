import type { ComponentChildren } from 'preact';
import { DateText, Law, List, Money, SummaryList } from '../../design/index.ts';
import { formatMoney, isDay, type Locale, say, type Text } from '../../kernel/index.ts';
import { cite, type Government, type LawRef, type Service } from '../../pack/index.ts';
import type { CaseEvent, CaseRow } from '../../services/index.ts';
import { asWritten } from '../site.ts';
import { showValue } from '../values.tsx';
import { WORDS } from '../words.ts';
import { ACCOUNT } from './account-words.ts';
import { A_PERSON, CONTENT, EFFECT, OUTCOME, WAITS_FOR } from './content-words.ts';
import { actText } from './proof-words.ts';

/** What a member of an act's content is shown with. */
interface Showing {
  gov: Government;
  locale: Locale;
  service: Service | undefined;
}

type Shows = (showing: Showing, value: never) => ComponentChildren;

/** How each member of a content is shown. What is not in the table is shown as it is. */
const SHOWN: Readonly<Record<string, Shows>> = {
  service: ({ gov, locale }, id: string) => gov.pack.services.get(id)?.title[locale] ?? id,
  kind: ({ locale }, kind: string) => actText(`case.${kind}`)[locale],
  for: ({ gov, locale }, id: string) => gov.pack.services.get(id)?.title[locale] ?? WAITS_FOR[id]?.[locale] ?? id,
  shared: showFacts,
  answers: showFacts,
  amount: ({ gov, locale }, minor: number) => <Money locale={locale} minor={minor} currency={gov.pack.currency} />,
  because: showClauses,
  flags: showClauses,
  need: ({ locale, service }, names: string[]) => (
    <List kind="plain" items={names.map((name) => service?.facts.get(name)?.title[locale] ?? name)} />
  ),
  clauses: showOutcomes,
  officer: ({ locale }, { reason, law }: { reason: string; law?: string }) =>
    `${ACCOUNT.anOfficer[locale]}: ${reason}${law ? ` (${law})` : ''}`,
  effects: showEffects,
  law: ({ locale }, law: LawRef) => (
    <Law locale={locale} text={cite(law, locale)} href={law.url} checked={law.checked} />
  ),
  text: ({ locale }, text: Text) => text[locale],
  shown: (showing, shown: Record<string, unknown>) => <Members showing={showing} content={shown} />,
};

/** The content of an act as a list that people can read. The file of the receipt has it to the letter. */
export function EventContent({
  gov,
  locale,
  kase,
  event,
}: {
  gov: Government;
  locale: Locale;
  kase: CaseRow;
  event: CaseEvent;
}) {
  const showing = { gov, locale, service: gov.pack.services.get(kase.service) };
  return <Members showing={showing} content={event.content} />;
}

/** Members of the outermost content come first where every act has them. */
const FIRST = ['kind', 'at', 'case', 'service'];

function Members({ showing, content }: { showing: Showing; content: Record<string, unknown> }) {
  const names = Object.keys(content).filter((name) => content[name] !== undefined);
  const ordered = [...FIRST.filter((name) => names.includes(name)), ...names.filter((name) => !FIRST.includes(name))];
  const rows = ordered.map((name) => ({
    key: CONTENT[name as keyof typeof CONTENT]?.[showing.locale] ?? name,
    value: memberValue(showing, name, content[name]),
  }));
  return <SummaryList locale={showing.locale} rows={rows} />;
}

function memberValue(showing: Showing, name: string, value: unknown): ComponentChildren {
  const { gov, locale } = showing;
  if (value === null || (Array.isArray(value) && value.length === 0)) return WORDS.none[locale];
  const show = SHOWN[name];
  if (show) return show(showing, value as never);
  if (typeof value === 'boolean') return (value ? WORDS.yes : WORDS.no)[locale];
  if (typeof value === 'string' && isDay(value)) return <DateText locale={locale} iso={value} era={gov.pack.era} />;
  if (name === 'at') return <DateText locale={locale} iso={String(value)} zone={gov.pack.timeZone} form="time" />;
  return typeof value === 'object' ? <code>{JSON.stringify(value)}</code> : String(value);
}

function showFacts({ gov, locale, service }: Showing, facts: Record<string, unknown>): ComponentChildren {
  const rows = Object.entries(facts).map(([name, value]) => {
    const fact = service?.facts.get(name) ?? { type: 'text', title: asWritten(name) };
    const people = fact.type === 'person' || fact.type === 'people' ? [value].flat().map(String) : [];
    const names = new Map(people.map((person) => [person, A_PERSON[locale]]));
    return { key: fact.title[locale], value: showValue(gov, locale, fact, value, names) };
  });
  return <SummaryList locale={locale} rows={rows} border={false} />;
}

const clauseOf = (service: Service | undefined, id: string) =>
  [...(service?.clauses ?? []), ...(service?.review ?? [])].find((clause) => clause.id === id);

function showClauses({ locale, service }: Showing, ids: string[]): ComponentChildren {
  return <List kind="plain" items={ids.map((id) => clauseOf(service, id)?.text[locale] ?? id)} />;
}

function showOutcomes({ locale, service }: Showing, clauses: { id: string; outcome: keyof typeof OUTCOME }[]) {
  const lines = clauses.map(({ id, outcome }) =>
    say(OUTCOME[outcome], locale, { clause: clauseOf(service, id)?.text[locale] ?? id }),
  );
  return <List kind="plain" items={lines} />;
}

interface Done {
  verb: string;
  registry?: string;
  amount?: number;
  months?: number;
}

function showEffects({ gov, locale }: Showing, effects: Done[]): ComponentChildren {
  const lines = effects.map(({ verb, registry = '', amount = 0, months = 1 }) =>
    say(EFFECT[verb] ?? asWritten(verb), locale, {
      registry: gov.pack.registries.get(registry)?.title[locale] ?? registry,
      amount: formatMoney(amount, gov.pack.currency, locale),
      months,
    }),
  );
  return <List kind="plain" items={lines} />;
}
