import type pg from 'pg';

/** So many times a branch with ten tellers and 100,000 accounts. */
const SCALE = 10;
const TELLERS = 10 * SCALE;
const ACCOUNTS = 100_000 * SCALE;

/** The tables of TPC-B as pgbench makes them, without what is only padding by rule: the rows are as wide as there. */
export async function makeTpcb(pool: pg.Pool): Promise<void> {
  await pool.query(`
    create table tpcb_branches (bid int primary key, bbalance int, filler char(88)) with (fillfactor = 100);
    create table tpcb_tellers (tid int primary key, bid int, tbalance int, filler char(84)) with (fillfactor = 100);
    create table tpcb_accounts (aid int primary key, bid int, abalance int, filler char(84)) with (fillfactor = 100);
    create table tpcb_history (tid int, bid int, aid int, delta int, mtime timestamp, filler char(22));
    insert into tpcb_branches select n, 0, '' from generate_series(1, ${SCALE}) n;
    insert into tpcb_tellers select n, (n - 1) / 10 + 1, 0, '' from generate_series(1, ${TELLERS}) n;
    insert into tpcb_accounts select n, (n - 1) / 100000 + 1, 0, '' from generate_series(1, ${ACCOUNTS}) n;`);
  await pool.query('vacuum analyze tpcb_branches, tpcb_tellers, tpcb_accounts');
}

const anyOf = (most: number): number => 1 + Math.floor(Math.random() * most);

/** One transaction: pgbench's built-in script "TPC-B (sort of)", its five statements prepared. */
export async function tpcbTransaction(client: pg.PoolClient): Promise<void> {
  const [aid, bid, tid, delta] = [anyOf(ACCOUNTS), anyOf(SCALE), anyOf(TELLERS), anyOf(10_001) - 5_001];
  const run = (name: string, text: string, values: number[]) => client.query({ name, text, values });
  await client.query('begin');
  await run('b1', 'update tpcb_accounts set abalance = abalance + $1 where aid = $2', [delta, aid]);
  await run('b2', 'select abalance from tpcb_accounts where aid = $1', [aid]);
  await run('b3', 'update tpcb_tellers set tbalance = tbalance + $1 where tid = $2', [delta, tid]);
  await run('b4', 'update tpcb_branches set bbalance = bbalance + $1 where bid = $2', [delta, bid]);
  await run('b5', 'insert into tpcb_history (tid, bid, aid, delta, mtime) values ($1, $2, $3, $4, current_timestamp)', [
    tid,
    bid,
    aid,
    delta,
  ]);
  await client.query('commit');
}

/** TPC-B is asked by so many clients, each one transaction after the other. */
export const CLIENTS = 8;

/** How many transactions a second they get done, measured for so many milliseconds. */
export async function tpcbRate(pool: pg.Pool, milliseconds: number): Promise<number> {
  const clients = await Promise.all(Array.from({ length: CLIENTS }, () => pool.connect()));
  const began = performance.now();
  let done = 0;
  await Promise.all(
    clients.map(async (client) => {
      for (; performance.now() - began < milliseconds; done += 1) await tpcbTransaction(client);
    }),
  );
  const rate = (done / (performance.now() - began)) * 1_000;
  for (const client of clients) client.release();
  return rate;
}
