import {
  ACCOUNT_KINDS,
  type AccountSpec,
  accountOf,
  distinct,
  LIMIT,
  type Money,
  requestHash,
  reversalOf,
  type Transfer,
  type TransferRequest,
  transferOf,
} from './model.ts';
import { refuse } from './refusals.ts';

/** The ledger said as plainly as can be, in memory: what the real one is compared with by its property tests. */
export class PlainLedger {
  readonly accounts = new Map<string, { currency: string; floor: Money; balance: Money }>();
  readonly transfers = new Map<string, Transfer>();

  open(spec: AccountSpec): string {
    const id = accountOf(spec);
    const { floor } = ACCOUNT_KINDS[spec.kind];
    if (!this.accounts.has(id)) this.accounts.set(id, { currency: spec.currency, floor, balance: 0 });
    return id;
  }

  transferAll(requests: readonly TransferRequest[]): Transfer[] {
    return this.#make(requests.map((request) => transferOf(request)));
  }

  reverse(id: string, reason: { at: Date; purpose: string }): Transfer {
    const original = this.transfers.get(id);
    if (!original) throw refuse('unknown-transfer');
    return this.#make([reversalOf(original, reason)])[0]!;
  }

  #make(asked: Transfer[]): Transfer[] {
    const batch = distinct(asked);
    for (const transfer of batch) {
      const known = this.transfers.get(transfer.id);
      if (known && !requestHash(known).equals(requestHash(transfer))) throw refuse('key-reused');
    }
    const fresh = batch.filter(({ id }) => !this.transfers.has(id));
    for (const { debit, credit } of fresh) {
      if (!this.accounts.has(debit) || !this.accounts.has(credit)) throw refuse('unknown-account');
    }
    for (const { debit, credit, currency } of fresh) {
      if ([debit, credit].some((id) => this.accounts.get(id)!.currency !== currency)) throw refuse('wrong-currency');
    }
    const total = (pick: (transfer: Transfer) => boolean) =>
      fresh.filter(pick).reduce((sum, { amount }) => sum + BigInt(amount), 0n);
    for (const [id, { balance, floor }] of this.accounts) {
      if (total(({ debit }) => debit === id) > BigInt(balance) - BigInt(floor)) throw refuse('insufficient-funds');
    }
    for (const [id, { balance }] of this.accounts) {
      const change = total(({ credit }) => credit === id) - total(({ debit }) => debit === id);
      if (change > 0n && BigInt(balance) + change > BigInt(LIMIT)) throw refuse('over-limit');
    }
    for (const transfer of fresh) {
      this.accounts.get(transfer.debit)!.balance -= transfer.amount;
      this.accounts.get(transfer.credit)!.balance += transfer.amount;
      this.transfers.set(transfer.id, transfer);
    }
    return asked.map(({ id }) => this.transfers.get(id)!);
  }
}
