import { DateText, formatDate, Link, Paragraph, Section, Table } from '../../../design/index.ts';
import { formatDay, formatMoney, isDay, type Locale, say } from '../../../kernel/index.ts';
import type { Government } from '../../../pack/index.ts';
import type { OfficeAct, ProgrammeOfficer } from '../../../programmes/index.ts';
import { OFFICE_ACT_TEXT } from '../../programme-acts.ts';
import { PROGRAMMES } from './words.ts';

interface ActHistoryProps {
  gov: Government;
  context: { locale: Locale };
  officer: ProgrammeOfficer;
  acts: readonly OfficeAct[];
  title: string;
}

/** What the office did, when, by whom and why, each with the way to its proof. */
export function ActHistory({ gov, context: { locale }, officer, acts, title }: ActHistoryProps) {
  return (
    <Section id="history" title={title}>
      {acts.length === 0 ? (
        <Paragraph>{PROGRAMMES.noHistory[locale]}</Paragraph>
      ) : (
        <Table
          id="acts"
          caption={title}
          captionHidden
          narrow="cards"
          dense
          columns={[PROGRAMMES.when, PROGRAMMES.what, PROGRAMMES.who, PROGRAMMES.why, PROGRAMMES.proof].map(
            (header) => ({
              header: header[locale],
            }),
          )}
          rows={acts.map((act) => [
            <DateText locale={locale} iso={act.at.toISOString()} zone={gov.pack.timeZone} form="time" />,
            <span>
              {OFFICE_ACT_TEXT[act.kind][locale]}
              {detailOf(gov, locale, act)}
            </span>,
            <span>{whoOf(officer, act)[locale]}</span>,
            <span>{act.reason}</span>,
            <Link
              href={`/receipts/${act.entry}`}
              hidden={formatDate(act.at.toISOString(), locale, { form: 'time', zone: gov.pack.timeZone })}
            >
              {PROGRAMMES.proof[locale]}
            </Link>,
          ])}
        />
      )}
    </Section>
  );
}

function whoOf(officer: ProgrammeOfficer, act: OfficeAct) {
  if (act.kind === 'objected') return PROGRAMMES.theirs;
  return act.officer === officer.person ? PROGRAMMES.you : PROGRAMMES.otherOfficer;
}

/** How much, or until when. */
function detailOf({ pack }: Government, locale: Locale, { content }: OfficeAct): string {
  const { amount, takeUntil, spendUntil } = content;
  if (typeof amount === 'number') return ` · ${formatMoney(amount, pack.currency, locale)}`;
  const day = (label: keyof typeof PROGRAMMES, value: unknown) =>
    typeof value === 'string' && isDay(value) ? ` · ${say(PROGRAMMES[label], locale)} ${formatDay(value, locale)}` : '';
  return `${day('newTakeUntil', takeUntil)}${day('newSpendUntil', spendUntil)}`;
}
