import { signerOf } from '../../note/key.ts';
import type { MisbehaviourKind } from '../file.ts';
import { actLeaf, type Book, grow, ORIGIN, type Stated, sign, totalsLeaf } from './lying-log.ts';

/*
 * For tests: every lie that a log can tell to somebody who has read it before.
 */

/** A lie. */
export interface Lie {
  /** As what it is caught; as the second where the monitor still has what proves more. */
  caught: readonly MisbehaviourKind[];
  /** What the log then shows to whoever has seen `book`; `at` is the place that it is about: any but the last. */
  tell(book: Book, at: number): Book;
}

/** The kinds that signatures prove. */
export const PROVABLE: readonly MisbehaviourKind[] = ['split', 'rewritten', 'statement', 'no-statement'];

const edited = ({ leaves }: Book, at: number) => leaves.with(at, actLeaf(at, 'another'));
const dropped = ({ leaves }: Book, at: number) => leaves.toSpliced(at, 1);
const swapped = ({ leaves }: Book, at: number) => {
  const other = at === 0 ? 1 : at - 1;
  return leaves.with(at, leaves[other]!).with(other, leaves[at]!);
};
const stating = ({ leaves }: Book, stated: Partial<Stated>) => {
  const honest = { transfers: leaves.length + 1, issued: '1000', sum: '0' };
  return sign([...leaves, actLeaf(leaves.length), totalsLeaf({ ...honest, ...stated })]);
};

/** All lies, by what the log does. The book has at least two leaves, and the last one states totals. */
export const LIES: Record<string, Lie> = {
  'edits an entry and signs again': { caught: ['split'], tell: (book, at) => sign(edited(book, at)) },
  'edits an entry and grows': { caught: ['rewritten'], tell: (book, at) => grow(sign(edited(book, at)), 2) },
  'edits an entry without signing': {
    caught: ['tampered'],
    tell: (book, at) => ({ ...book, entries: edited(book, at) }),
  },
  'edits an entry without signing, and grows': {
    caught: ['tampered'],
    tell: (book, at) => {
      const grown = grow(book, 2);
      return { ...grown, entries: edited(grown, at) };
    },
  },
  'edits an entry and its tile without signing': {
    caught: ['tampered'],
    tell: (book, at) => ({ ...book, leaves: edited(book, at) }),
  },
  'drops an entry': { caught: ['rollback', 'rewritten'], tell: (book, at) => sign(dropped(book, at)) },
  'drops an entry and grows': { caught: ['rewritten'], tell: (book, at) => grow(sign(dropped(book, at)), 3) },
  'swaps two entries': { caught: ['split'], tell: (book, at) => sign(swapped(book, at)) },
  'swaps two entries and grows': { caught: ['rewritten'], tell: (book, at) => grow(sign(swapped(book, at)), 1) },
  'rolls back': { caught: ['rollback'], tell: (book, at) => sign(book.leaves.slice(0, at)) },
  'rolls back and grows differently': {
    caught: ['rewritten'],
    tell: (book, at) => grow(sign(book.leaves.slice(0, at)), book.leaves.length - at + 1, 'another'),
  },
  'rolls back and grows to the same size': {
    caught: ['split'],
    tell: (book, at) => grow(sign(book.leaves.slice(0, at)), book.leaves.length - at - 1, 'another'),
  },
  'cuts its bundles short': { caught: ['tampered'], tell: (book) => ({ ...book, cut: 1 }) },
  'cuts its bundles short, and grows': { caught: ['tampered'], tell: (book) => ({ ...grow(book, 1), cut: 1 }) },
  'makes money out of nothing': { caught: ['statement'], tell: (book) => stating(book, { sum: '5' }) },
  'issues money without a transfer': {
    caught: ['statement'],
    tell: (book) => stating(book, { issued: '2000', transfers: book.leaves.length - 1 }),
  },
  'forgets transfers': { caught: ['statement'], tell: (book) => stating(book, { transfers: 0 }) },
  'states nonsense as totals': { caught: ['statement'], tell: (book) => stating(book, { issued: '1e3' }) },
  'leaves out the totals': {
    caught: ['no-statement'],
    tell: ({ leaves }) => sign([...leaves, actLeaf(leaves.length)]),
  },
  'signs with a key that it never announced': {
    caught: ['unsigned'],
    tell: (book) => grow(book, 1, undefined, [signerOf(ORIGIN, Buffer.alloc(32, 9))]),
  },
};
