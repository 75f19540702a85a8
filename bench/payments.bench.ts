import { randomUUID } from 'node:crypto';
import { array, sql } from '../src/kernel/index.ts';
import { accountOf } from '../src/ledger/index.ts';
import { showCode, walletAccount } from '../src/programmes/index.ts';
import type { OwnGovernment } from '../test/faults/government.ts';
import { startMadang } from '../test/support/process.ts';
import { median, type Row, rowOf } from './bench.ts';
import { cookieWith, postOf, signIn } from './http.ts';
import { type Sent, sendAll } from './light-client.ts';
import { onOwnGovernment } from './own-government.ts';
import { CLIENTS, makeTpcb, tpcbRate } from './tpcb.ts';

export const name = 'payments';

const PROGRAMME = 'triple-stimulus-voucher';
/** In one turn each pays at most once: so many codes are shown before it. */
const WALLETS = Number(process.env.PAYMENT_WALLETS ?? 30_000);
const SHOPS = 2_000;
const CONNECTIONS = Number(process.env.PAYMENT_CONNECTIONS ?? 256);
const ROUNDS = 3;
const TURN_MS = Number(process.env.PAYMENT_TURN_MS ?? 4_000);
const PROMISED_MS = 250;

/**
 * Payments at tills and by scanning, over HTTP: each with its session, the programme's rules, a ledger transfer out of lots,
 * an entry of the public log and a receipt; against TPC-B's five statements by eight clients on the same PostgreSQL, turn
 * about. Clients keep their connections, and each sends one request at a time.
 */
export const run = (): Promise<Row[]> => onOwnGovernment(measure);

interface Person {
  person: string;
  cookie: string;
}

async function measure({ gov, home }: OwnGovernment): Promise<Row[]> {
  await makeTpcb(gov.pool);
  const people = await makeWallets(gov, WALLETS);
  const tills = await makeShops(gov, SHOPS);
  const options = process.env.PAYMENT_PROFILE ? ['--cpu-prof', `--cpu-prof-dir=${process.env.PAYMENT_PROFILE}`] : [];
  const madang = await startMadang({ home, environment: { LOG_LEVEL: 'warn' }, nodeOptions: options });
  const turns = {
    code: async () => send(madang.address, await paymentsByCode(gov, people, tills)),
    scan: async () => send(madang.address, paymentsByScan(people, tills)),
  };
  await turns.code();
  await turns.scan();
  const rates = { tpcb: [] as number[], code: [] as Sent[], scan: [] as Sent[] };
  for (let round = 0; round < ROUNDS; round++) {
    rates.tpcb.push(await tpcbRate(gov.pool, TURN_MS));
    rates.code.push(await turns.code());
    rates.scan.push(await turns.scan());
  }
  await madang.stop();
  const yardstick = { what: `TPC-B, ${CLIENTS} clients`, value: median(rates.tpcb) };
  return (['code', 'scan'] as const).flatMap((way) => {
    const rate = median(rates[way].map(({ done, milliseconds }) => (done / milliseconds) * 1_000));
    const p99 = median(rates[way].map(({ latencies }) => latencies[Math.floor(latencies.length * 0.99)]!));
    return [
      rowOf(`payments.${way}`, rate, 'payments/s', yardstick),
      rowOf(`payments.${way}.p99`, p99, 'ms', { what: 'ms: what is promised', value: PROMISED_MS }),
    ];
  });
}

async function send(address: string, requests: readonly Buffer[]): Promise<Sent> {
  const sent = await sendAll(address, requests.values(), { connections: CONNECTIONS, milliseconds: TURN_MS });
  if (sent.failures > 0) throw new Error(`${sent.failures} payments failed: ${sent.failed.join('\n')}`);
  if (sent.done === requests.length) throw new Error('There was nothing left to pay with: show more codes');
  return sent;
}

let turn = 0;

/** Each from another wallet, so that each is a payment of somebody else. */
function forEach<T>(
  people: readonly Person[],
  tills: readonly T[],
  make: (who: Person, till: T, nth: number) => Buffer,
) {
  turn += 1;
  return people.map((who, nth) => make(who, tills[(nth * 7 + turn) % tills.length]!, nth));
}

async function paymentsByCode(
  gov: OwnGovernment['gov'],
  people: readonly Person[],
  tills: readonly Till[],
): Promise<Buffer[]> {
  const codes = await Promise.all(
    people.map(({ person }) => showCode(gov, { person, programme: PROGRAMME, device: 'bench' })),
  );
  return forEach(people, tills, (_who, { shop, cookie }, nth) =>
    postOf(`/api/shops/${shop}/payments`, cookie, { code: codes[nth]!.qr, amount: 10, key: `${turn}/${nth}` }),
  );
}

function paymentsByScan(people: readonly Person[], tills: readonly Till[]): Buffer[] {
  return forEach(people, tills, ({ cookie }, { shop }, nth) =>
    postOf('/api/payments', cookie, { shop, programme: PROGRAMME, amount: 10, key: `${turn}/${nth}` }),
  );
}

interface Till {
  shop: string;
  cookie: string;
}

/** People with money in a lot, from nowhere: what is measured begins after that. */
async function makeWallets(gov: OwnGovernment['gov'], count: number): Promise<Person[]> {
  const people = Array.from({ length: count }, () => randomUUID());
  const currency = gov.pack.currency.code;
  const accounts = people.map((person) => accountOf(walletAccount(gov, PROGRAMME, person)));
  const expiry = new Date('2027-06-30T16:00:00Z');
  await sql`
    insert into ledger.account (shard, id, lane, lanes, kind, owner, reference, currency, floor, cap, posted, lots, expires_at)
    select get_byte(uuid_send(id), 0) >> 4, id, lane, 1, 'wallet', owner, ${PROGRAMME}, ${currency}, 0, 9007199254740991,
      case lane when 0 then 0 else 3000 end, lane = 0, case lane when 0 then null else ${expiry}::timestamptz end
    from unnest(${array(accounts, 'uuid')}, ${array(people, 'text')}) as w(id, owner),
      (values (0::bigint), (${expiry.getTime()}::bigint)) as l(lane)`.execute(gov.db);
  const cookies = await signInAll(gov, people);
  await sql`vacuum analyze ledger.account`.execute(gov.db);
  return people.map((person, nth) => ({ person, cookie: cookies[nth]! }));
}

/** Shops each with a clerk, who is signed in. */
async function makeShops(gov: OwnGovernment['gov'], count: number): Promise<Till[]> {
  const shops = Array.from({ length: count }, () => randomUUID());
  const clerks = Array.from({ length: count }, () => randomUUID());
  const at = gov.clock.now();
  const region = Object.keys(gov.pack.regions)[0]!;
  await sql`
    insert into programmes.shop (id, owner, number, name, class, region, address, bank_account, state, enrolled_at)
    select id, id, id, 'A shop', 'restaurant', ${region}, 'Somewhere', '1', 'active', ${at}
    from unnest(${array(shops, 'uuid')}) as s(id)`.execute(gov.db);
  await sql`
    insert into programmes.clerk (shop, person, role, name, most_at_once, most_refund, appointed_at)
    select shop, person, 'clerk', 'A clerk', 1000, 1000, ${at}
    from unnest(${array(shops, 'uuid')}, ${array(clerks, 'uuid')}) as s(shop, person)`.execute(gov.db);
  const cookies = await signInAll(gov, clerks);
  await sql`vacuum analyze programmes.shop, programmes.clerk`.execute(gov.db);
  return shops.map((shop, nth) => ({ shop, cookie: cookies[nth]! }));
}

/** The values of their `Cookie` headers. */
async function signInAll(gov: OwnGovernment['gov'], people: readonly string[]): Promise<string[]> {
  const signedIn = people.map((person) => ({ person, secret: randomUUID() }));
  await signIn(gov, signedIn);
  await sql`vacuum analyze identity.session`.execute(gov.db);
  return signedIn.map(({ secret }) => cookieWith(secret));
}
