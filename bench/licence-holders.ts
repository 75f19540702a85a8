import { createHash, randomUUID, sign } from 'node:crypto';
import { createSession, numberOf } from '../src/identity/index.ts';
import { transaction } from '../src/kernel/index.ts';
import type { Government } from '../src/pack/index.ts';
import { writeRecords } from '../src/registry/index.ts';
import { makeMothers } from '../test/faults/mothers.ts';
import { newKey, type SigningKey } from './signing-key.ts';

/** Somebody who may have a driving licence, is signed in, and has a phone. */
export interface Holder {
  person: string;
  /** The `Cookie` header of their session. */
  cookie: string;
  /** The key of their device. */
  device: SigningKey;
}

const LICENCE = {
  ...{ number: 'A200000012', family_name: 'Lin', given_name: 'Ko-Hsin', class: 'car' },
  ...{ issued_on: '2015-03-02', expires_on: '2031-03-02' },
};

/** Makes people who hold a licence. */
export async function makeHolders(gov: Government, count: number): Promise<Holder[]> {
  const people = (await makeMothers(gov, { count })).map(({ person }) => person);
  const numbers = await numberOf(gov.db, people);
  const rows = people.map((person) => ({ person: numbers.get(person)!, ...LICENCE }));
  const registry = 'driving-licences';
  await transaction(gov.db, (tx) =>
    writeRecords(tx, gov, { registry, rows, source: 'synthetic', at: gov.clock.now(), announce: false }),
  );
  const holders: Holder[] = [];
  for (const person of people) {
    const secret = await createSession(gov.db, { person, means: 'demo' }, gov.clock.now());
    holders.push({ person, cookie: `session=${secret}`, device: newKey() });
  }
  return holders;
}

/** A JWT by a device's key, which it names itself. */
function jwtBy({ key, jwk }: SigningKey, typ: string, claims: object): string {
  const input = [{ alg: 'ES256', typ, jwk: publicPart(jwk) }, claims].map(textOf).join('.');
  return `${input}.${sign('sha256', Buffer.from(input), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
}

const textOf = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');
const publicPart = ({ kty, crv, x, y }: JsonWebKey): JsonWebKey => ({ kty, crv, x, y }) as JsonWebKey;
const seconds = () => Math.floor(Date.now() / 1000);

/** A DPoP proof (RFC 9449 section 4.2). */
export function dpopOf(device: SigningKey, { method, url, token }: { method: string; url: string; token?: string }) {
  const ath = token && createHash('sha256').update(token).digest('base64url');
  return jwtBy(device, 'dpop+jwt', { htm: method, htu: url, jti: randomUUID(), iat: seconds(), ...(ath && { ath }) });
}

/** A proof that a device holds a key (OpenID4VCI appendix F.1). */
export const proofOf = (key: SigningKey, { audience, nonce }: { audience: string; nonce: string }): string =>
  jwtBy(key, 'openid4vci-proof+jwt', { aud: audience, nonce, iat: seconds() });
