import {
  BarChart,
  Button,
  ButtonGroup,
  ButtonLink,
  DateText,
  Details,
  Form,
  Heading,
  InsetText,
  Layout,
  Link,
  List,
  Money,
  NotificationBanner,
  type PageContext,
  Paragraph,
  ProgressBar,
  Reasons,
  Section,
  Table,
  TextInput,
} from '../../../design/index.ts';
import { formatDay, type Locale, say } from '../../../kernel/index.ts';
import { cite, type Government } from '../../../pack/index.ts';
import { dayBefore } from '../../../programmes/index.ts';
import { TAKING } from '../../taking/words.ts';
import { History, type HistoryPage } from './history.tsx';
import { Takings } from './takings.tsx';
import { UnpaidNotice } from './unpaid.tsx';
import { leftToTake, moneyIn, type OwnDetails, type OwnProgramme, refusedOf, termsOf } from './view.ts';
import { VOUCHERS } from './words.ts';

export interface ProgrammePageProps {
  gov: Government;
  context: PageContext;
  own: OwnProgramme;
  details: OwnDetails;
  history: HistoryPage;
  /** What was done a moment ago, to say so on coming back. */
  done?: string | undefined;
  /** A key for the form that pays the rest out. */
  key: string;
  home: string | undefined;
}

/** A programme as it is for one person: what they have, what they can do with it, and why not where they cannot. */
export function ProgrammePage(props: ProgrammePageProps) {
  const { gov, context, own, done } = props;
  const { locale } = context;
  const { programme, now, right } = own;
  const back = { href: '/vouchers', text: VOUCHERS.title[locale] };
  return (
    <Layout context={context} title={programme.title[locale]} back={back}>
      {done && <NotificationBanner locale={locale} tone="success" heading={done} />}
      <Heading caption={gov.pack.agencies.get(programme.agency)?.title[locale]}>{programme.title[locale]}</Heading>
      <Paragraph>{programme.summary[locale]}</Paragraph>
      {now.state === 'paused' && (
        <InsetText>
          <strong>{VOUCHERS.paused[locale]}</strong>
          <br />
          {VOUCHERS.pausedHelp[locale]}
        </InsetText>
      )}
      <UnpaidNotice gov={gov} locale={locale} unpaid={props.details.unpaid} />
      {hasMoney(own) && <Balance {...props} />}
      <Ways {...props} />
      {right.state === 'no' && !hasMoney(own) && <WhyNot own={own} locale={locale} />}
      <Card {...props} />
      <Change {...props} />
      <Spending {...props} />
      <Takings gov={gov} locale={locale} own={own} />
      {own.takings.length > 0 || props.history.events.length > 0 ? (
        <History gov={gov} locale={locale} programme={programme} history={props.history} />
      ) : null}
      <Details summary={VOUCHERS.lawTitle[locale]}>
        <List items={programme.law.map((law) => cite(law, locale))} />
      </Details>
    </Layout>
  );
}

const hasMoney = ({ wallet }: OwnProgramme) => wallet.balance > 0;

/** The balance, large; below it by the day on which it expires, as bars and as a table. */
function Balance({ gov, context: { locale }, own: { wallet } }: ProgrammePageProps) {
  const { currency, timeZone } = gov.pack;
  const lots = wallet.lots.map(({ expiresAt, balance }) => {
    const day = expiresAt && dayBefore(expiresAt, timeZone);
    return { label: day ? formatDay(day, locale) : VOUCHERS.forEver[locale], balance };
  });
  const money = moneyIn(gov, locale);
  return (
    <Section id="balance" title={VOUCHERS.balance[locale]}>
      <p class="md-balance">
        <Money locale={locale} minor={wallet.balance} currency={currency} />
      </p>
      {wallet.frozen && <InsetText>{VOUCHERS.frozen[locale]}</InsetText>}
      {lots.length > 1 && (
        <BarChart
          id="by-expiry"
          caption={VOUCHERS.byExpiry[locale]}
          bars={lots.map(({ label, balance }) => ({ label, values: [balance], texts: [money(balance)] }))}
        />
      )}
      <Table
        id="lots"
        caption={VOUCHERS.byExpiry[locale]}
        captionSize="s"
        columns={[{ header: VOUCHERS.expires[locale] }, { header: VOUCHERS.amount[locale], numeric: true }]}
        rows={lots.map(({ label, balance }) => [
          label,
          <Money locale={locale} minor={balance} currency={currency} key={label} />,
        ])}
        rowHeaders
      />
    </Section>
  );
}

/** What can be done with it: pay, take, share, look for shops. */
function Ways({ context: { locale }, own }: ProgrammePageProps) {
  const { programme, wallet, now, takings } = own;
  const path = `/vouchers/${programme.id}`;
  const canPay = hasMoney(own) && !wallet.frozen && now.state !== 'paused';
  const left = leftToTake(own);
  const more = left > 0 && takings.some(({ state }) => state !== 'given-back');
  const inWallet = programme.channels.some(({ kind }) => kind === 'wallet');
  return (
    <ButtonGroup>
      {canPay && <ButtonLink href={`/pay/${programme.id}`}>{VOUCHERS.pay[locale]}</ButtonLink>}
      {left > 0 && (
        <ButtonLink href={`${path}/take`} variant={canPay ? 'secondary' : 'primary'}>
          {(more ? VOUCHERS.takeMore : VOUCHERS.takeIt)[locale]}
        </ButtonLink>
      )}
      {programme.share && canPay && (
        <ButtonLink href={`${path}/share`} variant="secondary">
          {VOUCHERS.share[locale]}
        </ButtonLink>
      )}
      {canPay && <Link href="/pay/scan">{VOUCHERS.scanShop[locale]}</Link>}
      {inWallet && <Link href={`${path}/shops`}>{VOUCHERS.whereToSpend[locale]}</Link>}
      <Link href={`/programmes/${programme.id}/figures`}>{VOUCHERS.publicFigures[locale]}</Link>
    </ButtonGroup>
  );
}

/** Which conditions are not met, and on what that rests. */
function WhyNot({ own: { right }, locale }: { own: OwnProgramme; locale: Locale }) {
  const explained = right.explain?.(locale);
  const unmet = explained?.clauses.filter(({ outcome }) => outcome === 'no') ?? [];
  return (
    <Section id="reasons" title={VOUCHERS.notEntitled[locale]}>
      <Reasons
        locale={locale}
        reasons={unmet.map(({ outcome, text, because, law }) => ({
          outcome,
          text,
          because: because.join(' · '),
          ...(law && { law: { text: law } }),
        }))}
      />
    </Section>
  );
}

function Card({ gov, context: { locale }, details: { card } }: ProgrammePageProps) {
  if (!card) return null;
  const money = moneyIn(gov, locale);
  const { lastDigits: digits, spent, spend, back, paidAt } = card;
  return (
    <Section id="card" title={VOUCHERS.cardRegistered[locale]}>
      <ProgressBar
        id="card-spent"
        label={say(VOUCHERS.cardProgress, locale, {
          digits,
          spend: money(spend),
          spent: money(Math.min(spent, spend)),
        })}
        value={Math.min(spent, spend)}
        max={spend}
      />
      {paidAt && <Paragraph>{say(VOUCHERS.cardPaid, locale, { back: money(back) })}</Paragraph>}
    </Section>
  );
}

/** The rest as cash, where the law gives it. */
function Change({ gov, context: { locale }, own, details: { change }, key }: ProgrammePageProps) {
  if (!change?.allowed || own.wallet.frozen || own.now.state === 'paused') return null;
  const money = moneyIn(gov, locale);
  return (
    <Section id="change" title={VOUCHERS.change[locale]}>
      <Paragraph>
        {change.cash === change.rest
          ? say(VOUCHERS.changeHelp, locale, { amount: money(change.cash) })
          : say(VOUCHERS.changeAtCost, locale, { rest: money(change.rest), amount: money(change.cash) })}
      </Paragraph>
      <Form action={`/vouchers/${own.programme.id}/change`}>
        <input type="hidden" name="key" value={key} />
        <TextInput
          locale={locale}
          name="account"
          label={TAKING.bankAccount[locale]}
          hint={TAKING.bankHint[locale]}
          inputMode="numeric"
          width={20}
        />
        <Button variant="secondary">{VOUCHERS.changeNow[locale]}</Button>
      </Form>
    </Section>
  );
}

/** Where it may be spent, and what it must not pay for. */
function Spending({ gov, context: { locale }, own: { programme, now }, home }: ProgrammePageProps) {
  if (programme.channels.every(({ kind }) => kind === 'bank')) return null;
  const terms = termsOf(gov, programme, locale, home);
  const refused = refusedOf(gov, programme, locale);
  return (
    <Section id="spending" title={VOUCHERS.whereToSpend[locale]}>
      <List
        items={[
          ...terms,
          ...(now.spendUntil
            ? [
                <>
                  {VOUCHERS.spendUntil[locale]}: <DateText locale={locale} iso={now.spendUntil} era={gov.pack.era} />
                </>,
              ]
            : []),
        ]}
      />
      {refused.length > 0 && (
        <>
          <Heading level={3}>{VOUCHERS.notFor[locale]}</Heading>
          <Paragraph>{refused.join(' · ')}</Paragraph>
        </>
      )}
    </Section>
  );
}
