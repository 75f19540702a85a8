import {
  Columns,
  DateText,
  Deadline,
  ErrorSummary,
  Heading,
  InsetText,
  OfficeLayout,
  type PageContext,
  type PageError,
  Section,
  SectionNav,
  type Status,
  SummaryList,
  Tag,
} from '../../design/index.ts';
import { say, type Text, workingDaysBetween } from '../../kernel/index.ts';
import { type CaseState, STATE_TEXT, today } from '../../services/index.ts';
import { FactsSection } from './facts.tsx';
import { type Filter, queueAddress } from './filter.ts';
import { FindingsSection } from './findings.tsx';
import { type Attempt, Forms } from './forms.tsx';
import { HistorySection } from './history.tsx';
import { Keys, type KeysProps } from './keys.tsx';
import { AppealSections, DisputeSection } from './matter.tsx';
import type { TaskView } from './view.ts';
import { KIND_TEXT, OFFICE } from './words.ts';

export interface TaskPageProps {
  context: PageContext;
  view: TaskView;
  filter: Filter;
  attempt?: Attempt | undefined;
  /** Why an act was refused as a whole. */
  refused?: Text | undefined;
}

/** One task: all that is needed to act on it, and the acts beside. */
export function TaskPage({ context, view, filter, attempt, refused }: TaskPageProps) {
  const { gov, locale, opened } = view;
  const { task, kase, dispute } = opened;
  const title = kase
    ? gov.pack.services.get(kase.service)?.title[locale]
    : gov.pack.registries.get(dispute?.registry ?? '')?.title[locale];
  const kind = KIND_TEXT[task.kind][locale];
  const errors = errorsOf(view, attempt, refused);
  return (
    <OfficeLayout
      context={context}
      title={`${kind} – ${title}`}
      service={gov.pack.agencies.get(task.agency)?.title[locale]}
      scripts={['office']}
      back={{ href: queueAddress(filter), text: OFFICE.queue[locale] }}
      failed={errors.length > 0}
    >
      <ErrorSummary locale={locale} errors={errors} />
      <Heading caption={kase ? `${kind} · ${say(OFFICE.caseNumber, locale, { number: kase.number })}` : kind}>
        {title}
      </Heading>
      <SectionNav locale={locale} items={sectionsOf(view)} />
      <Columns
        aside={
          <Section id="act" title={OFFICE.act[locale]}>
            <Forms view={view} filter={filter} attempt={attempt} />
          </Section>
        }
      >
        <Summary view={view} />
        <AppealSections view={view} />
        <DisputeSection view={view} />
        <FindingsSection view={view} />
        <FactsSection view={view} />
        <HistorySection view={view} />
      </Columns>
      <Keys locale={locale} keys={keysOf(view)} />
    </OfficeLayout>
  );
}

const TONES: Record<CaseState, Status['tone']> = {
  received: 'info',
  waiting: 'notice',
  review: 'info',
  incomplete: 'warning',
  approved: 'success',
  refused: 'danger',
  withdrawn: 'neutral',
};

function Summary({ view }: { view: TaskView }) {
  const { gov, locale, opened } = view;
  const { task, kase, applicantName } = opened;
  const days = workingDaysBetween(today(gov), task.dueOn, gov.pack.calendar);
  return (
    <>
      <SummaryList
        locale={locale}
        rows={[
          { key: OFFICE.applicant[locale], value: <strong>{applicantName}</strong> },
          ...(kase
            ? [
                {
                  key: OFFICE.status[locale],
                  value: <Tag tone={TONES[kase.state]}>{STATE_TEXT[kase.state][locale]}</Tag>,
                },
              ]
            : []),
          ...(task.closedAt
            ? []
            : [
                {
                  key: OFFICE.deadline[locale],
                  value: (
                    <>
                      <Deadline locale={locale} days={days} paused={task.pausedOn !== null} />
                      {!task.pausedOn && (
                        <>
                          {'\u00a0· '}
                          <DateText locale={locale} iso={task.dueOn} form="weekday" />
                        </>
                      )}
                    </>
                  ),
                },
              ]),
        ]}
      />
      <InsetText>{OFFICE.recorded[locale]}</InsetText>
    </>
  );
}

/** The sections that this task has, for the links at its top. */
function sectionsOf({ locale, opened }: TaskView): { id: string; text: string }[] {
  const { task, context, dispute, events } = opened;
  const sections: [boolean, string, Text][] = [
    [task.kind === 'appeal', 'grounds', OFFICE.grounds],
    [dispute !== undefined, 'dispute', OFFICE.dispute],
    [context !== undefined, 'findings', OFFICE.findings],
    [context !== undefined, 'facts', OFFICE.facts],
    [events.length > 0, 'history', OFFICE.history],
    [true, 'act', OFFICE.act],
  ];
  return sections.flatMap(([there, id, text]) => (there ? [{ id, text: text[locale] }] : []));
}

function errorsOf({ locale }: TaskView, attempt: Attempt | undefined, refused: Text | undefined): PageError[] {
  const fields = Object.entries(attempt?.problems ?? {}).map(([field, problem]) => ({
    text: problem[locale],
    href: `#${attempt?.act}-${field}`,
  }));
  return refused ? [{ text: refused[locale] }, ...fields] : fields;
}

function keysOf({ opened }: TaskView): KeysProps['keys'] {
  const { task } = opened;
  if (task.closedAt || task.pausedOn) return [];
  if (task.kind === 'correct') return [{ keys: ['a'], does: OFFICE.settle }];
  if (task.kind === 'appeal') return [{ keys: ['a'], does: OFFICE.appeal }];
  return [
    { keys: ['a'], does: OFFICE.approve },
    { keys: ['r'], does: OFFICE.refuse },
    { keys: ['m'], does: OFFICE.ask },
  ];
}
