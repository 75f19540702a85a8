import { type Static, Type } from 'typebox';
import { ErrorSummary, Heading, Paragraph, renderPage, TextInput } from '../../design/index.ts';
import { AppError, page, type Route, randomSecret, redirect, route, say, type Text } from '../../kernel/index.ts';
import { payerOf, paymentRefusal } from '../../programmes/index.ts';
import { typedAmount } from '../paying/amount.ts';
import { Camera } from '../paying/camera.tsx';
import { RefusalView } from '../paying/sign-view.tsx';
import { PAYING } from '../paying/words.ts';
import type { Site } from '../site.ts';
import { amountPage, amountProblem, Purchase, readPurchase, ShopParams } from './amount.tsx';
import { lookAtNote, NotePage, type NoteRead, readNote } from './note.tsx';
import { Carried, moneyText, TillPage, type TillView, tillAddress, tillView } from './view.tsx';
import { TILL } from './words.ts';

/** What a customer can show to a till: their own code, or a paper note. */
const CUSTOMERS_CODE = '^MADANG:PAY:|/notes/';

const Charge = Type.Object({
  ...Purchase,
  code: Type.Optional(Type.String({ maxLength: 1_000 })),
  /** The code under the scratch field of a note, and that it was asked for. */
  secret: Type.Optional(Type.String({ maxLength: 40 })),
  asked: Type.Optional(Type.Literal('secret')),
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
        // Whoever comes without an amount is where they begin, and has done nothing wrong.
        if (call.query.amount === undefined) return amountPage(view);
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
        const { code = '', key } = call.body;
        const charging: Charging = { view, ...read, code, key };
        const note = readNote(code);
        if (code === '') return scanAgain(charging, TILL.enterCode);
        const by = { shop: view.shop.id, clerk: call.caller.person, key, address: call.address };
        try {
          if (note) return await takeNote(charging, note, by, call.body);
          const { amount, goods } = read;
          const payment = await payerOf(gov).pay({ ...by, way: 'code', code, amount, goods });
          return redirect(tillAddress(view, `payments/${payment.id}/sign`));
        } catch (error) {
          return refused(charging, error, call.body);
        }
      },
    }),
  ];
}

type By = Pick<Parameters<ReturnType<typeof payerOf>['pay']>[0], 'shop' | 'key' | 'address'> & { clerk: string };

/** Takes a note in: shows what it is, asks for the code under its scratch field, and then lets the payer decide. */
async function takeNote(charging: Charging, read: NoteRead, by: By, body: Static<typeof Charge>): Promise<Response> {
  const { view, key, ...purchase } = charging;
  const { note, refused } = await lookAtNote(view, read);
  // A retry finds its own note spent: whether it is one, the payer knows by the key.
  if (!note || (refused && !body.secret)) return refusedPage(charging, refused!, 409);
  if (!body.secret) {
    const problem = body.asked && TILL.enterScratch;
    const html = renderPage(<NotePage view={view} note={note} key_={key} {...purchase} problem={problem} />);
    return page(html, problem ? 422 : 200);
  }
  const { programme, serial, value } = note;
  const wish = { ...by, way: 'note', programme, serial, secret: body.secret, amount: value } as const;
  const payment = await payerOf(view.gov).pay({ ...wish, goods: purchase.goods });
  return redirect(tillAddress(view, `payments/${payment.id}/sign`));
}

/** A refusal, as a page that nobody takes for a payment. What has to be typed again is shown beside its field. */
function refused(charging: Charging, error: unknown, body: Static<typeof Charge>): Response {
  if (!(error instanceof AppError) || typeof error.detail === 'string') throw error;
  if (paymentRefusal(error) === 'code-mistyped') return scanAgain(charging, error.detail);
  return refusedPage(charging, error.detail, error.status, error.code === 'unavailable' ? body : undefined);
}

function refusedPage(charging: Charging, reason: Text, status: number, again?: Static<typeof Charge>): Response {
  return page(renderPage(<Refused {...charging} reason={reason} again={again} />), status);
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
      <div class="md-show md-show--form">
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
            autoComplete="off"
            {...(error && { error })}
          />
          <button class="govuk-button" type="submit">
            {say(TILL.charge, locale, { amount: moneyText(view, amount) })}
          </button>
        </form>
        <Paragraph size="s">{TILL.paperHint[locale]}</Paragraph>
      </div>
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
