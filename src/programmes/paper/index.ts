/**
 * Paper: notes whose serial is a ledger account, empty until the set is handed to somebody.
 *
 * print run → ranges (store, places) → stock of a place → order → hand over → spent, or moved to a phone wallet.
 */
export { type PaperAct, type PaperActKind, paperActs } from './acts.ts';
export { askToLift, type BlockRequest, blockRange, liftBlock } from './blocks.ts';
export { type Block, blocksOf } from './blocks-in-force.ts';
export { checkNote, type NoteCheck } from './check.ts';
export { type HandOver, handOver, takeBackSet } from './hand-over.ts';
export { lapseOverdue } from './lapse.ts';
export {
  BLOCK_REASONS,
  type BlockReason,
  notesOf,
  type PlaceStock,
  type PrintRun,
  paperChannelOf,
  type Range,
  sizeOf,
  worthOf,
} from './model.ts';
export { bringBack, deliver, destroy } from './moves.ts';
export { type NoteSeal, noteAddress, scratchCode, sealNote } from './note-code.ts';
export { noteKey, noteSecret, noteSecrets } from './note-keys.ts';
export { BLOCK_TEXT, noteText, standingText } from './note-words.ts';
export {
  cancelOrder,
  type NoteOrder,
  orderByCode,
  orderPaper,
  orderPapers,
  ordersOf,
  PICK_UP_DAYS,
  reorderPaper,
  spokenCode,
} from './orders.ts';
export { type NoteRange, rangesOf } from './ranges.ts';
export {
  cancelRun,
  MOST_SETS_OF_RUN,
  markPrinted,
  openSheets,
  orderPrintRun,
  printRunOf,
  printRuns,
  runsOfSets,
} from './runs.ts';
export { seedPaper } from './seed.ts';
export { formatSerial, parseSerial, type Serial, spokenSerial } from './serial.ts';
export { seriesOf } from './series.ts';
export { findNotes, spendableNotes } from './spend.ts';
export type { NoteStanding } from './standing.ts';
export { type PlaceWithStock, placesWithStock, stockOf } from './stock.ts';
export { type PaperTally, paperTally } from './tally.ts';
export { moveToWallet } from './to-wallet.ts';
