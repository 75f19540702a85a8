import type { Day } from '../../kernel/index.ts';
import { type Pack, ruleTypeOf } from '../../pack/index.ts';
import { Table, type Types } from '../../rules/index.ts';
import type { Policy } from './policy.ts';
import { lawDays } from './reform.ts';
import type { Subject } from './subjects.ts';
import { Traits } from './traits.ts';

/** Those to whom the law of one time applies. */
export interface Cohort {
  /** A day of that time. */
  lawDay: Day;
  table: Table;
  /** Where among all rows each of theirs is. */
  rows: number[];
}

/** Before every law. */
const BEFORE_ALL: Day = '0001-01-01';

/** A population as a policy sees it: facts and traits, column by column, apart for each time whose law is applied. */
export class People {
  /** Of the facts that are known of anybody. */
  readonly types: Types;
  /** The facts that they tell themselves, which registers would not. */
  readonly told: readonly string[];
  readonly traits = new Traits();
  readonly #on: Day;
  readonly #asOf: string | undefined;
  readonly #lawDays: readonly Day[];
  readonly #cohorts = new Map<Day, Cohort>();

  /**
   * @param on the day on which everybody applies.
   * @param told facts that are asked, or may be told instead of what they rest on, and that these people bring.
   */
  constructor(pack: Pack, policy: Policy, on: Day, told: readonly string[] = []) {
    const { facts } = policy.service;
    const held = policy.facts.filter((fact) => !policy.assumed.includes(fact)).map(({ name }) => name);
    const names = [...new Set([...held, ...told])];
    this.types = Object.fromEntries(names.map((name) => [name, ruleTypeOf(pack, facts.get(name)!)]));
    this.told = told;
    this.#on = on;
    this.#asOf = policy.service.asOf;
    this.#lawDays = lawDays(policy);
  }

  get length(): number {
    return this.traits.length;
  }

  get cohorts(): readonly Cohort[] {
    return [...this.#cohorts.values()];
  }

  /** Adds people. Throws ValueError where a fact is not of its type. */
  append(subjects: readonly Subject[]): void {
    const first = this.length;
    for (const subject of subjects) this.traits.add(subject);
    const rows = subjects.map((subject, index) => ({ subject, row: first + index }));
    for (const [lawDay, some] of Map.groupBy(rows, ({ subject }) => this.#lawDayOf(subject))) {
      const cohort = this.#cohortOf(lawDay);
      cohort.table.append(some.map(({ subject }) => subject.facts));
      for (const { row } of some) cohort.rows.push(row);
    }
  }

  #cohortOf(lawDay: Day): Cohort {
    let cohort = this.#cohorts.get(lawDay);
    if (!cohort) {
      cohort = { lawDay, table: new Table(this.types), rows: [] };
      this.#cohorts.set(lawDay, cohort);
    }
    return cohort;
  }

  /** The day from which the law that applies to somebody holds; that of the application where it is not known. */
  #lawDayOf({ facts }: Subject): Day {
    if (this.#asOf === undefined) return this.#on;
    const day = facts[this.#asOf];
    const applied = typeof day === 'string' ? day : this.#on;
    return this.#lawDays.findLast((from) => from <= applied) ?? BEFORE_ALL;
  }
}
