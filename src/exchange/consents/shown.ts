import { type Day, dayOf, formatDay, formatTime, type Locale, say } from '../../kernel/index.ts';
import { cite, type Government } from '../../pack/index.ts';
import { pathsOf, requiredOf, standardsOf, statementsNamed, type Template } from '../templates/index.ts';
import type { Choice, Consent, Range } from './model.ts';
import { SAID } from './words.ts';

/** What somebody is asked to agree to, in the very words of the page, in their order. Kept with the consent, and shown again. */
export interface ConsentWords {
  title: string;
  rows: readonly { label: string; lines: readonly string[] }[];
  notes: readonly string[];
}

/** What is agreed to, besides what the template says. */
export interface Terms extends Choice, Range {
  /** Whether it is about a child or ward of the reader's. */
  forAnother: boolean;
}

/** The words of a consent: of nothing but the template, the terms and the language. */
export function consentWords(
  { pack }: Pick<Government, 'pack'>,
  template: Template,
  terms: Terms,
  locale: Locale,
): ConsentWords {
  const { party, purpose, law, refusing, data } = template;
  const name = party.title[locale];
  const required = requiredOf(template);
  const item = (text: string, isRequired: boolean) =>
    say(isRequired ? SAID.required : SAID.chosen, locale, { item: text });
  const fields = template.fields
    .filter(({ path }) => terms.fields.includes(path))
    .map(({ path, title, keeper }) =>
      item(say(SAID.field, locale, { field: title[locale], keeper: keeper[locale] }), required.fields.includes(path)),
    );
  const statements = [...data.statements.values()]
    .filter(({ id }) => terms.statements.includes(id))
    .map(({ id, title }) => item(title[locale], required.statements.includes(id)));
  const rows = [
    { label: SAID.who[locale], lines: [name] },
    { label: SAID.purpose[locale], lines: [purpose[locale]] },
    { label: SAID.about[locale], lines: [(terms.forAnother ? SAID.aboutAnother : SAID.aboutYou)[locale]] },
    { label: SAID.goes[locale], lines: fields },
    { label: SAID.form[locale], lines: formsOf(template, terms, locale) },
    { label: SAID.statements[locale], lines: statements },
    { label: SAID.often[locale], lines: [oftenText(data.often === 'once' ? 'once' : data.often.each, locale)] },
    { label: SAID.until[locale], lines: [rangeText(pack.timeZone, terms, locale)] },
    { label: SAID.kept[locale], lines: [say(SAID.days, locale, { days: data.kept.days })] },
    { label: SAID.law[locale], lines: law.map((one) => cite(one, locale)) },
    { label: SAID.refusing[locale], lines: [refusing?.[locale] ?? SAID.refusingNothing[locale]] },
  ];
  return {
    title: say(SAID.title, locale, { party: name }),
    rows: rows.filter(({ lines }) => lines.length > 0),
    notes: [...(statements.length > 0 ? [SAID.stays[locale]] : []), SAID.withdraw[locale]],
  };
}

/** The standards in whose form what was chosen goes, by their versions. */
function formsOf(template: Template, { fields }: Choice, locale: Locale): string[] {
  const chosen = template.fields.filter(({ path }) => fields.includes(path));
  return standardsOf(template)
    .filter(({ id }) => chosen.some(({ as }) => as?.startsWith(`${id}.`)))
    .map(({ id, title }) => say(SAID.standard, locale, { title: title[locale], id }));
}

/** The words of a code that is told at a counter: which office is not known before it is. */
export function counterWords({ pack }: Pick<Government, 'pack'>, terms: Terms, locale: Locale): ConsentWords {
  const fields = terms.fields.flatMap((path) => {
    const [id = '', name = ''] = path.split('.');
    const registry = pack.registries.get(id);
    const field = registry?.fields[name];
    if (!registry || !field) return [];
    const keeper = pack.agencies.get(registry.agency)!.title[locale];
    return [say(SAID.field, locale, { field: field.title[locale], keeper })];
  });
  const statements = statementsNamed({ pack }, terms.statements).map(({ statement }) => statement.title[locale]);
  const rows = [
    { label: SAID.who[locale], lines: [SAID.counter[locale]] },
    { label: SAID.about[locale], lines: [(terms.forAnother ? SAID.aboutAnother : SAID.aboutYou)[locale]] },
    { label: SAID.goes[locale], lines: fields },
    { label: SAID.statements[locale], lines: statements },
    { label: SAID.often[locale], lines: [SAID.once[locale]] },
    { label: SAID.until[locale], lines: [rangeText(pack.timeZone, terms, locale)] },
  ];
  return {
    title: SAID.counterTitle[locale],
    rows: rows.filter(({ lines }) => lines.length > 0),
    notes: statements.length > 0 ? [SAID.stays[locale]] : [],
  };
}

/** How often, in words. */
export const oftenText = (often: Consent['often'], locale: Locale): string => SAID[often][locale];

/** From when until when, in words; the end to the minute, since it is not midnight. */
export function rangeText(zone: string, { from, until }: Range, locale: Locale): string {
  const day = (at: Date): Day => dayOf(at, zone);
  return say(SAID.range, locale, {
    from: formatDay(day(from), locale),
    until: `${formatDay(day(until), locale)} ${formatTime(until, locale, zone)}`,
  });
}

/** Whether anything of what is asked for may be refused by itself, so that there is something to choose. */
export const hasOptions = (template: Template, wish: Choice): boolean => {
  const required = requiredOf(template);
  return (
    pathsOf(template).some((path) => wish.fields.includes(path) && !required.fields.includes(path)) ||
    wish.statements.some((id) => !required.statements.includes(id))
  );
};
