import type { Interaction } from 'oidc-provider';
import { AppError, type Db } from '../../kernel/index.ts';
import type { ClaimValue, CredentialType, Government } from '../../pack/index.ts';
import { type About, mattersOf, mayHave } from '../cards/index.ts';
import { hashOf, withinTransaction } from './adapter.ts';
import { configurationsOf, MOVE_SCOPE } from './configurations.ts';
import { detailOf, detailsIn } from './details.ts';
import { openOffer } from './offers.ts';
import { permit } from './permits.ts';
import { permitHeld } from './pre-authorized.ts';
import { authorizationServer, ownWallet } from './provider.ts';

/** What a wallet asks somebody to agree to. */
export interface ConsentAsked {
  uid: string;
  /** Who asks; `name` is what it has said of itself, and nobody has checked it. */
  wallet: { own: boolean; name: string; host: string };
  cards: readonly CardAsked[];
  /** Whether it wants to move all cards to itself. */
  move: boolean;
}

/** A card that it wants, and of what the person could have it: one of these is chosen. */
export interface CardAsked {
  type: CredentialType;
  matters: readonly { about: About; claims: readonly ClaimValue[] }[];
}

/** What a person agrees to: of what they want each card. */
export interface ConsentGiven {
  cards: readonly { type: string; about: About }[];
  move: boolean;
}

const GONE = {
  ko: '지갑의 요청이 시간이 지났거나 다른 브라우저에서 시작됐어요. 지갑에서 다시 시작해 주세요.',
  'zh-Hant': '皮夾的要求已逾時，或是從其他瀏覽器開始的，請回到皮夾重新開始。',
  en: 'What the wallet asked for has timed out, or was begun in another browser. Start again in the wallet.',
};

/**
 * What a wallet asks that has sent this browser here.
 * @throws AppError `not-found` for another browser: whoever agrees does so for the wallet that they have themselves begun with.
 */
export async function consentAsked(
  gov: Government,
  request: Request,
  uid: string,
  person: string,
): Promise<ConsentAsked> {
  const { params } = await interactionOf(gov, request, uid);
  const scopes = new Set(String(params.scope ?? '').split(' '));
  const offered = params.issuer_state ? await openOffer(gov.db, gov, 'state', String(params.issuer_state)) : undefined;
  const types = [...new Set(configurationsOf(gov).flatMap(({ id, type }) => (scopes.has(id) ? [type] : [])))];
  const cards = await Promise.all(
    types.map(async (type): Promise<CardAsked> => {
      const matters = await mattersThatMayBe(gov, person, type);
      const isOffered = ({ about: { subject, key } }: CardAsked['matters'][number]) =>
        offered?.person === person && offered.type === type.id && offered.subject === subject && offered.key === key;
      return { type, matters: matters.some(isOffered) ? matters.filter(isOffered) : matters };
    }),
  );
  const server = await authorizationServer(gov);
  const client = await server.Client.find(String(params.client_id));
  if (!client) throw new AppError('not-found', GONE);
  return {
    uid,
    wallet: {
      own: client.clientId === ownWallet(gov),
      name: client.clientName ?? '',
      host: placeOf(String(params.redirect_uri)),
    },
    cards: cards.filter(({ matters }) => matters.length > 0),
    move: scopes.has(MOVE_SCOPE),
  };
}

/** Where a wallet is, as a person can tell it: the host of its site, or the scheme of its program. */
function placeOf(redirect: string): string {
  const { protocol, host } = new URL(redirect);
  return protocol === 'https:' || protocol === 'http:' ? host : protocol.slice(0, -1);
}

async function mattersThatMayBe(gov: Government, person: string, type: CredentialType): Promise<CardAsked['matters']> {
  const matters = await mattersOf(gov.db, gov, person, type);
  const found = await Promise.all(
    matters.map(async (about) => ({ about, ...(await mayHave(gov.db, gov, { person, type, about })) })),
  );
  return found.flatMap(({ about, state, claims }) => (state === 'no' ? [] : [{ about, claims }]));
}

/**
 * Notes what somebody agrees to.
 * @returns the address to which their browser goes on.
 * @throws AppError `not-found`; `forbidden` for what was not asked for.
 */
export async function giveConsent(
  gov: Government,
  request: Request,
  uid: string,
  { person, given }: { person: string; given: ConsentGiven },
): Promise<string> {
  const asked = await consentAsked(gov, request, uid, person);
  const isAsked = ({ type, about }: ConsentGiven['cards'][number]) =>
    asked.cards.some(
      (card) =>
        card.type.id === type &&
        card.matters.some((one) => one.about.subject === about.subject && one.about.key === about.key),
    );
  if (!given.cards.every(isAsked) || (given.move && !asked.move)) throw new AppError('forbidden', GONE);
  if (given.cards.length === 0 && !given.move) return refuseConsent(gov, request, uid);
  return withinTransaction(gov.db, async (tx) => {
    const interaction = await interactionOf(gov, request, uid);
    const grantId = await grantFor(tx, gov, person, interaction.params, given);
    interaction.result = { login: { accountId: person, remember: false }, consent: { grantId } };
    await interaction.persist();
    return interaction.returnTo;
  });
}

async function grantFor(
  tx: Db,
  gov: Government,
  person: string,
  { client_id, authorization_details }: Interaction['params'],
  given: ConsentGiven,
): Promise<string> {
  const server = await authorizationServer(gov);
  const types = new Set(given.cards.map(({ type }) => type));
  const scopes = configurationsOf(gov).flatMap(({ id, type }) => (types.has(type.id) ? [id] : []));
  const grant = new server.Grant({ accountId: person, clientId: String(client_id) });
  grant.addOIDCScope([...scopes, ...(given.move ? [MOVE_SCOPE] : [])].join(' '));
  for (const asked of detailsIn(gov, authorization_details as string | undefined) ?? [])
    if (types.has(asked.type.id)) grant.addRar(detailOf(asked));
  const grantId = await grant.save();
  const common = { person, grant: hashOf(grantId), byKind: 'holder', officer: null } as const;
  for (const { type, about } of given.cards) await permit(tx, { ...common, type, ...about });
  if (given.move) await permitHeld(tx, person, hashOf(grantId));
  return grantId;
}

/**
 * Notes that somebody does not agree. @returns the address to which their browser goes on, with the wallet told so.
 */
export async function refuseConsent(gov: Government, request: Request, uid: string): Promise<string> {
  const interaction = await interactionOf(gov, request, uid);
  interaction.result = { error: 'access_denied', error_description: 'the person did not agree' };
  await interaction.persist();
  return interaction.returnTo;
}

/** The request of a wallet that this browser was sent with: its cookie tells it from others (RFC 6749 section 10.12). */
async function interactionOf(gov: Government, request: Request, uid: string): Promise<Interaction> {
  const cookie = /(?:^|; *)_interaction=([\w-]+)/.exec(request.headers.get('cookie') ?? '')?.[1];
  const server = await authorizationServer(gov);
  const found = cookie === uid ? await server.Interaction.find(uid) : undefined;
  if (!found) throw new AppError('not-found', GONE);
  return found as Interaction;
}
