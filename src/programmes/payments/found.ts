import { type Day, type Db, dayOf, lookUpByKey } from '../../kernel/index.ts';
import { accountOf } from '../../ledger/index.ts';
import type { Government, Programme } from '../../pack/index.ts';
import { walletAccount } from '../accounts.ts';
import { type CodeText, readCode } from './code-text.ts';
import { type FoundCode, findCodes, isShown } from './codes.ts';
import { type Guesses, guessesOf } from './guesses.ts';
import * as lookUp from './lookups.ts';
import {
  ALL_SHOPS,
  clerkOf,
  type PayByCode,
  type PayByNote,
  type PayRequest,
  requestHash,
  transferOf,
} from './model.ts';
import type { FindNotes, NoteFound } from './notes.ts';
import { daySumsOf, readDaySums } from './spent.ts';

/** A wish to pay, and when it came in: that is when it counts, however long it waits or is tried again. */
export interface Wish {
  request: PayRequest;
  at: Date;
  /** The day of that, by the calendar of the country. */
  day: Day;
  /** The id of the transfer that it becomes, and what else a retry must agree in. */
  transfer: string;
  hash: Buffer;
}

/** The wish of a request that comes in now. */
export function wishOf({ clock, pack }: Pick<Government, 'clock' | 'pack'>, request: PayRequest): Wish {
  const at = clock.now();
  const day = dayOf(at, pack.timeZone);
  return { request, at, day, transfer: transferOf(request), hash: requestHash(request) };
}

/** Whose money is to be paid with. */
export interface Purse {
  programme: Programme;
  /** Null where it is a note. */
  person: string | null;
  note: string | null;
  account: string;
  device: string | null;
  /** Of a note, which is spent as a whole. */
  value: number | undefined;
}

/** All that is known about a wish. */
export interface Known {
  wish: Wish;
  earlier: lookUp.PaymentRow | undefined;
  till: lookUp.TillNow | undefined;
  /** What was scanned or typed in as a code, and the code that it is. */
  text: CodeText | undefined;
  code: FoundCode | undefined;
  note: NoteFound | undefined;
  purse: Purse | undefined;
  /** The region in which whoever took the money lives, where that matters. */
  home: string | undefined;
  spentToday: number;
  spentTodayHere: number;
}

/** What is known about wishes, and what concerns them all. */
export interface Found {
  known: readonly Known[];
  decided: lookUp.Decided;
  guesses: Guesses;
}

const isCode = (request: PayRequest): request is PayByCode => request.way === 'code';
const isNote = (request: PayRequest): request is PayByNote => request.way === 'note';

/**
 * Looks up everything that wishes depend on, each kind by one statement: what they name, and what depends on whose money it
 * is as soon as that is known. Nothing is locked: the ledger locks whose money it is, and what was true until then and is not
 * any more brings the transaction down (`Overtaken`, or a key that is there already), to be done again.
 */
export async function findAll(tx: Db, gov: Government, wishes: readonly Wish[], findNotes: FindNotes): Promise<Found> {
  const requests = wishes.map(({ request }) => request);
  const texts = new Map(requests.filter(isCode).map((request) => [request as PayRequest, readCode(request.code)]));
  const typed = requests.filter(isCode).filter((request) => texts.get(request)?.token === undefined);
  const planned = lookUpByKey(tx);
  // Codes before what was made: who sees a code used also sees the payment, which may be their own.
  const named = Promise.all([codesShown(tx, texts), foundNotes(tx, gov, wishes, findNotes)]);
  const besides = Promise.all([
    lookUp.earlierPayments(
      tx,
      wishes.map(({ request: { shop }, transfer }) => ({ shop, transfer })),
    ),
    lookUp.tillsNow(
      tx,
      requests.map((request) => ({ shop: request.shop, clerk: clerkOf(request) })),
    ),
    guessesOf(tx, typed, wishes[0]!.at),
    planned,
  ]);
  besides.catch(() => {}); // told below, unless what is awaited first tells it
  const [codes, notes] = await named;
  const purses = wishes.map(({ request }) => purseOf(gov, request, codes.get(request), notes.get(request)));
  const people = purses.flatMap((purse) => purse?.person ?? []);
  const [[earlier, tills, guesses], homeOf, decided, sumOf] = await Promise.all([
    besides,
    lookUp.homesOf(tx, purses.flatMap(walletAtHome)),
    lookUp.decidedNow(tx, [...new Set([...requests.map(({ shop }) => shop), ...people])]),
    readDaySums(
      tx,
      wishes.flatMap((wish, nth) => limitsOf(wish, purses[nth])),
    ),
  ]);
  const known = wishes.map((wish, nth): Known => {
    const { request, day } = wish;
    const purse = purses[nth];
    const note = notes.get(request);
    const [wallet] = walletAtHome(purse);
    const spentAt = (shop: string) =>
      purse?.person ? sumOf({ person: purse.person, programme: purse.programme.id, day, shop }) : 0;
    return {
      wish,
      earlier: earlier.get(wish.transfer),
      till: tills[nth],
      text: texts.get(request),
      code: codes.get(request),
      note,
      purse,
      home: note && 'spend' in note ? note.spend.home : wallet && homeOf(wallet),
      spentToday: spentAt(ALL_SHOPS),
      spentTodayHere: spentAt(request.shop),
    };
  });
  return { known, decided, guesses };
}

/** The codes that are shown, by the request that they came with. */
async function codesShown(
  tx: Db,
  texts: ReadonlyMap<PayRequest, CodeText | undefined>,
): Promise<Map<PayRequest, FoundCode>> {
  const found = await findCodes(
    tx,
    [...texts.values()].filter((text) => text !== undefined),
  );
  const shown = new Map<PayRequest, FoundCode>();
  for (const [request, text] of texts) {
    const code = text && found.get(text.number);
    if (code && isShown(code, text)) shown.set(request, code);
  }
  return shown;
}

/** The sums of the day that a payment adds to. */
export function limitsOf({ request, day }: Wish, purse: Purse | undefined) {
  if (!purse?.person) return [];
  const { shop, amount } = request;
  return daySumsOf(
    purse.programme.spending,
    { person: purse.person, programme: purse.programme.id, day, shop },
    amount,
  );
}

async function foundNotes(
  tx: Db,
  gov: Government,
  wishes: readonly Wish[],
  findNotes: FindNotes,
): Promise<Map<PayRequest, NoteFound>> {
  const notes = wishes.flatMap(({ request, at }) => (isNote(request) ? [{ request, at }] : []));
  if (notes.length === 0) return new Map();
  const found = await findNotes(tx, gov, notes);
  return new Map(notes.map(({ request }, nth) => [request, found[nth]!]));
}

/** A wallet whose owner's home matters. */
function walletAtHome(purse: Purse | undefined): { person: string; programme: string }[] {
  if (!purse?.person || purse.programme.spending.regions !== 'home') return [];
  return [{ person: purse.person, programme: purse.programme.id }];
}

function purseOf(
  gov: Government,
  request: PayRequest,
  code: FoundCode | undefined,
  note: NoteFound | undefined,
): Purse | undefined {
  const wallet = request.way === 'scan' ? request : code;
  const programme = gov.pack.programmes.get(isNote(request) ? request.programme : (wallet?.programme ?? ''));
  if (!programme) return undefined;
  if (wallet) {
    const { person } = wallet;
    const account = accountOf(walletAccount(gov, programme.id, person));
    const device = (request.way === 'scan' ? request.device : code?.device) ?? null;
    return { programme, person, note: null, account, device, value: undefined };
  }
  if (!note || 'refused' in note) return undefined;
  const { serial, account, amount: value } = note.spend;
  return { programme, person: null, note: serial, account, device: null, value };
}
