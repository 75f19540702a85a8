import { type Static, Type } from 'typebox';
import {
  Button,
  ErrorSummary,
  Form,
  Heading,
  NotificationBanner,
  Paragraph,
  renderPage,
  Section,
  Table,
  TextInput,
} from '../../design/index.ts';
import { AppError, page, type Route, redirect, route, type Text } from '../../kernel/index.ts';
import { appointClerk, type Clerk, clerksOf, dismissClerk } from '../../programmes/index.ts';
import { readAmount } from '../paying/amount.ts';
import { whatToCorrect } from '../problem.tsx';
import type { Site } from '../site.ts';
import { ShopParams } from './amount.tsx';
import { moneyText, type TillCall, TillPage, type TillView, tillAddress, tillView } from './view.tsx';
import { TILL } from './words.ts';

const LONGEST_NAME = 40;

const Typed = Type.Object({
  name: Type.Optional(Type.String({ maxLength: 200 })),
  number: Type.Optional(Type.String({ maxLength: 200 })),
  mostAtOnce: Type.Optional(Type.String({ maxLength: 40 })),
  mostRefund: Type.Optional(Type.String({ maxLength: 40 })),
});
type Typed = Static<typeof Typed>;
type Problems = Partial<Record<keyof Typed, Text>>;

/** Who stands at the till of a shop: seen and decided by its owner. */
export function clerksRoutes(site: Site): Route[] {
  const { gov } = site;
  return [
    route({
      method: 'GET',
      path: '/till/:shop/clerks',
      audience: 'resident',
      summary: "A shop's clerks and how far they may go",
      params: ShopParams,
      query: Type.Object({ done: Type.Optional(Type.Union([Type.Literal('appointed'), Type.Literal('dismissed')])) }),
      async handle(call) {
        const view = await ownerView(site, call, call.params.shop);
        return showClerks(view, { done: call.query.done });
      },
    }),
    route({
      method: 'POST',
      path: '/till/:shop/clerks',
      audience: 'resident',
      summary: 'Lets somebody to the till, or changes how far they may go',
      params: ShopParams,
      body: Typed,
      async handle(call) {
        const view = await ownerView(site, call, call.params.shop);
        const typed = call.body;
        const read = readClerk(view, typed);
        if ('problems' in read) return showClerks(view, { typed, problems: read.problems }, 422);
        try {
          await appointClerk(gov, { ...read, shop: view.shop.id, by: call.caller.person });
        } catch (error) {
          return showClerks(view, { typed, problems: { number: whatToCorrect(error) } }, 422);
        }
        return redirect(tillAddress(view, 'clerks?done=appointed'));
      },
    }),
    route({
      method: 'POST',
      path: '/till/:shop/clerks/:person/dismiss',
      audience: 'resident',
      summary: 'Sends a clerk away from the till',
      params: Type.Object({ ...ShopParams.properties, person: Type.String({ format: 'uuid' }) }),
      async handle(call) {
        const view = await ownerView(site, call, call.params.shop);
        const person = call.params.person.toLowerCase();
        await dismissClerk(gov, { shop: view.shop.id, by: call.caller.person, person });
        return redirect(tillAddress(view, 'clerks?done=dismissed'));
      },
    }),
  ];
}

async function ownerView(site: Site, call: TillCall, shop: string): Promise<TillView> {
  const view = await tillView(site, call, shop);
  if (view.clerk.role !== 'owner') throw new AppError('forbidden', TILL.ownerOnly);
  return view;
}

interface Read {
  name: string;
  number: string;
  mostAtOnce: number | null;
  mostRefund: number;
}

function readClerk({ gov }: TillView, typed: Typed): Read | { problems: Problems } {
  const { name = '', number = '', mostAtOnce = '', mostRefund = '' } = typed;
  const { currency, numbering } = gov.pack;
  const [most, refund] = [mostAtOnce, mostRefund].map((text) => (text === '' ? null : readAmount(text, currency)));
  const wrong = numbering.check(number);
  const problems: Problems = {
    ...((name === '' || [...name].length > LONGEST_NAME) && { name: TILL.enterName }),
    ...(wrong && { number: wrong }),
    ...(most === undefined && { mostAtOnce: TILL.amountOfDigits }),
    ...(refund === undefined && { mostRefund: TILL.amountOfDigits }),
  };
  if (Object.keys(problems).length > 0) return { problems };
  return { name, number, mostAtOnce: most!, mostRefund: refund ?? 0 };
}

interface Shown {
  done?: 'appointed' | 'dismissed' | undefined;
  typed?: Typed;
  problems?: Problems;
}

async function showClerks(view: TillView, shown: Shown, status = 200): Promise<Response> {
  const clerks = await clerksOf(view.gov.db, view.shop.id);
  return page(renderPage(<ClerksPage view={view} clerks={clerks} {...shown} />), status);
}

function ClerksPage({ view, clerks, done, typed = {}, problems = {} }: Shown & { view: TillView; clerks: Clerk[] }) {
  const { locale } = view;
  const errors = Object.entries(problems).map(([name, text]) => ({ text: text[locale], href: `#${name}` }));
  const field = (name: keyof Typed, label: Text, hint?: Text) => ({
    ...{ locale, name, label: label[locale], value: typed[name] ?? '' },
    ...(hint && { hint: hint[locale] }),
    ...(problems[name] && { error: problems[name][locale] }),
  });
  return (
    <TillPage view={view} title={TILL.clerks[locale]} failed={errors.length > 0}>
      <ErrorSummary locale={locale} errors={errors} />
      {done && <NotificationBanner locale={locale} tone="success" heading={TILL[done][locale]} />}
      <Heading>{TILL.clerks[locale]}</Heading>
      <Paragraph>{TILL.clerksHelp[locale]}</Paragraph>
      <Table
        id="clerks"
        caption={TILL.clerks[locale]}
        captionHidden
        rowHeaders
        narrow="cards"
        columns={[
          { header: TILL.name[locale] },
          { header: TILL.mostAtOnce[locale], numeric: true },
          { header: TILL.mostRefund[locale], numeric: true },
          { header: TILL.dismiss[locale] },
        ]}
        rows={clerks.map((clerk) => [
          clerk.role === 'owner' ? `${clerk.name} (${TILL.owner[locale]})` : clerk.name,
          limitText(view, clerk, 'mostAtOnce'),
          limitText(view, clerk, 'mostRefund'),
          clerk.role === 'owner' ? '—' : <Dismiss view={view} clerk={clerk} />,
        ])}
      />
      <Section id="add" title={TILL.addClerkTitle[locale]}>
        <Form action={tillAddress(view, 'clerks')}>
          <TextInput {...field('name', TILL.name, TILL.nameHint)} width={20} autoComplete="off" />
          <TextInput {...field('number', TILL.number)} width={20} autoComplete="off" />
          <TextInput {...field('mostAtOnce', TILL.mostAtOnce, TILL.emptyNoLimit)} width={10} inputMode="numeric" />
          <TextInput {...field('mostRefund', TILL.mostRefund, TILL.emptyNoRefund)} width={10} inputMode="numeric" />
          <Button>{TILL.addClerk[locale]}</Button>
        </Form>
      </Section>
    </TillPage>
  );
}

function limitText(view: TillView, clerk: Clerk, limit: 'mostAtOnce' | 'mostRefund'): string {
  const most = clerk[limit];
  if (most === null || clerk.role === 'owner') return TILL.noLimit[view.locale];
  return limit === 'mostRefund' && most === 0 ? TILL.noRefunds[view.locale] : moneyText(view, most);
}

function Dismiss({ view, clerk }: { view: TillView; clerk: Clerk }) {
  return (
    <form action={tillAddress(view, `clerks/${clerk.person}/dismiss`)} method="post">
      <button class="md-link-button" type="submit">
        {TILL.dismiss[view.locale]}
        <span class="govuk-visually-hidden"> ({clerk.name})</span>
      </button>
    </form>
  );
}
