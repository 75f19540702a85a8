import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { findPeople, postsOf, redeem } from '../src/identity/index.ts';
import { all, openDatabase, sql, systemClock } from '../src/kernel/index.ts';
import { balanceOf, fundAccount } from '../src/ledger/index.ts';
import { decodeLeaf } from '../src/log/index.ts';
import { type TestDatabase, testDatabase } from './support/database.ts';

/** Who is in the register, and becomes its registrar. */
const NUMBER = 'A200000012';
const POST = { agency: 'household-registration', role: 'registrar' };
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
    const production = { MADANG_MODE: 'production', ORIGIN: 'https://gov.example', MADANG_KEY: 'A'.repeat(43) };
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

  /** Kind and agency of what was logged, oldest first. */
  const logged = async () => {
    const rows = await all(opened.db, sql<{ leaf: Buffer }>`select leaf from log.outbox order by id`);
    return rows.map(({ leaf }) => decodeLeaf(leaf)).map(({ kind, agency }) => `${kind} ${agency}`);
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
    const [fund, appointed, key, link] = await Promise.all([
      madang(add),
      madang(['officer', 'appoint', ...office]),
      madang(['registry', 'key', 'births', POST.agency, 'A hospital']),
      madang(['sign-in', 'link', NUMBER]),
    ]);
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
    assert.deepEqual((await logged()).slice(3).sort(), [
      'identity.dismissed household-registration',
      'identity.key-revoked household-registration',
    ]);
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
