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

/** A way to tell people apart: the name of each group, the group of each row, and how many are in each group. */
export interface Breakdown {
  groups: readonly string[];
  groupOf: Uint16Array;
  sizes: Uint32Array;
}

/** A breakdown by the group of each row. */
export function breakdownOf(groups: readonly string[], groupOf: Uint16Array): Breakdown {
  const sizes = new Uint32Array(groups.length);
  for (const group of groupOf) sizes[group]! += 1;
  return { groups, groupOf, sizes };
}

/** Everyone in one group. */
export const wholeOf = (rows: number): Breakdown => breakdownOf(['all'], new Uint16Array(rows));

export interface Figures {
  people: number;
  eligible: number;
  open: number;
  /** Of those who are eligible, how many get an amount that is not known. */
  unpriced: number;
  /** The sum of the amounts of those who are eligible. */
  amount: number;
}

/** The rows of whom any of some outcomes says more than no: most of a population is out of most policies. */
export function rowsIn(...all: readonly Outcomes[]): Uint32Array {
  const rows = new Uint32Array(all[0]?.eligible.length ?? 0);
  let count = 0;
  for (let row = 0; row < rows.length; row += 1) {
    let found = NO;
    for (const { eligible } of all) found |= eligible[row]!;
    if (found === NO) continue;
    rows[count] = row;
    count += 1;
  }
  return rows.subarray(0, count);
}

/**
 * The figures of each group of a breakdown.
 * @param rows those of `rowsIn`, of these outcomes and perhaps of others.
 */
export function figuresOf(
  { eligible, amount }: Outcomes,
  { groups, groupOf, sizes }: Breakdown,
  rows: Uint32Array,
): Figures[] {
  const outcomes = new Uint32Array(groups.length * 3);
  const unpriced = new Uint32Array(groups.length);
  const sums = new Float64Array(groups.length);
  for (const row of rows) {
    const group = groupOf[row]!;
    const outcome = eligible[row]!;
    outcomes[group * 3 + outcome]! += 1;
    if (outcome !== YES) continue;
    const worth = amount[row]!;
    if (Number.isNaN(worth)) unpriced[group]! += 1;
    else sums[group]! += worth;
  }
  return groups.map((_, group) => ({
    people: sizes[group]!,
    eligible: outcomes[group * 3 + YES]!,
    open: outcomes[group * 3 + OPEN]!,
    unpriced: unpriced[group]!,
    amount: sums[group]!,
  }));
}

/** What a reform changes: who gains and who loses, how many and how much. */
export interface Change {
  winners: number;
  losers: number;
  gained: number;
  lost: number;
}

/**
 * Compares what each would get under two rules, group by group; who is not eligible gets nothing.
 * @param rows those of `rowsIn` of both.
 */
export function changeOf(
  before: Outcomes,
  after: Outcomes,
  { groups, groupOf }: Breakdown,
  rows: Uint32Array,
): Change[] {
  const changes = groups.map((): Change => ({ winners: 0, losers: 0, gained: 0, lost: 0 }));
  for (const row of rows) {
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
