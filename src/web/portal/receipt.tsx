import { Type } from 'typebox';
import { Heading, InsetText, Layout, type PageContext, Paragraph, renderPage, Section } from '../../design/index.ts';
import { AppError, page, type Route, route } from '../../kernel/index.ts';
import { ERASED, type Opening, type ReceiptFile, type ReceiptState, receiptOf } from '../../log/index.ts';
import type { Government } from '../../pack/index.ts';
import { type CaseEvent, type CaseRow, caseById, eventsOf } from '../../services/index.ts';
import { pageContext, type Site } from '../site.ts';
import { PROOF } from './proof-words.ts';
import { EventContent } from './receipt-content.tsx';
import { receiptFile } from './receipt-file.ts';
import { Pending, Proof } from './receipt-view.tsx';
import { verifyRoutes } from './verify-page-routes.tsx';

const Entry = Type.Object({ entry: Type.String({ format: 'uuid' }) });
const Event = Type.Object({ case: Type.String({ format: 'uuid' }), event: Type.String({ format: 'uuid' }) });

/** Receipts of acts: for anyone who has the link, with their content for whose case it is, and the page that verifies any. */
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
        const receipt = { entry, state, here: call.here, file: `/receipts/${entry}/file` };
        return page(renderPage(<ReceiptPage gov={gov} context={context} {...receipt} />));
      },
    }),
    route({
      method: 'GET',
      path: '/receipts/:entry/file',
      audience: 'public',
      summary: 'The receipt of an act as a file',
      params: Entry,
      handle: async ({ params: { entry } }) => fileOf(entry, await receiptOf(gov.db, log, entry)),
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
        return page(renderPage(<ReceiptPage gov={gov} context={context} {...receipt} own={{ kase, event }} />));
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
    ...verifyRoutes(site),
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
function openingOf({ salt, content }: CaseEvent): Opening | undefined {
  return salt === null ? undefined : { salt, content };
}

type Kept = Pick<ReceiptFile, 'salt' | 'content' | 'erased'>;

function fileOf(name: string, state: ReceiptState, kept: Kept = {}): Response {
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
  own?: OwnAct;
}

function ReceiptPage({ gov, context, entry, state, here, file, own }: ReceiptPageProps) {
  const { locale } = context;
  const caption =
    own && `${gov.pack.services.get(own.kase.service)?.title[locale] ?? own.kase.service} · ${own.kase.number}`;
  const back = own && { href: `/cases/${own.kase.id}`, text: PROOF.backToCase[locale] };
  const opening = own && openingOf(own.event);
  const content = own && (
    <Section id="content" title={PROOF.content[locale]}>
      {opening ? (
        <>
          <Paragraph>{PROOF.contentHelp[locale]}</Paragraph>
          <EventContent gov={gov} locale={locale} kase={own.kase} event={own.event} />
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
        <Proof gov={gov} locale={locale} entry={entry} receipt={state.receipt} file={file} opening={opening}>
          {content}
        </Proof>
      )}
    </Layout>
  );
}
