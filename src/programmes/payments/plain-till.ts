import { dayOf } from '../../kernel/index.ts';
import type { Programme } from '../../pack/index.ts';
import { CLOCK_SKEW, CODE_LIFE } from './codes.ts';
import { GUESS_PERIOD, MOST_GUESSES } from './guesses.ts';
import type { PayRequest, RefundRequest } from './model.ts';

/** Money that expires at an instant (milliseconds since 1970). */
interface PlainLot {
  expiry: number;
  amount: number;
}

interface PlainPayment {
  shop: string;
  programme: string;
  person: string;
  amount: number;
  refunded: number;
  day: string;
  /** Where it came from, in the order in which it was taken. */
  from: PlainLot[];
}

interface PlainShop {
  state: 'active' | 'frozen';
  clerk: string;
  mostAtOnce: number;
  mostRefund: number;
}

/** What the payer ought to do, as plainly as it can be said: for comparing. Nothing happens at once, and nothing fails. */
export class PlainTill {
  readonly programmes: ReadonlyMap<string, Programme>;
  readonly wallets = new Map<string, PlainLot[]>();
  readonly shops = new Map<string, PlainShop>();
  readonly takings = new Map<string, number>();
  readonly payments: PlainPayment[] = [];
  readonly paused = new Set<string>();
  readonly frozen = new Set<string>();
  readonly #zone: string;
  readonly #codes = new Map<string, { purse: string; expiry: number; used: boolean }>();
  readonly #answers = new Map<string, { asked: string; shop: string; payment: number }>();
  readonly #refunds = new Map<string, string>();
  readonly #spent = new Map<string, number>();
  readonly #guesses = new Map<string, number>();

  constructor(programmes: readonly Programme[], zone: string) {
    this.#zone = zone;
    this.programmes = new Map(programmes.map((programme) => [programme.id, programme]));
  }

  show(number: string, purse: string, at: Date): void {
    for (const [other, code] of this.#codes) if (code.purse === purse) this.#codes.delete(other);
    this.#codes.set(number, { purse, expiry: at.getTime() + CODE_LIFE, used: false });
  }

  /** The number of the payment, or why there is none. */
  pay(request: PayRequest, at: Date): number | string {
    const asker = request.way === 'scan' ? request.person : request.clerk;
    const key = `${asker}/${request.key}`;
    const asked = JSON.stringify(request);
    const before = this.#answers.get(key);
    // At another shop it is only the ledger that knows of the key.
    if (before?.shop === request.shop) return before.asked === asked ? before.payment : 'key-reused';
    const refused = this.#shopRefusal(request) ?? this.#codeRefusal(request, at);
    if (refused) return refused;
    const purse = this.#purseOf(request);
    const [person, id] = purse.split(' ') as [string, string];
    const day = dayOf(at, this.#zone);
    const sums = [`${purse} ${day}`, `${purse} ${day} ${request.shop}`];
    const reason = this.#purseRefusal(purse, request, day, sums);
    if (reason) return reason;
    if (before) return 'key-reused';
    const from = this.#take(purse, request.amount, at);
    if (!from) return 'not-enough';
    for (const sum of sums) this.#add(this.#spent, sum, request.amount);
    this.#add(this.takings, `${request.shop} ${id}`, request.amount);
    if (request.way === 'code') this.#codes.get(request.code)!.used = true;
    this.payments.push({ shop: request.shop, programme: id, person, amount: request.amount, refunded: 0, day, from });
    this.#answers.set(key, { asked, shop: request.shop, payment: this.payments.length - 1 });
    return this.payments.length - 1;
  }

  /** @param nth the number of the payment. */
  refund(request: RefundRequest, nth: number): 'refunded' | string {
    const key = `${request.clerk}/${request.key}`;
    const asked = `${nth} ${request.amount}`;
    const payment = this.payments[nth];
    const shop = this.shops.get(request.shop)!;
    if (!payment || payment.shop !== request.shop) return 'no-payment';
    const before = this.#refunds.get(key);
    if (before) return before === asked ? 'refunded' : 'key-reused';
    if (shop.state === 'frozen' || this.frozen.has(request.shop)) return 'shop-frozen';
    if (request.amount > payment.amount - payment.refunded) return 'more-than-paid';
    if (request.amount > shop.mostRefund) return 'over-refund-limit';
    const purse = `${payment.person} ${payment.programme}`;
    this.#giveBack(purse, payment, request.amount);
    this.#add(this.takings, `${payment.shop} ${payment.programme}`, -request.amount);
    for (const sum of [`${purse} ${payment.day}`, `${purse} ${payment.day} ${payment.shop}`]) {
      this.#add(this.#spent, sum, -request.amount);
    }
    this.#refunds.set(key, asked);
    return 'refunded';
  }

  give(purse: string, expiry: number, amount: number): void {
    const lots = this.wallets.get(purse) ?? [];
    const lot = lots.find((one) => one.expiry === expiry);
    if (lot) lot.amount += amount;
    else lots.push({ expiry, amount });
    this.wallets.set(
      purse,
      lots.sort((one, other) => one.expiry - other.expiry),
    );
  }

  /** What has expired goes away. */
  sweep(at: Date): void {
    for (const lots of this.wallets.values()) {
      for (const lot of lots) if (lot.expiry <= at.getTime()) lot.amount = 0;
    }
  }

  #purseOf(request: PayRequest): string {
    if (request.way === 'code') return this.#codes.get(request.code)!.purse;
    return request.way === 'scan' ? `${request.person} ${request.programme}` : request.serial;
  }

  #shopRefusal(request: PayRequest): string | undefined {
    const shop = this.shops.get(request.shop)!;
    if (request.way === 'code' && request.clerk !== shop.clerk) return 'no-shop';
    if (shop.state === 'frozen' || this.frozen.has(request.shop)) return 'shop-frozen';
    return request.way === 'code' && request.amount > shop.mostAtOnce ? 'over-clerk-limit' : undefined;
  }

  #codeRefusal(request: PayRequest, at: Date): string | undefined {
    if (request.way !== 'code') return undefined;
    const period = Math.floor(at.getTime() / GUESS_PERIOD);
    const [clerk, shop] = [`${period} ${request.clerk}`, `${period} ${request.shop}`];
    const isOver = (name: string, most: number) => (this.#guesses.get(name) ?? 0) >= most;
    if (isOver(clerk, MOST_GUESSES.clerk) || isOver(shop, MOST_GUESSES.shop)) return 'too-many-guesses';
    const code = this.#codes.get(request.code);
    if (!code) {
      for (const name of [clerk, shop]) this.#add(this.#guesses, name, 1);
      return 'code-unknown';
    }
    if (code.used) return 'code-used';
    return at.getTime() < code.expiry + CLOCK_SKEW ? undefined : 'code-expired';
  }

  #purseRefusal(purse: string, request: PayRequest, day: string, [today, here]: string[]): string | undefined {
    const { spending, window, expiry } = this.programmes.get(purse.split(' ')[1]!)!;
    const spent = (sum: string) => (this.#spent.get(sum) ?? 0) + request.amount;
    if (this.paused.has(purse.split(' ')[1]!)) return 'paused';
    if (this.frozen.has(purse)) return 'wallet-frozen';
    if (day < window.from) return 'not-yet';
    if ('on' in expiry && day > expiry.on) return 'expired';
    if (request.goods?.some((one) => one in spending.goods)) return 'goods';
    if (request.amount > (spending.mostAtOnce ?? 1e9)) return 'too-much-at-once';
    if (spent(today!) > (spending.mostADay ?? 1e9)) return 'too-much-today';
    return spent(here!) > (spending.mostADayAtOneShop ?? 1e9) ? 'too-much-today-here' : undefined;
  }

  #take(purse: string, amount: number, at: Date): PlainLot[] | undefined {
    const alive = (this.wallets.get(purse) ?? []).filter(({ expiry }) => expiry > at.getTime());
    if (alive.reduce((sum, lot) => sum + lot.amount, 0) < amount) return undefined;
    let left = amount;
    return alive.flatMap((lot) => {
      const share = Math.min(left, lot.amount);
      left -= share;
      lot.amount -= share;
      return share > 0 ? [{ expiry: lot.expiry, amount: share }] : [];
    });
  }

  #giveBack(purse: string, payment: PlainPayment, amount: number): void {
    payment.refunded += amount;
    for (let left = amount; left > 0; ) {
      const last = payment.from.at(-1)!;
      const share = Math.min(left, last.amount);
      this.give(purse, last.expiry, share);
      last.amount -= share;
      left -= share;
      if (last.amount === 0) payment.from.pop();
    }
  }

  #add(sums: Map<string, number>, name: string, amount: number): void {
    sums.set(name, (sums.get(name) ?? 0) + amount);
  }
}
