import { after } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { findPeople } from '../../src/identity/index.ts';
import { signInPerson } from '../../src/identity/testing.ts';
import { all, type Config, createMetrics, sql } from '../../src/kernel/index.ts';
import { type Running, serve } from '../../src/main.ts';
import { settle } from '../../src/services/testing/people.ts';
import { type TestGovernment, testGovernment } from './government.ts';

/** A whole site in this process, on a database of its own, whose clock the test moves. */
export interface TestSite extends TestGovernment, Omit<Running, 'stop'> {
  /** Signs a persona in; the value of a `Cookie` header. */
  signIn(persona: string): Promise<string>;
  /** Works through all jobs that are due: nothing else does. */
  settle(): Promise<void>;
  /** Waits until the log has taken in every act, and its witnesses have signed it. */
  logged(): Promise<void>;
  /** Stops the server before the last test, for those who go on without it. */
  stop(): Promise<void>;
  /** Starts it again where it was. */
  startAgain(): Promise<void>;
}

/** Serves on a free port of localhost, for one test file; stopped after its last test. */
export async function testSite(settings: Partial<Config> = {}, pack?: string): Promise<TestSite> {
  let running: Running | undefined;
  after(() => running?.stop()); // hooks run in the order of their making: this one before the database goes
  const government = await testGovernment(pack);
  const { gov } = government;
  Object.assign(gov.config, { WORKERS: 0 }, settings);
  const start = () => serve({ gov, close: async () => {} });
  running = await start();
  const { address, routes } = running;
  const waiting = () =>
    all(
      gov.db,
      sql`select from log.outbox union all
        (select from (select published_at from log.checkpoint order by size desc limit 1) newest where published_at is null)`,
    );
  return {
    ...government,
    address,
    routes,
    async signIn(id) {
      const { number, post } = gov.pack.demo.personas.find((persona) => persona.id === id)!;
      const people = await findPeople(gov.db, [number]);
      return signInPerson(gov, { person: people.get(number)!, post });
    },
    settle: () => settle(gov),
    async stop() {
      const stopping = running;
      running = undefined;
      await stopping?.stop();
    },
    async startAgain() {
      gov.config.PORT = Number(new URL(address).port);
      Object.assign(gov, { metrics: createMetrics() }); // as a new process has them
      running = await start();
    },
    async logged() {
      while ((await waiting()).length > 0) await sleep(20);
    },
  };
}
