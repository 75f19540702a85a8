import {
  ButtonLink,
  ErrorSummary,
  Heading,
  InsetText,
  Layout,
  type PageContext,
  Paragraph,
  Radios,
  SummaryList,
  TextInput,
} from '../../../design/index.ts';
import { say, type Text } from '../../../kernel/index.ts';
import type { Government, Programme } from '../../../pack/index.ts';
import type { PublicShop, RequestToPay } from '../../../programmes/index.ts';
import { typedAmount } from '../../paying/amount.ts';
import { RefusalView } from '../../paying/sign-view.tsx';
import { PAYING } from '../../paying/words.ts';
import { moneyIn } from './shared.tsx';
import { PAY } from './words.ts';

/** One of somebody's wallets, and why this cannot be paid with it. */
export interface Way {
  programme: Programme;
  balance: number;
  refused: Text | undefined;
}

interface AtShop {
  gov: Government;
  context: PageContext;
  shop: PublicShop;
}

const BACK = (locale: PageContext['locale']) => ({ href: '/pay/scan', text: PAY.scanShop[locale] });

interface AmountProps extends AtShop {
  typed: string | undefined;
  problem: Text | undefined;
}

/** Where the shop's code says no amount, it is typed in first. */
export function AmountPage({ gov, context, shop, typed, problem }: AmountProps) {
  const { locale } = context;
  const error = problem?.[locale];
  return (
    <Layout context={context} title={shop.name} scripts={['paying']} back={BACK(locale)} failed={Boolean(error)}>
      {error && <ErrorSummary locale={locale} errors={[{ text: error, href: '#amount' }]} />}
      <Heading caption={shop.address}>{shop.name}</Heading>
      <form action={`/pay/to/${shop.id}`} method="get" data-swap noValidate>
        <TextInput
          locale={locale}
          name="amount"
          label={PAY.howMuch[locale]}
          labelSize="m"
          value={typed ?? ''}
          width={10}
          inputMode={gov.pack.currency.decimals > 0 ? 'decimal' : 'numeric'}
          autoComplete="off"
          {...(error && { error })}
        />
        <button class="govuk-button" type="submit">
          {PAY.continue[locale]}
        </button>
      </form>
    </Layout>
  );
}

interface ConfirmProps extends AtShop {
  request: RequestToPay | undefined;
  amount: number;
  ways: readonly Way[];
  key_: string;
}

/** Everything that matters before money moves: to whom, how much, out of what, and what is left. */
export function ConfirmPage({ gov, context, shop, request, amount, ways, key_ }: ConfirmProps) {
  const { locale } = context;
  const payable = ways.filter(({ refused }) => !refused);
  const money = moneyIn(gov, locale, amount);
  const typed = typedAmount(amount, gov.pack.currency);
  const excluded = payable.flatMap(({ programme }) => Object.values(programme.spending.goods));
  const goods = [...new Set(excluded.map((title) => title[locale]))].join(locale === 'zh-Hant' ? '、' : ', ');
  return (
    <Layout context={context} title={PAY.confirmTitle[locale]} scripts={['paying']} back={BACK(locale)}>
      <Heading caption={shop.name}>{money}</Heading>
      <form action={`/pay/to/${shop.id}`} method="post" data-swap noValidate>
        <input type="hidden" name="key" value={key_} />
        <input type="hidden" name="amount" value={typed} />
        {request && <input type="hidden" name="request" value={request.id} />}
        <Ways gov={gov} context={context} ways={ways} amount={amount} />
        {payable.length > 0 && (
          <>
            {goods && <Paragraph>{say(PAY.notFor, locale, { goods })}</Paragraph>}
            <div class="md-show__ways">
              <button class="govuk-button" type="submit">
                {say(PAY.payNow, locale, { amount: money })}
              </button>
            </div>
          </>
        )}
      </form>
      {!request && (
        <p>
          <a class="govuk-link" href={`/pay/to/${shop.id}`}>
            {PAY.otherAmount[locale]}
          </a>
        </p>
      )}
    </Layout>
  );
}

/** One wallet needs no choice; of several, those with which this cannot be paid stand below with the reason. */
function Ways({ gov, context, ways, amount }: Pick<ConfirmProps, 'gov' | 'context' | 'ways' | 'amount'>) {
  const { locale } = context;
  const money = (minor: number) => moneyIn(gov, locale, minor);
  const [only, ...others] = ways.filter(({ refused }) => !refused);
  const refused = ways.filter((way) => way.refused);
  return (
    <>
      {ways.length === 0 && <InsetText>{PAY.nothing[locale]}</InsetText>}
      {only && others.length === 0 && (
        <>
          <input type="hidden" name="programme" value={only.programme.id} />
          <SummaryList
            locale={locale}
            rows={[
              { key: PAYING.programme[locale], value: only.programme.title[locale] },
              { key: PAY.balance[locale], value: money(only.balance) },
              { key: PAY.balanceAfter[locale], value: <strong>{money(only.balance - amount)}</strong> },
            ]}
          />
        </>
      )}
      {only && others.length > 0 && (
        <Radios
          locale={locale}
          name="programme"
          label={PAY.payWith[locale]}
          labelSize="m"
          value={only.programme.id}
          items={[only, ...others].map(({ programme, balance }) => ({
            value: programme.id,
            text: programme.title[locale],
            hint: say(PAY.balanceAfterText, locale, { amount: money(balance - amount) }),
          }))}
        />
      )}
      {refused.map(({ programme, balance, refused: reason }) => (
        <InsetText key={programme.id}>
          <strong>
            {programme.title[locale]} – {PAY.cannotPay[locale]}
          </strong>
          <br />
          {reason![locale]} {say(PAY.balanceNow, locale, { amount: money(balance) })}
        </InsetText>
      ))}
    </>
  );
}

interface RefusedProps extends AtShop {
  amount: number;
  reason: Text;
  request?: RequestToPay | undefined;
  /** What to send once more, where that may help: the same, under the same key. */
  again?: { programme: string; key: string } | undefined;
}

/** Not paid, and why. */
export function RefusedPage({ gov, context, shop, amount, reason, request, again }: RefusedProps) {
  const { locale } = context;
  const typed = typedAmount(amount, gov.pack.currency);
  const query = new URLSearchParams(request ? { request: request.id } : { amount: typed });
  return (
    <Layout context={context} title={PAYING.refused[locale]} scripts={['paying']} failed>
      <RefusalView
        title={PAYING.refused[locale]}
        amount={moneyIn(gov, locale, amount)}
        reason={reason[locale]}
        note={again ? undefined : PAYING.noMoneyMoved[locale]}
      >
        {again ? (
          <form action={`/pay/to/${shop.id}`} method="post" data-swap>
            <input type="hidden" name="key" value={again.key} />
            <input type="hidden" name="programme" value={again.programme} />
            <input type="hidden" name="amount" value={typed} />
            {request && <input type="hidden" name="request" value={request.id} />}
            <button class="govuk-button" type="submit">
              {PAY.sendAgain[locale]}
            </button>
          </form>
        ) : (
          <ButtonLink href={`/pay/to/${shop.id}?${query}`}>{PAY.backToCheck[locale]}</ButtonLink>
        )}
        <ButtonLink href="/pay/scan" variant="secondary">
          {PAY.scanShop[locale]}
        </ButtonLink>
      </RefusalView>
    </Layout>
  );
}
