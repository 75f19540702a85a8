import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { type TestDatabase, testDatabase } from '../../test/support/database.ts';
import {
  all,
  array,
  attempt,
  type Db,
  first,
  hasSqlState,
  ifUndone,
  json,
  onceDone,
  openDatabase,
  run,
  runLast,
  sql,
  transaction,
} from './database.ts';

let database: TestDatabase;
let opened: ReturnType<typeof openDatabase>;
let db: Db;

before(async () => {
  database = await testDatabase(async () => {}, 'kernel_empty');
  opened = openDatabase({ url: database.url, connections: 4 });
  db = opened.db;
  await run(db, sql`create table thing (id int primary key, data jsonb, on_day date, big int8, at timestamptz)`);
});
after(async () => {
  await opened.pool.end();
  await database.drop();
});
beforeEach(() => run(db, sql`delete from thing`));

const insert = (tx: Db, id: number) => run(tx, sql`insert into thing (id) values (${id})`);
const ids = async (on = db) =>
  (await all(on, sql<{ id: number }>`select id from thing order by id`)).map((row) => row.id);

test('days stay texts, whole numbers numbers, instants instants, JSON what it was', async () => {
  const at = new Date('2026-03-05T01:02:03.456Z');
  const data = ['a', { b: null, c: "'" }];
  await run(db, sql`insert into thing values (1, ${json(data)}, ${'2026-03-05'}, ${2 ** 53 - 1}, ${at})`);
  const row = await first(db, sql<Record<string, unknown>>`select * from thing`);
  assert.deepEqual(row, { id: 1, data, on_day: '2026-03-05', big: 2 ** 53 - 1, at });
});

test('the day of a row is the same in every zone of the process', async () => {
  const zone = process.env.TZ;
  try {
    for (const TZ of ['Pacific/Kiritimati', 'America/Los_Angeles']) {
      process.env.TZ = TZ;
      const row = await first(db, sql<{ day: string }>`select ${'2026-01-01'}::date as day`);
      assert.equal(row!.day, '2026-01-01');
    }
  } finally {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  }
});

test('a statement over many rows, and how many it changed', async () => {
  assert.equal(await run(db, sql`insert into thing (id) select unnest(${array([1, 2, 3], 'int')})`), 3);
  assert.equal(await run(db, sql`delete from thing where id > ${1}`), 2);
  assert.equal(await run(db, sql`delete from thing where id > ${1}`), 0);
  assert.equal(await first(db, sql`select * from thing where id = 9`), undefined);
  const values = ['a,b', '"', '{}', '\\', 'null', ''];
  const back = await all(db, sql<{ value: string }>`select unnest(${array(values, 'text')}) as value`);
  assert.deepEqual(
    back.map((row) => row.value),
    values,
  );
});

test('a transaction commits together or not at all, and one within it joins it', async () => {
  await transaction(db, async (tx) => {
    await insert(tx, 1);
    await transaction(tx, (inner) => insert(inner, 2));
  });
  assert.deepEqual(await ids(), [1, 2]);
  const failing = transaction(db, async (tx) => {
    await transaction(tx, (inner) => insert(inner, 3));
    throw new Error('after all');
  });
  await assert.rejects(failing, /after all/);
  assert.deepEqual(await ids(), [1, 2]);
});

/** Fails, some turns later than statements fail. */
async function failLate(tx: Db): Promise<void> {
  try {
    await sql`select 1 / 0`.execute(tx);
  } finally {
    for (let turns = 0; turns < 5; turns++) await undefined;
  }
}
const isDivision = (error: unknown) => hasSqlState(error, '22012');

test('what is asked together is answered in its order, and fails for what failed first', async () => {
  const answers = await transaction(db, (tx) => Promise.all([insert(tx, 1), ids(tx), insert(tx, 2), ids(tx)]));
  assert.deepEqual(answers, [1, [1], 1, [1, 2]]);
  await assert.rejects(
    transaction(db, (tx) => Promise.all([failLate(tx), insert(tx, 3), ids(tx)])),
    isDivision,
  );
  assert.deepEqual(await ids(), [1, 2]);
});

test('what is asked last fails with the commit, and so does what nobody looked at', async () => {
  const last = transaction(db, async (tx) => {
    await insert(tx, 1);
    await runLast(tx, sql`select 1 / 0`);
  });
  await assert.rejects(last, isDivision);
  const overlooked = transaction(db, async (tx) => {
    await insert(tx, 1);
    await failLate(tx).catch(() => {});
  });
  await assert.rejects(overlooked, isDivision);
  assert.deepEqual(await ids(), []);
});

test('nothing is asked of a transaction that has ended', async () => {
  const tx = await transaction(db, async (tx) => tx);
  await assert.rejects(insert(tx, 1), /has ended/);
});

test('a failed attempt undoes its own part and no more', async () => {
  await transaction(db, async (tx) => {
    await insert(tx, 1);
    const outcome = await attempt(tx, async () => {
      await insert(tx, 2);
      await insert(tx, 1);
    });
    assert.ok('failed' in outcome && hasSqlState(outcome.failed, '23505'));
    assert.deepEqual(await attempt(tx, () => insert(tx, 3)), { done: 1 });
  });
  assert.deepEqual(await ids(), [1, 3]);
});

test('what is to happen if something is undone happens then, once, and not otherwise', async () => {
  const undone: string[] = [];
  const failing = async (tx: Db, name: string) => {
    ifUndone(tx, () => void undone.push(name));
    throw new Error(name);
  };
  await transaction(db, async (tx) => {
    ifUndone(tx, () => void undone.push('kept'));
    await attempt(tx, () => failing(tx, 'attempt'));
    await attempt(tx, async () => ifUndone(tx, () => void undone.push('kept attempt')));
  });
  assert.deepEqual(undone, ['attempt']);
  await assert.rejects(transaction(db, (tx) => transaction(tx, (inner) => failing(inner, 'whole'))));
  assert.deepEqual(undone, ['attempt', 'whole']);
  ifUndone(db, () => void undone.push('outside'));
  assert.equal(undone.length, 2);
});

test('what is to happen once something is done happens after its commit, and not if it is undone', async () => {
  const done: [string, boolean][] = [];
  const told = (tx: Db, name: string) => onceDone(tx, ({ isTransaction }) => done.push([name, isTransaction]));
  await transaction(db, async (tx) => {
    told(tx, 'kept');
    await attempt(tx, async () => {
      told(tx, 'attempt');
      throw new Error('no');
    });
    assert.deepEqual(done, []);
  });
  await assert.rejects(
    transaction(db, async (tx) => {
      told(tx, 'whole');
      throw new Error('no');
    }),
  );
  told(db, 'outside');
  assert.deepEqual(done, [
    ['kept', false],
    ['outside', false],
  ]);
});

test('attempts within attempts each undo their own part', async () => {
  await transaction(db, async (tx) => {
    const outer = await attempt(tx, async () => {
      await insert(tx, 1);
      const inner = await attempt(tx, async () => {
        await insert(tx, 2);
        throw new Error('inner');
      });
      assert.ok('failed' in inner);
      await insert(tx, 3);
      return 'kept';
    });
    assert.deepEqual(outer, { done: 'kept' });
    await attempt(tx, async () => {
      await attempt(tx, () => insert(tx, 4));
      throw new Error('outer');
    });
  });
  assert.deepEqual(await ids(), [1, 3]);
});

test('a broken rule is known by its SQLSTATE', () => {
  assert.ok(hasSqlState({ code: '23505' }, '23505'));
  for (const error of [null, undefined, '23505', new Error('23505'), { code: 23505 }])
    assert.ok(!hasSqlState(error, '23505'));
});

test('a connection that the server ends is replaced, idle or at work', async () => {
  const small = openDatabase({ url: database.url, connections: 1 });
  const backend = async () => (await small.pool.query<{ pid: number }>('select pg_backend_pid() as pid')).rows[0]!.pid;
  const end = (pid: number) => run(db, sql`select pg_terminate_backend(${pid}, 5000)`);
  const idle = await backend();
  await end(idle);
  const working = small.pool.query('select pg_sleep(60)').then(
    () => 'slept',
    (error: Error) => error.message,
  );
  let pid: number | undefined;
  while (!pid) {
    const sleeping = sql<{ pid: number }>`select pid from pg_stat_activity
      where query = 'select pg_sleep(60)' and state = 'active' and pid <> ${idle} and datname = current_database()`;
    pid = (await first(db, sleeping))?.pid;
  }
  await end(pid);
  assert.match(await working, /terminat/i);
  assert.notEqual(await backend(), pid);
  await small.pool.end();
});
