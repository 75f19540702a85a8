import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { makeRootCertificate, makeSignerCertificate, type Unsigned } from '../../formats/index.ts';
import { type Db, uuidv7 } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import { randomOf, sha256Of, signWith } from '../primitives.ts';
import { countryOf, issOf, originOf, titleOf } from './names.ts';
import { seal, unseal } from './seal.ts';
import { type IssuerKey, insertKey } from './store.ts';

const DAY = 86_400;
/** ISO 18013-5 annex B.1: a root lives for 20 years at most, a signer for 457 days. */
const ROOT_DAYS = 10 * 365;
const SIGNER_DAYS = 457;
const SERIAL_BYTES = 16;

/** The secret half of a key that is current. @throws AppError `unavailable` where the installation's key is missing. */
export async function secretOf(gov: Pick<Government, 'config'>, key: IssuerKey): Promise<KeyObject> {
  const sealed = { secret: key.secret!, sealedBy: key.sealedBy! };
  return createPrivateKey({ key: await unseal(gov.config, sealed, purposeOf(key)), format: 'der', type: 'pkcs8' });
}

/** A new root of an issuer, and under it a new signer. */
export async function makeRoot(tx: Db, gov: Government, agency: string): Promise<IssuerKey> {
  return make(gov, tx, agency, 'root', undefined);
}

/** A new signer under a root that is current. */
export async function makeSigner(tx: Db, gov: Government, root: IssuerKey): Promise<IssuerKey> {
  return make(gov, tx, root.agency, 'signer', root);
}

async function make(
  gov: Government,
  tx: Db,
  agency: string,
  kind: IssuerKey['kind'],
  root: IssuerKey | undefined,
): Promise<IssuerKey> {
  const at = gov.clock.now();
  const id = uuidv7(at);
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const jwk = publicKey.export({ format: 'jwk' }) as JsonWebKey;
  const unsigned = certificateOf(gov, agency, jwk, root);
  const certificate = unsigned.finish(signWith(root ? await secretOf(gov, root) : privateKey, unsigned.input));
  const secret = privateKey.export({ format: 'der', type: 'pkcs8' });
  const sealed = await seal(gov.config, secret, purposeOf({ agency, id, kind }));
  const state = { state: 'current', madeAt: at, endedAt: null } as const;
  const key: IssuerKey = { agency, id, kind, root: root?.id ?? id, certificate, ...state, ...sealed };
  await insertKey(tx, key);
  return key;
}

function certificateOf(
  gov: Government,
  agency: string,
  key: JsonWebKey,
  root: IssuerKey | undefined,
): Unsigned<Uint8Array> {
  const name = titleOf(gov, agency).en;
  // Copies say the day on which they were made, and no instant: a key counts from the beginning of its first.
  const from = Math.floor(gov.clock.now().getTime() / 1000 / DAY) * DAY;
  const common = { key, serial: randomOf(SERIAL_BYTES), from, contact: originOf(gov) };
  const subject = (CN: string) => ({ C: countryOf(gov), CN });
  if (!root)
    return makeRootCertificate(
      { ...common, until: from + ROOT_DAYS * DAY, subject: subject(`${name} root`) },
      sha256Of,
    );
  const made = { ...common, until: from + SIGNER_DAYS * DAY, subject: subject(name), root: root.certificate };
  return makeSignerCertificate({ ...made, iss: issOf(gov, agency) }, sha256Of);
}

const purposeOf = ({ agency, id, kind }: Pick<IssuerKey, 'agency' | 'id' | 'kind'>) =>
  `credentials.issuer_key ${agency} ${id} ${kind}`;
