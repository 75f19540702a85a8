import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { atSeconds, type Db, run, sql, trueSeconds } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import { hashOf } from './adapter.ts';
import { IssuingError } from './problems.ts';
import { secretFor, secretsFor } from './secrets.ts';

/*
 * A nonce says when it was made and bears a mark that only this installation can make, so that handing one out to anybody
 * writes nothing down. What is written down is that it was used.
 */

/** For so many seconds a nonce may be used. */
export const NONCE_LIFE = 300;

type NonceUse = 'nonce' | 'dpop';

const TIME_BYTES = 6;
const RANDOM_BYTES = 12;
const SAID_BYTES = TIME_BYTES + RANDOM_BYTES;
const MARK_BYTES = 16;

/** A fresh nonce: for proofs (OpenID4VCI section 7), or for DPoP (RFC 9449 section 8). */
export async function makeNonce(gov: Pick<Government, 'config'>, use: NonceUse): Promise<string> {
  const said = Buffer.concat([Buffer.alloc(TIME_BYTES), randomBytes(RANDOM_BYTES)]);
  said.writeUIntBE(trueSeconds(), 0, TIME_BYTES);
  return Buffer.concat([said, markOf(await secretFor(gov, use), said)]).toString('base64url');
}

/** Whether a nonce is one of ours, and not too old. */
export async function isNonce(gov: Pick<Government, 'config'>, use: NonceUse, nonce: unknown): Promise<boolean> {
  if (typeof nonce !== 'string') return false;
  const bytes = Buffer.from(nonce, 'base64url');
  if (bytes.length !== SAID_BYTES + MARK_BYTES || bytes.toString('base64url') !== nonce) return false;
  const [said, mark] = [bytes.subarray(0, SAID_BYTES), bytes.subarray(SAID_BYTES)];
  const made = said.readUIntBE(0, TIME_BYTES);
  const secrets = await secretsFor(gov, use);
  const isOurs = secrets.some((secret) => timingSafeEqual(mark, markOf(secret, said)));
  return isOurs && trueSeconds() - made < NONCE_LIFE;
}

function markOf(secret: Buffer, said: Buffer): Buffer {
  return createHmac('sha256', secret).update(said).digest().subarray(0, MARK_BYTES);
}

/**
 * Uses something up, such as a nonce.
 * @param seconds after which nobody would take it any more.
 * @returns whether it had not been used.
 */
export async function spend(db: Db, name: string, seconds: number): Promise<boolean> {
  const fresh = await run(
    db,
    sql`insert into credentials.spent (id, ends_at) values (${hashOf(name)}, ${atSeconds(trueSeconds() + seconds)})
      on conflict do nothing`,
  );
  return fresh > 0;
}

/**
 * Uses up the nonce of a request: each is for one.
 * @throws IssuingError `invalid_nonce`.
 */
export async function useNonce(tx: Db, gov: Pick<Government, 'config'>, nonce: string): Promise<void> {
  if (!(await isNonce(gov, 'nonce', nonce)) || !(await spend(tx, `nonce ${nonce}`, NONCE_LIFE)))
    throw new IssuingError('invalid_nonce', 'Ask for another nonce: this one was used, is too old, or not from here.');
}
