import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, test } from 'node:test';
import { testGovernment } from '../../../test/support/government.ts';
import { drainJobs } from '../../kernel/index.ts';
import { type Answer, Engine, type Question } from './engine.ts';
import { bringPopulation } from './own/store.ts';
import { templateOf } from './own/template.ts';
import { policyOf } from './policy.ts';
import { NO_REFORM } from './reform.ts';
import { askSimulation, discardPopulation, populationJob } from './simulator.ts';

describe('the engine of simulations', async () => {
  const { gov } = await testGovernment('kr');
  const now = () => gov.clock.now();
  const question: Question = {
    service: 'youth-job-leap',
    population: { kind: 'synthetic', size: 10_000 },
    on: '2026-11-02',
    assumed: {},
    reform: NO_REFORM,
  };

  /** Asks until there is an answer; how often it was told to wait. */
  async function settled(
    ask: () => Promise<Answer>,
  ): Promise<{ answer: Answer; waits: Extract<Answer, { state: 'working' }>[] }> {
    const waits: Extract<Answer, { state: 'working' }>[] = [];
    for (;;) {
      const answer = await ask();
      if (answer.state !== 'working') return { answer, waits };
      waits.push(answer);
    }
  }

  const simulationOf = (answer: Answer) => {
    assert.ok(answer.state === 'ready');
    return answer.simulation;
  };

  test('says how far it is while it makes people, which are the same each time', async () => {
    const engine = new Engine(gov.pack, gov.db);
    const first = await settled(() => engine.answer(question, now(), 20));
    assert.ok(first.waits.length > 0);
    const done = first.waits.map((wait) => wait.done);
    assert.deepEqual(
      done,
      done.toSorted((a, b) => a - b),
    );
    assert.ok(first.waits.every(({ step, of }) => step === 'people' && of === 10_000));
    const again = await engine.answer(question, now(), 0);
    assert.deepEqual(simulationOf(again), simulationOf(first.answer), 'remembered');
    const another = new Engine(gov.pack, gov.db);
    const other = await settled(() => another.answer(question, now(), 1_000));
    assert.deepEqual(simulationOf(other.answer), simulationOf(first.answer), 'made again');
    const { before } = simulationOf(again).whole;
    assert.ok(before.people >= 9_990 && before.eligible > 0 && before.amount > 0);
  });

  test('knows no policy and no population that there is not', async () => {
    const engine = new Engine(gov.pack, gov.db);
    assert.deepEqual(await engine.answer({ ...question, service: 'none' }, now(), 0), { state: 'none' });
    const own = { kind: 'own', person: randomUUID(), id: randomUUID() } as const;
    assert.deepEqual(await engine.answer({ ...question, population: own }, now(), 0), { state: 'none' });
  });

  test('a file’s people are for its officer and its policy only, and are forgotten when it is deleted', async () => {
    const person = randomUUID();
    async function* bytes() {
      const { columns, rows } = templateOf(gov.pack, policyOf(gov.pack, question.service)!);
      yield Buffer.from([columns.map(({ name }) => name), ...rows].map((cells) => cells.join(',')).join('\n'));
    }
    const { service } = question;
    const id = await bringPopulation(gov, { person, service, fileName: 'two.csv', format: 'csv' }, bytes());
    const ask = (more: Partial<Question> = {}) =>
      askSimulation(gov, { ...question, population: { kind: 'own', person, id }, ...more }, 2_000);
    assert.deepEqual((await settled(ask)).answer, { state: 'none' }, 'not before it is checked');
    await drainJobs(gov.pool, { 'services.population': populationJob(gov) }, gov);
    const { whole, told } = simulationOf((await settled(ask)).answer);
    assert.equal(whole.before.people, 2);
    assert.deepEqual(told.toSorted(), ['employed', 'had_job_incentive']);
    const stranger = { kind: 'own', person: randomUUID(), id } as const;
    assert.deepEqual((await settled(() => ask({ population: stranger }))).answer, { state: 'none' });
    assert.deepEqual((await settled(() => ask({ service: 'youth-rent' }))).answer, { state: 'none' });
    assert.equal(await discardPopulation(gov, { person, id }), true);
    assert.deepEqual((await settled(ask)).answer, { state: 'none' });
  });

  test('what fails is begun anew at the next question', async () => {
    let fails = true;
    const population: typeof gov.pack.population = (...given) => {
      if (fails) throw new Error('out of luck');
      return gov.pack.population(...given);
    };
    const engine = new Engine({ ...gov.pack, population }, gov.db);
    await assert.rejects(engine.answer(question, now(), 5_000), /out of luck/);
    fails = false;
    assert.equal((await settled(() => engine.answer(question, now(), 1_000))).answer.state, 'ready');
  });
});
