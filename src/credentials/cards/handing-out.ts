import { type Db, first, run, sha256, sql } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import { seal, unseal } from '../issuers/seal.ts';
import { refused } from './refusals.ts';

/*
 * What was given out is kept for a day, for a wallet that did not get the answer: sealed, so that whoever has a copy of the
 * database cannot read what people were given.
 */

/** What makes two wishes the same. */
export const askedOf = (wish: object): string => sha256(JSON.stringify(wish)).toString('base64url');

/** What is sealed opens for this person and this wish alone. */
const purposeOf = (person: string, request: string): string => `handed out ${person} ${request}`;

interface HandedOut {
  asked: string;
  copies: Buffer | null;
  sealedBy: string | null;
}

/**
 * What was handed out under a person's name for a wish. Where nothing was, the name is theirs from now on, and whoever asks
 * under it at the same time waits for this transaction.
 * @throws AppError for a name that stands for another wish, or for what was forgotten since.
 */
export async function handedOut(
  tx: Db,
  gov: Pick<Government, 'clock' | 'config'>,
  person: string,
  request: string,
  asked: string,
): Promise<string[] | undefined> {
  const fresh = await run(
    tx,
    sql`insert into credentials.handing_out (person, request, asked, at)
      values (${person}, ${request}, ${asked}, ${gov.clock.now()}) on conflict do nothing`,
  );
  if (fresh > 0) return undefined;
  const earlier = await first(
    tx,
    sql<HandedOut>`select asked, copies, sealed_by as "sealedBy" from credentials.handing_out
      where person = ${person} and request = ${request}`,
  );
  if (!earlier?.copies || earlier.asked !== asked) throw refused('other-request');
  const sealed = { secret: earlier.copies, sealedBy: earlier.sealedBy! };
  const opened = await unseal(gov.config, sealed, purposeOf(person, request)).catch(() => undefined);
  // What lies under a key that was taken away is as good as forgotten: the wallet sends another wish.
  if (!opened) throw refused('other-request');
  return JSON.parse(opened.toString()) as string[];
}

/** Whether anything was handed out under a person's name for a wish. */
export async function wasHandedOut(db: Db, person: string, request: string): Promise<boolean> {
  const found = await first(
    db,
    sql`select from credentials.handing_out where person = ${person} and request = ${request}`,
  );
  return found !== undefined;
}

/** Keeps what was handed out for a day. */
export async function keepHandedOut(
  tx: Db,
  gov: Pick<Government, 'config'>,
  person: string,
  request: string,
  copies: readonly string[],
): Promise<void> {
  const { secret, sealedBy } = await seal(gov.config, Buffer.from(JSON.stringify(copies)), purposeOf(person, request));
  await run(
    tx,
    sql`update credentials.handing_out set copies = ${Buffer.from(secret)}, sealed_by = ${sealedBy}
      where person = ${person} and request = ${request}`,
  );
}
