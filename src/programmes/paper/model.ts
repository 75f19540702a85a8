import { AppError, type Day, type Text } from '../../kernel/index.ts';
import type { Channel, Programme } from '../../pack/index.ts';

/** Sets of notes by number, both ends included. */
export interface Range {
  first: number;
  last: number;
}

/** How many sets a range is. */
export const sizeOf = ({ first, last }: Range): number => last - first + 1;

/** Sets that were printed together. Money in minor units. */
export interface PrintRun extends Range {
  id: string;
  /** The values of the notes of a set. */
  notes: readonly number[];
  /** The last day on which its notes can be spent, as printed; null where that depends on when a set is handed out. */
  expiresOn: Day | null;
  /** The name of the secret under which it is printed. */
  signingKey: string;
  state: 'ordered' | 'printed' | 'cancelled';
  orderedAt: Date;
  closedAt: Date | null;
}

/** What lies at a place. */
export interface PlaceStock {
  place: string;
  /** Sets that can be ordered. */
  free: number;
  /** Sets that wait for those who ordered them. */
  reserved: number;
  handed: number;
  returned: number;
}

/** Why notes are refused. */
export const BLOCK_REASONS = ['stolen', 'lost', 'counterfeit', 'misprint'] as const;
export type BlockReason = (typeof BLOCK_REASONS)[number];

type PaperChannel = Extract<Channel, { kind: 'paper' }>;

/** The channel by which a programme reaches people on paper, if it has one. */
export function paperChannelOf(programme: Programme): PaperChannel | undefined {
  return programme.channels.find((channel): channel is PaperChannel & Channel => channel.kind === 'paper');
}

const NO_PAPER: Text = {
  ko: '이 사업에는 종이 상품권이 없어요.',
  'zh-Hant': '這項方案沒有紙本券。',
  en: 'This programme has no paper notes.',
};

/** The values of the notes of a set. @throws AppError `not-found` where the programme has no paper. */
export function notesOf(programme: Programme): readonly number[] {
  const channel = paperChannelOf(programme);
  if (!channel) throw new AppError('not-found', NO_PAPER);
  return channel.notes;
}

/** What a set is worth. */
export const worthOf = (notes: readonly number[]): number => notes.reduce((sum, value) => sum + value, 0);
