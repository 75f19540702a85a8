import type { Finding, Group } from './finding.ts';

/** The groups in the order in which they matter to somebody who looks for what they can get. */
export const GROUPS: readonly Group[] = ['yes', 'likely', 'need', 'later', 'applied', 'no', 'closed'];

type Sign = (finding: Finding) => number | string;

/** What comes first within each group; the id decides between equals, so that the order is always the same. */
const SIGNS: Record<Group, readonly Sign[]> = {
  yes: [byWorth, byEnd],
  likely: [byWorth, byEnd],
  need: [byWorth, ({ asks, missing }) => asks.length + missing.length, byEnd],
  later: [({ day }) => day, byWorth],
  applied: [byWorth],
  no: [({ because }) => because.length],
  closed: [({ window }) => -Number((window?.until ?? '0').replaceAll('-', ''))],
};

/** What is worth most comes first, and what is worth an amount that is not known after all that is. */
function byWorth({ worth }: Finding): number {
  return worth === null ? 1 : -worth;
}

/** What closes sooner comes first. */
function byEnd({ window }: Finding): string {
  return window?.until ?? '9999';
}

/** Findings by group, and within a group by what the group goes by. */
export function inOrder(findings: readonly Finding[]): Finding[] {
  return GROUPS.flatMap((group) => findings.filter((finding) => finding.group === group).sort(compare));
}

function compare(one: Finding, other: Finding): number {
  for (const sign of [...SIGNS[one.group], ({ id }: Finding) => id]) {
    const [a, b] = [sign(one), sign(other)];
    if (a !== b) return a < b ? -1 : 1;
  }
  return 0;
}
