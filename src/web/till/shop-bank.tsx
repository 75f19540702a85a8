import { Type } from 'typebox';
import {
  Button,
  DateText,
  ErrorSummary,
  Form,
  formatDate,
  Heading,
  InsetText,
  Link,
  NotificationBanner,
  Paragraph,
  renderPage,
  Section,
  SummaryList,
  Table,
  Tag,
  TextInput,
} from '../../design/index.ts';
import { page, provedLately, type Route, redirect, route, say, type Text } from '../../kernel/index.ts';
import {
  BANK_CHANGE_WAIT_MS,
  type BankChange,
  bankAccountOf,
  cancelBankAccount,
  changeBankAccount,
  clerksOf,
  type ShopBankAccount,
} from '../../programmes/index.ts';
import { whatToCorrect } from '../problem.tsx';
import { ProveFirst } from '../proof/prove-first.tsx';
import type { Site } from '../site.ts';
import { TAKING } from '../taking/words.ts';
import { ShopParams } from './amount.tsx';
import { ownersTill } from './owner.ts';
import { SETTLEMENTS } from './settlement-words.ts';
import { BANK } from './shop-bank-words.ts';
import { TillPage, type TillView, tillAddress } from './view.tsx';

const PAGE = 'bank-account';
const DONE = { named: BANK.named, cancelled: BANK.cancelledNow };

/** Where a shop's settlements go: seen and changed by its owners. */
export function shopBankRoutes(site: Site): Route[] {
  const { gov } = site;
  return [
    route({
      method: 'GET',
      path: '/till/:shop/bank-account',
      audience: 'resident',
      summary: "Where a shop's settlements go, and a new account that waits",
      params: ShopParams,
      query: Type.Object({ done: Type.Optional(Type.Union([Type.Literal('named'), Type.Literal('cancelled')])) }),
      handle: async (call) =>
        show(await ownersTill(site, call, call.params.shop), {
          done: call.query.done,
          proved: provedLately(call.caller, gov.clock.now()),
        }),
    }),
    route({
      method: 'POST',
      path: '/till/:shop/bank-account',
      audience: 'resident',
      provedLately: true,
      summary: 'Names another bank account; it waits for a day, in which any owner can cancel it',
      params: ShopParams,
      body: Type.Object({ account: Type.Optional(Type.String({ maxLength: 60 })) }),
      async handle(call) {
        const view = await ownersTill(site, call, call.params.shop);
        const { account: typed = '' } = call.body;
        try {
          await changeBankAccount(gov, { shop: view.shop.id, by: call.caller.person, bankAccount: typed });
        } catch (error) {
          return show(view, { typed, problem: whatToCorrect(error), proved: true }, 422);
        }
        return redirect(tillAddress(view, `${PAGE}?done=named`));
      },
    }),
    route({
      method: 'POST',
      path: '/till/:shop/bank-account/:change/cancel',
      audience: 'resident',
      summary: 'Cancels a new bank account that waits',
      params: Type.Object({ ...ShopParams.properties, change: Type.String({ format: 'uuid' }) }),
      async handle(call) {
        const view = await ownersTill(site, call, call.params.shop);
        const change = call.params.change.toLowerCase();
        await cancelBankAccount(gov, { shop: view.shop.id, by: call.caller.person, change });
        return redirect(tillAddress(view, `${PAGE}?done=cancelled`));
      },
    }),
  ];
}

interface Shown {
  /** Whether the owner has proved lately who they are: else the form would lead nowhere. */
  proved: boolean;
  done?: keyof typeof DONE | undefined;
  typed?: string;
  problem?: Text;
}

async function show(view: TillView, shown: Shown, status = 200): Promise<Response> {
  const { gov, shop } = view;
  const [account, clerks] = [await bankAccountOf(gov.db, gov, shop.id), await clerksOf(gov.db, shop.id)];
  const names = new Map(clerks.map(({ person, name }) => [person, name]));
  return page(renderPage(<BankPage {...{ view, account, names, ...shown }} />), status);
}

type Props = Shown & { view: TillView; account: ShopBankAccount; names: ReadonlyMap<string, string> };

function BankPage(props: Props) {
  const { view, account, done, problem } = props;
  const { locale } = view;
  return (
    <TillPage
      view={view}
      title={BANK.title[locale]}
      failed={problem !== undefined}
      back={{ href: tillAddress(view, 'settlements'), text: SETTLEMENTS.title[locale] }}
    >
      <ErrorSummary locale={locale} errors={problem ? [{ text: problem[locale], href: '#account' }] : []} />
      {done && <NotificationBanner locale={locale} tone="success" heading={DONE[done][locale]} />}
      <Heading>{BANK.title[locale]}</Heading>
      <SummaryList locale={locale} rows={[{ key: BANK.now[locale], value: account.inForce }]} />
      {account.waiting ? <Waiting {...props} waiting={account.waiting} /> : <ChangeForm {...props} />}
      <History {...props} />
    </TillPage>
  );
}

/** An instant in a sentence. */
const timeText = ({ gov, locale }: TillView, at: Date): string =>
  formatDate(at.toISOString(), locale, { form: 'time', zone: gov.pack.timeZone });

/** That a new account waits, since when and until when, for pages that speak of where money goes. */
export function BankChangeNotice({ view, waiting }: { view: TillView; waiting: BankChange }) {
  const { locale } = view;
  return (
    <InsetText>
      <strong>{BANK.waits[locale]}</strong>
      <br />
      {say(BANK.waitsUntil, locale, {
        time: timeText(view, waiting.inForceAt),
        digits: waiting.bankAccount.slice(-4),
      })}
    </InsetText>
  );
}

function Waiting({ view, waiting, names }: Props & { waiting: BankChange }) {
  const { locale } = view;
  return (
    <Section id="waiting" title={BANK.waits[locale]}>
      <SummaryList
        locale={locale}
        rows={[
          { key: BANK.newNumber[locale], value: waiting.bankAccount },
          { key: BANK.askedBy[locale], value: names.get(waiting.askedBy) ?? BANK.formerOwner[locale] },
          { key: BANK.askedAt[locale], value: timeText(view, waiting.askedAt) },
          { key: BANK.inForceAt[locale], value: timeText(view, waiting.inForceAt) },
        ]}
      />
      <Paragraph>{rule(view)}</Paragraph>
      <Paragraph>
        {BANK.notYou[locale]} <Link href="/settings">{BANK.devices[locale]}</Link>
      </Paragraph>
      <Form action={tillAddress(view, `${PAGE}/${waiting.id}/cancel`)}>
        <Button variant="warning">{BANK.cancel[locale]}</Button>
      </Form>
    </Section>
  );
}

const rule = ({ locale }: TillView) => say(BANK.rule, locale, { hours: BANK_CHANGE_WAIT_MS / 3_600_000 });

function ChangeForm({ view, proved, typed, problem }: Props) {
  const { locale } = view;
  return (
    <Section id="change" title={BANK.change[locale]}>
      <Paragraph>{rule(view)}</Paragraph>
      {!proved && <ProveFirst locale={locale} here={tillAddress(view, PAGE)} />}
      {proved && <AccountForm {...{ view, typed, problem }} />}
    </Section>
  );
}

function AccountForm({ view, typed, problem }: Pick<Props, 'view' | 'typed' | 'problem'>) {
  const { locale } = view;
  return (
    <Form action={tillAddress(view, PAGE)}>
      <TextInput
        locale={locale}
        name="account"
        label={BANK.other[locale]}
        hint={TAKING.bankHint[locale]}
        value={typed ?? ''}
        inputMode="numeric"
        autoComplete="off"
        width={20}
        {...(problem && { error: problem[locale] })}
      />
      <Button>{BANK.name[locale]}</Button>
    </Form>
  );
}

function History({ view, account: { changes, waiting } }: Props) {
  const { locale, gov } = view;
  const { timeZone: zone } = gov.pack;
  if (changes.length === 0) return null;
  const stateOf = (change: BankChange) =>
    change.cancelledAt ? (
      <Tag>{BANK.cancelled[locale]}</Tag>
    ) : change.id === waiting?.id ? (
      <Tag tone="warning">{BANK.waiting[locale]}</Tag>
    ) : (
      <span>{BANK.done[locale]}</span>
    );
  return (
    <Section id="history" title={BANK.history[locale]}>
      <Table
        id="changes"
        caption={BANK.history[locale]}
        captionHidden
        rowHeaders
        narrow="cards"
        columns={[
          { header: BANK.newNumber[locale] },
          { header: BANK.askedAt[locale] },
          { header: BANK.inForceAt[locale] },
          { header: BANK.state[locale] },
          { header: BANK.proof[locale] },
        ]}
        rows={changes.map((change) => [
          change.bankAccount,
          <DateText locale={locale} iso={change.askedAt.toISOString()} zone={zone} form="time" />,
          change.cancelledAt ? (
            '—'
          ) : (
            <DateText locale={locale} iso={change.inForceAt.toISOString()} zone={zone} form="time" />
          ),
          stateOf(change),
          <Link href={`/receipts/${change.cancelEntry ?? change.entry}`} hidden={change.bankAccount}>
            {BANK.seeProof[locale]}
          </Link>,
        ])}
      />
    </Section>
  );
}
