import {
  Button,
  ButtonGroup,
  DateText,
  Details,
  EmptyState,
  Form,
  Money,
  Paragraph,
  Section,
  SummaryCard,
  Tag,
  TextInput,
  type Tone,
} from '../../../../design/index.ts';
import { formatMoney, type Locale, say } from '../../../../kernel/index.ts';
import { notesOf, type PrintRun, sizeOf, worthOf } from '../../../../programmes/index.ts';
import { count, Frame, type FrameProps, paperHref } from './frame.tsx';
import { PAPER, RUN_STATE } from './words.ts';

/** Most sets of one file of sheets: some hundred pages, which a browser keeps and a printer takes. */
export const MOST_SHEETS = 500;

export interface RunsProps extends Omit<FrameProps, 'part' | 'children'> {
  printRuns: readonly PrintRun[];
  typed?: { sets?: string };
}

const TONES: Record<PrintRun['state'], Tone> = { ordered: 'info', printed: 'success', cancelled: 'neutral' };

/** Print runs: those that there are, their sheets, and a form for the next. */
export function RunsPage({ printRuns, typed, ...frame }: RunsProps) {
  const { gov, context, programme } = frame;
  const { locale } = context;
  const notes = notesOf(programme);
  const worth = formatMoney(worthOf(notes), gov.pack.currency, locale);
  return (
    <Frame {...frame} part="runs">
      <Section id="order" title={PAPER.orderRun[locale]}>
        <Form action={paperHref(programme, 'runs')}>
          <TextInput
            locale={locale}
            name="sets"
            label={PAPER.howMany[locale]}
            hint={say(PAPER.oneSet, locale, { count: notes.length, worth })}
            inputMode="numeric"
            width={10}
            value={typed?.sets ?? ''}
          />
          <Button>{PAPER.orderRun[locale]}</Button>
        </Form>
      </Section>
      <Section id="runs" title={PAPER.runs[locale]}>
        {printRuns.length === 0 ? (
          <EmptyState locale={locale} title={PAPER.noRuns[locale]} />
        ) : (
          printRuns.map((run) => <Run {...frame} run={run} key={run.id} />)
        )}
      </Section>
    </Frame>
  );
}

function Run({ gov, context, programme, run }: Omit<RunsProps, 'printRuns'> & { run: PrintRun }) {
  const { locale } = context;
  const { currency, timeZone } = gov.pack;
  const rows = [
    { key: PAPER.state[locale], value: <Tag tone={TONES[run.state]}>{RUN_STATE[run.state][locale]}</Tag> },
    { key: PAPER.sets[locale], value: count(sizeOf(run)) },
    {
      key: PAPER.worth[locale],
      value: <Money locale={locale} minor={worthOf(run.notes) * sizeOf(run)} currency={currency} />,
    },
    {
      key: PAPER.printedUntil[locale],
      value: run.expiresOn ? <DateText locale={locale} iso={run.expiresOn} /> : PAPER.perTaking[locale],
    },
    {
      key: PAPER.ordered[locale],
      value: <DateText locale={locale} iso={run.orderedAt.toISOString()} zone={timeZone} form="time" />,
    },
  ];
  const name = say(PAPER.runOf, locale, { first: count(run.first), last: count(run.last) });
  return (
    <SummaryCard locale={locale} title={name} level={3} rows={rows}>
      {run.state === 'ordered' && (
        <Printing locale={locale} here={`${paperHref(programme, 'runs')}/${run.id}`} run={run} />
      )}
    </SummaryCard>
  );
}

/** What can be done with a run that is at the printer's. */
function Printing({ locale, here, run }: { locale: Locale; here: string; run: PrintRun }) {
  const id = `run-${run.first}`;
  return (
    <>
      <Details summary={PAPER.sheets[locale]} id={`${id}-sheets`}>
        <Paragraph>{say(PAPER.sheetsHelp, locale, { most: MOST_SHEETS })}</Paragraph>
        <Form action={`${here}/sheets`}>
          <TextInput
            locale={locale}
            id={`${id}-first`}
            name="first"
            label={PAPER.first[locale]}
            inputMode="numeric"
            width={10}
            value={String(run.first)}
          />
          <TextInput
            locale={locale}
            id={`${id}-last`}
            name="last"
            label={PAPER.last[locale]}
            inputMode="numeric"
            width={10}
            value={String(Math.min(run.last, run.first + MOST_SHEETS - 1))}
          />
          <Button variant="secondary">{PAPER.download[locale]}</Button>
        </Form>
      </Details>
      <ButtonGroup>
        <Form action={`${here}/printed`}>
          <Button variant="secondary">{PAPER.markPrinted[locale]}</Button>
        </Form>
        <Form action={`${here}/cancel`}>
          <Button variant="warning">{PAPER.cancelRun[locale]}</Button>
        </Form>
      </ButtonGroup>
    </>
  );
}
