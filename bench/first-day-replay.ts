import { cookieOf } from './first-day-people.ts';
import { isScarce, type Places } from './first-day-stock.ts';
import { type Answer, postOf } from './http.ts';
import { arrivals, RECORD } from './launch-day.ts';
import { type Planned, sendAsPlanned } from './paced-client.ts';

/** What is replayed of the day. */
export interface Script {
  /** The programme's id. */
  programme: string;
  /** How many orders; fewer than the record's are a shorter day with as many a second. */
  orders: number;
  /** So many times faster than it happened. */
  speed: number;
  places: Places;
  shops: readonly string[];
  /** People with money in their wallets: each pays in turn. */
  payers: { first: number; count: number };
  connections: number;
}

/** What came of it. Times in milliseconds, of each request from when it was due. */
export interface Day {
  /** How many people got what they ordered, and how long it was until the last one was told. */
  sold: Counted;
  /** Those of them who came in what is the first half hour. */
  early: Counted;
  paid: Counted;
  orderTimes: number[];
  paymentTimes: number[];
  /** People who heard that their place has none left, and went on to the next. */
  turnedAway: number;
  /** People who were told of two different takings. */
  twice: number;
}

interface Counted {
  count: number;
  milliseconds: number;
}

/** Of so many people one sends the same order twice at once, and one sends it once more as a new one. */
const IMPATIENT = 50;
const AMOUNT = 10;

/** Replays the day. @throws Error for an answer that no order or payment may get. */
export async function replay(address: string, script: Script): Promise<Day> {
  const none = () => ({ count: 0, milliseconds: 0 });
  const day: Day = {
    ...{ sold: none(), early: none(), paid: none(), orderTimes: [], paymentTimes: [] },
    ...{ turnedAway: 0, twice: 0 },
  };
  // Orders and payments each have connections of their own: who pays does not stand in the queue of those who order.
  const { connections } = script;
  await Promise.all([
    sendAsPlanned(address, orders(script, day), { connections }),
    sendAsPlanned(address, payments(script, day), { connections: connections / 2 }),
  ]);
  return day;
}

function count(counted: Counted, now: number): void {
  counted.count += 1;
  counted.milliseconds = Math.max(counted.milliseconds, now);
}

/** By how much a slice of the day is shorter than the record's, and faster. */
const paceOf = ({ orders, speed }: Script): number => ((orders / RECORD.orders) * 1_000) / speed;

function* orders(script: Script, day: Day): Generator<Planned> {
  const people = new People(script, day);
  const pace = paceOf(script);
  for (const [nth, second] of arrivals(script.orders).entries()) {
    const isEarly = second < RECORD.firstSeconds;
    const planned = (key: string): Planned => ({
      at: second * pace,
      request: people.wish(nth, key, 0),
      answered: (answer, milliseconds, now) => people.answered({ nth, key, isEarly }, answer, milliseconds, now),
    });
    yield planned('order');
    if (nth % IMPATIENT === 0) yield planned('order');
    if (nth % IMPATIENT === 1) yield planned('again');
  }
}

/** Everybody who orders, and what they were told. */
class People {
  readonly #script: Script;
  readonly #day: Day;
  /** The taking that the impatient were told of. */
  readonly #told = new Map<number, string>();
  readonly #served: Uint8Array;
  readonly #turnedAway: Uint8Array;

  constructor(script: Script, day: Day) {
    this.#script = script;
    this.#day = day;
    this.#served = new Uint8Array(script.orders);
    this.#turnedAway = new Uint8Array(script.orders);
  }

  /** @param further how many places further than the one that they came to first. */
  wish(nth: number, key: string, further: number): Buffer {
    const { programme, places, orders } = this.#script;
    const place = places.ids[places.wanted[nth]! + further];
    // People come in no order of their ids.
    const person = (nth * STRIDE) % orders;
    const body = { channel: 'paper', place, key: `${key}/${further}` };
    return postOf(`/api/vouchers/${programme}/take`, cookieOf(person), body);
  }

  answered(
    { nth, key, isEarly }: { nth: number; key: string; isEarly: boolean },
    answer: Answer,
    milliseconds: number,
    now: number,
  ): Buffer | undefined {
    this.#day.orderTimes.push(milliseconds);
    if (answer.status === 200) {
      this.#noteTaking(nth, answer);
      if (this.#served[nth]) return undefined;
      this.#served[nth] = 1;
      count(this.#day.sold, now);
      if (isEarly) count(this.#day.early, now);
      return undefined;
    }
    const isImpatient = nth % IMPATIENT < 2;
    if (isImpatient && answer.body.includes(NOTHING_LEFT)) return undefined;
    if (!answer.body.includes(NO_STOCK) || !isScarce(this.#script.places.wanted[nth]!)) throw unexpected(answer);
    if (!this.#turnedAway[nth]) this.#day.turnedAway += 1;
    this.#turnedAway[nth] = 1;
    return this.wish(nth, key, 1);
  }

  #noteTaking(nth: number, { body }: Answer): void {
    if (nth % IMPATIENT > 1) return;
    const { id } = JSON.parse(body) as { id: string };
    const before = this.#told.get(nth);
    if (before !== undefined && before !== id) this.#day.twice += 1;
    this.#told.set(nth, id);
  }
}

/** A prime beyond the number of the record's orders, so that no two of fewer have the same product by it. */
const STRIDE = 611_953;
const NO_STOCK = 'None is left at this place';
const NOTHING_LEFT = 'All that can be taken is taken';
const unexpected = ({ status, body }: Answer) => new Error(`Answered ${status}: ${body}`);

/** As many as orders, one after another at the same distance. */
function* payments(script: Script, day: Day): Generator<Planned> {
  const { orders, programme, shops, payers } = script;
  const distance = (RECORD.seconds * paceOf(script)) / orders;
  for (let nth = 0; nth < orders; nth += 1) {
    const shop = shops[(nth * 7) % shops.length]!;
    const body = { shop, programme, amount: AMOUNT, key: `pay/${nth}` };
    yield {
      at: nth * distance,
      request: postOf('/api/payments', cookieOf(payers.first + (nth % payers.count)), body),
      answered(answer, milliseconds, now) {
        if (answer.status !== 200) throw unexpected(answer);
        day.paymentTimes.push(milliseconds);
        count(day.paid, now);
        return undefined;
      },
    };
  }
}
