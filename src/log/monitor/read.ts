import { checkpointOf } from '../note/signed.ts';
import { entriesOf } from '../publish/bundle.ts';
import { type GrowingTree, rootOf } from '../publish/growing-tree.ts';
import { inOrder } from '../publish/parallel.ts';
import { type LogSource, readResource, readTilesOf, widthIn } from '../publish/source.ts';
import { HASH_BYTES, leafHash } from '../tree/merkle.ts';
import { provesInclusion } from '../tree/proof.ts';
import { proveInclusion, type ReadTiles, TILE_WIDTH } from '../tree/tiles.ts';
import { proveLeaf, rootWithin } from './prove.ts';
import { Statements, type WrongTotals } from './statements.ts';
import { Caught, edgeOf, type Finding, type Followed, type Tell, treeOf, type View } from './view.ts';

/*
 * Reading all entries of a log up to the checkpoint that was seen: every leaf is hashed, and what comes of it is held
 * against the signed root. Memory stays flat, as a tree grows from its right edge.
 */

/** Bundles between two comparisons with the signed tree, after each of which it can go on from there: 65,536 entries. */
const STRETCH = 256;

/** Bundles that are fetched at once. */
const PARALLEL = 8;

/** Bundles of those long read that are read again in each round, so that a change behind our back shows some day. */
const RECHECKED = 4;

/**
 * Reads what is new, up to the checkpoint that was taken over, and checks what is stated there.
 * @param totalsDue whether each checkpoint must end with totals even if none have been seen yet.
 * @param tell told of wrong statements, which do not keep the log from being followed, before that is worth keeping.
 * @param onStretch told after each stretch that fits the signed tree; what the view says is then worth keeping.
 * @throws Caught when what is served does not fit what is signed; what the source throws when it cannot be read.
 */
export async function readOn(
  view: View,
  totalsDue: boolean,
  tell: Tell,
  onStretch: () => Promise<void>,
): Promise<void> {
  const { note } = view.followed;
  if (note === null) return;
  const { size, root } = checkpointOf(note);
  while (view.followed.size < size) {
    view.followed = await readStretch(view, note, tell);
    await onStretch();
  }
  // Nothing was new, or nothing is in it at all.
  const tree = await treeOf(view.followed);
  if (!(await rootOf(size, tree.read)).equals(root))
    throw misfit(note, 'What was read does not fold to the signed root');
  await checkLastLeaf(view, note, totalsDue, tell);
}

/**
 * Reads some bundles again that were read before, and holds them against the newest checkpoint.
 * @throws Caught when they are other than they were.
 */
export async function recheck(view: View): Promise<void> {
  const { note, size } = view.followed;
  const bundles = Math.ceil(size / TILE_WIDTH);
  for (let count = 0; note !== null && count < Math.min(RECHECKED, bundles); count++) {
    const index = view.followed.recheck % bundles;
    const fault = await faultInBundle(view.source, index, note);
    if (fault) throw misfit(note, fault);
    view.followed = { ...view.followed, recheck: (index + 1) % bundles };
  }
}

async function readStretch(view: View, note: string, tell: Tell): Promise<Followed> {
  const { followed, source } = view;
  const { origin, size } = checkpointOf(note);
  const tree = await treeOf(followed);
  const statements = new Statements(origin, followed);
  const start = Math.floor(followed.size / TILE_WIDTH);
  const bundles = range(start, Math.min(start + STRETCH, Math.ceil(size / TILE_WIDTH)));
  const read = inOrder(bundles, PARALLEL, (index) => leavesOf(source, index, size));
  for await (const leaves of read) {
    const hashes = Buffer.concat(leaves.map(leafHash));
    const known = tree.edgeOf(0); // the beginning of this bundle, where it was read before
    if (!known.equals(hashes.subarray(0, known.length)))
      throw misfit(note, `Entries before ${tree.size} are served otherwise than they were before`);
    const first = tree.size;
    for (const [at, leaf] of leaves.slice(known.length / HASH_BYTES).entries()) statements.read(first + at, leaf);
    tree.append(hashes.subarray(known.length));
  }
  if (!(await isWithin(tree, view, note))) throw misfit(note, await misfitIn(source, bundles, note));
  if (statements.wrong) await tell(await wrongTotals(source, note, statements.wrong));
  return { ...followed, size: tree.size, edge: edgeOf(tree), ...statements.stated() };
}

/** The leaves of a bundle in the tree of `size`. */
async function leavesOf(source: LogSource, index: number, size: number): Promise<Buffer[]> {
  const width = widthIn(size, 0, index);
  const bundle = Buffer.from(await readResource(source, { level: 'entries', index, width }));
  return entriesOf(bundle, width).map(({ start, end }) => bundle.subarray(start, end));
}

/** Whether the tree that was read is the beginning of the signed one, as the tiles tell, or the signed one itself. */
async function isWithin(tree: GrowingTree, { source }: View, note: string): Promise<boolean> {
  const signed = checkpointOf(note);
  const root = await rootOf(tree.size, tree.read);
  if (tree.size === signed.size) return root.equals(signed.root);
  const within = await rootWithin(signed, tree.size, readTilesOf(source, signed.size));
  return within?.root.equals(root) ?? false;
}

async function misfitIn(source: LogSource, bundles: readonly number[], note: string): Promise<string> {
  for (const index of bundles) {
    const fault = await faultInBundle(source, index, note);
    if (fault) return fault;
  }
  return 'What is served does not fold to the root that is signed';
}

/**
 * What is wrong with a bundle: its entries are not those under the checkpoint, or its tile is not that of its entries.
 * The proof of one entry, with the hashes of all others in the bundle taken from the entries themselves, speaks for all.
 */
async function faultInBundle(source: LogSource, index: number, note: string): Promise<string | undefined> {
  const { size, root } = checkpointOf(note);
  const leaves = await leavesOf(source, index, size);
  const hashes = Buffer.concat(leaves.map(leafHash));
  const read = readTilesOf(source, size);
  const own: ReadTiles = async (addresses) => {
    const others = addresses.filter((address) => address.level > 0 || address.index !== index);
    return [...(await read(others)), { level: 0, index, hashes }];
  };
  const first = index * TILE_WIDTH;
  const proof = await proveInclusion(first, size, own);
  if (!(await provesInclusion({ leafHash: hashes.subarray(0, HASH_BYTES), index: first, size, proof, root })))
    return `Entries ${first} to ${first + leaves.length - 1} are not those that are signed, as they are served`;
  const [tile] = await read([{ level: 0, index }]);
  return tile!.hashes.equals(hashes) ? undefined : `The tile of entries ${first} and on does not hold their hashes`;
}

async function wrongTotals(source: LogSource, note: string, { leaves, what }: WrongTotals): Promise<Finding> {
  const { size } = checkpointOf(note);
  const proven = await Promise.all(leaves.map((leaf) => proveLeaf(leaf, size, source)));
  return { evidence: { kind: 'statement', checkpoint: note, leaves: proven }, size, what };
}

/** The last leaf before a checkpoint states totals, where that is due. */
async function checkLastLeaf({ followed, source }: View, note: string, due: boolean, tell: Tell): Promise<void> {
  const { size } = checkpointOf(note);
  const { totals } = followed;
  if (size === 0 || totals?.index === size - 1 || !(due || totals)) return;
  const leaf = (await leavesOf(source, Math.floor((size - 1) / TILE_WIDTH), size)).at(-1)!.toString('base64');
  const stated = [...(totals ? [totals] : []), { index: size - 1, leaf }];
  const leaves = await Promise.all(stated.map((one) => proveLeaf(one, size, source)));
  const what = `The last of ${size} entries does not state the totals of the ledger`;
  await tell({ evidence: { kind: 'no-statement', checkpoint: note, leaves }, size, what });
}

function misfit(note: string, what: string): Caught {
  return new Caught({ evidence: { kind: 'tampered', checkpoint: note }, size: checkpointOf(note).size, what });
}

function range(start: number, end: number): number[] {
  return Array.from({ length: Math.max(0, end - start) }, (_, at) => start + at);
}
