import { readFile } from 'node:fs/promises';
import { all, first as firstRow, sql } from '../src/kernel/index.ts';
import { trialBalance } from '../src/ledger/index.ts';
import type { Government, Programme } from '../src/pack/index.ts';
import { findShops, paperTally } from '../src/programmes/index.ts';
import type { OwnGovernment } from '../test/faults/government.ts';
import { type MadangProcess, startMadang } from '../test/support/process.ts';
import { median, type Row, rowOf } from './bench.ts';
import { cookieOf, fillWallets, makeResidents } from './first-day-people.ts';
import { type Day, replay } from './first-day-replay.ts';
import { placesOf, planPlaces, stockPlaces, stockUp } from './first-day-stock.ts';
import { postOf } from './http.ts';
import { RECORD, RECORD_RATE } from './launch-day.ts';
import { sendAll } from './light-client.ts';
import { onOwnGovernment } from './own-government.ts';
import { CLIENTS, makeTpcb, tpcbRate } from './tpcb.ts';

export const name = 'first-day';

const PROGRAMME = 'triple-stimulus-voucher';
const [FACE, PRICE] = [3_000, 1_000];

/** How many of the day's orders; `FIRST_DAY=543235` for all of them. A slice is a shorter day with as many a second. */
const ORDERS = Number(process.env.FIRST_DAY ?? 20_000);
/** So many times faster than it happened. */
const SPEED = Number(process.env.FIRST_DAY_SPEED ?? 6);
/** As many as can be served are ordered before the day begins: first to warm up, then to see how many that are. */
const [WARMING, RUSHING] = [1_500, 4_000];
/** People with money on their phones, who pay in turn. */
const PAYERS = 4_000;
const CONNECTIONS = 128;
const TURN_MS = 4_000;
const PROMISED_MS = 250;
const MOST_MEGABYTES = 1_024;

/**
 * The first day of the voucher as the record has it, against the real API of a serving process: paper sets are ordered at
 * half past eight and after by people who come when they come, impatient ones twice at once, and who go on to the next
 * place where one has none left; payments at shops go on at a steady rate, as many as orders. In the end the books, the
 * sets and who took what are checked: anything wrong ends the bench with an error.
 */
export const run = (): Promise<Row[]> => onOwnGovernment(measure);

async function measure({ gov, home }: OwnGovernment): Promise<Row[]> {
  const programme = gov.pack.programmes.get(PROGRAMME)!;
  await makeTpcb(gov.pool);
  const ordering = ORDERS + WARMING + RUSHING;
  await makeResidents(gov, programme, { count: ordering + PAYERS, amount: FACE, price: PRICE });
  await fillWallets(gov, programme, { first: ordering, count: PAYERS });
  const places = planPlaces(placesOf(gov), ORDERS);
  const { shops } = await findShops(gov.db, gov, { programme, limit: 500 });
  await sql`vacuum analyze programmes.entitlement, identity.session, ledger.account`.execute(gov.db);

  const options = process.env.FIRST_DAY_PROFILE
    ? ['--cpu-prof', `--cpu-prof-dir=${process.env.FIRST_DAY_PROFILE}`]
    : [];
  const madang = await startMadang({ home, environment: { LOG_LEVEL: 'warn' }, nodeOptions: options });
  await rush(gov, programme, madang, { first: ORDERS, count: WARMING });
  const tpcb = [await tpcbRate(gov.pool, TURN_MS)];
  const rushed = await rush(gov, programme, madang, { first: ORDERS + WARMING, count: RUSHING });
  tpcb.push(await tpcbRate(gov.pool, TURN_MS));
  const turnedAway = await stockPlaces(gov, programme, places);
  const day = await replay(madang.address, {
    ...{ programme: PROGRAMME, orders: ORDERS, speed: SPEED, places },
    ...{ shops: shops.map(({ id }) => id), payers: { first: ordering, count: PAYERS }, connections: CONNECTIONS },
  });
  tpcb.push(await tpcbRate(gov.pool, TURN_MS));
  const memory = await mostMegabytes(madang.pid);
  await madang.stop();
  await check(gov, programme, day, turnedAway);
  return rowsOf(day, { rushed, tpcb: median(tpcb), turnedAway, memory });
}

function rowsOf(
  day: Day,
  { rushed, tpcb, turnedAway, memory }: { rushed: number; tpcb: number; turnedAway: number; memory: number },
): Row[] {
  const perSecond = ({ count, milliseconds }: { count: number; milliseconds: number }) =>
    (count / milliseconds) * 1_000;
  const at = (latencies: readonly number[], share: number) =>
    latencies.toSorted((one, other) => one - other)[Math.floor(latencies.length * share)]!;
  const promised = { what: 'ms: what payments are promised', value: PROMISED_MS };
  const what = `the record's ${RECORD.orders.toLocaleString('en')} by noon; ${ORDERS.toLocaleString('en')} replayed × ${SPEED}`;
  return [
    rowOf('first-day.orders', perSecond(day.sold), 'orders/s', { what, value: RECORD_RATE.day }),
    rowOf('first-day.launch', perSecond(day.early), 'orders/s', {
      what: 'its first half hour',
      value: RECORD_RATE.first,
    }),
    rowOf('first-day.most', rushed, 'orders/s', { what: `TPC-B, ${CLIENTS} clients`, value: tpcb }),
    rowOf('first-day.payments', perSecond(day.paid), 'payments/s', {
      what: 'orders/s beside',
      value: perSecond(day.sold),
    }),
    rowOf('first-day.order.p50', at(day.orderTimes, 0.5), 'ms', promised),
    rowOf('first-day.order.p99', at(day.orderTimes, 0.99), 'ms', promised),
    rowOf('first-day.pay.p50', at(day.paymentTimes, 0.5), 'ms', promised),
    rowOf('first-day.pay.p99', at(day.paymentTimes, 0.99), 'ms', promised),
    rowOf('first-day.no-stock', day.turnedAway, 'people', {
      what: 'who must be, by what lay there',
      value: turnedAway,
    }),
    rowOf('first-day.memory', memory, 'MB', { what: 'MB: the most that is allowed', value: MOST_MEGABYTES }),
  ];
}

/** Orders as fast as they are served, where there is enough. @returns how many a second. */
async function rush(
  gov: Government,
  programme: Programme,
  { address }: MadangProcess,
  { first, count }: { first: number; count: number },
): Promise<number> {
  const ids = placesOf(gov);
  const nths = Array.from({ length: count }, (_, nth) => nth);
  const stock = ids.map((_, place) => nths.filter((nth) => nth % ids.length === place).length);
  await stockUp(gov, programme, ids, stock);
  const wishes = nths.map((nth) =>
    postOf(`/api/vouchers/${PROGRAMME}/take`, cookieOf(first + nth), {
      ...{ channel: 'paper', place: ids[nth % ids.length], key: 'rush' },
    }),
  );
  const sent = await sendAll(address, wishes.values(), { connections: CONNECTIONS, milliseconds: 600_000 });
  if (sent.failures > 0) throw new Error(`${sent.failures} orders failed: ${sent.failed.join('\n')}`);
  return (sent.done / sent.milliseconds) * 1_000;
}

/** The most memory that a process ever had, in megabytes of 2²⁰ bytes (`VmHWM`, proc(5)). */
async function mostMegabytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmHWM:\s*(\d+) kB/m.exec(status)![1]) / 1_024;
}

/** What must hold in the end. @throws Error with all that does not. */
async function check(gov: Government, programme: Programme, day: Day, turnedAway: number): Promise<void> {
  const { printed, ...states } = await paperTally(gov.db, PROGRAMME);
  const sum = Object.values(states).reduce((total, sets) => total + sets, 0);
  const { problems } = await trialBalance(gov.db);
  const ordered = ORDERS + WARMING + RUSHING;
  const [orders, doubles] = await ordersAndDoubles(gov, programme);
  const wrong = [
    sum !== printed && `${printed} sets were printed, and ${sum} are somewhere: ${JSON.stringify(states)}`,
    states.reserved !== ordered && `${ordered} sets were ordered, and ${states.reserved} are reserved`,
    orders !== ordered && `${ordered} orders were answered, and ${orders} are written down`,
    doubles > 0 && `${doubles} people took twice`,
    day.twice > 0 && `${day.twice} people were told of two takings`,
    day.turnedAway !== turnedAway && `${day.turnedAway} were turned away where ${turnedAway} had to be`,
    problems.length > 0 && `the books: ${JSON.stringify(problems.slice(0, 5))}`,
  ].filter((one) => one !== false);
  if (wrong.length > 0) throw new Error(wrong.join('\n'));
}

async function ordersAndDoubles({ db }: Government, { id }: Programme): Promise<[orders: number, doubles: number]> {
  const row = await firstRow(
    db,
    sql<{ orders: number }>`select count(*)::int as orders from programmes.note_order
      where programme = ${id} and state = 'waiting'`,
  );
  const doubles = await all(
    db,
    sql`select person from programmes.taking where programme = ${id} group by person having count(*) > 1
      union all select person from programmes.entitlement where programme = ${id} and taken > amount`,
  );
  return [row!.orders, doubles.length];
}
