import { type Static, Type } from 'typebox';
import {
  ButtonLink,
  ErrorSummary,
  Heading,
  Paragraph,
  renderPage,
  SummaryList,
  TextInput,
} from '../../design/index.ts';
import { AppError, page, type Route, randomSecret, redirect, route, say, type Text } from '../../kernel/index.ts';
import { payerOf, paymentRefusal } from '../../programmes/index.ts';
import { typedAmount } from '../paying/amount.ts';
import { Camera } from '../paying/camera.tsx';
import { RefusalView } from '../paying/sign-view.tsx';
import { PAYING } from '../paying/words.ts';
import type { Site } from '../site.ts';
import { amountProblem, Purchase, readPurchase, ShopParams } from './amount.tsx';
import { type PrintedNote, readNote } from './note.ts';
import { Carried, moneyText, TillPage, type TillView, tillAddress, tillView } from './view.tsx';
import { TILL } from './words.ts';

/** What a customer can show to a till: their own code, or a paper note. */
const CUSTOMERS_CODE = '^MADANG:PAY:|/notes/';

const Charge = Type.Object({
  ...Purchase,
  code: Type.Optional(Type.String({ maxLength: 1_000 })),
  secret: Type.Optional(Type.String({ maxLength: 40 })),
  key: Type.String({ minLength: 1, maxLength: 100 }),
});

/** A purchase whose amount is known, and how it is to be paid. */
interface Charging {
  view: TillView;
  amount: number;
  goods: readonly string[];
  code: string;
  key: string;
}

/** The way of a till on which the customer shows something: their code, or a note. */
export function chargeRoutes(site: Site): Route[] {
  const { gov } = site;
  return [
    route({
      method: 'GET',
      path: '/till/:shop/scan',
      audience: 'resident',
      summary: "Reads the customer's code by camera, or asks for its number",
      params: ShopParams,
      query: Type.Object(Purchase),
      async handle(call) {
        const view = await tillView(site, call, call.params.shop);
        const read = readPurchase(view, call.query);
        if ('problem' in read) return amountProblem(view, read);
        return page(renderPage(<ScanPage view={view} {...read} code="" key_={randomSecret(16)} />));
      },
    }),
    route({
      method: 'POST',
      path: '/till/:shop/payments',
      audience: 'resident',
      summary: 'Takes a payment in: by the code that a customer shows, or a note',
      params: ShopParams,
      body: Charge,
      async handle(call) {
        const view = await tillView(site, call, call.params.shop);
        const read = readPurchase(view, call.body);
        if ('problem' in read) return amountProblem(view, read);
        const { code = '', secret = '', key } = call.body;
        const charging: Charging = { view, ...read, code, key };
        const note = readNote(code);
        if (code === '') return scanAgain(charging, TILL.enterCode);
        if (note && secret === '') return notePage(charging, note);
        const by = { shop: view.shop.id, clerk: call.caller.person, key, address: call.address };
        try {
          const payment = await payerOf(gov).pay(
            note
              ? { ...by, way: 'note', programme: note.programme, serial: note.serial, secret, amount: note.value }
              : { ...by, way: 'code', code, amount: read.amount, goods: read.goods },
          );
          return redirect(tillAddress(view, `payments/${payment.id}/sign`));
        } catch (error) {
          return refused(charging, error, call.body);
        }
      },
    }),
  ];
}

/** A refusal, as a page that nobody takes for a payment. What has to be typed again is shown beside its field. */
function refused(charging: Charging, error: unknown, body: Static<typeof Charge>): Response {
  if (!(error instanceof AppError) || typeof error.detail === 'string') throw error;
  if (paymentRefusal(error) === 'code-mistyped') return scanAgain(charging, error.detail);
  const again = error.code === 'unavailable' ? body : undefined;
  return page(renderPage(<Refused {...charging} reason={error.detail} again={again} />), error.status);
}

function scanAgain({ key, ...charging }: Charging, problem: Text): Response {
  return page(renderPage(<ScanPage {...charging} key_={key} problem={problem} />), 422);
}

type ScanProps = Omit<Charging, 'key'> & { key_: string; problem?: Text };

function ScanPage({ view, amount, goods, code, key_, problem }: ScanProps) {
  const { locale, gov } = view;
  const typed = typedAmount(amount, gov.pack.currency);
  const back = `${tillAddress(view)}?${new URLSearchParams({ amount: typed })}`;
  const error = problem?.[locale];
  return (
    <TillPage
      view={view}
      title={TILL.scanTitle[locale]}
      failed={Boolean(error)}
      back={{ href: back, text: TILL.newAmount[locale] }}
    >
      {error && <ErrorSummary locale={locale} errors={[{ text: error, href: '#code' }]} />}
      <Heading caption={<span class="md-show__amount">{moneyText(view, amount)}</span>}>
        {TILL.scanTitle[locale]}
      </Heading>
      <form action={tillAddress(view, 'payments')} method="post" data-swap noValidate>
        <Carried amount={typed} goods={goods} />
        <input type="hidden" name="key" value={key_} />
        <Camera locale={locale} into="code" wanted={CUSTOMERS_CODE} />
        <TextInput
          locale={locale}
          name="code"
          label={TILL.codeLabel[locale]}
          hint={TILL.codeHint[locale]}
          value={code}
          width={20}
          inputMode="numeric"
          autoComplete="off"
          {...(error && { error })}
        />
        <button class="govuk-button" type="submit">
          {say(TILL.charge, locale, { amount: moneyText(view, amount) })}
        </button>
      </form>
      <Paragraph size="s">{TILL.paperHint[locale]}</Paragraph>
    </TillPage>
  );
}

interface RefusedProps extends Charging {
  reason: Text;
  /** What to send once more, where that may help: the same, under the same key. */
  again: Static<typeof Charge> | undefined;
}

function Refused({ view, amount, goods, reason, again }: RefusedProps) {
  const { locale, gov } = view;
  const typed = typedAmount(amount, gov.pack.currency);
  const query = new URLSearchParams([['amount', typed], ...goods.map((one) => ['goods', one])]);
  return (
    <TillPage view={view} title={PAYING.refused[locale]} failed>
      <RefusalView
        title={PAYING.refused[locale]}
        amount={moneyText(view, amount)}
        reason={reason[locale]}
        note={again ? undefined : PAYING.noMoneyMoved[locale]}
      >
        {again ? (
          <form action={tillAddress(view, 'payments')} method="post" data-swap>
            <Carried amount={typed} goods={goods} />
            <input type="hidden" name="key" value={again.key} />
            <input type="hidden" name="code" value={again.code} />
            <input type="hidden" name="secret" value={again.secret} />
            <button class="govuk-button" type="submit">
              {TILL.sendAgain[locale]}
            </button>
          </form>
        ) : (
          <a class="govuk-button" href={tillAddress(view, `scan?${query}`)} data-swap>
            {TILL.tryAgain[locale]}
          </a>
        )}
        <a class="govuk-button govuk-button--secondary" href={tillAddress(view)} data-swap>
          {TILL.newAmount[locale]}
        </a>
      </RefusalView>
    </TillPage>
  );
}

function notePage({ view, amount, goods, code, key }: Charging, note: PrintedNote): Response {
  const { locale, gov } = view;
  const rest = amount - note.value;
  return page(
    renderPage(
      <TillPage view={view} title={TILL.noteTitle[locale]}>
        <Heading>{TILL.noteTitle[locale]}</Heading>
        <SummaryList
          locale={locale}
          rows={[
            { key: TILL.noteSerial[locale], value: note.serial },
            { key: TILL.noteValue[locale], value: moneyText(view, note.value) },
          ]}
        />
        {rest > 0 && <Paragraph>{say(TILL.restAfterNote, locale, { rest: moneyText(view, rest) })}</Paragraph>}
        {rest < 0 && <Paragraph>{TILL.noChange[locale]}</Paragraph>}
        <form action={tillAddress(view, 'payments')} method="post" data-swap noValidate>
          <Carried amount={typedAmount(amount, gov.pack.currency)} goods={goods} />
          <input type="hidden" name="key" value={key} />
          <input type="hidden" name="code" value={code} />
          <TextInput
            locale={locale}
            name="secret"
            label={TILL.scratchLabel[locale]}
            hint={TILL.scratchHint[locale]}
            width={10}
            inputMode="numeric"
            autoComplete="off"
          />
          <div class="govuk-button-group">
            <button class="govuk-button" type="submit">
              {say(TILL.charge, locale, { amount: moneyText(view, note.value) })}
            </button>
            <ButtonLink href={tillAddress(view)} variant="secondary">
              {TILL.newAmount[locale]}
            </ButtonLink>
          </div>
        </form>
      </TillPage>,
    ),
  );
}
