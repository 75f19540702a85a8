import type { ComponentChildren } from 'preact';
import { Type } from 'typebox';
import { Heading, InsetText, Layout, type PageContext, Paragraph, renderPage, Section } from '../../design/index.ts';
import { AppError, page, type Route, route } from '../../kernel/index.ts';
import { ERASED, type Opening, type ReceiptFile, type ReceiptState, receiptOf } from '../../log/index.ts';
import type { Government } from '../../pack/index.ts';
import { type CaseEvent, type CaseRow, caseById, eventsOf } from '../../services/index.ts';
import { keptPageRoutes } from '../kept-page.ts';
import { pageContext, type Site } from '../site.ts';
import { PROOF } from './proof-words.ts';
import { EventContent } from './receipt-content.tsx';
import { receiptFile } from './receipt-file.ts';
import { openedAct } from './receipt-opened.tsx';
import { Pending, Proof } from './receipt-view.tsx';
import { VERIFY_PAGE } from './verify-page.tsx';

const Entry = Type.Object({ entry: Type.String({ format: 'uuid' }) });
const Event = Type.Object({ case: Type.String({ format: 'uuid' }), event: Type.String({ format: 'uuid' }) });

/** Receipts of acts: for anyone who has the link, with their content for whose act it is, and the page that verifies any. */
export function receiptRoutes(site: Site): Route[] {
  const { gov, log } = site;
  return [
    route({
      method: 'GET',
      path: '/receipts/:entry',
      audience: 'public',
      summary: 'The receipt of an act, checked in the browser of whoever reads it',
      params: Entry,
      async handle(call) {
        const { entry } = call.params;
        const [context, state] = await Promise.all([pageContext(site, call), receiptOf(gov.db, log, entry)]);
        const { locale } = context;
        const receipt = { entry, state, here: call.here, file: `/receipts/${entry}/file` };
        const act = await openedAct(gov, entry, state, call.caller);
        const own = act && { opening: openingOf(act), content: await act.show(locale) };
        return page(renderPage(<ReceiptPage gov={gov} context={context} {...receipt} own={own} />));
      },
    }),
    route({
      method: 'GET',
      path: '/receipts/:entry/file',
      audience: 'public',
      summary: 'The receipt of an act as a file',
      params: Entry,
      async handle({ params: { entry }, caller }) {
        const state = await receiptOf(gov.db, log, entry);
        const act = await openedAct(gov, entry, state, caller);
        return fileOf(entry, state, act && (openingOf(act) ?? { erased: ERASED }));
      },
    }),
    route({
      method: 'GET',
      path: '/cases/:case/events/:event/receipt',
      audience: 'resident',
      summary: "The receipt of an act in one's own case, with what was recorded",
      params: Event,
      async handle(call) {
        const [context, { kase, event }] = await Promise.all([
          pageContext(site, call),
          eventOf(gov, call.caller.person, call.params),
        ]);
        const state = await receiptOf(gov.db, log, event.entry);
        const receipt = { entry: event.entry, state, here: call.here, file: `${call.here.split('?')[0]}/file` };
        const { locale } = context;
        const own = {
          opening: openingOf(event),
          content: <EventContent gov={gov} locale={locale} kase={kase} event={event} />,
          caption: `${gov.pack.services.get(kase.service)?.title[locale] ?? kase.service} · ${kase.number}`,
          back: { href: `/cases/${kase.id}`, text: PROOF.backToCase[locale] },
        };
        return page(renderPage(<ReceiptPage gov={gov} context={context} {...receipt} own={own} />));
      },
    }),
    route({
      method: 'GET',
      path: '/cases/:case/events/:event/receipt/file',
      audience: 'resident',
      summary: "The receipt of an act in one's own case as a file, with content and salt",
      params: Event,
      async handle({ caller, params }) {
        const { kase, event } = await eventOf(gov, caller.person, params);
        const kept = openingOf(event) ?? { erased: ERASED };
        return fileOf(`${kase.number}-${event.kind}`, await receiptOf(gov.db, log, event.entry), kept);
      },
    }),
    ...keptPageRoutes(site, VERIFY_PAGE),
  ];
}

/** An act in a case of the caller's own, with the case. */
interface OwnAct {
  kase: CaseRow;
  event: CaseEvent;
}

async function eventOf(gov: Government, person: string, wanted: { case: string; event: string }): Promise<OwnAct> {
  const [kase, events] = await Promise.all([
    caseById(gov.db, person, wanted.case),
    eventsOf(gov.db, person, wanted.case),
  ]);
  const event = events.find(({ id }) => id === wanted.event.toLowerCase());
  if (!event) throw new AppError('not-found', PROOF.noSuchEvent);
  return { kase, event };
}

/** What opens an act's leaf; undefined once the salt is destroyed. */
function openingOf({ salt, content }: { salt: string | null; content: unknown }): Opening | undefined {
  return salt === null ? undefined : { salt, content };
}

type Kept = Pick<ReceiptFile, 'salt' | 'content' | 'erased'>;

function fileOf(name: string, state: ReceiptState, kept: Kept | undefined): Response {
  if (state.state === 'pending') throw new AppError('unavailable', PROOF.notYet);
  return receiptFile(name, { ...state.receipt, ...kept });
}

interface ReceiptPageProps {
  gov: Government;
  context: PageContext;
  entry: string;
  state: ReceiptState;
  here: string;
  file: string;
  /** What was recorded, for a reader who may see it. */
  own?: Shown | undefined;
}

interface Shown {
  /** None once somebody in it is erased. */
  opening: Opening | undefined;
  content: ComponentChildren;
  caption?: string;
  back?: { href: string; text: string };
}

function ReceiptPage({ gov, context, entry, state, here, file, own }: ReceiptPageProps) {
  const { locale } = context;
  const { opening, caption, back } = own ?? {};
  const content = own && (
    <Section id="content" title={PROOF.content[locale]}>
      {opening ? (
        <>
          <Paragraph>{PROOF.contentHelp[locale]}</Paragraph>
          {own.content}
        </>
      ) : (
        <InsetText>{ERASED[locale]}</InsetText>
      )}
    </Section>
  );
  return (
    <Layout context={context} title={PROOF.title[locale]} scripts={['verify']} {...(back && { back })}>
      <Heading caption={caption}>{PROOF.title[locale]}</Heading>
      <Paragraph>{PROOF.whatIsIt[locale]}</Paragraph>
      {state.state === 'pending' ? (
        <>
          <Pending locale={locale} entry={entry} here={here} />
          {content}
        </>
      ) : (
        <Proof
          {...{ gov, locale, entry, receipt: state.receipt, file, opening }}
          isErased={own !== undefined && opening === undefined}
        >
          {content}
        </Proof>
      )}
    </Layout>
  );
}
