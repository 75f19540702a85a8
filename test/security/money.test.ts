import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, test } from 'node:test';
import { issueKey } from '../../src/identity/index.ts';
import { all, type Route, run, sql, uuidv7 } from '../../src/kernel/index.ts';
import {
  appointClerk,
  asClerk,
  bankAccountOf,
  changeBankAccount,
  clerksOf,
  dismissClerk,
  ordersOf,
  paymentsOfPerson,
  requestPayment,
  shopsOf,
  showCode,
  take,
  takenBy,
} from '../../src/programmes/index.ts';
import { stockUp } from '../../src/programmes/paper/testing.ts';
import { castOf, everyAct, PROGRAMME } from '../../src/programmes/testing/every-act.ts';
import { testSite } from '../support/site.ts';
import { bodyFor, pathOf } from './belongings.ts';

/** Who there is: a word for each, and how they sign in. An operator has the machine, and no way in by that. */
const ROLES = {
  stranger: undefined,
  operator: undefined,
  system: undefined,
  resident: 'employed-mother',
  holder: 'no-newborn',
  other: 'low-income-mother',
  owner: 'shop-owner',
  clerk: 'shop-clerk',
  former: 'unmarried-mother',
  office: 'programme-officer',
  counter: 'counter-officer',
  treasury: 'payments-officer',
  elsewhere: 'claims-officer',
} as const;
type Role = keyof typeof ROLES;

const RESIDENTS = ['resident', 'holder', 'other', 'owner', 'clerk', 'former'] as const;
const OFFICERS = ['office', 'counter', 'treasury', 'elsewhere'] as const;

/** Who may do what: `resident` has money and a payment, `holder` has paper, the shop is `owner`'s. */
const MAY = {
  everybody: Object.keys(ROLES) as Role[],
  residents: RESIDENTS,
  officers: OFFICERS,
  payer: ['resident'],
  holder: ['holder'],
  till: ['owner', 'clerk'],
  owner: ['owner'],
  office: ['office'],
  counter: ['office', 'counter'],
  treasury: ['treasury'],
  system: ['system'],
} as const satisfies Record<string, readonly Role[]>;

/** Each route about money. What one may do with what is one's own, all residents may. */
const TABLE: Readonly<Record<keyof typeof MAY, readonly string[]>> = {
  everybody: [
    'GET /api/programmes',
    'GET /vouchers/:programme/shops',
    'GET /notes',
    'GET /notes/:programme/:serial',
    'GET /receipts/:entry',
    'GET /receipts/:entry/file',
    'GET /programmes/:id/figures',
    'GET /programmes/:id/figures.csv',
    'GET /programmes/:id/figures.json',
  ],
  residents: [
    'GET /api/programmes/:programme/entitlement',
    'GET /api/vouchers',
    'GET /api/vouchers/:programme/events',
    'POST /api/vouchers/:programme/take',
    'POST /api/vouchers/:programme/share',
    'POST /api/vouchers/:programme/change',
    'POST /api/payments/codes',
    'GET /api/payments/codes',
    'POST /api/payments',
    'GET /vouchers',
    'GET /vouchers/unpaid',
    'POST /vouchers/unpaid',
    'GET /vouchers/:programme',
    'GET /vouchers/:programme/take',
    'POST /vouchers/:programme/take',
    'GET /vouchers/:programme/share',
    'POST /vouchers/:programme/share',
    'POST /vouchers/:programme/change',
    'GET /vouchers/:programme/statement',
    'GET /vouchers/:programme/statement.csv',
    'GET /vouchers/:programme/statement.pdf',
    'GET /vouchers/:programme/statement.xml',
    'POST /notes/:programme/:serial/wallet',
    'GET /pay',
    'GET /pay/scan',
    'POST /pay/scan',
    'GET /pay/to/:shop',
    'POST /pay/to/:shop',
    'GET /pay/:programme',
    'GET /pay/:programme/taken',
    'GET /till',
  ],
  payer: [
    'GET /vouchers/takings/:taking',
    'POST /vouchers/takings/:taking/give-back',
    'POST /api/vouchers/takings/:taking/give-back',
    'GET /pay/paid/:shop/:id',
    'GET /freezes/:id',
    'POST /freezes/:id/objection',
  ],
  holder: ['GET /paper/:taking', 'POST /paper/:taking/reorder', 'GET /paper/:taking/sheet'],
  till: [
    'POST /api/shops/:shop/payments',
    'POST /api/shops/:shop/refunds',
    'GET /api/shops/:shop/takings',
    'GET /till/:shop',
    'POST /till/:shop/requests',
    'GET /till/:shop/scan',
    'POST /till/:shop/payments',
    'GET /till/:shop/requests/:id',
    'POST /till/:shop/requests/:id/cancel',
    'GET /till/:shop/payments/:id/sign',
    'GET /till/:shop/payments/:id',
    'POST /till/:shop/payments/:id/refunds',
    'GET /till/:shop/today',
    'GET /till/:shop/code',
  ],
  owner: [
    'GET /till/:shop/settlements',
    'GET /till/:shop/settlements/:programme/:day',
    'GET /till/:shop/statement',
    'GET /till/:shop/statement.csv',
    'GET /till/:shop/statement.pdf',
    'GET /till/:shop/statement.xml',
    'GET /till/:shop/bank-account',
    'POST /till/:shop/bank-account',
    'POST /till/:shop/bank-account/:change/cancel',
    'GET /till/:shop/clerks',
    'POST /till/:shop/clerks',
    'POST /till/:shop/clerks/:person/dismiss',
  ],
  officers: ['GET /office/programmes'],
  counter: [
    'GET /office/counter',
    'POST /office/counter',
    'POST /office/counter/person',
    'POST /office/counter/unpaid',
    'POST /office/counter/:programme',
    'GET /office/programmes/:programme/paper/counter',
    'POST /office/programmes/:programme/paper/counter',
  ],
  office: [
    'GET /office/programmes/:programme',
    'POST /office/programmes/:programme/open',
    'POST /office/programmes/:programme/pause',
    'POST /office/programmes/:programme/resume',
    'POST /office/programmes/:programme/fund',
    'POST /office/programmes/:programme/extend',
    'GET /office/programmes/:programme/fraud',
    'GET /office/programmes/:programme/fraud/:id',
    'POST /office/programmes/:programme/fraud/:id/decide',
    'POST /office/programmes/:programme/fraud/:id/freeze',
    'GET /office/programmes/:programme/freezes',
    'POST /office/programmes/:programme/freezes/:id/confirm',
    'POST /office/programmes/:programme/freezes/:id/decline',
    'POST /office/programmes/:programme/freezes/:id/end',
    'POST /office/programmes/:programme/freezes/:id/refuse',
    'GET /office/programmes/:programme/paper',
    'GET /office/programmes/:programme/paper/runs',
    'POST /office/programmes/:programme/paper/runs',
    'POST /office/programmes/:programme/paper/runs/:run/printed',
    'POST /office/programmes/:programme/paper/runs/:run/cancel',
    'POST /office/programmes/:programme/paper/runs/:run/sheets',
    'GET /office/programmes/:programme/paper/ranges',
    'POST /office/programmes/:programme/paper/ranges',
    'GET /office/programmes/:programme/paper/blocks',
    'POST /office/programmes/:programme/paper/blocks',
    'POST /office/programmes/:programme/paper/blocks/:block/lift',
  ],
  treasury: [
    'GET /office/payouts',
    'GET /office/payouts/new',
    'POST /office/payouts',
    'POST /office/payouts/answers',
    'GET /office/payouts/:file',
    'GET /office/payouts/:file/pain.001.xml',
    'POST /office/payouts/:file/sent',
    'GET /office/settlements',
    'GET /office/settlements/:programme',
    'GET /office/settlements/:programme/:day',
  ],
  system: ['POST /api/card-spending'],
};

const ABOUT_MONEY =
  /^\/(?:api\/)?(?:till|pay|payments|shops|vouchers|paper|notes|programmes|card-spending|freezes|receipts)(?:\/|$)|^\/office\/(?:counter|payouts|settlements|programmes)(?:\/|$)/;

const nameOf = ({ method, path }: Pick<Route, 'method' | 'path'>) => `${method} ${path}`;

describe('who may do what with money', async () => {
  const site = await testSite();
  const { gov, address } = site;
  const routes = site.routes.filter(({ path }) => ABOUT_MONEY.test(path));
  const entries = await everyAct(gov);
  const cast = await castOf(gov);
  await site.logged();

  // What each route is about.
  const shop = (await shopsOf(gov.db, cast.clerk)).find((at) => at.shop.owner === cast.owner)!.shop.id;
  const [payment] = await paymentsOfPerson(gov.db, { person: cast.mother, limit: 1 });
  const [order] = await ordersOf(gov.db, cast.lone);
  const place = [...gov.pack.places.keys()][0]!;
  await stockUp(gov, gov.pack.programmes.get(PROGRAMME)!, 1, place);
  await take(gov, { person: cast.student, programme: PROGRAMME, channel: 'paper', place, key: 'table' });
  const waits = (await ordersOf(gov.db, cast.student)).find(({ state }) => state === 'waiting');
  const taking = (await takenBy(gov.db, cast.mother))[0]!.id;
  const request = await requestPayment(gov, await asClerk(gov.db, cast.owner, shop), { amount: 10, goods: [] });
  await changeBankAccount(gov, { shop, by: cast.owner, bankAccount: '0081234500100' });
  const { waiting } = await bankAccountOf(gov.db, gov, shop);
  const one = async (query: ReturnType<typeof sql>) =>
    Object.values((await all(gov.db, query as never))[0]!)[0] as string;
  const freeze = await one(sql`select id from programmes.freeze where subject = ${cast.mother}`);
  const suspicion = await suspect(cast.mother);
  const run_ = await one(sql`select id from programmes.print_run where programme = ${PROGRAMME} limit 1`);
  const block = await blocked();
  const file = await one(sql`select id from programmes.payout_act limit 1`);
  const day = await one(sql`select to_char(day, 'YYYY-MM-DD') from programmes.settlement limit 1`);
  const note = await one(sql`select note from programmes.note_moved limit 1`);

  /** The values of a path's parameters: those of one kind are one and the same. */
  function paramsFor(path: string): Record<string, string> {
    const base = { shop, programme: PROGRAMME, id: payment!.id, day, file, entry: entries.paid!, serial: note };
    const own = {
      taking: path.startsWith('/paper/') ? order!.taking : taking,
      person: cast.clerk,
      change: waiting!.id,
    };
    if (path.startsWith('/programmes/')) return { id: PROGRAMME };
    if (path.includes('/requests')) return { shop, id: request };
    if (path.includes('/fraud')) return { programme: PROGRAMME, id: suspicion };
    if (path.includes('/freezes')) return { programme: PROGRAMME, id: freeze };
    return { ...base, ...own, run: run_, block };
  }

  const bodies: Record<string, object> = {
    'POST /api/payments': { shop, programme: PROGRAMME, amount: 1, key: 'table' },
    'POST /api/shops/:shop/refunds': { payment: payment!.id, amount: 10 ** 9, key: 'table' },
    'POST /office/counter/person': { person: cast.student, programme: PROGRAMME },
    'POST /office/counter/:programme': { channel: 'none', key: 'table', person: cast.student },
    'POST /office/counter/unpaid': { person: cast.student, account: '00412345678901', payout: [randomUUID()] },
    'POST /till/:shop/clerks': { name: '甲', number: 'A299999999' },
    'POST /office/payouts/answers': {},
    'POST /office/programmes/:programme/paper/counter': { code: waits!.code, serial: 'none' },
  };

  const cookies = new Map<Role, string>();
  for (const [role, persona] of Object.entries(ROLES) as [Role, string | undefined][])
    if (persona) cookies.set(role, await site.signIn(persona));
  const key = (scopes: string[]) =>
    issueKey(gov.db, { agency: 'treasury', scopes, title: 'table' }, gov.clock.now()).then(({ token }) => token);
  const tokens = { system: await key(['card-spending']), operator: await key(['everything']) };

  async function ask(route: Route, role: Role): Promise<{ status: number; isRefused: boolean; text: string }> {
    const params = paramsFor(route.path);
    const body = route.body && JSON.stringify(bodies[nameOf(route)] ?? bodyFor(route, NOTHING));
    const query = nameOf(route) === 'GET /api/payments/codes' ? `?programme=${PROGRAMME}` : '';
    const token = role === 'system' || role === 'operator' ? tokens[role] : undefined;
    const response = await fetch(address + pathOf(route, params) + query, {
      method: route.method,
      redirect: 'manual',
      headers: {
        accept: route.path.startsWith('/api/') ? 'application/json' : 'text/html',
        ...(body && { 'content-type': 'application/json' }),
        ...(cookies.has(role) && { cookie: cookies.get(role)! }),
        ...(token && { authorization: `Bearer ${token}` }),
      },
      ...(body && { body }),
    });
    const { status } = response;
    const isSentAway = status === 303 && (response.headers.get('location') ?? '').startsWith('/sign-in');
    return { status, isRefused: isSentAway || [401, 403, 404].includes(status), text: await response.text() };
  }

  const mayOf = (route: Route): readonly Role[] => {
    const [who] = Object.entries(TABLE).find(([, names]) => names.includes(nameOf(route))) ?? [];
    return MAY[who as keyof typeof MAY];
  };

  test('every route about money is in the table, once, and nothing else is', () => {
    const listed = Object.values(TABLE).flat();
    assert.deepEqual(routes.map(nameOf).sort(), listed.toSorted());
  });

  test('whoever may not is refused, and no money and no row has moved', async () => {
    const before = await state();
    const wrong: string[] = [];
    for (const route of routes)
      for (const role of Object.keys(ROLES) as Role[]) {
        if (mayOf(route).includes(role)) continue;
        const { status, isRefused, text } = await ask(route, role);
        if (!isRefused) wrong.push(`${nameOf(route)} answers ${role} with ${status}`);
        if (text.includes(payment!.salt!)) wrong.push(`${nameOf(route)} tells ${role} a salt`);
      }
    assert.deepEqual(wrong, []);
    assert.deepEqual(await state(), before);
  });

  test('whoever may is not', async () => {
    const wrong: string[] = [];
    // What sends a clerk away comes last.
    const ordered = routes.toSorted(
      (a, b) => Number(a.path.endsWith('/dismiss')) - Number(b.path.endsWith('/dismiss')),
    );
    for (const route of ordered)
      for (const role of mayOf(route)) {
        const { status, isRefused } = await ask(route, role);
        if (isRefused || status >= 500) wrong.push(`${nameOf(route)} answers ${role} with ${status}`);
      }
    assert.deepEqual(wrong, []);
  });

  test('a clerk takes in and gives back as much as the owner lets them, and no more; a former one nothing', async () => {
    const limits = { mostAtOnce: 50, mostRefund: 20 };
    const number = gov.pack.demo.personas.find(({ id }) => id === ROLES.other)!.number;
    await appointClerk(gov, { shop, by: cast.owner, number, name: '限額店員', ...limits });
    const cookie = await site.signIn(ROLES.other);
    await take(gov, { person: cast.clerk, programme: PROGRAMME, channel: 'mobile', key: 'limits' });
    const post = (path: string, body: object) =>
      fetch(`${address}/api/shops/${shop}/${path}`, {
        method: 'POST',
        headers: { cookie, 'content-type': 'application/json' },
        body: JSON.stringify({ ...body, key: randomUUID() }),
      });
    const pay = async (amount: number) => {
      const { qr } = await showCode(gov, { person: cast.clerk, programme: PROGRAMME });
      return post('payments', { code: qr, amount });
    };
    assert.deepEqual([(await pay(51)).status, (await pay(50)).status], [403, 200]);
    const paid = (await (await pay(40)).json()) as { id: string };
    const back = async (amount: number) => (await post('refunds', { payment: paid.id, amount })).status;
    assert.deepEqual([await back(21), await back(20)], [403, 200]);
    const { person } = (await clerksOf(gov.db, shop)).find(({ name }) => name === '限額店員')!;
    await dismissClerk(gov, { shop, by: cast.owner, person });
    assert.deepEqual([(await pay(1)).status, await back(1)], [404, 404]);
  });

  /** All that is kept of money, each table as one hash. What is only read may be written down as read. */
  async function state() {
    const tables = await all(
      gov.db,
      sql<{ name: string }>`select format('%I.%I', table_schema, table_name) as name from information_schema.tables
        where table_schema in ('programmes', 'ledger', 'messages') and table_name <> 'wrong_code' order by 1`,
    );
    const hashes = tables.map(async ({ name }) => {
      const rows = sql<{
        hash: string;
      }>`select md5(string_agg(t::text, '|' order by t::text)) as hash from ${sql.raw(name)} t`;
      return [name, (await all(gov.db, rows))[0]!.hash];
    });
    return Object.fromEntries(await Promise.all(hashes));
  }

  async function suspect(person: string): Promise<string> {
    const at = gov.clock.now();
    const id = uuidv7(at);
    await run(
      gov.db,
      sql`insert into programmes.suspicion (programme, id, signal, subject, score, wallets, shops, measures, payments,
          found_at, seen_at, state)
        values (${PROGRAMME}, ${id}, 'wallet-pace', ${person}, 60, array[${person}::uuid], '{}',
          '{"payments": 9, "minutes": 10}', '[]', ${at}, ${at}, 'open')`,
    );
    return id;
  }

  async function blocked(): Promise<string> {
    const at = gov.clock.now();
    const id = uuidv7(at);
    await run(
      gov.db,
      sql`insert into programmes.note_block (programme, id, first_set, last_set, handed_too, reason, words, blocked_by, blocked_at)
        values (${PROGRAMME}, ${id}, 99999998, 99999999, false, 'lost', '遺失', ${cast.counter.person}, ${at})`,
    );
    return id;
  }
});

/** No route about money is about an application. */
const NOTHING = { params: {}, matter: { registry: '', subject: randomUUID(), key: '' }, marks: [] };
