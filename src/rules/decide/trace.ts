import { Environment, type Frame, without } from '../evaluate/environment.ts';
import { fromValue, type Json } from '../values/json.ts';
import { lookUp, type Scope, UNKNOWN, type Value } from '../values/values.ts';
import type { ClauseReason, Decision } from './decision.ts';
import { explain, type Knowledge } from './explain.ts';
import { neededFacts } from './need.ts';
import type { Prepared, Step } from './prepare.ts';
import type { Eligibility, Outcome, RuleProblem } from './rule.ts';

/**
 * A decision as it is made: eligibility and the outcome of each clause at once, everything else, the reasons above all,
 * when it is read. It reads like a `Decision`, and knows the values besides.
 */
export class Trace implements Decision {
  readonly eligible: Eligibility;
  /** Of each clause, in the order of the rule. */
  readonly outcomes: readonly Outcome[];
  readonly #prepared: Prepared;
  readonly #facts: Scope;
  readonly #parameters: Scope;
  /** The values of the names that the rule uses, by place. */
  readonly #frame: Frame;
  #scope: Scope | undefined;
  #clauses: readonly ClauseReason[] | undefined;
  #need: readonly string[] | undefined;

  constructor(prepared: Prepared, facts: Scope, parameters: Scope) {
    const environment = newEnvironment(parameters);
    const frame = frameFor(prepared, facts, parameters, environment);
    const outcomes: Outcome[] = [];
    let eligible: Eligibility = 'yes';
    for (const clause of prepared.clauses) {
      const outcome = outcomeOf(run(clause, environment, frame));
      if (outcome === 'no') eligible = 'no';
      else if (outcome === 'unknown' && eligible === 'yes') eligible = 'need';
      outcomes.push(outcome);
    }
    this.eligible = eligible;
    this.outcomes = outcomes;
    this.#prepared = prepared;
    this.#facts = facts;
    this.#parameters = parameters;
    this.#frame = frame;
  }

  get because(): readonly string[] {
    return this.#prepared.clauses.filter((_, index) => this.outcomes[index] === 'no').map(({ id }) => id);
  }

  get clauses(): readonly ClauseReason[] {
    this.#clauses ??= this.#reasons();
    return this.#clauses as readonly ClauseReason[];
  }

  get need(): readonly string[] {
    this.#need ??= this.eligible === 'no' ? [] : this.#needed();
    return this.#need;
  }

  get flags(): readonly string[] {
    const raised = this.#prepared.flags.filter((flag) => this.#alone(flag) === true);
    return raised.map(({ id }) => id);
  }

  /** The amount as a value; undefined where the rule has none, and after a no. */
  get amountValue(): Value | undefined {
    const [amount] = this.#amounts();
    return amount && this.#alone(amount);
  }

  get amount(): Json | undefined {
    const value = this.amountValue;
    return value === undefined ? undefined : fromValue(value);
  }

  /** Found by going through all parts once more, so that nothing is noted where nobody reads it. */
  get problems(): readonly RuleProblem[] {
    const { derived, clauses, flags } = this.#prepared;
    const computed = derived.filter((fact) => !isTold(fact, this.#facts));
    const environment = newEnvironment(this.#parameters);
    const together = [...computed, ...clauses].map((step) => ({ step, environment }));
    const alone = [...flags, ...this.#amounts()].map((step) => ({
      step,
      environment: newEnvironment(this.#parameters),
    }));
    return [...together, ...alone].flatMap(({ step, environment }) => {
      run(step, environment, this.#frame);
      return environment.problems.splice(0).map((problem) => ({ in: step.part, ...problem }));
    });
  }

  /** Everything that is known: facts, parameters and derived facts. */
  get scope(): Scope {
    this.#scope ??= this.#everything();
    return this.#scope as Scope;
  }

  /** What explanations are made from. */
  get knowledge(): Knowledge {
    const derived = this.#prepared.rule.derived.filter((fact) => !isTold(fact, this.#facts));
    return { scope: this.scope, parameters: this.#parameters, derived };
  }

  /** A clause that is met stays so. */
  #needed(): readonly string[] {
    const { clauses, flags, untold } = this.#prepared;
    const open = clauses.filter((_, index) => this.outcomes[index] === 'unknown');
    const trees = [...open, ...flags, ...this.#amounts()].map(({ tree }) => tree);
    return neededFacts(trees, untold, this.scope, this.#parameters);
  }

  #reasons(): ClauseReason[] {
    const { knowledge } = this;
    return this.#prepared.rule.clauses.map(({ id, text, tree }, index) => {
      return { id, text, outcome: this.outcomes[index]!, uses: explain(tree, knowledge) };
    });
  }

  #everything(): Scope {
    const { rule, names } = this.#prepared;
    const derived = rule.derived.map(({ name }) => [name, this.#frame.values[names.indexOf(name)]!]);
    return { ...this.#facts, ...this.#parameters, ...Object.fromEntries(derived) };
  }

  #alone(step: Step): Value {
    return run(step, newEnvironment(this.#parameters), this.#frame);
  }

  /** The amount, if the rule has one; nothing is paid after a no. */
  #amounts(): readonly Step[] {
    const { amount } = this.#prepared;
    return amount && this.eligible !== 'no' ? [amount] : [];
  }
}

/** Decides a prepared rule on what is known; what counts as met is said at `decide`. */
export const trace = (prepared: Prepared, facts: Scope, parameters: Scope): Trace =>
  new Trace(prepared, facts, parameters);

/** A frame with the values of all names, those of derived facts computed. */
function frameFor(prepared: Prepared, facts: Scope, parameters: Scope, environment: Environment): Frame {
  const { values: law, open } = prepared.blank(parameters);
  const values = [...law];
  for (const { name, place, isInherited } of open) {
    const value = isInherited ? lookUp(facts, name) : facts[name];
    if (value !== undefined) values[place] = value;
  }
  const frame = { values, outer: null };
  for (const fact of prepared.derived) {
    values[fact.place] = isTold(fact, facts) ? facts[fact.name]! : run(fact, environment, frame);
  }
  return frame;
}

/** Whether a derived fact that may be told was told; null says that it is absent. */
const isTold = ({ name, told }: { readonly name: string; readonly told?: boolean }, facts: Scope): boolean =>
  told === true && lookUp(facts, name) !== UNKNOWN;

const newEnvironment = (parameters: Scope): Environment => new Environment(parameters, [], UNKNOWN);

/** The value of a part. Running out of stack is a problem of the rule like any other. */
function run(step: Step, environment: Environment, frame: Frame): Value {
  try {
    return step.run(environment, frame);
  } catch (error) {
    if (error instanceof RangeError) return without(environment, step.tree.at, 'the expression goes too deep');
    throw error;
  }
}

function outcomeOf(value: Value): Outcome {
  if (value === true) return 'yes';
  return value === false || value === null ? 'no' : 'unknown';
}
