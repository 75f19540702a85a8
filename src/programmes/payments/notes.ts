import type { Db, Text } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import type { PayByNote } from './model.ts';

/** A note that may be spent. */
export interface NoteToSpend {
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

/** For a government without paper. */
export const noNotes: FindNotes = async (_tx, _gov, notes) =>
  notes.map(() => ({
    refused: {
      ko: '이 사업에는 종이 상품권이 없어요. 받지 말아 주세요.',
      'zh-Hant': '這項計畫沒有紙本券，請勿收取。',
      en: 'This programme has no paper notes. Do not accept it.',
    },
  }));
