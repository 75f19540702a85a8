import { type Day, type Db, dayOf } from '../../kernel/index.ts';
import { accountOf } from '../../ledger/index.ts';
import type { Government, Programme } from '../../pack/index.ts';
import { walletAccount } from '../accounts.ts';
import { type CodeText, readCode } from './code-text.ts';
import { isShown, type LockedCode, lockCodes } from './codes.ts';
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
  /** The region in which whoever took it lives. */
  home: string | undefined;
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
  code: LockedCode | undefined;
  note: NoteFound | undefined;
  purse: Purse | undefined;
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
 * Locks the codes and looks up everything that wishes depend on, each kind by one statement. What was made before is asked
 * only once the codes are locked: a retry that overtook its own first request then finds it.
 */
export async function findAll(tx: Db, gov: Government, wishes: readonly Wish[], findNotes: FindNotes): Promise<Found> {
  const requests = wishes.map(({ request }) => request);
  const texts = new Map(requests.filter(isCode).map((request) => [request as PayRequest, readCode(request.code)]));
  const locked = await lockCodes(
    tx,
    [...texts.values()].filter((text) => text !== undefined),
  );
  const codeOf = (request: PayRequest) => {
    const text = texts.get(request);
    const code = text && locked.get(text.number);
    return code && isShown(code, text) ? code : undefined;
  };
  const earlier = await lookUp.earlierPayments(
    tx,
    wishes.map(({ request: { shop }, transfer }) => ({ shop, transfer })),
  );
  const tills = await lookUp.tillsNow(
    tx,
    requests.map((request) => ({ shop: request.shop, clerk: clerkOf(request) })),
  );
  const notes = await foundNotes(tx, gov, wishes, findNotes);
  const homes = await lookUp.homesOf(
    tx,
    requests.flatMap((request) => walletAtHome(gov, request, codeOf(request))),
  );
  const purses = wishes.map(({ request }) => purseOf(gov, request, codeOf(request), notes.get(request), homes));
  const people = purses.flatMap((purse) => purse?.person ?? []);
  const decided = await lookUp.decidedNow(tx, [...new Set([...requests.map(({ shop }) => shop), ...people])]);
  const sumOf = await readDaySums(
    tx,
    wishes.flatMap((wish, nth) => limitsOf(wish, purses[nth])),
  );
  const typed = requests.filter(isCode).filter((request) => texts.get(request)?.token === undefined);
  const guesses = await guessesOf(tx, typed, wishes[0]!.at);
  const known = wishes.map((wish, nth): Known => {
    const { request, day } = wish;
    const purse = purses[nth];
    const spentAt = (shop: string) =>
      purse?.person ? sumOf({ person: purse.person, programme: purse.programme.id, day, shop }) : 0;
    return {
      wish,
      earlier: earlier.get(wish.transfer),
      till: tills[nth],
      text: texts.get(request),
      code: codeOf(request),
      note: notes.get(request),
      purse,
      spentToday: spentAt(ALL_SHOPS),
      spentTodayHere: spentAt(request.shop),
    };
  });
  return { known, decided, guesses };
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

type Wallet = { person: string; programme: string };

function walletOf(request: PayRequest, code: LockedCode | undefined): Wallet | undefined {
  return request.way === 'scan' ? request : code;
}

/** A wallet whose owner's home matters. */
function walletAtHome(gov: Government, request: PayRequest, code: LockedCode | undefined): Wallet[] {
  const wallet = walletOf(request, code);
  return wallet && gov.pack.programmes.get(wallet.programme)?.spending.regions === 'home' ? [wallet] : [];
}

function purseOf(
  gov: Government,
  request: PayRequest,
  code: LockedCode | undefined,
  note: NoteFound | undefined,
  homes: (person: string, programme: string) => string | undefined,
): Purse | undefined {
  const wallet = walletOf(request, code);
  const programme = gov.pack.programmes.get(isNote(request) ? request.programme : (wallet?.programme ?? ''));
  if (!programme) return undefined;
  if (wallet) {
    const { person } = wallet;
    const account = accountOf(walletAccount(gov, programme.id, person));
    const device = (request.way === 'scan' ? request.device : code?.device) ?? null;
    return { programme, person, note: null, account, home: homes(person, programme.id), device, value: undefined };
  }
  if (!note || 'refused' in note) return undefined;
  const { serial, account, amount: value, home } = note.spend;
  return { programme, person: null, note: serial, account, home, device: null, value };
}
