import type { KeyObject } from 'node:crypto';
import { type Certificate, readCertificate, thumbprintOf } from '../../formats/index.ts';
import { AppError, type Db, transaction } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import { sha256Of, signAside, signWith } from '../primitives.ts';
import { makeRoot, makeSigner, secretOf } from './make-keys.ts';
import { actingFor, isIssuer, issOf } from './names.ts';
import { currentKey, endKeys, type IssuerKey, lockIssuer, recordIssuerAct } from './store.ts';

/** An agency that vouches for something, ready to sign. */
export interface Issuer {
  agency: string;
  /** Its identifier. */
  iss: string;
  /** Of its signing key: the thumbprint of the certificate. */
  kid: string;
  alg: 'ES256';
  /** Certificates of who signs, as DER, without the root. */
  chain: readonly Uint8Array[];
  /** The same as base64, as a JWS has them. */
  x5c: readonly string[];
  /** Signs by ES256, raw as a JWS has it. */
  sign(input: Uint8Array): Uint8Array;
  /** The same on another thread. */
  signAside(input: Uint8Array): Promise<Uint8Array>;
}

const DAY_MS = 86_400_000;

/**
 * An agency as issuer. Its keys are made when they are first needed; a signer that would not outlive what it signs, or
 * speaks for another address, gives way to the next.
 * @throws AppError `not-found` for an agency that vouches for nothing; `unavailable` where the key is missing that opens
 * its own.
 */
export async function issuerOf(gov: Government, agency: string, at: Date): Promise<Issuer> {
  if (!isIssuer(gov, agency)) throw new AppError('not-found', 'This agency issues no credentials.');
  const current = await currentKey(gov.db, agency, 'signer');
  if (current && serves(gov, current, at)) return issuerWith(gov, current);
  return issuerWith(gov, await transaction(gov.db, (tx) => renewed(tx, gov, agency, at)));
}

/** Opens an issuer, or replaces its signer, unless somebody else just has. */
async function renewed(tx: Db, gov: Government, agency: string, at: Date): Promise<IssuerKey> {
  await lockIssuer(tx, agency);
  const [root, signer] = [await currentKey(tx, agency, 'root'), await currentKey(tx, agency, 'signer')];
  if (signer && serves(gov, signer, at)) return signer;
  return (await replaceKeys(tx, gov, agency, { root: !root || !outlivesSigner(root, at) })).signer;
}

/** The keys that came, and those that went. */
export interface Replaced {
  signer: IssuerKey;
  /** The entry in the public log. */
  entry: string;
}

/** Retires the signer of an issuer, and its root if asked to, and makes others: an act. The caller has locked the issuer. */
export async function replaceKeys(
  tx: Db,
  gov: Government,
  agency: string,
  { root: withRoot, officer }: { root: boolean; officer?: string | undefined },
): Promise<Replaced> {
  const at = gov.clock.now();
  const [oldRoot, oldSigner] = [await currentKey(tx, agency, 'root'), await currentKey(tx, agency, 'signer')];
  const replaceRoot = withRoot || !oldRoot;
  const ended = [oldSigner, replaceRoot ? oldRoot : undefined].filter((key) => key !== undefined);
  await endKeys(tx, ended, 'retired', at);
  const root = replaceRoot ? await makeRoot(tx, gov, agency) : oldRoot;
  const signer = await makeSigner(tx, gov, root);
  const made = replaceRoot ? [root, signer] : [signer];
  const content = { made: made.map(kidOf), retired: ended.map(kidOf) };
  const kind = oldRoot || oldSigner ? 'rotated' : 'opened';
  const entry = await recordIssuerAct(tx, gov, { by: actingFor(gov, agency), agency, kind, content, at, officer });
  return { signer, entry };
}

/** The name of a key: the thumbprint of its certificate. */
export const kidOf = ({ certificate }: IssuerKey): string => thumbprintOf(certificate, sha256Of);

/** The certificate of a key. It is one of ours, so that it can be read. */
export function certificateOf({ certificate }: IssuerKey): Certificate {
  const name = Buffer.from(certificate).toString('latin1');
  const found = read.get(name) ?? readCertificate(certificate)!;
  read.set(name, found);
  return found;
}

/** Each is asked for with each credential. As many as there are keys. */
const read = new Map<string, Certificate>();

/** Whether a signer speaks for the address that we have, and outlives what it signs now. */
function serves(gov: Government, key: IssuerKey, at: Date): boolean {
  const { known, notAfter } = certificateOf(key);
  const longest = Math.max(1, ...[...gov.pack.credentials.values()].map(({ life }) => life.days));
  const isYoung = at.getTime() - key.madeAt.getTime() < DAY_MS;
  const outlives = notAfter * 1000 > at.getTime() + (longest + 1) * DAY_MS;
  return known.alternativeNames?.uris.includes(issOf(gov, key.agency)) === true && (outlives || isYoung);
}

const SIGNER_LIFE_MS = 457 * DAY_MS;

/** Whether a root outlives a signer that is made now. */
const outlivesSigner = (root: IssuerKey, at: Date): boolean =>
  certificateOf(root).notAfter * 1000 > at.getTime() + SIGNER_LIFE_MS;

async function issuerWith(gov: Government, key: IssuerKey): Promise<Issuer> {
  const kid = kidOf(key);
  const secret = opened.get(kid) ?? (await secretOf(gov, key));
  opened.set(kid, secret);
  return {
    ...{ agency: key.agency, iss: issOf(gov, key.agency), kid, alg: 'ES256' },
    ...{ chain: [new Uint8Array(key.certificate)], x5c: [Buffer.from(key.certificate).toString('base64')] },
    sign: (input) => signWith(secret, input),
    signAside: (input) => signAside(secret, input),
  };
}

/** Opening one takes longer than signing with it. One for each issuer, and few more. */
const opened = new Map<string, KeyObject>();
