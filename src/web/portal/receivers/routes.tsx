import { Type } from 'typebox';
import { relyingParties, relyingParty } from '../../../credentials/index.ts';
import { renderPage } from '../../../design/index.ts';
import {
  type Enrolment,
  enrolAtOnce,
  lastWebhooks,
  openDeletions,
  overAskedBy,
  overdueDeletions,
  preparedBy,
  preparedOn,
  prepareEnrolment,
  type Receiver,
  readEnrolment,
  readKeys,
  receiverOf,
  receiversOn,
  registerReceiver,
  SANDBOX,
  templatesNow,
} from '../../../exchange/index.ts';
import { AppError, isSandbox, page, type Route, redirect, route, transaction } from '../../../kernel/index.ts';
import type { Service } from '../../../pack/index.ts';
import { type PageCall, pageContext, type Site } from '../../site.ts';
import { Desk } from './desk.tsx';
import { EnrolmentPage } from './enrolment.tsx';
import { HandIn, type HandInProblems } from './hand-in.tsx';
import { ReplaceKeys } from './keys.tsx';
import { OverduePage } from './overdue.tsx';
import { ReceiverPage } from './receiver.tsx';

/** So much may be handed in: purposes in three languages take a few pages. */
const MOST_BYTES = 131_072;
const NOTHING: Enrolment = { file: '', keys: '', webhook: '' };
const Party = Type.Object({ party: Type.String({ maxLength: 100, pattern: '^[a-z0-9-]+$' }) });
const Keys = Type.String({ maxLength: 16_384 });

/** The desk of those who receive data, and the public page of those who do not delete it in time. */
export function receiverRoutes(site: Site): Route[] {
  const { gov } = site;
  const { timeZone: zone } = gov.pack;
  const sandbox = isSandbox(gov.config);
  return [
    route({
      method: 'GET',
      path: '/purposes/overdue',
      audience: 'public',
      summary: 'Recipients that have not confirmed in time that they have deleted data',
      async handle(call) {
        const [context, late, parties] = await Promise.all([
          pageContext(site, call),
          overdueDeletions(gov.db, gov.clock.now()),
          relyingParties(gov.db, gov),
        ]);
        const titles = new Map(parties.map(({ id, title }) => [id, title[context.locale]]));
        const overdue = late.map((one) => ({ late: one, title: titles.get(one.party) ?? one.party }));
        return page(renderPage(<OverduePage {...{ context, overdue, zone }} />));
      },
    }),
    route({
      method: 'GET',
      path: '/receivers',
      audience: 'resident',
      summary: 'The recipients of data that the person signed in looks after',
      async handle(call) {
        const { person } = call.caller;
        const [context, own, prepared] = await Promise.all([
          pageContext(site, call),
          receiversOn(gov.db, person),
          sandbox ? [] : preparedOn(gov.db, person, 10),
        ]);
        const receivers = await Promise.all(
          own.map(async (receiver) => ({ receiver, title: await titleOf(site, receiver.party, context.locale) })),
        );
        const { SANDBOX_ORIGIN } = gov.config;
        const sandboxAt = SANDBOX_ORIGIN && !sandbox ? `${SANDBOX_ORIGIN}/receivers` : undefined;
        return page(renderPage(<Desk {...{ context, receivers, prepared, sandbox, sandboxAt }} />));
      },
    }),
    route({
      method: 'GET',
      path: '/receivers/new',
      audience: 'resident',
      provedLately: true,
      summary: 'Where somebody who wants to receive data hands in purposes and keys',
      handle: (call) => showHandIn(site, call, NOTHING, []),
    }),
    route({
      method: 'POST',
      path: '/receivers',
      audience: 'resident',
      provedLately: true,
      summary: 'Hands in purposes and keys for an officer to look at; in a sandbox they are in force at once',
      ...(sandbox && { perMinute: SANDBOX.handInsAMinute }),
      body: Type.Object({
        file: Type.String({ maxLength: 65_536 }),
        keys: Keys,
        webhook: Type.String({ maxLength: 500 }),
      }),
      bodyLimit: MOST_BYTES,
      async handle(call) {
        const read = readEnrolment(gov, call.body);
        if ('problems' in read) return showHandIn(site, call, call.body, read.problems);
        const enrolment = { ...call.body, owner: call.caller.person };
        if (sandbox)
          return redirect(`/receivers/${await transaction(gov.db, (tx) => enrolAtOnce(tx, gov, enrolment))}`);
        const { code } = await transaction(gov.db, (tx) => prepareEnrolment(tx, gov, enrolment));
        return redirect(`/receivers/enrolments/${code}`);
      },
    }),
    route({
      method: 'GET',
      path: '/receivers/enrolments/:code',
      audience: 'signed-in',
      summary: 'What was handed in under a code, for who did so and for the officer who looks at it',
      params: Type.Object({ code: Type.String({ maxLength: 120, pattern: '^[a-z0-9-]+\\.[0-9a-f]{16}$' }) }),
      async handle(call) {
        const { caller } = call;
        const [context, prepared] = await Promise.all([pageContext(site, call), preparedBy(gov.db, call.params.code)]);
        const isOwn = prepared.owner === caller.person;
        const review = enrolmentService(site);
        const isReviewer = caller.kind === 'officer' && caller.agency === review?.agency;
        if (!isOwn && !isReviewer) throw new AppError('not-found', 'There is no such page.');
        const [receiver, party] = await Promise.all([
          receiverOf(gov.db, prepared.party),
          relyingParty(gov.db, gov, prepared.party),
        ]);
        const read = readEnrolment(gov, prepared);
        const isSame = 'keys' in read && receiver?.encrypt.kid === read.keys.encrypt.kid;
        const inForce = isSame && party !== undefined && party.withdrawnAt === undefined;
        const service = isOwn && !inForce ? review?.id : undefined;
        return page(renderPage(<EnrolmentPage {...{ context, prepared, service, inForce }} />));
      },
    }),
    route({
      method: 'GET',
      path: '/receivers/:party',
      audience: 'resident',
      summary: 'The desk of a recipient: state, keys, purposes, limits, what it was told and has to delete',
      params: Party,
      query: Type.Object({ replaced: Type.Optional(Type.Literal('yes')) }),
      async handle(call) {
        const receiver = await ownReceiver(site, call.caller.person, call.params.party);
        const { party: id } = receiver;
        const [context, party, templates, webhooks, deletions, overAsked] = await Promise.all([
          pageContext(site, call),
          relyingParty(gov.db, gov, id),
          templatesNow(gov),
          lastWebhooks(gov.db, id, 20),
          openDeletions(gov.db, id, 50),
          overAskedBy(gov.db, id),
        ]);
        const view = {
          ...{ receiver, webhooks, deletions, zone, now: gov.clock.now(), overAsked: overAsked.length },
          ...{ title: party?.title[context.locale] ?? id, hosts: party?.hosts ?? [] },
          isStopped: party?.withdrawnAt !== undefined,
          templates: templates.filter((template) => template.party.id === id),
          replaced: call.query.replaced === 'yes',
          sandbox,
        };
        return page(renderPage(<ReceiverPage {...{ context, view }} />));
      },
    }),
    route({
      method: 'GET',
      path: '/receivers/:party/keys',
      audience: 'resident',
      provedLately: true,
      summary: 'Where the keys of a recipient are replaced',
      params: Party,
      async handle(call) {
        const { party } = await ownReceiver(site, call.caller.person, call.params.party);
        const context = await pageContext(site, call);
        const title = await titleOf(site, party, context.locale);
        return page(renderPage(<ReplaceKeys {...{ context, party, title, said: '', problem: undefined }} />));
      },
    }),
    route({
      method: 'POST',
      path: '/receivers/:party/keys',
      audience: 'resident',
      provedLately: true,
      summary: 'Replaces the keys of a recipient: those that it had count no more',
      params: Party,
      body: Type.Object({ keys: Keys }),
      bodyLimit: MOST_BYTES,
      async handle(call) {
        const receiver = await ownReceiver(site, call.caller.person, call.params.party);
        const { party, webhook, owner } = receiver;
        const read = readKeys(call.body.keys);
        if ('problem' in read) {
          const context = await pageContext(site, call);
          const title = await titleOf(site, party, context.locale);
          const shown = { context, party, title, said: call.body.keys, problem: read.problem };
          return page(renderPage(<ReplaceKeys {...shown} />), 422);
        }
        await transaction(gov.db, (tx) => registerReceiver(tx, gov, { party, webhook, owner, keys: read.keys }));
        return redirect(`/receivers/${party}?replaced=yes`);
      },
    }),
  ];
}

/** @throws AppError `not-found` for who does not look after it, as if there were none. */
async function ownReceiver({ gov }: Site, person: string, party: string): Promise<Receiver> {
  const receiver = await receiverOf(gov.db, party);
  if (receiver?.owner !== person) throw new AppError('not-found', 'There is no such page.');
  return receiver;
}

const titleOf = async ({ gov }: Site, party: string, locale: PageCall['preferences']['locale']): Promise<string> =>
  (await relyingParty(gov.db, gov, party))?.title[locale] ?? party;

/** The service by which what was handed in is approved, where the pack has one. */
const enrolmentService = ({ gov }: Site): Service | undefined =>
  [...gov.pack.services.values()].find(({ effects }) => effects.some(({ verb }) => verb === 'receive'));

async function showHandIn(site: Site, call: PageCall, said: Enrolment, problems: HandInProblems): Promise<Response> {
  const context = await pageContext(site, call);
  return page(
    renderPage(<HandIn {...{ context, said, problems, sandbox: isSandbox(site.gov.config) }} />),
    problems.length > 0 ? 422 : 200,
  );
}
