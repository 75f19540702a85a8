import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { findPeople, postsOf, redeem } from '../src/identity/index.ts';
import { all, openDatabase, run, sql, systemClock } from '../src/kernel/index.ts';
import { balanceOf, fundAccount } from '../src/ledger/index.ts';
import { decodeLeaf, NO_WITNESSES, sequenceOnce, signerOf, verifyReceipt } from '../src/log/index.ts';
import { type TestDatabase, testDatabase } from './support/database.ts';

/** Who is in the register, and becomes its registrar. */
const NUMBER = 'A200000012';
const CASE = '00000000-0000-7000-8000-000000000001';
const POST = { agency: 'household-registration', role: 'registrar' };
/** A key for tests, and the log that it signs. */
const SEED = Buffer.alloc(32, 3);
const SIGNER = signerOf('madang.tw', SEED);
const LOG = { origin: SIGNER.name, signers: [SIGNER], policy: NO_WITNESSES };
const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** How a command ended and what it said. */
interface Outcome {
  code: number;
  out: string;
  err: string;
}

describe('the commands by which production gets under way', () => {
  let database: TestDatabase;
  let folder: string;
  let opened: ReturnType<typeof openDatabase>;
  before(async () => {
    database = await testDatabase(async () => {}, 'empty');
    folder = await mkdtemp(join(tmpdir(), 'madang-commands-'));
    opened = openDatabase({ url: database.url });
  });
  after(async () => {
    await opened.pool.end();
    await database.drop();
    await rm(folder, { recursive: true });
  });

  function madang(words: string[], settings: Record<string, string> = {}): Promise<Outcome> {
    const key = { MADANG_KEY: SEED.toString('base64') };
    const production = { MADANG_MODE: 'production', ORIGIN: 'https://gov.example', ...key };
    const env = { ...process.env, DATABASE_URL: database.url, MADANG_HOME: folder, ...production, ...settings };
    return new Promise((resolve) => {
      const child = execFile(process.execPath, ['bin/madang.mjs', ...words], { cwd: ROOT, env }, (_, out, err) =>
        resolve({ code: child.exitCode!, out, err }),
      );
    });
  }

  async function file(name: string, ...lines: string[]): Promise<string> {
    const path = join(folder, name);
    await writeFile(path, `${lines.join('\n')}\n`);
    return path;
  }

  const done = ({ code, out, err }: Outcome) => {
    assert.equal(code, 0, err);
    return out.trimEnd();
  };

  /** Wrongly called or impossible: said in words, never by a stack. */
  const refused = ({ code, out, err }: Outcome, expected: number, ...said: RegExp[]) => {
    assert.deepEqual([code, out], [expected, '']);
    for (const words of said) assert.match(err, words);
    assert.doesNotMatch(err, /^ +at /m);
  };

  /** What waits for the log, oldest first. */
  const waiting = async () => {
    const acts = sql<{ id: string; leaf: Buffer }>`select act.id, act.leaf::bytea
      from log.outbox, unnest(ids, leaves) as act (id, leaf) order by act.id`;
    return (await all(opened.db, acts)).map(({ id, leaf }) => ({ id, ...decodeLeaf(leaf) }));
  };

  /** Kind and agency of what was logged, oldest first. */
  const logged = async () => {
    return (await waiting()).map(({ kind, agency }) => `${kind} ${agency}`);
  };

  test('people come first: their register is imported', async () => {
    const people = await file(
      'persons.csv',
      'person,name,surname,sex,born_on',
      `${NUMBER},陳怡君,陳,female,1993-09-21`,
    );
    assert.equal(done(await madang(['registry', 'import', 'persons', people])), '1 rows taken (1 changed), 0 bad');
    assert.deepEqual(await logged(), []);
  });

  test('then funds, officers, keys and the first way in; each act is logged once', async () => {
    const add = ['fund', 'add', 'childcare-budget', '5000', '2026'];
    const office = [NUMBER, POST.agency, POST.role];
    const [fund, appointed, key, link, asking] = await Promise.all([
      madang(add),
      madang(['officer', 'appoint', ...office]),
      madang(['registry', 'key', 'births', POST.agency, 'A hospital']),
      madang(['sign-in', 'link', NUMBER]),
      madang(['exchange', 'key', 'labour-insurance', 'Its system']),
    ]);
    const byLaw = sql`select scopes, agency from identity.key where id = ${done(asking).split('.')[0]!}`;
    assert.deepEqual(await all(opened.db, byLaw), [{ scopes: ['exchange'], agency: 'labour-insurance' }]);
    assert.match(done(fund), /^Added NT\$5,000 to childcare-budget\. Balance: NT\$5,000 \(5000\)$/);
    assert.match(done(appointed), /is now Registrar/);
    assert.match(appointed.err, /^Receipt: https:\/\/gov\.example\/receipts\/[0-9a-f-]{36}$/m);
    const person = (await findPeople(opened.db, [NUMBER])).get(NUMBER)!;
    assert.deepEqual(await postsOf(opened.db, person), [POST]);
    const secret = done(link).replace('https://gov.example/sign-in/link/', '');
    assert.equal(await redeem(opened.db, secret, systemClock.now()), person);
    assert.deepEqual((await logged()).sort(), [
      'identity.appointed household-registration',
      'identity.key-issued household-registration',
      'identity.key-issued labour-insurance',
      'ledger.funded social-affairs',
    ]);

    const [again, other, revoked] = await Promise.all([
      madang(add),
      madang(['fund', 'add', 'childcare-budget', '7000', '2026']),
      madang(['registry', 'key', 'revoke', done(key).split('.')[0]!]),
    ]);
    assert.match(done(again), /^This was added before; nothing was changed\. Balance: NT\$5,000/);
    refused(other, 1, /^This key was already used for another transfer/);
    assert.equal(done(revoked), 'The key of "A hospital" opens nothing any more.');
    assert.equal(await balanceOf(opened.db, fundAccount('childcare-budget', 'TWD')), 5_000);
    assert.match(done(await madang(['officer', 'dismiss', ...office])), /is no longer registrar/);
    assert.deepEqual(await postsOf(opened.db, person), []);
    assert.deepEqual((await logged()).slice(4).sort(), [
      'identity.dismissed household-registration',
      'identity.key-revoked household-registration',
    ]);
  });

  test('what opens an act is kept for its owner alone, and completes its receipt once that is published', async () => {
    const { id: entry } = (await waiting()).find(({ kind }) => kind === 'ledger.funded')!;
    const file = join(folder, 'receipts', `${entry}.opening.json`);
    assert.equal((await stat(file)).mode & 0o777, 0o600);
    const { salt, content } = JSON.parse(await readFile(file, 'utf8'));
    assert.deepEqual(content, { fund: 'childcare-budget', currency: 'TWD', amount: 5_000, key: '2026' });

    const [tooEarly, nothing] = await Promise.all([
      madang(['log', 'receipt', entry]),
      madang(['log', 'receipt', 'none']),
    ]);
    refused(tooEarly, 1, /^This act is not yet in a published checkpoint/);
    refused(nothing, 2, /^Name the entry/);
    await sequenceOnce(opened.db, LOG, systemClock);
    const out = join(folder, 'fund.receipt.json');
    const [written, printed, elsewhere] = await Promise.all([
      madang(['log', 'receipt', entry, '--out', out]),
      madang(['log', 'receipt', entry]),
      madang(['log', 'receipt', entry], { MADANG_HOME: join(folder, 'elsewhere') }),
    ]);
    assert.equal(done(written), out);
    assert.equal((await stat(out)).mode & 0o777, 0o600);
    const receipt = JSON.parse(await readFile(out, 'utf8'));
    assert.deepEqual([receipt.salt, receipt.content], [salt, content]);
    const checks = await verifyReceipt(receipt, { salt, content }, `log ${SIGNER.vkey}\nquorum none\n`);
    assert.ok(checks.every(({ ok }) => ok) && checks.some(({ id }) => id === 'content-matches'));
    assert.deepEqual(JSON.parse(done(printed)), receipt);
    const { salt: _, content: __, ...anyones } = receipt;
    assert.deepEqual(JSON.parse(done(elsewhere)), anyones);
    assert.match(elsewhere.err, /^Its opening is not kept here/m);
  });

  test('an act whose opening cannot be kept does not happen', async () => {
    const add = ['fund', 'add', 'childcare-budget', '900', '2027'];
    refused(await madang(add, { MADANG_HOME: '/dev/null' }), 1, /^Nothing was done: /);
    assert.equal(await balanceOf(opened.db, fundAccount('childcare-budget', 'TWD')), 5_000);
  });

  test('a person is erased from the log: salts, and the openings that name them', async () => {
    const person = (await findPeople(opened.db, [NUMBER])).get(NUMBER)!;
    const [event] = await all(
      opened.db,
      sql<{ id: string }>`with opened as (
          insert into services.case (applicant, id, application, place, number, service, service_version, pack_version,
            agency, state, opened_at)
          values (${person}, ${CASE}, ${CASE}, 0, '1', 's', '1', '1', 'a', 'received', '2026-03-01') returning id)
        insert into services.event (applicant, case_id, id, at, kind, actor, content, entry, salt)
        select ${person}, id, id, '2026-03-01', 'received', '{}', '{}', id, 'salt' from opened returning id`,
    );
    assert.ok(event);
    const forget = ['person', 'forget', NUMBER, '--reason', 'a law'];
    const [unsure, silent] = await Promise.all([madang(forget), madang(['person', 'forget', NUMBER, '--yes'])]);
    refused(unsure, 2, /^This cannot be undone\. Add --yes/);
    refused(silent, 2, /and the reason\./);
    const openings = async () => (await readdir(join(folder, 'receipts'))).length;
    const before = await openings();
    const first = await madang([...forget, '--yes']);
    assert.equal(done(first), 'Salts destroyed: 1. Rows emptied: 0. Openings destroyed: 2.');
    assert.match(first.err, /^Receipt: https:\/\/gov\.example\/receipts\//m);
    assert.equal(await openings(), before - 2);
    assert.equal(await run(opened.db, sql`delete from services.event where salt is null`), 1);
    assert.equal(
      done(await madang([...forget, '--yes'])),
      'Salts destroyed: 0. Rows emptied: 0. Openings destroyed: 0.',
    );
    assert.deepEqual(await logged(), ['person.forgotten household-registration']);
  });

  test('a mistake is said in words, with what there is to choose from', async () => {
    const wrong = await file('wrong.csv', 'person,nmae', `${NUMBER},陳怡君`);
    const [columns, path, registry, role, held, link] = await Promise.all([
      madang(['registry', 'import', 'persons', wrong]),
      madang(['registry', 'import', 'persons', join(folder, 'none.csv')]),
      madang(['registry', 'import', 'parsons', wrong]),
      madang(['officer', 'appoint', NUMBER, POST.agency, 'registar']),
      madang(['officer', 'dismiss', NUMBER, POST.agency, POST.role]),
      madang(['sign-in', 'link', NUMBER], { MADANG_MODE: 'demo', ORIGIN: '' }),
    ]);
    refused(columns, 1, /^The first row of the file/, /^ {2}\/nmae is not a field of the registry$/m);
    refused(path, 2, /^There is no file ".*none\.csv"\.$/m);
    refused(registry, 2, /^There is no registry "parsons"/, /^ {2}persons$/m);
    refused(role, 2, /no role at household-registration "registar"/, /^ {2}registrar$/m);
    refused(held, 2, /does not hold this office\. They hold:\n {2}none/);
    refused(link, 1, /^Set ORIGIN/);
  });
});
