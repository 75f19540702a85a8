import assert from 'node:assert/strict';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { transaction } from '../../src/kernel/index.ts';
import { accountOf, payoutsOf } from '../../src/ledger/index.ts';
import { prepareDatabase } from '../../src/open.ts';
import { checkPack, formatProblem, loadPack } from '../../src/pack/index.ts';
import { seed } from '../../src/seed.ts';
import { mattersOf, saveAnswers, startApplication, submitApplication, viewJourney } from '../../src/services/index.ts';
import { ANSWERS, casesByService, persona, settle, submitBirth } from '../../src/services/testing/people.ts';
import { testDatabase } from '../support/database.ts';
import { open } from '../support/government.ts';

const PACKS = new URL('../../packs/', import.meta.url);
const GUIDE = new URL('../../docs/authoring.md', import.meta.url);
const SERVICE = 'services/first-books/service.yaml';
const LIFE_EVENT = 'life-events/birth.yaml';

/** The YAML block of the guide that holds this line. */
async function blockWith(line: string): Promise<string> {
  const blocks = [...(await readFile(GUIDE, 'utf8')).matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].map(([, text]) => text!);
  const [found, ...more] = blocks.filter((text) => text.startsWith(line) || text.includes(`\n${line}`));
  assert.ok(found && more.length === 0, `one block of the guide has the line ${line}`);
  return found;
}

/** A copy of the pack in which the reader writes; the schemas stay where editors look for them, beside it. */
async function copyOfPack(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'madang-docs-'));
  await cp(fileURLToPath(new URL('tw', PACKS)), join(folder, 'tw'), { recursive: true });
  after(() => rm(folder, { recursive: true }));
  return join(folder, 'tw');
}

async function write(pack: string, file: string, text: string): Promise<void> {
  await mkdir(dirname(join(pack, file)), { recursive: true });
  await writeFile(join(pack, file), text);
}

async function governmentWith(pack: string, name: string) {
  const database = await testDatabase(async (url) => {
    const fresh = await open(url, pack);
    await prepareDatabase(fresh.pool);
    await seed(fresh);
    await fresh.pool.end();
  }, name);
  const gov = await open(database.url, pack);
  after(async () => {
    await gov.pool.end();
    await database.drop();
  });
  return gov;
}

describe('the sixth service, as the guide has it written', async () => {
  const pack = await copyOfPack();
  before(async () => write(pack, SERVICE, await blockWith('id: first-books')));

  test('it has no mistake, and its examples come out', async () => {
    const { problems, examples } = await checkPack(pack);
    assert.deepEqual(problems.map(formatProblem), []);
    assert.deepEqual(
      examples.filter((example) => !example.passed),
      [],
    );
    assert.equal(examples.filter((example) => example.service === 'first-books').length, 4);
    const passed = `${examples.length} of ${examples.length} examples passed`;
    assert.ok((await readFile(GUIDE, 'utf8')).includes(passed), `the guide says: ${passed}`);
  });

  test('a mother applies for it by itself, and is paid at once', async () => {
    const gov = await governmentWith(pack, 'docs_sixth_service');
    const mother = await persona(gov, 'unmarried-mother');
    await submitBirth(gov, mother, ANSWERS, ['birth-registration']);
    const [own] = await mattersOf(gov.db, gov, mother, 'births');
    const id = await startApplication(gov, mother, { service: 'first-books', matter: own!.matter }, 'en');
    await transaction(gov.db, async (tx) => {
      const journey = await viewJourney(tx, gov, mother, id);
      assert.deepEqual(
        journey.questions.map(({ fact }) => fact.name),
        ['account'],
      );
      await saveAnswers(tx, gov, journey, { account: ANSWERS.account });
    });
    await submitApplication(gov, mother, id);
    const { 'first-books': kase } = await casesByService(gov, mother, id);
    assert.equal(kase?.state, 'approved');
    const { payouts } = await payoutsOf(gov.db, accountOf({ kind: 'person', owner: mother, currency: 'TWD' }));
    assert.equal(
      payouts.reduce((sum, { amount }) => sum + amount, 0),
      1_500,
    );
  });

  test('in the life event it asks nothing new, and follows the registration', async () => {
    const line = (await blockWith('services: [birth-registration')).trim();
    const text = await readFile(join(pack, LIFE_EVENT), 'utf8');
    assert.match(text, /^services: \[.*\]$/m);
    await write(pack, LIFE_EVENT, text.replace(/^services: \[.*\]$/m, line));
    const gov = await governmentWith(pack, 'docs_sixth_in_life_event');
    const mother = await persona(gov, 'unmarried-mother');
    const cases = await submitBirth(gov, mother);
    assert.deepEqual(
      new Set(['birth-registration', 'first-books'].map((service) => cases[service]?.state)),
      new Set(['approved']),
    );
    await settle(gov);
  });
});

describe('the programme, as the guide has it written', async () => {
  const pack = await copyOfPack();
  before(async () => write(pack, 'programmes/book-voucher.yaml', await blockWith('id: book-voucher')));

  test('it has no mistake, and its examples and purchases come out', async () => {
    const { problems, examples } = await checkPack(pack);
    assert.deepEqual(problems.map(formatProblem), []);
    const own = examples.filter(({ service }) => service === 'book-voucher');
    assert.deepEqual(
      own.filter(({ passed }) => !passed),
      [],
    );
    assert.equal(own.length, 6);
  });

  test('it is there without a line of code', async () => {
    const { programmes } = await loadPack(pack);
    const programme = programmes.get('book-voucher')!;
    assert.deepEqual(programme.spending.classes, { admitted: ['bookshop'] });
    assert.deepEqual(
      programme.channels.map(({ kind }) => kind),
      ['wallet', 'paper'],
    );
  });
});
