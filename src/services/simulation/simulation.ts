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
  rowsIn,
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

/** Today's rule: what it says of everybody, and the figures of each group of each breakdown. */
interface Today {
  outcomes: Outcomes;
  figures: readonly Figures[][];
}

/** The figures of a case under one reform after another; those of today's rule are worked out once. */
export class Model {
  readonly #case: Case;
  readonly #decider: Decider;
  readonly #breakdowns: readonly (readonly [BreakdownName, NamedBreakdown])[];
  /** Everybody in one group, then each way to tell them apart. */
  readonly #all: readonly Breakdown[];
  #today: Today | undefined;

  constructor(pack: Pack, of: Case) {
    this.#case = of;
    this.#decider = deciderFor(of);
    const found = breakdownsOf(pack, of.people.traits, of.on);
    this.#breakdowns = BREAKDOWNS.flatMap((name) => (found[name] ? [[name, found[name]] as const] : []));
    this.#all = [wholeOf(of.people.length), ...this.#breakdowns.map(([, breakdown]) => breakdown)];
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
    const rows = after === today.outcomes ? NO_ROWS : rowsIn(today.outcomes, after);
    const compared = this.#all.map((breakdown, index) => {
      const before = today.figures[index]!;
      const figures = after === today.outcomes ? before : figuresOf(after, breakdown, rows);
      const changes = changeOf(today.outcomes, after, breakdown, rows);
      return before.map((one, group): Compared => ({ before: one, after: figures[group]!, change: changes[group]! }));
    });
    const [[whole] = [], ...groups] = compared;
    return {
      whole: whole!,
      breakdowns: this.#breakdowns.map(([name, { groups: names, titles }], index) => ({
        name,
        groups: groups[index]!.map((figures, at) => ({ name: names[at]!, title: titles[at]!, ...figures })),
      })),
      told: this.#case.people.told,
      refusal: this.#decider.refusal,
    };
  }

  async #todays(onProgress?: OnProgress): Promise<Today> {
    if (!this.#today) {
      const outcomes = await this.#decider.decide(NO_REFORM, onProgress);
      const rows = rowsIn(outcomes);
      this.#today = { outcomes, figures: this.#all.map((breakdown) => figuresOf(outcomes, breakdown, rows)) };
    }
    return this.#today;
  }
}

/** Nobody's outcome changes. */
const NO_ROWS = new Uint32Array(0);
