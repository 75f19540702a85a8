import { type Db, first, run, sql, transaction, uuidv7 } from '../../kernel/index.ts';
import type { Government, Programme } from '../../pack/index.ts';
import { wordsOf } from '../office/officer.ts';
import { recordPaperAct } from './acts.ts';
import { BLOCK_COLUMNS, type Block } from './blocks-in-force.ts';
import { lapseOrders } from './lapse.ts';
import type { BlockReason, Range } from './model.ts';
import { cutOut, leftIn, type NoteRange, replace } from './ranges.ts';
import { refusePaper } from './refusals.ts';
import { lockSeries } from './series.ts';
import { addStock, removeStock } from './stock.ts';

/** Notes that are to be refused from now on. */
export interface BlockRequest extends Range {
  programme: Programme;
  /** Also those that are in people's hands already: they cannot spend them until it is lifted. */
  handedToo: boolean;
  reason: BlockReason;
  /** What has happened. */
  words: string;
  officer: string;
}

/**
 * Blocks a range at once, on the word of one officer: whatever was stolen must not be spent while another is found. Sets
 * that people have ordered and that are missing now make the newest of these orders lapse.
 * @returns the block, how many sets can be handed out no more, and how many orders have lapsed.
 * @throws AppError `invalid` for a range that was never printed, or no words.
 */
export function blockRange(
  gov: Government,
  request: BlockRequest,
): Promise<{ id: string; sets: number; lapsed: number }> {
  const { programme, first: from, last, handedToo, reason, officer } = request;
  const words = wordsOf(request.words);
  const at = gov.clock.now();
  return transaction(gov.db, async (tx) => {
    await lockSeries(tx, programme.id);
    const ranges = await cutOut(tx, programme.id, { first: from, last });
    const fresh = ranges.filter(({ blocked, state }) => !blocked && state !== 'destroyed');
    await setBlocked(tx, programme.id, fresh, true);
    let lapsed = 0;
    for (const [place, there] of Map.groupBy(fresh, (range) => range.place)) {
      if (place === null) continue;
      const sets = leftIn(there);
      const free = await removeStock(tx, programme.id, place, sets);
      lapsed += sets - free;
      // The newest orders give way; what they had reserved is what is missing.
      await lapseOrders(tx, gov, { programme, place, orders: sets - free });
      await removeStock(tx, programme.id, place, sets - free);
    }
    const id = uuidv7(at);
    await run(
      tx,
      sql`insert into programmes.note_block
          (programme, id, first_set, last_set, handed_too, reason, words, blocked_by, blocked_at)
        values (${programme.id}, ${id}, ${from}, ${last}, ${handedToo}, ${reason}, ${words}, ${officer}, ${at})`,
    );
    const content = { block: id, first: from, last, handedToo, reason, words };
    await recordPaperAct(tx, gov, programme, 'blocked', officer, content);
    return { id, sets: leftIn(fresh), lapsed };
  });
}

/**
 * Asks to lift a block: what was found again. It stays until another officer agrees.
 * @throws AppError `not-found`, `conflict` where it was lifted.
 */
export function askToLift(
  gov: Government,
  { programme, block: id, officer }: { programme: Programme; block: string; officer: string },
): Promise<void> {
  return transaction(gov.db, async (tx) => {
    const block = await lockBlock(tx, programme.id, id);
    if (block.liftingBy) return;
    const at = gov.clock.now();
    await run(
      tx,
      sql`update programmes.note_block set lifting_by = ${officer}, lifting_at = ${at}
        where programme = ${programme.id} and id = ${id}`,
    );
    await recordPaperAct(tx, gov, programme, 'lifting-asked', officer, { block: id });
  });
}

/**
 * Lifts a block that another officer asked to lift: its notes are what they were, but where another block is over them.
 * @throws AppError `not-found`, `conflict` where it was lifted, `forbidden` for the officer who asked, or where nobody did.
 */
export function liftBlock(
  gov: Government,
  { programme, block: id, officer }: { programme: Programme; block: string; officer: string },
): Promise<void> {
  return transaction(gov.db, async (tx) => {
    await lockSeries(tx, programme.id);
    const block = await lockBlock(tx, programme.id, id);
    if (!block.liftingBy || block.liftingBy === officer) throw refusePaper('same-officer');
    const at = gov.clock.now();
    await run(
      tx,
      sql`update programmes.note_block set lifted_by = ${officer}, lifted_at = ${at}
        where programme = ${programme.id} and id = ${id}`,
    );
    for (const part of await uncovered(tx, programme.id, block)) {
      const ranges = (await cutOut(tx, programme.id, part)).filter(({ blocked }) => blocked);
      await setBlocked(tx, programme.id, ranges, false);
      for (const [place, there] of Map.groupBy(ranges, (range) => range.place))
        if (place !== null) await addStock(tx, programme.id, place, leftIn(there));
    }
    await recordPaperAct(tx, gov, programme, 'lifted', officer, { block: id });
  });
}

async function lockBlock(tx: Db, programme: string, id: string): Promise<Block> {
  const block = await first(
    tx,
    sql<Block>`select ${BLOCK_COLUMNS} from programmes.note_block
      where programme = ${programme} and id = ${id} for update`,
  );
  if (!block) throw refusePaper('no-block');
  if (block.liftedAt) throw refusePaper('block-lifted');
  return block;
}

/** The parts of a block over which no other is in force. */
async function uncovered(tx: Db, programme: string, block: Block): Promise<Range[]> {
  const others = (await blocksInForce(tx, programme)).filter(({ id }) => id !== block.id);
  let parts: Range[] = [block];
  for (const { first: from, last } of others)
    parts = parts.flatMap((part) =>
      [
        { first: part.first, last: Math.min(part.last, from - 1) },
        { first: Math.max(part.first, last + 1), last: part.last },
      ].filter((piece) => piece.first <= piece.last),
    );
  return parts;
}

async function blocksInForce(tx: Db, programme: string): Promise<Block[]> {
  const statement = sql<Block>`select ${BLOCK_COLUMNS} from programmes.note_block
    where programme = ${programme} and lifted_at is null order by id`;
  return (await statement.execute(tx)).rows;
}

function setBlocked(tx: Db, programme: string, ranges: readonly NoteRange[], blocked: boolean): Promise<void> {
  return replace(
    tx,
    programme,
    ranges,
    ranges.map((range) => ({ ...range, blocked })),
  );
}
