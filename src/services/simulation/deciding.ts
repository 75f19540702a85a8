import type { Day } from '../../kernel/index.ts';
import {
  compileColumns,
  NotCompilable,
  prepare,
  type Scope,
  toScope,
  toValue,
  trace,
  UNKNOWN,
} from '../../rules/index.ts';
import { NO, OPEN, type Outcomes, YES } from './figures.ts';
import { Pace } from './pace.ts';
import type { Cohort, People } from './people.ts';
import type { Policy } from './policy.ts';
import { isNone, NO_REFORM, parametersUnder, type Reform } from './reform.ts';
import type { Given } from './subjects.ts';

/** Told how many rows are decided. */
export type OnProgress = (done: number) => void;

/** Decides a policy for everybody of a population under one reform after another. */
export interface Decider {
  /** Why each row is decided by itself, which takes far longer; undefined where it is not. */
  refusal: string | undefined;
  /** Within milliseconds where there is no refusal. */
  decide(reform: Reform, onProgress?: OnProgress): Promise<Outcomes> | Outcomes;
}

/** A policy, those whom it is decided for, and what is taken to be so for all of them. */
export interface Case {
  policy: Policy;
  people: People;
  on: Day;
  /** Of the facts that no registry holds, those that are taken to be known; what the people tell themselves stands. */
  assumed: Given;
}

/** A decider by columns, or row by row where the rule has something that columns do not compute. */
export function deciderFor(of: Case): Decider {
  const constants = constantsOf(of);
  const parameters = (cohort: Cohort, reform: Reform): Scope => ({
    ...parametersUnder(of.policy, cohort.lawDay, reform),
    ...constants,
  });
  const byColumns = (reform: Reform): Outcomes => decideByColumns(of, (cohort) => parameters(cohort, reform));
  const byRow: Decider['decide'] = (reform, onProgress) =>
    decideByRow(of, (cohort) => parameters(cohort, reform), onProgress);
  try {
    const today = byColumns(NO_REFORM);
    return { refusal: undefined, decide: (reform) => (isNone(reform) ? today : byColumns(reform)) };
  } catch (error) {
    if (!(error instanceof NotCompilable)) throw error;
    return { refusal: error.message, decide: byRow };
  }
}

/** What is the same for everybody is given to the rule like a number of the law; what nobody knows, too. */
function constantsOf({ policy, people, on, assumed }: Case): Scope {
  const open = policy.assumed.map(({ name }) => name).filter((name) => !people.told.includes(name));
  const known = Object.fromEntries(open.map((name) => [name, assumed[name]]));
  return {
    ...Object.fromEntries(open.map((name) => [name, UNKNOWN])),
    ...toScope(policy.types, known),
    applied_on: toValue({ kind: 'date' }, on),
  };
}

const newOutcomes = (rows: number): Outcomes => ({
  eligible: new Uint8Array(rows),
  amount: new Float64Array(rows).fill(Number.NaN),
});

function decideByColumns({ policy, people }: Case, parametersOf: (cohort: Cohort) => Scope): Outcomes {
  const parts = people.cohorts.map((cohort) => {
    const { eligible, amount } = compileColumns(policy.rule, people.types, parametersOf(cohort)).run(cohort.table);
    return { cohort, eligible, amount: amount && inUnits(amount.values, amount.scale) };
  });
  const [only] = parts;
  if (only?.amount && parts.length === 1) return { eligible: only.eligible, amount: only.amount };
  const outcomes = newOutcomes(people.length);
  for (const { cohort, eligible, amount } of parts) {
    for (const [index, row] of cohort.rows.entries()) {
      outcomes.eligible[row] = eligible[index]!;
      if (amount) outcomes.amount[row] = amount[index]!;
    }
  }
  return outcomes;
}

const inUnits = (values: Float64Array, scale: number): Float64Array =>
  scale === 0 ? values : values.map((value) => value / 10 ** scale);

const CODES = { no: NO, yes: YES, need: OPEN } as const;

async function decideByRow(
  { policy, people }: Case,
  parametersOf: (cohort: Cohort) => Scope,
  onProgress: OnProgress = () => {},
): Promise<Outcomes> {
  const outcomes = newOutcomes(people.length);
  const prepared = prepare(policy.rule);
  const pace = new Pace();
  let done = 0;
  for (const cohort of people.cohorts) {
    const parameters = parametersOf(cohort);
    for (const [index, row] of cohort.rows.entries()) {
      const { eligible, amount } = trace(prepared, cohort.table.factsAt(index), parameters);
      outcomes.eligible[row] = CODES[eligible];
      outcomes.amount[row] = amount === undefined || amount === null ? Number.NaN : Number(amount);
      done += 1;
      if (done % 64 !== 0) continue;
      onProgress(done);
      await pace.step();
    }
  }
  onProgress(done);
  return outcomes;
}
