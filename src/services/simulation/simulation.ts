import type { Text } from '../../kernel/index.ts';
import type { Pack } from '../../pack/index.ts';
import { BREAKDOWNS, type BreakdownName, breakdownsOf, type NamedBreakdown } from './breakdowns.ts';
import { type Case, type Decider, deciderFor, type OnProgress } from './deciding.ts';
import {
  type Breakdown,
  type Change,
  changeOf,
  type Figures,
  figuresOf,
  type Outcomes,
  total,
  totalChange,
  wholeOf,
} from './figures.ts';
import { isNone, NO_REFORM, type Reform } from './reform.ts';

/** Figures of today's rule, of the reform, and what lies between them. */
export interface Compared {
  before: Figures;
  after: Figures;
  change: Change;
}

export interface GroupFigures extends Compared {
  name: string;
  title: Text;
}

/** What a policy and its reform come to for a population. */
export interface Simulation {
  whole: Compared;
  breakdowns: readonly { name: BreakdownName; groups: readonly GroupFigures[] }[];
  /** The facts that the people themselves tell: nothing is assumed of them. */
  told: readonly string[];
  /** Why rows were decided one by one. */
  refusal: string | undefined;
}

/** The figures of a case under one reform after another; those of today's rule are worked out once. */
export class Model {
  readonly #case: Case;
  readonly #decider: Decider;
  readonly #breakdowns: readonly (readonly [BreakdownName, NamedBreakdown])[];
  #today: { outcomes: Outcomes; figures: readonly Figures[][] } | undefined;

  constructor(pack: Pack, of: Case) {
    this.#case = of;
    this.#decider = deciderFor(of);
    const found = breakdownsOf(pack, of.people.traits, of.on);
    this.#breakdowns = BREAKDOWNS.flatMap((name) => (found[name] ? [[name, found[name]] as const] : []));
  }

  /** Whether figures take seconds rather than milliseconds. */
  get isSlow(): boolean {
    return this.#decider.refusal !== undefined;
  }

  /** How many rows are decided for the figures of a reform. */
  get rows(): number {
    return this.#case.people.length;
  }

  /** The figures of today's rule beside those of a reform. */
  async simulate(reform: Reform, onProgress?: OnProgress): Promise<Simulation> {
    const today = await this.#todays(onProgress);
    const after = isNone(reform) ? today.outcomes : await this.#decider.decide(reform, onProgress);
    const compared = this.#all().map((breakdown, index) => compare(today, after, breakdown, index));
    const [whole = [], ...groups] = compared;
    return {
      whole: whole[0] ?? sumOf([]),
      breakdowns: this.#breakdowns.map(([name, { groups: names, titles }], index) => ({
        name,
        groups: groups[index]!.map((figures, at) => ({ name: names[at]!, title: titles[at]!, ...figures })),
      })),
      told: this.#case.people.told,
      refusal: this.#decider.refusal,
    };
  }

  async #todays(onProgress?: OnProgress) {
    if (!this.#today) {
      const outcomes = await this.#decider.decide(NO_REFORM, onProgress);
      this.#today = { outcomes, figures: this.#all().map((breakdown) => figuresOf(outcomes, breakdown)) };
    }
    return this.#today;
  }

  #all(): Breakdown[] {
    return [wholeOf(this.rows), ...this.#breakdowns.map(([, breakdown]) => breakdown)];
  }
}

function compare(
  today: { outcomes: Outcomes; figures: readonly Figures[][] },
  after: Outcomes,
  breakdown: Breakdown,
  index: number,
): Compared[] {
  const before = today.figures[index]!;
  const figures = after === today.outcomes ? before : figuresOf(after, breakdown);
  const changes = changeOf(today.outcomes, after, breakdown);
  return before.map((one, group) => ({ before: one, after: figures[group]!, change: changes[group]! }));
}

/** The figures of several groups together. */
export const sumOf = (groups: readonly Compared[]): Compared => ({
  before: total(groups.map(({ before }) => before)),
  after: total(groups.map(({ after }) => after)),
  change: totalChange(groups.map(({ change }) => change)),
});
