/** What a rule says of every row of a population. */
export interface Outcomes {
  /** `NO`, `YES` or `OPEN`, row by row. */
  eligible: Uint8Array;
  /** In the unit of the rule's amount; 0 where there is none. */
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
  /** The sum of the amounts of those who are eligible. */
  amount: number;
}

/** The figures of all rows, and of each group of a breakdown. */
export function figuresOf({ eligible, amount }: Outcomes, { groups, groupOf }: Breakdown): Figures[] {
  const figures = groups.map((): Figures => ({ people: 0, eligible: 0, open: 0, amount: 0 }));
  for (let row = 0; row < eligible.length; row += 1) {
    const group = figures[groupOf[row]!]!;
    const outcome = eligible[row]!;
    group.people += 1;
    group.eligible += outcome & 1;
    group.open += outcome >> 1;
    if (outcome === YES) group.amount += amount[row]!;
  }
  return figures;
}

/** The sum of the figures of several groups. */
export const total = (figures: readonly Figures[]): Figures =>
  figures.reduce(
    (sum, { people, eligible, open, amount }) => ({
      people: sum.people + people,
      eligible: sum.eligible + eligible,
      open: sum.open + open,
      amount: sum.amount + amount,
    }),
    { people: 0, eligible: 0, open: 0, amount: 0 },
  );

/** What a reform changes: who gains and who loses, how many and how much. */
export interface Change {
  winners: number;
  losers: number;
  gained: number;
  lost: number;
}

/** Compares what a person would get under two rules; who is not eligible gets nothing. */
export function changeOf(before: Outcomes, after: Outcomes, { groups, groupOf }: Breakdown): Change[] {
  const changes = groups.map((): Change => ({ winners: 0, losers: 0, gained: 0, lost: 0 }));
  for (let row = 0; row < before.eligible.length; row += 1) {
    const [had, has] = [worthOf(before, row), worthOf(after, row)];
    const newly = Number(after.eligible[row] === YES) - Number(before.eligible[row] === YES);
    const change = changes[groupOf[row]!]!;
    if (has > had || (has === had && newly > 0)) {
      change.winners += 1;
      change.gained += has - had;
    } else if (has < had || newly < 0) {
      change.losers += 1;
      change.lost += had - has;
    }
  }
  return changes;
}

const worthOf = ({ eligible, amount }: Outcomes, row: number): number => (eligible[row] === YES ? amount[row]! : 0);
