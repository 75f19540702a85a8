import type { ComponentChildren } from 'preact';
import { DateText, Money, Section, Table } from '../../design/index.ts';
import { formatTime, isDay, type Locale, say } from '../../kernel/index.ts';
import type { CaseEvent, EventKind } from '../../services/index.ts';
import { EVENT_TEXT } from '../words.ts';
import { flagTexts } from './flags.ts';
import type { TaskView } from './view.ts';
import { OFFICE } from './words.ts';

/** What happened to the case so far, by whom, with their own words. */
export function HistorySection({ view }: { view: TaskView }) {
  const { locale, opened } = view;
  if (opened.events.length === 0) return null;
  return (
    <Section id="history" title={OFFICE.history[locale]}>
      <Table
        id="history-table"
        caption={OFFICE.history[locale]}
        captionHidden
        narrow="cards"
        dense
        columns={[OFFICE.when, OFFICE.what, OFFICE.who, OFFICE.detail].map((header) => ({ header: header[locale] }))}
        rows={opened.events.map((event) => [
          <When view={view} at={event.at} />,
          <span>{EVENT_TEXT[event.kind][locale]}</span>,
          <span>{actorOf(view, event)}</span>,
          <span>{DETAILS[event.kind]?.(view, event.content) ?? '–'}</span>,
        ])}
      />
    </Section>
  );
}

/** A day and a time that may stand under each other on a narrow screen. */
function When({ view: { gov, locale }, at }: { view: TaskView; at: Date }) {
  const { timeZone } = gov.pack;
  return (
    <span>
      <DateText locale={locale} iso={at.toISOString()} zone={timeZone} form="short" />{' '}
      <span class="md-date-text">{formatTime(at, locale, timeZone)}</span>
    </span>
  );
}

function actorOf({ gov, locale, names }: TaskView, { actor }: CaseEvent): string {
  if (actor.kind === 'resident') return names.get(actor.person) ?? '–';
  const agency = gov.pack.agencies.get(actor.agency)?.title[locale] ?? actor.agency;
  return actor.kind === 'officer' ? say(OFFICE.officerOf, locale, { agency }) : agency;
}

type Detail = (view: TaskView, content: CaseEvent['content']) => ComponentChildren;

const QUOTED: Record<Locale, (words: string) => string> = {
  ko: (words) => `“${words}”`,
  'zh-Hant': (words) => `「${words}」`,
  en: (words) => `“${words}”`,
};

const quoted = ({ locale }: TaskView, words: unknown): string | undefined =>
  typeof words === 'string' ? QUOTED[locale](words) : undefined;

/** What somebody wrote, in their own words. */
const said =
  (name: string): Detail =>
  (view, content) =>
    quoted(view, content[name]);

/** What each kind of event tells besides its name. */
const DETAILS: Partial<Record<EventKind, Detail>> = {
  waiting({ gov, locale }, content) {
    if (content.for === 'agreement') return OFFICE.waitsForAgreement[locale];
    if (content.for === 'correction') return OFFICE.waitsForCorrection[locale];
    const service = gov.pack.services.get(String(content.for))?.title[locale];
    return service && say(OFFICE.waitsForService, locale, { service });
  },
  review({ locale, opened }, content) {
    const flags = Array.isArray(content.flags) ? content.flags.map(String) : [];
    const texts = flagTexts(opened.context?.service, flags, locale).map(({ text }) => text);
    return texts.length > 0 ? texts.join(' · ') : undefined;
  },
  asked: said('question'),
  answered: said('answer'),
  approved: amountOf,
  refused: (view, content) => quoted(view, (content.officer as { reason?: string } | null)?.reason),
  paid(view, content) {
    const month = String(content.month ?? '');
    if (!isDay(month)) return amountOf(view, content);
    return (
      <>
        {amountOf(view, content)} · {month.slice(0, 7)}
      </>
    );
  },
  appealed: said('grounds'),
  'appeal-answered': said('reason'),
};

function amountOf({ gov, locale }: TaskView, { amount }: CaseEvent['content']): ComponentChildren {
  return typeof amount === 'number' ? <Money locale={locale} minor={amount} currency={gov.pack.currency} /> : undefined;
}
