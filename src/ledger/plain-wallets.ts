import { type Money, reversalOf, type Transfer, type TransferRequest, transferIdOf, transferOf } from './model.ts';
import type { CaptureRequest, HoldRequest } from './orders.ts';
import { holdIdOf } from './orders.ts';
import type { RefusalReason } from './refusals.ts';

/** Money by its expiry in milliseconds since 1970; `Infinity` never expires. */
type Lots = Map<number, Money>;

interface PlainHold extends HoldRequest {
  lots: Lots;
  state: 'open' | 'captured' | 'released' | 'expired';
  capturedBy?: string;
}

/**
 * Wallets with lots and holds said as plainly as can be, in memory, one request after the other: what the simulator
 * compares the ledger with. It knows nothing of batches, lanes, shards or locks. A refusal is its reason.
 */
export class PlainWallets {
  readonly accounts = new Map<string, Lots>();
  readonly overdrawn = new Set<string>();
  readonly transfers = new Map<string, { transfer: Transfer; from: Lots; to: Lots }>();
  readonly holds = new Map<string, PlainHold>();

  transfer(request: TransferRequest): Transfer | RefusalReason {
    const known = this.transfers.get(transferIdOf(request.client, request.key));
    if (known) return sameRequest(known.transfer, request) ? known.transfer : 'key-reused';
    return this.#move(transferOf(request), this.#choose(request.debit, request.amount, request.at), request.lot);
  }

  reverse(id: string, reason: { at: Date; purpose: string }): Transfer | RefusalReason {
    const original = this.transfers.get(id);
    if (!original) return 'unknown-transfer';
    if (original.transfer.reverses) return 'is-reversal';
    const reversal = reversalOf(original.transfer, reason);
    const known = this.transfers.get(reversal.id);
    if (known) return known.transfer;
    const from = this.#choose(reversal.debit, reversal.amount, reason.at, [...original.to.keys()]);
    return this.#move(reversal, from, undefined, original.from);
  }

  hold(request: HoldRequest): 'open' | RefusalReason {
    const id = holdIdOf(request.client, request.key);
    const known = this.holds.get(id);
    if (known) return known.account === request.account && known.amount === request.amount ? 'open' : 'key-reused';
    const lots = this.#choose(request.account, request.amount, request.at);
    if (!lots) return 'insufficient-funds';
    this.holds.set(id, { ...request, lots, state: 'open' });
    return 'open';
  }

  capture(request: CaptureRequest): Transfer[] | RefusalReason {
    const hold = this.holds.get(request.hold);
    if (!hold) return 'unknown-hold';
    const { client, key, at, purpose, to } = request;
    const by = `${client} ${key} ${JSON.stringify(to)}`;
    if (to.some(({ credit }) => credit === hold.account)) return 'same-account';
    if (to.reduce((sum, { amount }) => sum + amount, 0) > hold.amount) return 'over-hold';
    const asked = to.map(({ credit, amount }, nth) => ({ key: `${key}/${nth}`, credit, amount }));
    if (hold.state === 'captured' && hold.capturedBy === by) {
      return asked.map((one) => this.transfers.get(transferIdOf(client, one.key))!.transfer);
    }
    if (hold.state !== 'open') return `hold-${hold.state}`;
    if (hold.expiresAt <= at) return 'hold-expired';
    Object.assign(hold, { state: 'captured', capturedBy: by });
    const left = new Map(hold.lots);
    const always = { client, debit: hold.account, currency: hold.currency, at, purpose };
    return asked.map((one) => {
      const transfer = transferOf({ ...always, ...one }, { hold: request.hold });
      return this.#move(transfer, take(left, one.amount)) as Transfer;
    });
  }

  release({ hold: id, at }: { hold: string; at: Date }): PlainHold['state'] | RefusalReason {
    const hold = this.holds.get(id);
    if (!hold) return 'unknown-hold';
    if (hold.state === 'captured') return 'hold-captured';
    if (hold.state === 'open') hold.state = hold.expiresAt <= at ? 'expired' : 'released';
    return hold.state;
  }

  balance(account: string): Money {
    return [...this.accounts.get(account)!.values()].reduce((sum, amount) => sum + amount, 0);
  }

  /** What can be used at an instant: first expiring first, less what is on hold. Holds that have timed out end by this. */
  #choose(account: string, amount: Money, at: Date, before: readonly number[] = []): Lots | undefined {
    const free = new Map(this.accounts.get(account));
    if (this.overdrawn.has(account)) return new Map([[Number.POSITIVE_INFINITY, amount]]);
    const open = [...this.holds.values()].filter((hold) => hold.account === account && hold.state === 'open');
    for (const hold of open) {
      if (hold.expiresAt > at) for (const [expiry, held] of hold.lots) free.set(expiry, free.get(expiry)! - held);
    }
    const rank = (expiry: number) => (before.includes(expiry) ? 0 : 1);
    const usable = [...free].filter(([expiry]) => expiry > at.getTime() || rank(expiry) === 0);
    usable.sort(([one], [other]) => rank(one) - rank(other) || one - other || 0);
    const taken = take(new Map(usable), amount);
    if ([...taken.values()].reduce((sum, part) => sum + part, 0) < amount) return undefined;
    for (const hold of open) if (hold.expiresAt <= at) hold.state = 'expired';
    return taken;
  }

  #move(transfer: Transfer, from: Lots | undefined, lot?: Date, back?: Lots): Transfer | RefusalReason {
    if (!from) return 'insufficient-funds';
    const to = back ?? new Map([[lot?.getTime() ?? Number.POSITIVE_INFINITY, transfer.amount]]);
    add(this.accounts.get(transfer.debit)!, from, -1);
    add(this.accounts.get(transfer.credit)!, to, 1);
    this.transfers.set(transfer.id, { transfer, from, to });
    return transfer;
  }
}

/** Takes an amount out of lots, in their order; less if there is less. */
function take(lots: Lots, amount: Money): Lots {
  const taken: Lots = new Map();
  for (const [expiry, there] of lots) {
    const part = Math.min(there, amount);
    if (part <= 0) continue;
    taken.set(expiry, part);
    lots.set(expiry, there - part);
    amount -= part;
  }
  return taken;
}

function add(lots: Lots, change: Lots, sign: 1 | -1): void {
  for (const [expiry, amount] of change) lots.set(expiry, (lots.get(expiry) ?? 0) + sign * amount);
}

function sameRequest(made: Transfer, asked: TransferRequest): boolean {
  const said = ({ debit, credit, amount, purpose, lot }: TransferRequest) =>
    JSON.stringify([debit, credit, amount, purpose, lot]);
  return said(made) === said(asked);
}
