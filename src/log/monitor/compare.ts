import { checkpointOf } from '../note/signed.ts';
import { rewrittenOf, splitOf, tilesFrom } from './look.ts';
import { proveRewritten } from './prove.ts';
import type { Finding, View } from './view.ts';

/** What two places show that cannot both be, and which places. */
export type Contradiction = Finding & { from: string };

/**
 * Holds against each other what a log shows at several places: one must be the beginning of the other. It is enough to
 * compare neighbours by size, as what begins with a tree begins with all that this one begins with.
 */
export async function compareViews(views: readonly View[]): Promise<Contradiction[]> {
  const seen = views.filter(({ followed }) => followed.note !== null).sort((one, other) => sizeOf(one) - sizeOf(other));
  const found: Contradiction[] = [];
  for (const [at, larger] of seen.entries()) {
    const smaller = seen[at - 1];
    const finding = smaller && (await contradictionOf(smaller, larger, views));
    if (finding) found.push({ ...finding, from: `${smaller.address} ${larger.address}` });
  }
  return found;
}

async function contradictionOf(smaller: View, larger: View, views: readonly View[]): Promise<Finding | undefined> {
  const [first, second] = [smaller.followed.note!, larger.followed.note!];
  const [before, after] = [checkpointOf(first), checkpointOf(second)];
  if (before.size === after.size)
    return Buffer.from(before.root).equals(after.root) ? undefined : splitOf(first, second, after.size).finding;
  const evidence = await proveRewritten(first, second, tilesFrom(views, after.size));
  return evidence && rewrittenOf(evidence).finding;
}

const sizeOf = ({ followed }: View) => checkpointOf(followed.note!).size;
