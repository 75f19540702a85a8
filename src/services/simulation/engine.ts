import type { Day, Db } from '../../kernel/index.ts';
import type { Pack } from '../../pack/index.ts';
import { checkPopulation } from './own/check.ts';
import { toldBy } from './own/columns.ts';
import { type OwnId, type OwnPopulation, ownPopulation, peopleOf } from './own/store.ts';
import { Pace } from './pace.ts';
import { People } from './people.ts';
import { namesOfCondition, type Policy, policyOf } from './policy.ts';
import type { Reform } from './reform.ts';
import { Model, type Simulation } from './simulation.ts';
import type { Given } from './subjects.ts';
import { makeSynthetic } from './synthetic.ts';
import { Task } from './task.ts';

/** Whose figures are asked for: synthetic people, or those of a file. */
export type PopulationRef = { kind: 'synthetic'; size: number } | ({ kind: 'own' } & OwnId);

/** A policy for a population. */
export interface Question {
  service: string;
  population: PopulationRef;
  /** The day on which everybody applies. */
  on: Day;
  assumed: Given;
  reform: Reform;
}

/** What there is to say: figures, how far the work is, or that there is no such policy or population. */
export type Answer =
  | { state: 'ready'; simulation: Simulation }
  | { state: 'working'; step: 'people' | 'rules'; done: number; of: number }
  | { state: 'none' };

/** Populations are remembered up to so many rows in all. */
const MOST_ROWS = 3_000_000;
/** Of one population: how many sets of assumptions, and of each how many reforms whose figures take long. */
const MOST_MODELS = 8;
const MOST_SLOW = 8;

/** A population as a policy sees it, and what has been made of it. */
interface Kept {
  population: PopulationRef;
  building: Task<People>;
  models: Map<string, { model: Model; slow: Map<string, Task<Simulation>> }>;
}

/** Makes populations, remembers them for a while, and works out what policies cost. All of it waits for nobody for long. */
export class Engine {
  readonly #pack: Pack;
  readonly #db: Db;
  readonly #kept = new Map<string, Kept>();
  #turn: Promise<unknown> = Promise.resolve();

  constructor(pack: Pack, db: Db) {
    this.#pack = pack;
    this.#db = db;
  }

  /** Answers within about so many milliseconds, be it to say how far the work is. It goes on meanwhile. */
  async answer(question: Question, now: Date, patience: number): Promise<Answer> {
    const policy = policyOf(this.#pack, question.service);
    if (!policy) return { state: 'none' };
    const kept = await this.#keptFor(policy, question, now);
    if (!kept) return { state: 'none' };
    const built = await kept.building.within(patience);
    if (!built) return { state: 'working', step: 'people', done: kept.building.done, of: kept.building.of };
    const { model, slow } = this.#modelFor(kept, policy, built.result, question);
    if (!model.isSlow) return { state: 'ready', simulation: await model.simulate(question.reform) };
    const task = taskIn(slow, JSON.stringify(question.reform), () => this.#slowly(model, question.reform));
    const found = await task.within(patience);
    if (found) return { state: 'ready', simulation: found.result };
    return { state: 'working', step: 'rules', done: task.done, of: task.of };
  }

  /** Reads a file that has come. */
  check(own: OwnId, now: Date): Promise<void> {
    return checkPopulation(this.#db, this.#pack, own, now);
  }

  /** Forgets a population that was deleted. */
  forget({ person, id }: OwnId): void {
    for (const [key, { population }] of this.#kept) {
      if (population.kind === 'own' && population.person === person && population.id === id) this.#kept.delete(key);
    }
  }

  /** The population of a question, begun where it is not there; undefined for a file that is not to be had. */
  async #keptFor(policy: Policy, question: Question, now: Date): Promise<Kept | undefined> {
    const { population, on } = question;
    const file = population.kind === 'own' ? await ownPopulation(this.#db, population, now) : undefined;
    if (population.kind === 'own' && (file?.state !== 'ready' || file.service !== question.service)) {
      this.forget(population);
      return undefined;
    }
    const assumed = countedBy(policy, question.assumed);
    const key = JSON.stringify([question.service, population, on, assumed]);
    const kept = this.#kept.get(key) ?? this.#begin(key, policy, question, file, assumed);
    // What was asked for last is forgotten last.
    this.#kept.delete(key);
    this.#kept.set(key, kept);
    this.#makeRoom();
    return kept;
  }

  /** Begins to make a population. What fails is begun anew the next time. */
  #begin(key: string, policy: Policy, question: Question, file: OwnPopulation | undefined, assumed: Given): Kept {
    const { population } = question;
    const rows = population.kind === 'own' ? file!.rowsKept : population.size;
    const building = new Task<People>(rows, (task) =>
      this.#inTurn(() => this.#build(policy, question, file?.columns ?? [], assumed, task)),
    );
    building.failed.then(() => this.#kept.delete(key));
    return { population, building, models: new Map() };
  }

  #makeRoom(): void {
    let rows = [...this.#kept.values()].reduce((sum, { building }) => sum + building.of, 0);
    for (const [key, { building }] of this.#kept) {
      if (rows <= MOST_ROWS || this.#kept.size === 1) return;
      this.#kept.delete(key);
      rows -= building.of;
    }
  }

  async #build(
    policy: Policy,
    { population, on }: Question,
    columns: readonly string[],
    assumed: Given,
    task: Task<People>,
  ): Promise<People> {
    if (population.kind === 'synthetic') {
      return makeSynthetic(this.#pack, policy, { size: population.size, on, assumed }, (done) => {
        task.done = done;
      });
    }
    const people = new People(this.#pack, policy, on, toldBy(this.#pack, policy, columns));
    const pace = new Pace();
    for await (const some of peopleOf(this.#db, population)) {
      people.append(some);
      task.done = people.length;
      await pace.step();
    }
    return people;
  }

  #modelFor(kept: Kept, policy: Policy, people: People, { on, assumed }: Question) {
    const key = JSON.stringify(Object.entries(assumed).sort());
    const found = kept.models.get(key) ?? {
      model: new Model(this.#pack, { policy, people, on, assumed }),
      slow: new Map(),
    };
    kept.models.delete(key);
    kept.models.set(key, found);
    if (kept.models.size > MOST_MODELS) kept.models.delete(kept.models.keys().next().value!);
    return found;
  }

  #slowly(model: Model, reform: Reform): Task<Simulation> {
    return new Task(model.rows, (task) =>
      this.#inTurn(() =>
        model.simulate(reform, (done) => {
          task.done = done;
        }),
      ),
    );
  }

  /** One large piece of work after the other: two at once would each take twice as long, and twice the room. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#turn.then(work, work);
    this.#turn = done.catch(() => {});
    return done;
  }
}

/** What is assumed of facts that counts look at: it is part of the population. */
function countedBy(policy: Policy, assumed: Given): Given {
  const named = new Set(policy.facts.flatMap(namesOfCondition));
  return Object.fromEntries(Object.entries(assumed).filter(([name]) => named.has(name)));
}

function taskIn(slow: Map<string, Task<Simulation>>, key: string, begin: () => Task<Simulation>): Task<Simulation> {
  const known = slow.get(key);
  if (known) return known;
  const task = begin();
  slow.set(key, task);
  task.failed.then(() => slow.delete(key));
  if (slow.size > MOST_SLOW) slow.delete(slow.keys().next().value!);
  return task;
}
