import { Type } from 'typebox';
import { currentList } from '../../../credentials/index.ts';
import { renderPage } from '../../../design/index.ts';
import {
  type Consent,
  changeConsent,
  consentActs,
  consentOf,
  consentProof,
  consentReceipt,
  consentsOf,
  deletionOf,
  isInForce,
  mayWithdraw,
  pauseConsent,
  requiredOf,
  resumeConsent,
  type Template,
  templateById,
  verifyConsent,
  withdrawAll,
  withdrawConsent,
} from '../../../exchange/index.ts';
import { AppError, page, type Route, redirect, route, type Text, transaction } from '../../../kernel/index.ts';
import type { Government } from '../../../pack/index.ts';
import { pageContext, type Site } from '../../site.ts';
import { pageOf } from '../paging.tsx';
import { decideRoutes } from './decide-routes.tsx';
import { ConsentList, type Listed, partyText } from './list.tsx';
import { ConsentPage } from './one.tsx';
import { CONSENTS } from './words.ts';

const OfConsent = Type.Object({ consent: Type.String({ format: 'uuid' }) });
const DONE = ['paused', 'resumed', 'withdrawn', 'changed', 'all-withdrawn'] as const;
const Done = Type.Object({ done: Type.Optional(Type.Union(DONE.map((word) => Type.Literal(word)))) });
const PAGE_SIZE = 50;
/** Where a page begins: after a consent that is in force or over. */
const Paged = Type.Object({
  ...Done.properties,
  before: Type.Optional(Type.String({ format: 'uuid' })),
  over: Type.Optional(Type.Literal('yes')),
});

/** What a form of a consent does, and the word that its page then says. Ending one asks for no further proof of who it is. */
const DECISIONS = [
  { path: 'pause', act: pauseConsent, done: 'paused', proof: false, summary: 'Pauses a consent until it is resumed' },
  { path: 'resume', act: resumeConsent, done: 'resumed', proof: true, summary: 'Resumes a consent that was paused' },
  { path: 'withdraw', act: withdrawConsent, done: 'withdrawn', proof: false, summary: 'Withdraws a consent for good' },
] as const;

/** What people have agreed to that others may know: deciding about it, looking at it, changing it and ending it. */
export function consentsRoutes(site: Site): Route[] {
  const { gov } = site;
  return [
    ...decideRoutes(site),
    route({
      method: 'GET',
      path: '/my-data/consents',
      audience: 'resident',
      summary: 'What the person signed in has agreed to, what is in force first',
      query: Paged,
      async handle(call) {
        const { person } = call.caller;
        const { before, over, done } = call.query;
        const at = gov.clock.now();
        const after = before === undefined ? undefined : { id: before, over: over !== undefined };
        const [context, found, canWithdraw] = await Promise.all([
          pageContext(site, call),
          consentsOf(gov.db, person, { at, limit: PAGE_SIZE + 1, after }),
          mayWithdraw(gov.db, person),
        ]);
        const { entries, last } = pageOf(found, PAGE_SIZE);
        const isOver = !entries.every((consent) => isInForce(consent, at));
        const older = last && `/my-data/consents?before=${last}${isOver ? '&over=yes' : ''}`;
        const consents = await Promise.all(entries.map((consent) => listed(gov, consent)));
        const shown = { gov, context, consents, older, isFirst: !after, canWithdraw };
        return page(renderPage(<ConsentList {...shown} done={doneText(done)} />));
      },
    }),
    route({
      method: 'POST',
      path: '/my-data/consents/withdraw',
      audience: 'resident',
      summary: 'Withdraws all consents at once',
      async handle({ caller: { person } }) {
        await transaction(gov.db, (tx) => withdrawAll(tx, gov, { person }));
        return redirect('/my-data/consents?done=all-withdrawn');
      },
    }),
    route({
      method: 'GET',
      path: '/my-data/consents/:consent',
      audience: 'resident',
      summary: 'One consent, in the very words in which it was given',
      params: OfConsent,
      query: Done,
      async handle(call) {
        const consent = await consentOf(gov, { ...call.params, person: call.caller.person });
        const [context, { party, template }, proof, acts] = await Promise.all([
          pageContext(site, call),
          listed(gov, consent),
          consentProof(gov.db, consent.id),
          consentActs(gov.db, consent.id),
        ]);
        const list = proof?.signature?.kind === 'wallet' ? await currentList(gov) : undefined;
        const verified = proof?.signature ? await verifyConsent(proof, list) : undefined;
        const deletion = await deletionOf(gov.db, consent);
        const shown = { gov, context, consent, party, template, proof, verified, acts, deletion };
        return page(renderPage(<ConsentPage {...shown} done={doneText(call.query.done)} />));
      },
    }),
    route({
      method: 'GET',
      path: '/my-data/consents/:consent/receipt',
      audience: 'resident',
      summary: 'The receipt of a consent as ISO/IEC TS 27560 has it, in JSON-LD',
      params: OfConsent,
      async handle({ caller: { person }, params }) {
        const consent = await consentOf(gov, { ...params, person });
        const [{ template }, proof, acts] = await Promise.all([
          listed(gov, consent),
          consentProof(gov.db, consent.id),
          consentActs(gov.db, consent.id),
        ]);
        if (!template || !proof) throw new AppError('gone', CONSENTS.erased);
        return new Response(JSON.stringify(consentReceipt(gov, { consent, template, acts, proof }), null, 2), {
          headers: {
            'content-type': 'application/ld+json',
            'content-disposition': `attachment; filename="consent-${consent.id}.jsonld"`,
          },
        });
      },
    }),
    ...DECISIONS.map(({ path, act, done, proof, summary }) =>
      route({
        method: 'POST',
        path: `/my-data/consents/:consent/${path}`,
        audience: 'resident',
        ...(proof && { provedLately: true }),
        summary,
        params: OfConsent,
        async handle({ caller: { person }, params: { consent } }) {
          await transaction(gov.db, (tx) => act(tx, gov, { person, consent }));
          return redirect(`/my-data/consents/${consent}?done=${done}`);
        },
      }),
    ),
    route({
      method: 'POST',
      path: '/my-data/consents/:consent/change',
      audience: 'resident',
      summary: 'Has less sent by a consent',
      params: OfConsent,
      body: Type.Object({
        item: Type.Optional(
          Type.Union([Type.String({ maxLength: 200 }), Type.Array(Type.String({ maxLength: 200 }), { maxItems: 200 })]),
        ),
      }),
      async handle({ caller: { person }, params, body: { item = [] } }) {
        const consent = await consentOf(gov, { ...params, person });
        const { template } = await listed(gov, consent);
        const required = template ? requiredOf(template) : { fields: [], statements: [] };
        const items = [item].flat();
        const left = (given: readonly string[], needed: readonly string[]) =>
          given.filter((one) => needed.includes(one) || items.includes(one));
        const fields = left(consent.fields, required.fields);
        const statements = left(consent.statements, required.statements);
        await transaction(gov.db, (tx) => changeConsent(tx, gov, { person, ...params, fields, statements }));
        return redirect(`/my-data/consents/${consent.id}?done=changed`);
      },
    }),
  ];
}

const doneText = (done: (typeof DONE)[number] | undefined): Text | undefined => done && CONSENTS[done];

/** A consent with to whom it was given, and what for where that is still known. */
async function listed(gov: Government, consent: Consent): Promise<Listed & { template: Template | undefined }> {
  const template = consent.template
    ? await templateById(gov.db, gov, consent.template).catch((error) => {
        if (error instanceof AppError) return undefined;
        throw error;
      })
    : undefined;
  return { consent, template, party: partyText(consent, template?.party.title) };
}
