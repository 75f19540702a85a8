import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import type pg from 'pg';
import { type TestDatabase, testDatabase } from '../../test/support/database.ts';
import { type Db, migrate, movableClock, openDatabase, run, sql, transaction, uuidv7 } from '../kernel/index.ts';
import { inboxOf, type Letter, messagesMigrations, openMessage, send, unreadCount } from './index.ts';

let database: TestDatabase;
let db: Db;
let pool: pg.Pool;
const clock = movableClock('2026-03-02T09:00:00Z');
const me = uuidv7(clock.now());
const other = uuidv7(clock.now());
before(async () => {
  database = await testDatabase(async (url) => {
    const { pool } = openDatabase({ url });
    await migrate(pool, [messagesMigrations]);
    await pool.end();
  }, 'messages');
  ({ db, pool } = openDatabase({ url: database.url }));
});
after(async () => {
  await pool.end();
  await database.drop();
});
beforeEach(() => run(db, sql`truncate messages.message`));

const letter = (more: Partial<Letter> = {}): Letter => ({
  to: me,
  at: clock.now(),
  title: { ko: '안내', 'zh-Hant': '通知', en: 'Notice' },
  body: { ko: '저장했어요.', 'zh-Hant': '已儲存。', en: 'Saved.' },
  ...more,
});
const inbox = (person = me) => inboxOf(db, person, { limit: 100 });

test('a letter lies in the inbox of the one it was sent to, unread, in all languages', async () => {
  await send(db, letter({ link: '/cases/1', about: 'case-1' }));
  const id = (await inbox())[0]?.id;
  const { to: _, at, title, body } = letter();
  const expected = { id, at, title, body, link: '/cases/1', about: 'case-1', readAt: null };
  assert.deepEqual(await inbox(), [expected]);
  assert.deepEqual(await inbox(other), []);
  assert.deepEqual([await unreadCount(db, me), await unreadCount(db, other)], [1, 0]);
});

test('a letter sent again under its key stays one, for each person, even when sent at once', async () => {
  await Promise.all(Array.from({ length: 5 }, () => send(db, letter({ key: 'offer' }))));
  await send(db, letter({ key: 'offer', to: other }));
  await send(db, letter());
  await send(db, letter());
  assert.deepEqual([await unreadCount(db, me), await unreadCount(db, other)], [3, 1]);
});

test('a letter goes with the transaction of its act', async () => {
  const act = transaction(db, async (tx) => {
    await send(tx, letter());
    throw new Error('undone');
  });
  await assert.rejects(act, /undone/);
  assert.deepEqual(await inbox(), []);
});

test('messages come page by page, newest first', async () => {
  for (let count = 0; count < 5; count++) {
    clock.advance(1_000);
    await send(db, letter({ about: String(count) }));
  }
  const whole = await inbox();
  assert.deepEqual(
    whole.map((message) => message.about),
    ['4', '3', '2', '1', '0'],
  );
  const first = await inboxOf(db, me, { limit: 2 });
  assert.deepEqual([...first, ...(await inboxOf(db, me, { limit: 9, before: first[1]!.id }))], whole);
});

test('a message is read once, and by its owner only', async () => {
  await send(db, letter());
  const { id } = (await inbox())[0]!;
  assert.equal(await openMessage(db, { person: other, id, at: clock.now() }), undefined);
  assert.equal(await unreadCount(db, me), 1);
  const readAt = clock.now();
  assert.deepEqual((await openMessage(db, { person: me, id, at: readAt }))?.readAt, readAt);
  clock.advance(60_000);
  assert.deepEqual((await openMessage(db, { person: me, id, at: clock.now() }))?.readAt, readAt);
  const [message] = await inbox();
  assert.deepEqual([message!.readAt, await unreadCount(db, me)], [readAt, 0]);
});

test('a link leads to a page of this site or nowhere', async () => {
  for (const link of ['https://elsewhere.example', '//elsewhere.example', '/\\elsewhere.example', 'javascript:1', ''])
    await assert.rejects(send(db, letter({ link })), /message_link_check/);
  await send(db, letter({ link: '/' }));
});
