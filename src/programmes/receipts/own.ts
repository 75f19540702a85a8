import { first, sql } from '../../kernel/index.ts';
import { contentOfMove, type Move } from '../paper/to-wallet.ts';
import { contentOfAnew } from '../payouts/pay-anew.ts';
import { contentOfChange } from '../wallets/change.ts';
import { contentOfBack } from '../wallets/give-back.ts';
import { contentOfShare, type Share } from '../wallets/share.ts';
import { contentOfTaking, TAKING, type Taking } from '../wallets/taking.ts';
import { madeAt, type Opener } from './ask.ts';

/* Acts of a person with what is theirs. */

/** Whoever took it, and the officer who took it for them at a counter, as long as they hold a post of that agency. */
export const taken: Opener = async ({ db, gov, entry, at, reader: { person, post } = NOBODY }) => {
  const own = await first(
    db,
    sql<Taking>`select ${TAKING} from programmes.taking where person = ${person} and entry = ${entry}`,
  );
  const found =
    own ??
    (post &&
      (await first(
        db,
        sql<Taking>`select ${TAKING} from programmes.taking
          where by_officer = ${person} and ${madeAt(sql`id`, at)} and entry = ${entry}`,
      )));
  if (!found || (!own && gov.pack.programmes.get(found.programme)?.agency !== post?.agency)) return undefined;
  return { content: contentOfTaking(found), salt: found.salt };
};

/** Whoever gave it back. */
export const givenBack: Opener = async ({ db, entry, reader: { person } = NOBODY }) => {
  const row = await first(
    db,
    sql<Taking & { backSalt: string | null }>`select ${TAKING}, back_salt as "backSalt" from programmes.taking
      where person = ${person} and back_entry = ${entry}`,
  );
  return row && { content: contentOfBack(row, row.givenBackAt!), salt: row.backSalt };
};

/** Both who gave and who got. */
export const shared: Opener = async ({ db, entry, reader: { person } = NOBODY }) => {
  const row = await first(
    db,
    sql<Pick<Share, 'id' | 'programme' | 'amount' | 'sharedAt'> & Salted>`
      select id, programme, amount, shared_at as "sharedAt", salt from programmes.share
      where (person = ${person} or receiver = ${person}) and entry = ${entry}`,
  );
  return row && { content: contentOfShare(row), salt: row.salt };
};

/** Whoever was paid the rest. */
export const changed: Opener = async ({ db, entry, reader: { person } = NOBODY }) => {
  const row = await first(
    db,
    sql<Parameters<typeof contentOfChange>[0] & Salted>`
      select id, programme, rest, amount, paid_at as "paidAt", salt from programmes.change
      where person = ${person} and entry = ${entry}`,
  );
  return row && { content: contentOfChange(row), salt: row.salt };
};

/** Whose wallet the note went into. */
export const moved: Opener = async ({ db, entry, reader: { person } = NOBODY }) => {
  const row = await first(
    db,
    sql<Move & Salted>`select programme, note as serial, person, amount, moved_at as at, salt from programmes.note_moved
      where person = ${person} and entry = ${entry}`,
  );
  return row && { content: contentOfMove(row), salt: row.salt };
};

/** What came back from a bank and was paid anew. */
export const paidAnew: Opener = async ({ db, entry, reader: { person } = NOBODY }) => {
  const row = await first(
    db,
    sql<Parameters<typeof contentOfAnew>[0] & Salted>`
      select payout, again, programme, amount, again_at as "againAt", by_officer as "byOfficer", salt
      from programmes.unpaid where person = ${person} and entry = ${entry}`,
  );
  return row && { content: contentOfAnew(row), salt: row.salt };
};

interface Salted {
  salt: string | null;
}

/** Nobody has the nil UUID (RFC 9562 section 5.9). */
export const NOBODY = { person: '00000000-0000-0000-0000-000000000000', post: undefined };
