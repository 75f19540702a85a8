import type { Day, Text } from '../kernel/index.ts';
import type { Tree } from '../rules/index.ts';
import type { LawRef, Service, Window } from './model.ts';

/** Money with a purpose: who gets it, what it costs them, how it reaches them, and what it may be spent on. */
export interface Programme {
  id: string;
  agency: string;
  title: Text;
  summary: Text;
  law: readonly LawRef[];
  /** The role at the agency whose officers run it. */
  office: string;
  /** The role there whose officers take it for somebody at a counter. */
  counter: string;
  /**
   * Who is entitled and to how much: a rule as a service has, compiled as one, under the programme's id. Its `amount` is
   * the face value of one period, in the currency's unit.
   */
  entitlement: Service;
  /** What the whole of it costs, in the currency's unit; over the same facts. Free, where there is none. */
  price: Tree | undefined;
  /** How often one is entitled anew. */
  every: 'once' | 'month';
  /** Taken as a whole, or in parts of at least `least` that are multiples of `step` (minor units). */
  take: 'whole' | { least: number; step: number };
  /** The days on which it can be taken. */
  window: Window;
  channels: readonly Channel[];
  /** The fund that pays for it, and most that it may give to this programme in all (minor units). */
  fund: { id: string; limit: number };
  spending: SpendingTerms;
  /** Until when it can be spent: a day for all (included), or so many months from when it was taken. */
  expiry: { on: Day } | { months: number };
  /** To whom a part may be given: those who stand together in a record of this registry (a household). */
  share: { registry: string; field: string } | undefined;
  /** Within so many days of being bought, what is whole can be given back for its price. */
  refund: { days: number } | undefined;
  /**
   * Once so much of it is spent (basis points), the rest is paid out as cash. Of amounts up to `small.upTo` (minor units)
   * another part must have been spent, where that is stated.
   */
  change: { spent: number; small: { upTo: number; spent: number } | undefined } | undefined;
  /** What a shop is charged for settlement, and the tax on that; basis points of its takings, and of the fee. */
  fee: { rate: number; vat: number };
  spendingExamples: readonly SpendingExample[];
  /** SHA-256 of its file: each payment keeps under which terms it was made. */
  version: string;
}

/** A way in which it reaches people. */
export type Channel = { id: string; title: Text; hint: Text | undefined } & (
  | { kind: 'wallet' }
  /** Notes of these values (minor units), which together are the whole entitlement. */
  | { kind: 'paper'; notes: readonly number[] }
  /** Whoever has spent so much with a card gets so much back on it (minor units). */
  | { kind: 'cash-back'; spend: number; back: number }
  /** Paid to a bank account, by itself each period once the account is known. */
  | { kind: 'bank' }
);

/** What it may be spent on. Amounts are in minor units; what is not stated is not limited. */
export interface SpendingTerms {
  /** Shops in these regions only; `home` is the region in which whoever took it lives. */
  regions: readonly string[] | 'home' | 'any';
  /** Classes of shops that are admitted, or all but those that are refused. */
  classes: { admitted: readonly string[] } | { refused: readonly string[] };
  /** Goods that it must not pay for, with the words for them. */
  goods: Readonly<Record<string, Text>>;
  mostAtOnce: number | undefined;
  mostADay: number | undefined;
  mostADayAtOneShop: number | undefined;
}

/** A purchase that a file gives as an example, and whether it can be paid for. */
export interface SpendingExample {
  title: string | undefined;
  class: string;
  region: string;
  home: string | undefined;
  amount: number;
  goods: readonly string[];
  spentToday: number;
  spentTodayHere: number;
  on: Day;
  taken: Day;
  out: 'paid' | SpendingRefusal;
}

/** Why a purchase cannot be paid for with it. */
export const SPENDING_REFUSALS = [
  'not-yet',
  'expired',
  'region',
  'class',
  'goods',
  'too-much-at-once',
  'too-much-today',
  'too-much-today-here',
] as const;
export type SpendingRefusal = (typeof SPENDING_REFUSALS)[number];

/** Where paper can be picked up: a post office, a counter. */
export interface Place {
  id: string;
  title: Text;
  region: string;
  address: Text;
  /** Degrees: latitude, longitude (WGS 84). */
  at: readonly [number, number];
}

/** A shop of the demo. */
export interface DemoShop {
  id: string;
  name: string;
  /** The national number of its owner, and of those who work at its till. */
  owner: string;
  clerks: readonly string[];
  number: string;
  class: string;
  region: string;
  address: string;
  at: readonly [number, number];
  bankAccount: string;
}

/** What a country puts into the shops that a seed makes. */
export interface ShopMaking {
  /** Where shops stand, each town with the share of them that it has. */
  readonly towns: readonly Town[];
  /** Words before and after which a name is put together; the endings by the class of the shop. */
  readonly beginnings: readonly string[];
  readonly endings: Readonly<Record<string, readonly string[]>>;
  /** What stands between the two. */
  readonly between: string;
  readonly roads: readonly string[];
  address(town: Town, road: string, house: number): string;
  /** The business number of the shop with this serial. */
  number(serial: number): string;
  bankAccount(serial: number): string;
}

export interface Town {
  readonly region: string;
  readonly name: string;
  readonly share: number;
  /** Latitude and longitude of its middle, and how far around it shops lie, in degrees. */
  readonly at: readonly [number, number];
  readonly radius: number;
}

/** A land's outline for a map: rings of [longitude, latitude], coarse. */
export type Outline = readonly (readonly (readonly [number, number])[])[];
