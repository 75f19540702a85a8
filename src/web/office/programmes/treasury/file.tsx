import {
  BarChart,
  Button,
  ButtonGroup,
  ButtonLink,
  Columns,
  DateText,
  EmptyState,
  Form,
  Heading,
  Link,
  Money,
  NotificationBanner,
  OfficeLayout,
  Paragraph,
  Section,
  SummaryList,
  Table,
  Tag,
} from '../../../../design/index.ts';
import { formatDay } from '../../../../kernel/index.ts';
import type { Payout, PayoutBatch, PayoutFile, PayoutState } from '../../../../ledger/index.ts';
import type { PayoutAct } from '../../../../programmes/index.ts';
import { PAYOUT_STATE, PAYOUT_STATES, reasonText } from '../../../statements/payout-words.ts';
import { purposeText } from '../../../statements/purposes.ts';
import { AnswerReport } from './answer.tsx';
import { AnswerForm, countText, FileState, officeOf, type TreasuryView } from './payouts.tsx';
import { ACT_TEXT, TREASURY } from './words.ts';

export interface FilePageProps {
  view: TreasuryView;
  /** The officer who reads it. */
  person: string;
  file: PayoutFile;
  batches: readonly PayoutBatch[];
  states: Partial<Record<PayoutState, number>>;
  /** Of which state the payments are shown; of all without. */
  state: PayoutState | undefined;
  payouts: readonly Payout[];
  /** The `after` of the next page. */
  next: string | undefined;
  isFirst: boolean;
  acts: readonly PayoutAct[];
  /** What was done a moment ago. */
  done: PayoutAct | undefined;
}

/** One payment file: how far it has come, its payments by state, and what was done with it. */
export function PayoutFilePage(props: FilePageProps) {
  const { view, file, done } = props;
  const { locale } = view.context;
  const here = `/office/payouts/${file.id}`;
  return (
    <OfficeLayout
      context={view.context}
      title={TREASURY.file[locale]}
      service={officeOf(view)}
      back={{ href: '/office/payouts', text: TREASURY.payouts[locale] }}
    >
      {done && done.kind !== 'answered' && (
        <NotificationBanner locale={locale} tone="success" heading={TREASURY[done.kind][locale]} />
      )}
      <Heading>{TREASURY.file[locale]}</Heading>
      {done?.kind === 'answered' && <AnswerReport locale={locale} content={done.content} />}
      <Columns aside={<AnswerForm locale={locale} />}>
        <Head {...props} />
        <ButtonGroup>
          <ButtonLink href={`${here}/pain.001.xml`} variant={file.state === 'made' ? 'primary' : 'secondary'}>
            {TREASURY.download[locale]}
          </ButtonLink>
        </ButtonGroup>
        {file.state === 'made' && (
          <Form action={`${here}/sent`}>
            <Paragraph>{TREASURY.sendHelp[locale]}</Paragraph>
            <Button variant="secondary">{TREASURY.send[locale]}</Button>
          </Form>
        )}
        <States {...props} />
        <Payments {...props} />
        <Acts {...props} />
      </Columns>
    </OfficeLayout>
  );
}

function Head({ view: { gov, context }, file, batches }: FilePageProps) {
  const { locale } = context;
  const time = (at: Date) => <DateText locale={locale} iso={at.toISOString()} zone={gov.pack.timeZone} form="time" />;
  return (
    <SummaryList
      locale={locale}
      rows={[
        { key: TREASURY.state[locale], value: <FileState locale={locale} state={file.state} /> },
        { key: TREASURY.payments[locale], value: countText(file.payments) },
        ...batches.map(({ amount, debtor }) => ({
          key: `${TREASURY.sum[locale]} · ${debtor.name}`,
          value: (
            <strong>
              <Money locale={locale} minor={amount} currency={gov.pack.currency} />
            </strong>
          ),
        })),
        { key: TREASURY.executeOn[locale], value: formatDay(file.executeOn, locale) },
        { key: TREASURY.madeAt[locale], value: time(file.madeAt) },
        ...(file.sentAt ? [{ key: TREASURY.sentAt[locale], value: time(file.sentAt) }] : []),
        ...(file.answeredAt ? [{ key: TREASURY.answeredAt[locale], value: time(file.answeredAt) }] : []),
        { key: TREASURY.messageId[locale], value: <code>{file.id.replaceAll('-', '')}</code> },
      ]}
    />
  );
}

function States({ view: { context }, file, states, state }: FilePageProps) {
  const { locale } = context;
  const found = PAYOUT_STATES.filter((one) => states[one]);
  const here = `/office/payouts/${file.id}`;
  return (
    <>
      <BarChart
        id="states"
        caption={TREASURY.byState[locale]}
        bars={found.map((one) => ({
          label: PAYOUT_STATE[one].text[locale],
          values: [states[one]!],
          texts: [countText(states[one]!)],
        }))}
      />
      <nav class="md-days" aria-label={TREASURY.byState[locale]}>
        {state && <Link href={`${here}#payments`}>{TREASURY.all[locale]}</Link>}
        {found.length > 1 &&
          found
            .filter((one) => one !== state)
            .map((one) => (
              <Link href={`${here}?state=${one}#payments`} key={one}>
                {PAYOUT_STATE[one].text[locale]}
              </Link>
            ))}
      </nav>
    </>
  );
}

function Payments({ view: { gov, context }, file, state, payouts, next, isFirst }: FilePageProps) {
  const { locale } = context;
  const address = (after?: string) => {
    const query = new URLSearchParams({ ...(state && { state }), ...(after && { after }) });
    return `/office/payouts/${file.id}${query.size > 0 ? `?${query}` : ''}#payments`;
  };
  const anyReason = payouts.some(({ reason }) => reason);
  return (
    <Section id="payments" title={state ? PAYOUT_STATE[state].text[locale] : TREASURY.list[locale]}>
      {payouts.length === 0 ? (
        <EmptyState locale={locale} title={TREASURY.noneInState[locale]} />
      ) : (
        <Table
          id="payment-list"
          caption={TREASURY.list[locale]}
          captionHidden
          narrow="cards"
          dense
          rowHeaders
          columns={[
            { header: TREASURY.holder[locale] },
            { header: TREASURY.bankAccount[locale] },
            { header: TREASURY.for[locale] },
            { header: TREASURY.state[locale] },
            ...(anyReason ? [{ header: TREASURY.why[locale] }] : []),
            { header: TREASURY.amount[locale], numeric: true },
          ]}
          rows={payouts.map((payout) => [
            <span>{payout.to.name ?? TREASURY.holderUnknown[locale]}</span>,
            <span>{masked(payout.to.bankAccount)}</span>,
            <span>{purposeText(gov, payout.purpose)[locale]}</span>,
            <Tag tone={PAYOUT_STATE[payout.state].tone}>{PAYOUT_STATE[payout.state].text[locale]}</Tag>,
            ...(anyReason ? [<span>{payout.reason ? reasonText(payout.reason, locale) : '–'}</span>] : []),
            <Money locale={locale} minor={payout.amount} currency={gov.pack.currency} />,
          ])}
        />
      )}
      <p class="md-days">
        {next && <Link href={address(next)}>{TREASURY.more[locale]}</Link>}
        {!isFirst && <Link href={address()}>{TREASURY.first[locale]}</Link>}
      </p>
    </Section>
  );
}

/** Enough to tell two accounts apart: the bank has the rest from the file. */
const masked = (account: string): string => `•••• ${account.slice(-4)}`;

function Acts({ view: { gov, context }, person, file, acts }: FilePageProps) {
  const { locale } = context;
  if (acts.length === 0) return null;
  return (
    <Section id="history" title={TREASURY.history[locale]}>
      <Table
        id="acts"
        caption={TREASURY.history[locale]}
        captionHidden
        narrow="cards"
        dense
        columns={[TREASURY.when, TREASURY.what, TREASURY.who, TREASURY.proof].map((header) => ({
          header: header[locale],
        }))}
        rows={acts.map((act) => [
          <DateText locale={locale} iso={act.at.toISOString()} zone={gov.pack.timeZone} form="time" />,
          act.kind === 'answered' ? (
            <Link href={`/office/payouts/${file.id}?act=${act.id}`}>{ACT_TEXT[act.kind][locale]}</Link>
          ) : (
            <span>{ACT_TEXT[act.kind][locale]}</span>
          ),
          <span>{(act.officer === person ? TREASURY.you : TREASURY.otherOfficer)[locale]}</span>,
          <Link href={`/receipts/${act.entry}`} hidden={ACT_TEXT[act.kind][locale]}>
            {TREASURY.proof[locale]}
          </Link>,
        ])}
      />
    </Section>
  );
}
