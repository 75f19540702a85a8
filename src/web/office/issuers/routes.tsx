import { Type } from 'typebox';
import {
  confirmDistrust,
  declineDistrust,
  issuerAsOfficer,
  type KeyOfficer,
  LONGEST_KEY_REASON,
  mayHandleKeys,
  proposeDistrust,
  recallsOf,
  rotateAsOfficer,
} from '../../../credentials/index.ts';
import { renderPage } from '../../../design/index.ts';
import { AppError, page, provedLately, type Route, redirect, route, type Text } from '../../../kernel/index.ts';
import { type PageCall, pageContext, type Site } from '../../site.ts';
import { IssuersPage, type ShownIssuer } from './page.tsx';
import { KEYS } from './words.ts';

const Agency = Type.Object({ agency: Type.String({ pattern: '^[a-z][a-z0-9-]{0,59}$' }) });
const Proposal = Type.Object({ ...Agency.properties, id: Type.String({ format: 'uuid' }) });
const Kid = Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' });
const Reason = Type.Optional(Type.String({ maxLength: 5 * LONGEST_KEY_REASON }));

const DONE = {
  rotate: KEYS.doneRotate,
  propose: KEYS.donePropose,
  confirm: KEYS.doneConfirm,
  decline: KEYS.doneDecline,
} satisfies Record<string, Text>;
type Done = keyof typeof DONE;
const DoneQuery = Type.Object({
  done: Type.Optional(Type.Union((Object.keys(DONE) as Done[]).map((name) => Type.Literal(name)))),
});

type OfficerCall = PageCall & { caller: KeyOfficer };

const officerOf = ({ caller: { person, agency, role } }: OfficerCall): KeyOfficer => ({ person, agency, role });

/** The keys of the issuers that an officer looks after, and what is done with them. */
export function issuerOfficeRoutes(site: Site): Route[] {
  const { gov } = site;

  async function show(call: OfficerCall, shown: { done?: Text | undefined; refused?: Text }, status = 200) {
    const officer = officerOf(call);
    const issuers: ShownIssuer[] = [];
    for (const agency of mayHandleKeys(gov, officer))
      issuers.push({
        ...{ agency, ...(await issuerAsOfficer(gov, officer, agency)) },
        recalls: await recallsOf(gov.db, agency),
      });
    const context = await pageContext(site, { ...call, here: '/office/issuers' });
    const proved = provedLately(call.caller, gov.clock.now());
    return page(renderPage(<IssuersPage {...{ gov, context, officer, issuers, proved }} {...shown} />), status);
  }

  /** Does what was asked for; what can be mended is said on the page. */
  async function carryOut(call: OfficerCall, done: Done, act: () => Promise<unknown>): Promise<Response> {
    try {
      await act();
    } catch (error) {
      if (!(error instanceof AppError) || !['conflict', 'invalid', 'forbidden'].includes(error.code)) throw error;
      const refused = typeof error.detail === 'string' ? KEYS.notDone : error.detail;
      return show(call, { refused }, error.status);
    }
    return redirect(`/office/issuers?done=${done}`);
  }

  return [
    route({
      method: 'GET',
      path: '/office/issuers',
      audience: 'officer',
      summary: "The keys of the officer's issuers: how each stands, and what waits for a second officer",
      query: DoneQuery,
      handle: (call) => show(call, { done: call.query.done && DONE[call.query.done] }),
    }),
    route({
      method: 'POST',
      path: '/office/issuers/:agency/rotate',
      audience: 'officer',
      summary: 'Gives an issuer a new signer',
      params: Agency,
      body: Type.Object({ kid: Kid }),
      handle: (call) =>
        carryOut(call, 'rotate', () => rotateAsOfficer(gov, officerOf(call), { ...call.params, ...call.body })),
    }),
    route({
      method: 'POST',
      path: '/office/issuers/:agency/distrust',
      audience: 'officer',
      summary: 'Proposes that a key be distrusted, which a second officer has to confirm',
      params: Agency,
      body: Type.Object({ kid: Kid, reason: Reason }),
      handle: (call) => {
        const { kid, reason = '' } = call.body;
        return carryOut(call, 'propose', () => proposeDistrust(gov, officerOf(call), { ...call.params, kid, reason }));
      },
    }),
    route({
      method: 'POST',
      path: '/office/issuers/:agency/proposals/:id/confirm',
      audience: 'officer',
      provedLately: true,
      summary: 'Distrusts a key, as another officer has proposed',
      params: Proposal,
      handle: (call) => carryOut(call, 'confirm', () => confirmDistrust(gov, officerOf(call), call.params)),
    }),
    route({
      method: 'POST',
      path: '/office/issuers/:agency/proposals/:id/decline',
      audience: 'officer',
      summary: 'Says no to a proposal, or takes it back',
      params: Proposal,
      body: Type.Object({ reason: Reason }),
      handle: (call) =>
        carryOut(call, 'decline', () =>
          declineDistrust(gov, officerOf(call), { ...call.params, reason: call.body.reason ?? '' }),
        ),
    }),
  ];
}
