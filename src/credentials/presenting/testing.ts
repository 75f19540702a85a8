import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { CompactEncrypt, importJWK } from 'jose';
import {
  bindingOf,
  bindKey,
  type ClaimPath,
  checkIssuedMdoc,
  checkRequest,
  deviceResponse,
  disclose,
  elementsOf,
  type Held,
  matchQuery,
  type PresentationRequest,
  readRequestLink,
  readSdJwt,
  responseTo,
  type Unsigned,
  type VpToken,
} from '../../formats/index.ts';
import { transaction } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import { type Card, type FormatKind, grantCard, issueCopies } from '../cards/index.ts';
import { deviceId } from '../cards/testing.ts';
import { issuerOf, KEEPER, keysOf } from '../issuers/index.ts';
import { falseOneOf, sha256Of, signWith } from '../primitives.ts';
import { type Answered, answerPresentation } from './answer.ts';
import { fetchRequest } from './fetch.ts';
import type { OpenedPresentation, Outcome, PresentationToOpen } from './model.ts';
import { openPresentation } from './open.ts';
import { finishPresentation, presentationOf } from './outcome.ts';
import { presentationById } from './store.ts';
import { currentList } from './trust.ts';

/*
 * A wallet, as far as it answers requests, for tests: it checks who asks as ours does, and shows what it holds.
 */

/** A copy with its key. */
export interface HeldCopy extends Held {
  card: Card;
  credential: string;
  key: KeyObject;
}

/** Gives somebody a card, and a copy of it. */
export async function holdCopy(
  gov: Government,
  person: string,
  type: string,
  format: Exclude<FormatKind, 'compact'> = 'dc+sd-jwt',
): Promise<HeldCopy> {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const jwk = publicKey.export({ format: 'jwk' }) as JsonWebKey;
  const { card, copies } = await transaction(gov.db, async (tx) => {
    const granted = await grantCard(tx, gov, { person, type });
    const request = { card: granted, format, keys: [jwk], wallet: deviceId(), request: deviceId() };
    return { card: granted, copies: await issueCopies(tx, gov, request) };
  });
  const credential = copies[0]!;
  if (format === 'dc+sd-jwt') {
    const { claims } = readSdJwt(credential, sha256Of);
    return { card, credential, key: privateKey, format, type: claims.vct as string, claims };
  }
  const { partyRoots: _, issuers } = await currentList(gov);
  const anchors = issuers.flatMap(({ roots }) => roots.map((root) => new Uint8Array(Buffer.from(root, 'base64'))));
  const at = Math.floor(gov.clock.now().getTime() / 1000);
  const checked = checkIssuedMdoc(new Uint8Array(Buffer.from(credential, 'base64url')), jwk, {
    ...{ at, sha256: sha256Of, anchors },
  });
  if (!checked.ok) throw new TypeError(checked.why);
  return { card, credential, key: privateKey, format, type: checked.docType, claims: checked.claims };
}

/** What a wallet makes of a request: found right, with all its signatures. @throws Error where it is not. */
export async function openRequest(
  gov: Government,
  jwt: string,
  { clientId, walletNonce, origin }: { clientId?: string; walletNonce?: string; origin?: string },
): Promise<PresentationRequest> {
  const { partyRoots, withdrawnParties } = await currentList(gov);
  await issuerOf(gov, KEEPER, gov.clock.now());
  const keeper = (await keysOf(gov.db, KEEPER)).filter(({ kind }) => kind === 'root');
  const checked = checkRequest(jwt, {
    ...{ at: Math.floor(gov.clock.now().getTime() / 1000), sha256: sha256Of, clientId, walletNonce, origin },
    withdrawnParties,
    partyRoots: partyRoots.map((root) => new Uint8Array(Buffer.from(root, 'base64'))),
    registrar: {
      iss: gov.config.ORIGIN || `http://localhost:${gov.config.PORT}`,
      roots: keeper.map(({ certificate }) => new Uint8Array(certificate)),
    },
  });
  if (!checked.ok) throw new Error(`${checked.failed}: ${checked.why}`);
  const wrong = falseOneOf(checked.signatures);
  if (wrong) throw new Error(`${wrong.what} is false`);
  return checked.request;
}

/** The request behind a link, as the one wallet that fetches it gets it. */
export async function requestBehind(gov: Government, uri: string): Promise<PresentationRequest> {
  const link = readRequestLink(uri)!;
  const id = link.requestUri.split('/').at(-2)!;
  const walletNonce = deviceId();
  return openRequest(gov, await fetchRequest(gov, { id, walletNonce }), { clientId: link.clientId, walletNonce });
}

/** What stands otherwise than an honest wallet writes it. */
export interface Dishonest {
  nonce?: string;
  audience?: string;
  /** What is signed besides; null to sign nothing of what was sent. */
  transaction?: string | null;
  transcript?: Uint8Array;
  key?: KeyObject;
  /** Seconds by which the clock of the wallet is off. */
  off?: number;
  paths?: readonly ClaimPath[];
  origin?: string;
}

/** A copy, shown to a request. */
export function shown(
  gov: Government,
  request: PresentationRequest,
  copy: HeldCopy,
  paths: readonly ClaimPath[],
  but: Dishonest = {},
): string {
  const honest = bindingOf(request, sha256Of, but.origin);
  const { nonce = honest.nonce, audience = honest.audience, transcript = honest.transcript, key = copy.key } = but;
  const transaction = but.transaction === null ? undefined : (but.transaction ?? honest.transaction);
  const alg = 'ES256' as const;
  const signed = <T>({ input, finish }: Unsigned<T>) => finish(signWith(key, input));
  if (copy.format === 'mso_mdoc') {
    const issuerSigned = new Uint8Array(Buffer.from(copy.credential, 'base64url'));
    const answer = signed(deviceResponse({ issuerSigned, elements: elementsOf(paths), transcript, alg }));
    return Buffer.from(answer).toString('base64url');
  }
  const at = Math.floor(gov.clock.now().getTime() / 1000) + (but.off ?? 0);
  return signed(
    bindKey(disclose(copy.credential, paths, sha256Of), { alg, nonce, audience, at, transaction }, sha256Of),
  );
}

/** What answers a request of what is held: of each credential query the first that fits, and the first that is enough. */
export function tokenFor(
  gov: Government,
  request: PresentationRequest,
  held: readonly HeldCopy[],
  but: Dishonest = {},
): VpToken {
  const { fits, sets } = matchQuery(request.query, held);
  const ids = sets.flatMap(({ options }) => options[0] ?? []);
  return Object.fromEntries(
    ids.map((id) => {
      const { held: copy, options } = fits.get(id)![0]!;
      return [id, [shown(gov, request, copy, but.paths ?? options[0]!, but)]];
    }),
  );
}

/** An answer, encrypted. */
export async function encrypted(request: PresentationRequest, token: VpToken): Promise<string> {
  const { payload, alg, enc, jwk, kid } = responseTo(request, token);
  return new CompactEncrypt(new TextEncoder().encode(payload))
    .setProtectedHeader({ alg, enc, kid })
    .encrypt(await importJWK(jwk as never, alg));
}

/** All of one presentation, in a government. */
export function presentingIn(gov: Government) {
  const outcome = (one: OpenedPresentation) => presentationOf(gov.db, gov, one);
  return {
    open: (wish: PresentationToOpen = { party: 'shop', use: 'age' }): Promise<OpenedPresentation> =>
      transaction(gov.db, (tx) => openPresentation(tx, gov, wish)),
    outcome,
    finish: (one: { id: string; secret: string; code?: string }): Promise<Outcome> =>
      transaction(gov.db, (tx) => finishPresentation(tx, gov, one)),

    /** Answers a request with what is held, honestly or not. */
    async answer(one: OpenedPresentation, held: readonly HeldCopy[], but: Dishonest = {}): Promise<Answered> {
      const request = await requestBehind(gov, one.uri);
      const response = await encrypted(request, tokenFor(gov, request, held, but));
      return answerPresentation(gov, { id: one.id, response });
    },

    /** The check that an answer failed; of what was shown then nothing is kept. */
    async whyFalse(one: OpenedPresentation): Promise<string> {
      const kept = await presentationById(gov.db, one.id);
      const { state } = await outcome(one);
      if (state !== 'false' || kept?.shown != null) throw new Error(`It is ${state}`);
      return kept!.why!;
    },
  };
}
