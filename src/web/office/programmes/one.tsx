import {
  Columns,
  DateText,
  ErrorSummary,
  Heading,
  Link,
  Money,
  NotificationBanner,
  OfficeLayout,
  type PageContext,
  Paragraph,
  Section,
  SummaryList,
  Table,
  Tag,
} from '../../../design/index.ts';
import { formatDay, type Locale, say, type Text } from '../../../kernel/index.ts';
import type { Government } from '../../../pack/index.ts';
import type {
  OfficeAct,
  OfficeActKind,
  ProgrammeNow,
  ProgrammeOfficer,
  Round,
  Sums,
} from '../../../programmes/index.ts';
import { OFFICE_ACT_TEXT } from '../../programme-acts.ts';
import { ActForms, type Tried } from './forms.tsx';
import { ActHistory } from './history.tsx';
import { STATE_TONES } from './list.tsx';
import { PAPER } from './paper/words.ts';
import { JOB_TEXT, PROGRAMMES, STATE_TEXT } from './words.ts';

export interface ProgrammeView {
  gov: Government;
  context: PageContext;
  officer: ProgrammeOfficer;
  now: ProgrammeNow;
  counted: Sums;
  acts: readonly OfficeAct[];
  rounds: readonly Round[];
  /** How many cases wait. */
  suspicions: number;
  freezes: number;
}

/** One programme: how it stands, its money, what was done with it, and what can be done. */
export function ProgrammePage(props: ProgrammeView & { tried?: Tried; refused?: Text; done?: OfficeActKind }) {
  const { gov, context, now, tried, refused, done } = props;
  const { locale } = context;
  const { programme } = now;
  const errors = [
    ...(refused ? [{ text: refused[locale] }] : []),
    ...Object.entries(tried?.problems ?? {}).map(([field, text]) => ({
      text: text[locale],
      href: `#${tried?.name}-${field}`,
    })),
  ];
  return (
    <OfficeLayout
      context={context}
      title={programme.title[locale]}
      service={gov.pack.agencies.get(programme.agency)?.title[locale]}
      back={{ href: '/office/programmes', text: PROGRAMMES.title[locale] }}
      failed={errors.length > 0}
    >
      <ErrorSummary locale={locale} errors={errors} />
      {done && <NotificationBanner locale={locale} tone="success" heading={OFFICE_ACT_TEXT[done][locale]} />}
      <Heading>{programme.title[locale]}</Heading>
      <Ways {...props} />
      <Columns
        aside={
          <Section id="act" title={PROGRAMMES.act[locale]}>
            <ActForms gov={gov} context={context} now={now} tried={tried} />
          </Section>
        }
      >
        <Standing {...props} />
        <Jobs {...props} />
        <ActHistory {...props} title={PROGRAMMES.history[locale]} />
      </Columns>
    </OfficeLayout>
  );
}

function Ways({ context: { locale }, now, suspicions, freezes }: ProgrammeView) {
  const here = `/office/programmes/${now.programme.id}`;
  const ways: [string, string][] = [
    [`${here}/fraud`, `${PROGRAMMES.fraud[locale]} ${suspicions}`],
    [`${here}/freezes`, `${PROGRAMMES.freezes[locale]} ${freezes}`],
    [`/programmes/${now.programme.id}/figures`, PROGRAMMES.publicPage[locale]],
  ];
  if (now.programme.channels.some(({ kind }) => kind === 'paper')) ways.push([`${here}/paper`, PAPER.title[locale]]);
  return (
    <nav class="md-section-nav" aria-label={now.programme.title[locale]}>
      <ul>
        {ways.map(([href, text]) => (
          <li key={href}>
            <Link href={href}>{text}</Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Standing({ gov, context, now, counted }: ProgrammeView) {
  const { locale } = context;
  const { programme, takeUntil, spendUntil } = now;
  const { fund, expiry, window } = programme;
  const money = (minor: number) => <Money locale={locale} minor={minor} currency={gov.pack.currency} />;
  const times = (count: number) => say(PROGRAMMES.payments, locale, { count: count.toLocaleString('en') });
  const sum = (kind: keyof Sums) => (
    <>
      {money(counted[kind].amount)} ({times(counted[kind].count)})
    </>
  );
  return (
    <Section id="standing" title={PROGRAMMES.standing[locale]}>
      <SummaryList
        locale={locale}
        rows={[
          {
            key: PROGRAMMES.state[locale],
            value: <Tag tone={STATE_TONES[now.state]}>{STATE_TEXT[now.state][locale]}</Tag>,
          },
          { key: PROGRAMMES.window[locale], value: daysText(locale, window.from, takeUntil) },
          {
            key: PROGRAMMES.spendUntil[locale],
            value: spendUntil
              ? formatDay(spendUntil, locale)
              : 'months' in expiry && say(PROGRAMMES.spendMonths, locale, { count: expiry.months }),
          },
          { key: PROGRAMMES.fund[locale], value: gov.pack.funds.get(fund.id)?.title[locale] },
          { key: PROGRAMMES.limit[locale], value: money(fund.limit) },
          { key: PROGRAMMES.funded[locale], value: money(now.funded) },
          { key: PROGRAMMES.left[locale], value: money(fund.limit - now.funded) },
          { key: PROGRAMMES.taken[locale], value: sum('taken') },
          { key: PROGRAMMES.givenBack[locale], value: sum('given-back') },
          { key: PROGRAMMES.spent[locale], value: sum('spent') },
          { key: PROGRAMMES.refunded[locale], value: sum('refunded') },
        ]}
      />
      <Paragraph size="s">{PROGRAMMES.exact[locale]}</Paragraph>
    </Section>
  );
}

const daysText = (locale: Locale, from: string, until: string): string =>
  say(PROGRAMMES.fromTo, locale, { from: formatDay(from, locale), until: formatDay(until, locale) });

function Jobs({ gov, context: { locale }, rounds }: ProgrammeView) {
  return (
    <Section id="jobs" title={PROGRAMMES.job[locale]}>
      {rounds.length === 0 ? (
        <Paragraph>{PROGRAMMES.noJob[locale]}</Paragraph>
      ) : (
        <Table
          id="rounds"
          caption={PROGRAMMES.job[locale]}
          captionHidden
          narrow="cards"
          dense
          rowHeaders
          columns={[
            { header: PROGRAMMES.jobKind[locale] },
            { header: PROGRAMMES.state[locale] },
            { header: PROGRAMMES.examined[locale], numeric: true },
            { header: PROGRAMMES.done[locale], numeric: true },
            { header: PROGRAMMES.jobSince[locale] },
          ]}
          rows={rounds.map((round) => [
            <span>{JOB_TEXT[round.kind]?.[locale] ?? round.kind}</span>,
            <Tag tone={round.finishedAt ? 'success' : 'info'}>
              {(round.finishedAt ? PROGRAMMES.finished : PROGRAMMES.running)[locale]}
            </Tag>,
            <span>{round.examined.toLocaleString('en')}</span>,
            <span>{round.done.toLocaleString('en')}</span>,
            <DateText locale={locale} iso={round.movedAt.toISOString()} zone={gov.pack.timeZone} form="time" />,
          ])}
        />
      )}
    </Section>
  );
}
