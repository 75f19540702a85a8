import { generateKeyPairSync, randomUUID } from 'node:crypto';
import {
  type Beyond,
  BROWSER_PROTOCOL,
  beyondRegistered,
  clientIdOf,
  isWebAddress,
  makeRequest,
  type Query,
  type RequestLink,
  readQuery,
  requestUriOf,
  walletLinkOf,
} from '../../formats/index.ts';
import { AppError, type Db, randomSecret, sha256 } from '../../kernel/index.ts';
import type { Government, PartyUse } from '../../pack/index.ts';
import { originOf } from '../issuers/index.ts';
import { seal } from '../issuers/seal.ts';
import { sha256Of } from '../primitives.ts';
import { publicOf, purposeOfKey } from './answer-key.ts';
import { queryOf, registeredFor } from './asking.ts';
import { type SigningCertificate, signingCertificate } from './certificates.ts';
import { type OpenedPresentation, type PresentationToOpen, WAITS_MS } from './model.ts';
import { askingParty, type KnownParty, maySign } from './parties.ts';
import { registrationOf } from './registrations.ts';
import { insertPresentation, type NewPresentation } from './store.ts';

const NONCE_BYTES = 24;

/**
 * Asks for cards to be shown.
 * @throws AppError `not-found` for a use that nobody registered, `gone` for a relying party that was withdrawn, `forbidden`
 * where more is asked for than is registered, and for a signature by another use than `SIGNING`, `invalid` for a query, an
 * address or an origin that is none of theirs.
 */
export async function openPresentation(tx: Db, gov: Government, wish: PresentationToOpen): Promise<OpenedPresentation> {
  const { party, use } = await askingParty(tx, gov, wish.party, wish.use);
  const { query, transaction } = wish.sign
    ? signingFor(gov, party, use, wish.sign)
    : { query: queryFor(gov, use, wish.query), transaction: null };
  const certificate = await signingCertificate(tx, gov, party);
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const id = randomUUID();
  const at = gov.clock.now();
  const secret = randomSecret();
  const sealed = await seal(gov.config, privateKey.export({ format: 'der', type: 'pkcs8' }), purposeOfKey(id));
  const made: NewPresentation = {
    ...{ id, party: party.id, use: use.id, person: wish.person ?? null, query, transaction },
    ...{ opener: sha256(secret), certificate: certificate.id },
    ...{ nonce: randomSecret(NONCE_BYTES), wireState: randomSecret(NONCE_BYTES) },
    ...{ answerKey: Buffer.from(sealed.secret), sealedBy: sealed.sealedBy },
    origin: wish.browser ? originFor(gov, party, wish.browser.origin) : null,
    returnTo: wish.returnTo === undefined ? null : addressFor(gov, party, wish.returnTo),
    fetchedAt: wish.browser ? at : null,
    ...{ openedAt: at, expiresAt: new Date(at.getTime() + WAITS_MS) },
  };
  await insertPresentation(tx, made);
  const link: RequestLink = {
    clientId: clientIdOf(certificate.certificate, sha256Of),
    requestUri: `${originOf(gov)}/presentations/${id}/request`,
    method: 'post',
  };
  const request = wish.browser && {
    protocol: BROWSER_PROTOCOL,
    data: { request: await requestFor(gov, { party, use, certificate }, made, publicOf(privateKey)) },
  };
  return {
    ...{ id, secret, expiresAt: made.expiresAt, uri: requestUriOf(link) },
    link: walletLinkOf(`${originOf(gov)}/wallet`, link),
    ...(request && { request }),
  };
}

/** Who asks, and by what. */
interface Asking {
  party: KnownParty;
  use: PartyUse;
  certificate: SigningCertificate;
}

/** The request of a presentation, signed. @param key for which the answer is to be encrypted. */
export async function requestFor(
  gov: Government,
  { party, use, certificate }: Asking,
  one: NewPresentation,
  key: JsonWebKey & { kid: string },
  walletNonce?: string,
): Promise<string> {
  const seconds = (date: Date) => Math.floor(date.getTime() / 1000);
  const unsigned = makeRequest(
    {
      ...{ clientId: clientIdOf(certificate.certificate, sha256Of), nonce: one.nonce, key },
      ...{ query: one.query, transaction: one.transaction ?? undefined, walletNonce },
      ...{ registration: await registrationOf(gov, party, use) },
      // Through a browser no state is sent (appendix A.2): the answer comes back to the page that asked.
      state: one.origin === null ? one.wireState : undefined,
      to: one.origin ? { origins: [one.origin] } : { responseUri: `${originOf(gov)}/presentations/${one.id}/response` },
      ...{ at: seconds(gov.clock.now()), until: seconds(one.expiresAt) },
    },
    [certificate.certificate],
  );
  return unsigned.finish(certificate.sign(unsigned.input));
}

function queryFor(gov: Government, use: PartyUse, stated: Query | undefined): Query {
  if (stated === undefined) return queryOf(gov, use);
  const read = readQuery(stated);
  if (!read.ok) throw new AppError('invalid', `The query is not as DCQL has it: ${read.why} (${read.source})`);
  const beyond = beyondRegistered(read.query, registeredFor(gov, use));
  if (beyond.length > 0) throw askedBeyond(use, beyond);
  return read.query;
}

/** One card, since it is one key that signs; no claim of it, since the place of its status tells whose it is. */
function signingFor(gov: Government, party: KnownParty, use: PartyUse, sign: (card: string) => string) {
  const card = queryOf(gov, use).credentials.find(({ format }) => format === 'dc+sd-jwt');
  if (!maySign(party, use) || !card) throw new AppError('forbidden', 'Nothing may be signed by this use.');
  const { id, format, meta } = card;
  return { query: { credentials: [{ id, format, meta }] }, transaction: sign(id) };
}

/** Says what exactly is too much. */
function askedBeyond(use: PartyUse, beyond: readonly Beyond[]): AppError {
  const fields = beyond.map(({ credential, path }) => ({
    path: `/query/credentials/${credential}${path ? `/claims/${path.join('.')}` : ''}`,
    message: path
      ? `the claim ${path.join('.')} is not registered for this use`
      : 'this credential is not registered for this use',
  }));
  const list = beyond
    .map(({ credential, path }) => (path ? `${path.join('.')} of ${credential}` : credential))
    .join(', ');
  return new AppError(
    'forbidden',
    `This asks for more than is registered for "${use.id}" (${use.purpose.en}): ${list}. Ask for less, or have it registered.`,
    { fields },
  );
}

/** Pages of a relying party may ask through a browser, and our own in the name of any. */
function originFor(gov: Government, { hosts }: KnownParty, origin: string): string {
  const isTheirs = hosts.some((host) => origin === `https://${host}`);
  if (isTheirs || origin === originOf(gov)) return origin;
  throw new AppError('invalid', 'The origin is none of this relying party: its hosts are registered.');
}

function addressFor(gov: Government, { hosts }: KnownParty, returnTo: string): string {
  const address = returnTo.startsWith('/') && !returnTo.startsWith('//') ? `${originOf(gov)}${returnTo}` : returnTo;
  if (isWebAddress(address)) {
    const { origin, protocol, hostname } = new URL(address);
    if (origin === originOf(gov) || (protocol === 'https:' && hosts.includes(hostname))) return address;
  }
  throw new AppError('invalid', 'The address to return to is none of this relying party: its hosts are registered.');
}
