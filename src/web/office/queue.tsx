import type { ComponentChildren } from 'preact';
import {
  DateText,
  Deadline,
  EmptyState,
  Heading,
  InsetText,
  Link,
  NotificationBanner,
  OfficeLayout,
  type PageContext,
  Paragraph,
  Table,
  Tag,
} from '../../design/index.ts';
import { type Locale, say, type Text } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import { type Officer, QUEUE_LIMIT, type Queue, type QueueItem } from '../../services/index.ts';
import { type Filter, filtered, nextOf, queueAddress, standingOf, taskAddress } from './filter.ts';
import { flagTexts } from './flags.ts';
import { Keys } from './keys.tsx';
import { DONE_TEXT, KIND_TEXT, OFFICE } from './words.ts';

/** What was done a moment ago, to say so on coming back. */
export interface Done {
  act: keyof typeof DONE_TEXT;
  task: string;
}

export interface QueuePageProps {
  gov: Government;
  context: PageContext;
  officer: Officer;
  queue: Queue;
  filter: Filter;
  done?: Done | undefined;
}

/** An officer's queue: the most urgent first, without anybody's name. */
export function QueuePage({ gov, context, officer, queue, filter, done }: QueuePageProps) {
  const { items, more } = queue;
  const { locale } = context;
  const agency = gov.pack.agencies.get(officer.agency);
  const shown = filtered(items, filter);
  return (
    <OfficeLayout context={context} title={OFFICE.queue[locale]} service={agency?.title[locale]} scripts={['office']}>
      {done && <DoneNotice gov={gov} locale={locale} done={done} next={nextOf(shown)} filter={filter} />}
      <Heading caption={agency?.roles[officer.role]?.[locale]}>{OFFICE.queue[locale]}</Heading>
      {items.length > 0 && (
        <>
          <Counts items={items} locale={locale} />
          <Paragraph size="s">{OFFICE.noNames[locale]}</Paragraph>
          <Filters gov={gov} items={items} filter={filter} locale={locale} />
        </>
      )}
      {more && <InsetText>{say(OFFICE.limited, locale, { n: QUEUE_LIMIT })}</InsetText>}
      <Tasks gov={gov} items={shown} filter={filter} locale={locale} all={items.length} />
      <Keys
        locale={locale}
        keys={[
          { keys: ['j'], does: OFFICE.keyDown },
          { keys: ['k'], does: OFFICE.keyUp },
          { keys: ['Enter'], does: OFFICE.keyOpen },
        ]}
      />
    </OfficeLayout>
  );
}

/** What a task is called where there is no room for more: its case's number, or the field that is disputed. */
export function taskName(gov: Government, item: Pick<QueueItem, 'kase' | 'dispute'>, locale: Locale): string {
  if (item.kase) return item.kase.number;
  const { registry = '', field = '' } = item.dispute ?? {};
  return gov.pack.registries.get(registry)?.fields[field]?.title[locale] ?? field;
}

function DoneNotice(props: {
  gov: Government;
  locale: Locale;
  done: Done;
  next: QueueItem | undefined;
  filter: Filter;
}) {
  const { gov, locale, done, next, filter } = props;
  return (
    <NotificationBanner locale={locale} tone="success" heading={say(DONE_TEXT[done.act], locale, { task: done.task })}>
      {next && (
        <p class="govuk-body">
          {/* biome-ignore lint/a11y/noAutofocus: who has just finished a task goes on with the next by pressing Enter */}
          <a class="govuk-notification-banner__link" href={taskAddress(next.task.id, filter)} autoFocus>
            {say(OFFICE.nextTask, locale, { task: taskName(gov, next, locale) })}
          </a>{' '}
          <Deadline locale={locale} days={next.daysLeft} />
        </p>
      )}
    </NotificationBanner>
  );
}

function Counts({ items, locale }: { items: readonly QueueItem[]; locale: Locale }) {
  const { open, soon, late, paused } = standingOf(items);
  return (
    <p class="govuk-body">
      <Tag tone="info">{say(OFFICE.open, locale, { n: open })}</Tag>{' '}
      <Tag tone={late > 0 ? 'danger' : 'neutral'}>{say(OFFICE.late, locale, { n: late })}</Tag>{' '}
      <Tag tone={soon > 0 ? 'warning' : 'neutral'}>{say(OFFICE.soon, locale, { n: soon })}</Tag>{' '}
      <Tag tone="neutral">{say(OFFICE.paused, locale, { n: paused })}</Tag>
    </p>
  );
}

/** Links, not a form: one key press each, and the address says it all. */
function Filters(props: { gov: Government; items: readonly QueueItem[]; filter: Filter; locale: Locale }) {
  const { gov, items, filter, locale } = props;
  const kinds = [...new Set(items.map(({ task }) => task.kind))];
  const services = [...new Set(items.flatMap(({ kase }) => (kase ? [kase.service] : [])))];
  const count = (part: Filter) => filtered(items, part).length;
  return (
    <>
      {kinds.length > 1 && (
        <Choices
          label={OFFICE.byKind[locale]}
          all={{ text: OFFICE.allKinds[locale], href: queueAddress({ ...filter, kind: '' }), count: items.length }}
          current={filter.kind}
          choices={kinds.map((kind) => ({
            value: kind,
            text: KIND_TEXT[kind][locale],
            href: queueAddress({ ...filter, kind }),
            count: count({ kind }),
          }))}
        />
      )}
      {services.length > 1 && (
        <Choices
          label={OFFICE.byService[locale]}
          all={{
            text: OFFICE.allServices[locale],
            href: queueAddress({ ...filter, service: '' }),
            count: items.length,
          }}
          current={filter.service}
          choices={services.map((service) => ({
            value: service,
            text: gov.pack.services.get(service)?.title[locale] ?? service,
            href: queueAddress({ ...filter, service }),
            count: count({ service }),
          }))}
        />
      )}
    </>
  );
}

interface Choice {
  text: string;
  href: string;
  count: number;
}

function Choices(props: {
  label: string;
  all: Choice;
  choices: readonly (Choice & { value: string })[];
  current: string | undefined;
}) {
  const { label, all, choices, current = '' } = props;
  return (
    <nav class="md-section-nav" aria-label={label}>
      <ul>
        {[{ ...all, value: '' }, ...choices].map(({ value, text, href, count }) => (
          <li key={value}>
            <a class="govuk-link" href={href} aria-current={value === current ? 'true' : undefined}>
              <span>
                {value === current ? <strong>{text}</strong> : text} {count}
              </span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

const COLUMNS: readonly Text[] = [
  OFFICE.task,
  OFFICE.deadline,
  OFFICE.kind,
  OFFICE.service,
  OFFICE.flags,
  OFFICE.openedOn,
];

function Tasks(props: {
  gov: Government;
  items: readonly QueueItem[];
  filter: Filter;
  locale: Locale;
  /** How many there are without the filter. */
  all: number;
}) {
  const { gov, items, filter, locale, all } = props;
  if (all === 0) {
    return (
      <EmptyState locale={locale} title={OFFICE.allDone[locale]}>
        {OFFICE.allDoneHelp[locale]}
      </EmptyState>
    );
  }
  if (items.length === 0) {
    return (
      <EmptyState locale={locale} title={OFFICE.noneSuch[locale]}>
        <Link href="/office">{OFFICE.showAll[locale]}</Link>
      </EmptyState>
    );
  }
  return (
    <div data-queue>
      <Table
        id="queue"
        caption={OFFICE.queue[locale]}
        captionHidden
        narrow="cards"
        dense
        rowHeaders
        columns={COLUMNS.map((header) => ({ header: header[locale] }))}
        rows={items.map((item) => row(gov, item, filter, locale))}
      />
    </div>
  );
}

/** Each cell holds one element: on a narrow screen a cell is a grid of its header and that. */
function row(gov: Government, item: QueueItem, filter: Filter, locale: Locale): ComponentChildren[] {
  const { task, kase, dispute, daysLeft } = item;
  const { timeZone } = gov.pack;
  const service = kase && gov.pack.services.get(kase.service);
  const registry = dispute && gov.pack.registries.get(dispute.registry);
  const flags = flagTexts(service, task.flags, locale);
  return [
    <Link href={taskAddress(task.id, filter)}>{taskName(gov, item, locale)}</Link>,
    <span>
      <Deadline locale={locale} days={daysLeft} paused={task.pausedOn !== null} />
      {!task.pausedOn && '\u00a0· '}
      {!task.pausedOn && <DateText locale={locale} iso={task.dueOn} form="short" />}
    </span>,
    <span>{KIND_TEXT[task.kind][locale]}</span>,
    <span>{(service ?? registry)?.title[locale]}</span>,
    <span>{flags.length > 0 ? flags.map(({ text }) => text).join(' · ') : '–'}</span>,
    <DateText locale={locale} iso={task.openedAt.toISOString()} zone={timeZone} form="short" />,
  ];
}
