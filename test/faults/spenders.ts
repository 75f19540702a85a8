import { randomInt, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { findPeople } from '../../src/identity/index.ts';
import { signInAs, signInPerson } from '../../src/identity/testing.ts';
import type { Government } from '../../src/pack/index.ts';
import { shopsOf } from '../../src/programmes/index.ts';
import { type Client, clientOf, type Reply } from './client.ts';
import { makeMothers } from './mothers.ts';

/** Where Madang is at the moment; changes when it is started anew. */
export interface Whereabouts {
  address: string;
}

/** Somebody with a voucher, and what must be in their wallet as far as they were told. */
export interface Spender {
  person: string;
  cookie: string;
  balance: number;
  /** What they paid and were answered, by payment. */
  paid: Map<string, { shop: string; left: number }>;
}

/** A till that a clerk is signed in at, and what it must have taken in. */
export interface Till {
  shop: string;
  cookie: string;
  takings: number;
}

/** All who take part, and what they were told. */
export interface Trade {
  spenders: Spender[];
  tills: Till[];
  answered: number;
  /** Requests whose answer never came, and that were sent again with their key. */
  sentAgain: number;
  refused: number;
}

/** People who are entitled to the voucher, and the tills of a shop owner. */
export async function openTrade(gov: Government, from: number, count: number): Promise<Trade> {
  const mothers = await makeMothers(gov, { from, count });
  const spenders: Spender[] = [];
  for (const { person } of mothers)
    spenders.push({ person, cookie: await signInPerson(gov, { person }), balance: 0, paid: new Map() });
  const cookie = await signInAs(gov, 'shop-owner');
  const { number } = gov.pack.demo.personas.find(({ id }) => id === 'shop-owner')!;
  const owner = (await findPeople(gov.db, [number])).get(number)!;
  const shops = await shopsOf(gov.db, owner);
  return {
    spenders,
    tills: shops.map(({ shop }) => ({ shop: shop.id, cookie, takings: 0 })),
    ...{ answered: 0, sentAgain: 0, refused: 0 },
  };
}

export const PROGRAMME = 'triple-stimulus-voucher';

/** One person takes the voucher and spends it bit by bit, whatever becomes of the process meanwhile. */
export async function spend(trade: Trade, spender: Spender, where: Whereabouts, steps: number): Promise<void> {
  const ask = asking(trade, where);
  if (spender.balance === 0) {
    const taking = await ask(`/api/vouchers/${PROGRAMME}/take`, { channel: 'mobile' }, spender.cookie);
    if (taking) spender.balance += Number(taking.amount);
  }
  for (let step = 0; step < steps; step++) {
    const till = trade.tills[randomInt(trade.tills.length)]!;
    const act = ACTS[randomInt(ACTS.length)]!;
    await act({ trade, spender, till, ask });
  }
}

type Ask = (path: string, body: object, cookie: string) => Promise<Record<string, unknown> | undefined>;
interface Step {
  trade: Trade;
  spender: Spender;
  till: Till;
  ask: Ask;
}

const scan = async ({ spender, till, ask }: Step) => {
  const body = { shop: till.shop, programme: PROGRAMME, amount: randomInt(1, 400) };
  noted(spender, till, await ask('/api/payments', body, spender.cookie));
};

const show = async ({ spender, till, ask }: Step) => {
  const code = await ask('/api/payments/codes', { programme: PROGRAMME }, spender.cookie);
  const body = { code: code?.number, amount: randomInt(1, 400) };
  if (code) noted(spender, till, await ask(`/api/shops/${till.shop}/payments`, body, till.cookie));
};

const giveBack = async ({ trade, spender, ask }: Step) => {
  const [payment, made] = [...spender.paid].find(([, { left }]) => left > 0) ?? [];
  if (!payment || !made) return;
  const till = trade.tills.find(({ shop }) => shop === made.shop)!;
  const amount = randomInt(1, made.left + 1);
  const refund = await ask(`/api/shops/${till.shop}/refunds`, { payment, amount }, till.cookie);
  if (!refund) return;
  made.left -= amount;
  spender.balance += amount;
  till.takings -= amount;
};

const ACTS = [scan, scan, show, show, giveBack];

function noted(spender: Spender, till: Till, payment: Record<string, unknown> | undefined): void {
  if (!payment) return;
  const amount = Number(payment.amount);
  spender.balance -= amount;
  till.takings += amount;
  spender.paid.set(String(payment.id), { shop: till.shop, left: amount });
}

/**
 * Asks until there is an answer, with one and the same key, and at times twice at once. Undefined when it was refused:
 * then nothing has happened.
 */
function asking(trade: Trade, where: Whereabouts): Ask {
  return async (path, body, cookie) => {
    const wish = { ...body, key: randomUUID() };
    // A second code takes the place of the first: that is no wish that one may send twice.
    const twice = !path.endsWith('/codes') && randomInt(5) === 0;
    for (;;) {
      const client: Client = clientOf(where.address, 2);
      const replies = await Promise.all([
        client.post(path, wish, cookie),
        twice ? client.post(path, wish, cookie) : undefined,
      ]);
      client.close();
      const final = replies.find(isFinal);
      if (!final) {
        trade.sentAgain += 1;
        await sleep(20);
        continue;
      }
      trade.answered += 1;
      if (final.status < 300) return JSON.parse(final.body) as Record<string, unknown>;
      trade.refused += 1;
      return undefined;
    }
  };
}

/** An answer that stays: neither a broken connection nor a server that has trouble. */
const isFinal = (reply: Reply): reply is NonNullable<Reply> => reply !== undefined && reply.status < 500;
