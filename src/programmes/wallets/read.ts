import { all, array, type Db, sql } from '../../kernel/index.ts';
import { accountOf, type Lot, lotsOf, type StatementLine, statement, transferIdOf } from '../../ledger/index.ts';
import type { Government, Programme } from '../../pack/index.ts';
import { walletAccount } from '../accounts.ts';
import { isFrozen } from '../office/freezes.ts';
import { programmeOf } from '../programme-of.ts';
import { CLIENT } from './channels.ts';
import { shareKey, sharesOf } from './share.ts';

/** A person's money of a programme. */
export interface Wallet {
  programme: Programme;
  /** What can be spent, in minor units. */
  balance: number;
  /** Of that, by when it expires, the first first. What has expired and was not taken back yet is left out. */
  lots: readonly Lot[];
  /** No money moves out of it. */
  frozen: boolean;
}

/** A person's wallet of one programme; empty where they never had anything. */
export async function walletOf(gov: Government, person: string, id: string): Promise<Wallet> {
  const programme = programmeOf(gov, id);
  const [found, frozen] = await Promise.all([
    lotsOf(gov.db, accountOf(walletAccount(gov, id, person))),
    isFrozen(gov.db, 'wallet', person, id),
  ]);
  const now = gov.clock.now();
  const lots = found.filter(({ expiresAt, balance }) => balance > 0 && (!expiresAt || expiresAt > now));
  return { programme, lots, frozen, balance: lots.reduce((sum, lot) => sum + lot.balance - lot.held, 0) };
}

/** All wallets into which a person ever got something. */
export async function walletsOf(gov: Government, person: string): Promise<Wallet[]> {
  const rows = await all(
    gov.db,
    sql<{ programme: string }>`
      select programme from programmes.taking where person = ${person}
      union select programme from programmes.share where receiver = ${person}
      union select programme from programmes.note_moved where person = ${person}`,
  );
  const known = rows.map(({ programme }) => programme).filter((id) => gov.pack.programmes.has(id));
  return Promise.all(known.sort().map((id) => walletOf(gov, person, id)));
}

/** What happened to a wallet. */
export type WalletEventKind =
  | 'taken'
  | 'given-back'
  | 'shared'
  | 'received'
  | 'paid'
  | 'refunded'
  | 'moved-in'
  | 'expired'
  | 'change'
  | 'discount-back'
  | 'other';

/** One line of a wallet's history. */
export interface WalletEvent {
  /** The transfer in the ledger. */
  id: string;
  at: Date;
  kind: WalletEventKind;
  /** Below zero left the wallet. */
  amount: number;
  /** What it held after that. */
  balance: number;
  /** Where it was paid, or from where refunded. */
  shop?: string;
  /** Who gave it, or got it. */
  person?: string;
  /** Its entry in the public log. */
  entry?: string;
}

/** What a transfer of each purpose is to the person. Payments and refunds are told by their rows. */
const KINDS: Readonly<Record<string, WalletEventKind>> = {
  'programme-take': 'taken',
  'programme-give-back': 'given-back',
  'programme-change': 'change',
  'programme-discount-back': 'discount-back',
  'paper-to-wallet': 'moved-in',
  expiry: 'expired',
};

/** A wallet's history, the newest first, with the names of shops. `next` is the `before` of the next page. */
export async function walletEvents(
  gov: Government,
  { person, programme, before, limit = 20 }: { person: string; programme: string; before?: string; limit?: number },
): Promise<{ events: WalletEvent[]; next?: string }> {
  const account = accountOf(walletAccount(gov, programmeOf(gov, programme).id, person));
  const page = await statement(gov.db, account, { limit, ...(before && { before }) });
  const ids = page.lines.map(({ transfer }) => transfer);
  const details = new Map([
    ...(await purchases(gov.db, person, ids)),
    ...(await gifts(gov.db, person, programme)),
    ...(await entriesOfTakings(gov.db, person, programme)),
  ]);
  const events = page.lines.map((line) => eventOf(line, details.get(line.transfer)));
  return { events, ...(page.next && { next: page.next }) };
}

type Details = Pick<WalletEvent, 'shop' | 'person' | 'entry'> & { kind?: WalletEventKind };

function eventOf({ transfer, at, amount, balance, purpose }: StatementLine, details: Details = {}): WalletEvent {
  return { id: transfer, at, amount, balance, kind: KINDS[purpose] ?? 'other', ...details };
}

/** Where money was spent, and what came back from there. */
async function purchases(db: Db, person: string, transfers: readonly string[]): Promise<[string, Details][]> {
  const rows = await all(
    db,
    sql<{ transfer: string; kind: 'paid' | 'refunded'; shop: string; entry: string }>`
      select p.transfer, 'paid' as kind, s.name as shop, p.entry
      from programmes.payment p join programmes.shop s on s.id = p.shop
      where p.person = ${person} and p.transfer = any(${array(transfers, 'uuid')})
      union all
      select r.transfer, 'refunded', s.name, r.entry
      from programmes.payment p join programmes.refund r on r.shop = p.shop and r.payment = p.id
      join programmes.shop s on s.id = p.shop
      where p.person = ${person} and r.transfer = any(${array(transfers, 'uuid')})`,
  );
  return rows.map(({ transfer, ...details }) => [transfer, details]);
}

/** So many lots of a gift have lines of their own that say who it was. */
const NAMED_LOTS = 8;

async function gifts(db: Db, person: string, programme: string): Promise<[string, Details][]> {
  const shares = await sharesOf(db, person, programme);
  return shares.flatMap((share) => {
    const gave = share.person === person;
    const details: Details = {
      kind: gave ? 'shared' : 'received',
      person: gave ? share.receiver : share.person,
      ...(gave && { entry: share.entry }),
    };
    return Array.from({ length: NAMED_LOTS }, (_, nth): [string, Details] => [
      transferIdOf(CLIENT, shareKey(share.id, nth)),
      details,
    ]);
  });
}

async function entriesOfTakings(db: Db, person: string, programme: string): Promise<[string, Details][]> {
  const rows = await all(
    db,
    sql<{ id: string; entry: string }>`select id, entry from programmes.taking
      where person = ${person} and programme = ${programme} order by id desc limit 200`,
  );
  return rows.map(({ id, entry }) => [transferIdOf(CLIENT, `take/${id}`), { entry }]);
}
