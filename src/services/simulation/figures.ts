/** What a rule says of every row of a population. */
export interface Outcomes {
  /** `NO`, `YES` or `OPEN`, row by row. */
  eligible: Uint8Array;
  /** In the unit of the rule's amount; NaN where there is none or it is not known. */
  amount: Float64Array;
}

export const NO = 0;
export const YES = 1;
/** A fact that nobody knows could still decide it. */
export const OPEN = 2;

/** A way to tell people apart: the name of each group, and the group of each row. */
export interface Breakdown {
  groups: readonly string[];
  groupOf: Uint16Array;
}

export interface Figures {
  people: number;
  eligible: number;
  open: number;
  /** Of those who are eligible, how many get an amount that is not known. */
  unpriced: number;
  /** The sum of the amounts of those who are eligible. */
  amount: number;
}

const NOBODY: Figures = { people: 0, eligible: 0, open: 0, unpriced: 0, amount: 0 };

/** Everyone in one group. */
export const wholeOf = (rows: number): Breakdown => ({ groups: ['all'], groupOf: new Uint16Array(rows) });

/** The figures of each group of a breakdown. */
export function figuresOf({ eligible, amount }: Outcomes, { groups, groupOf }: Breakdown): Figures[] {
  const outcomes = new Uint32Array(groups.length * 3);
  const unpriced = new Uint32Array(groups.length);
  const sums = new Float64Array(groups.length);
  for (let row = 0; row < eligible.length; row += 1) {
    const group = groupOf[row]!;
    const outcome = eligible[row]!;
    outcomes[group * 3 + outcome]! += 1;
    if (outcome !== YES) continue;
    const worth = amount[row]!;
    if (Number.isNaN(worth)) unpriced[group]! += 1;
    else sums[group]! += worth;
  }
  return groups.map((_, group) => {
    const of = (outcome: number) => outcomes[group * 3 + outcome]!;
    return {
      people: of(NO) + of(YES) + of(OPEN),
      eligible: of(YES),
      open: of(OPEN),
      unpriced: unpriced[group]!,
      amount: sums[group]!,
    };
  });
}

/** The sum of the figures of several groups. */
export const total = (figures: readonly Figures[]): Figures => figures.reduce(added, NOBODY);

/** What a reform changes: who gains and who loses, how many and how much. */
export interface Change {
  winners: number;
  losers: number;
  gained: number;
  lost: number;
}

const NO_CHANGE: Change = { winners: 0, losers: 0, gained: 0, lost: 0 };

/** Compares what each would get under two rules, group by group; who is not eligible gets nothing. */
export function changeOf(before: Outcomes, after: Outcomes, { groups, groupOf }: Breakdown): Change[] {
  const changes = groups.map((): Change => ({ ...NO_CHANGE }));
  for (let row = 0; row < before.eligible.length; row += 1) {
    const [had, has] = [before.eligible[row] === YES, after.eligible[row] === YES];
    if (!had && !has) continue;
    const gain = (has ? after.amount[row]! || 0 : 0) - (had ? before.amount[row]! || 0 : 0);
    if (gain === 0 && had === has) continue;
    const change = changes[groupOf[row]!]!;
    if (gain > 0 || (gain === 0 && has)) {
      change.winners += 1;
      change.gained += gain;
    } else {
      change.losers += 1;
      change.lost -= gain;
    }
  }
  return changes;
}

/** The sum of the changes of several groups. */
export const totalChange = (changes: readonly Change[]): Change => changes.reduce(added, NO_CHANGE);

function added<T extends object>(sum: T, one: T): T {
  const entries = Object.entries(sum).map(([name, value]) => [name, value + one[name as keyof T]]);
  return Object.fromEntries(entries) as T;
}
