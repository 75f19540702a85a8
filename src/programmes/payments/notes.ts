import type { Db, Text } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import type { PayByNote } from './model.ts';

/** A note that may be spent. */
export interface NoteToSpend {
  /** As it is printed, however it was typed in. */
  serial: string;
  /** The account of its serial, as the ledger knows it. */
  account: string;
  /** Its face value, in the minor unit. */
  amount: number;
  /** The region in which whoever took it lives, where that is known. */
  home?: string | undefined;
}

/** What a note is worth, or why it may not be spent, for the till. */
export type NoteFound = { spend: NoteToSpend } | { refused: Text };

/** Looks notes up, each with the instant of its payment; answers in the same order. */
export type FindNotes = (
  tx: Db,
  gov: Government,
  notes: readonly { request: PayByNote; at: Date }[],
) => Promise<readonly NoteFound[]>;

/** Finds none: for those who only ask about wallets. */
export const noNotes: FindNotes = async () => [];
