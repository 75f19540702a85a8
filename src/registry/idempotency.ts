import { AppError, type Db, first, json, run, sha256, sql, transaction } from '../kernel/index.ts';

/** How long an answer is kept for a repeated request. */
const KEPT_FOR_MS = 7 * 86_400_000;

/** An answer in JSON. */
export interface JsonAnswer {
  status: number;
  answer: object;
}

/**
 * Does a caller's request once: a repetition under the same key gets the first one's answer, even while that is still
 * at work. A request that failed leaves nothing and may be repeated. (draft-ietf-httpapi-idempotency-key-header)
 * @throws AppError `bad-request` for a key that is none, `conflict` for one that came with another body before.
 */
export function once(
  db: Db,
  request: { caller: string; key: string; body: unknown; at: Date },
  work: (tx: Db) => Promise<JsonAnswer>,
): Promise<JsonAnswer> {
  const { caller, key, body, at } = request;
  if (!/^[\x21-\x7e]{1,200}$/.test(key))
    throw new AppError('bad-request', 'An Idempotency-Key is 1 to 200 visible ASCII characters.');
  const hash = sha256(JSON.stringify(body));
  return transaction(db, async (tx) => {
    const isFirst = await run(
      tx,
      sql`insert into registry.request (caller, idempotency_key, body_hash, status, at)
        values (${caller}, ${key}, ${hash}, 0, ${at}) on conflict do nothing`,
    );
    if (!isFirst) return repeat(tx, caller, key, hash);
    const answer = await work(tx);
    await run(
      tx,
      sql`update registry.request set status = ${answer.status}, answer = ${json(answer.answer)}
        where caller = ${caller} and idempotency_key = ${key}`,
    );
    return answer;
  });
}

async function repeat(tx: Db, caller: string, key: string, hash: Buffer): Promise<JsonAnswer> {
  const earlier = await first(
    tx,
    sql<JsonAnswer & { body_hash: Buffer }>`select body_hash, status, answer from registry.request
      where caller = ${caller} and idempotency_key = ${key}`,
  );
  if (!earlier?.body_hash.equals(hash))
    throw new AppError('conflict', 'This Idempotency-Key came with another body before. Send a new key.');
  return { status: earlier.status, answer: earlier.answer };
}

/** Forgets answers that nobody will ask for again. */
export async function forgetRequests(db: Db, at: Date): Promise<void> {
  await run(db, sql`delete from registry.request where at < ${new Date(at.getTime() - KEPT_FOR_MS)}`);
}
