import { type Db, transaction } from '../../kernel/index.ts';
import type { Government, Programme } from '../../pack/index.ts';
import { type PaperActKind, recordPaperAct } from './acts.ts';
import type { Range } from './model.ts';
import { cutOut, leftIn, type NoteRange, replace } from './ranges.ts';
import { refusePaper } from './refusals.ts';
import { lockSeries } from './series.ts';
import { addStock, removeStock } from './stock.ts';

/** Sets that an officer moves. */
export interface Move extends Range {
  programme: Programme;
  officer: string;
}

/**
 * Delivers sets from the central store to a place, where they can be ordered from now on.
 * @returns how many.
 * @throws AppError `invalid` (range, place), `conflict` where some of them are not in the store, or are blocked.
 */
export async function deliver(gov: Government, move: Move & { place: string }): Promise<number> {
  const { programme, place } = move;
  if (!gov.pack.places.has(place)) throw refusePaper('no-place');
  return moved(gov, move, 'delivered', {
    from: ({ state, blocked }) => state === 'stored' && !blocked,
    to: { state: 'placed', place },
    content: { place },
    count: (tx, ranges) => addStock(tx, programme.id, place, leftIn(ranges)),
  });
}

/**
 * Brings sets from a place back to the central store: those that nobody has ordered, and those that are blocked.
 * @returns how many.
 * @throws AppError `conflict` where some of them are not at that place, or people have ordered them.
 */
export function bringBack(gov: Government, move: Move & { place: string }): Promise<number> {
  const { programme, place } = move;
  return moved(gov, move, 'brought-back', {
    from: (range) => range.place === place,
    to: { state: 'stored', place: null },
    content: { place },
    async count(tx, ranges) {
      const sets = leftIn(ranges.filter(({ blocked }) => !blocked));
      const free = await removeStock(tx, programme.id, place, sets);
      if (free < sets) throw refusePaper('stock-reserved', { free });
    },
  });
}

/**
 * Notes down that sets of the central store were destroyed. They never come back.
 * @returns how many.
 */
export function destroy(gov: Government, move: Move): Promise<number> {
  return moved(gov, move, 'destroyed', {
    from: ({ state }) => state === 'stored',
    to: { state: 'destroyed', place: null },
    content: {},
    count: async () => {},
  });
}

interface How {
  /** Whether a range can be moved. */
  from(range: NoteRange): boolean;
  to: Pick<NoteRange, 'state' | 'place'>;
  content: Record<string, unknown>;
  /** Enters it into the stock of the place. */
  count(tx: Db, ranges: readonly NoteRange[]): Promise<void>;
}

function moved(gov: Government, move: Move, kind: PaperActKind, how: How): Promise<number> {
  const { programme, officer, first, last } = move;
  return transaction(gov.db, async (tx) => {
    await lockSeries(tx, programme.id);
    const ranges = await cutOut(tx, programme.id, { first, last });
    if (!ranges.every(how.from)) throw refusePaper('not-movable', { first, last });
    await replace(
      tx,
      programme.id,
      ranges,
      ranges.map((range) => ({ ...range, ...how.to })),
    );
    await how.count(tx, ranges);
    const sets = leftIn(ranges);
    await recordPaperAct(tx, gov, programme, kind, officer, { first, last, sets, ...how.content });
    return sets;
  });
}
