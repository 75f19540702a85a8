import { formatPolicy, type Policy } from '../note/policy.ts';
import { checkpointOf, isSignedByLog } from '../note/signed.ts';
import { LogError } from '../publish/errors.ts';
import { nameOf, raise } from './alarms.ts';
import { compareViews } from './compare.ts';
import { look, type Seen } from './look.ts';
import type { MonitorOptions } from './monitor.ts';
import { isUnreadable } from './prove.ts';
import { readOn, recheck } from './read.ts';
import { type MonitorState, saveState } from './state.ts';
import { keysIn } from './statements.ts';
import { Caught, type Finding, type Tell, type View } from './view.ts';

/*
 * One round of a monitor over all places.
 */

/** What a round works on; `state` and `views` change as it goes. */
export interface Watching {
  origin: string;
  options: MonitorOptions;
  state: MonitorState;
  views: readonly View[];
}

/** What a round found. */
export interface Round {
  places: PlaceReport[];
  /** All alarms that stand, new or not: their names and what exactly. */
  standing: { name: string; what: string }[];
}

/** What a round found at one place. */
export interface PlaceReport {
  address: string;
  /** Entries under the newest checkpoint that continues all before; `null` before the first. */
  size: number | null;
  /** Entries that were read and hashed. */
  read: number;
  /** How many witnesses had signed, and when the last did; missing when no checkpoint was taken over. */
  seen?: Pick<Seen, 'witnesses' | 'newest'>;
  /** Why it could not be read. */
  unreadable?: string;
}

/** A place in one round. */
interface Visit {
  view: View;
  /** Whether there is no going on there in this round. */
  over: boolean;
  seen?: Pick<Seen, 'witnesses' | 'newest'>;
  unreadable?: string;
  /** Tells of what was caught there. */
  tell: Tell;
}

/** For how long a place may be unreadable, in seconds. */
const PATIENCE_S = 600;

/** Checkpoints that are remembered, to be held against whatever is shown later. */
const RECENT = 64;

/** Looks once at every place, and reads all that is new. Alarms are raised as soon as there is a cause. */
export async function walkRound(watching: Watching): Promise<Round> {
  const { views, state, options } = watching;
  const found = new Map<string, string>();
  const tellFrom = async (finding: Finding, from: string, place: number) => {
    const name = nameOf(finding, place);
    if (found.has(name)) return;
    found.set(name, finding.what);
    await raise({ ...finding, name, from }, { ...options, state, policy: formatPolicy(knownPolicy(watching)) });
  };
  const visits: Visit[] = views.map((view, place) => ({
    view,
    over: false,
    tell: (finding) => tellFrom(finding, view.address, place),
  }));
  const each = async (step: (visit: Visit, watching: Watching) => Promise<void>) => {
    for (const visit of visits) await attempt(visit, options.signal, () => step(visit, watching));
  };
  await each(readFrom); // where an earlier round broke off, its checkpoint is finished first: each one's last leaf counts
  await each(lookFrom);
  for (const { from, ...finding } of await compareViews(views)) await tellFrom(finding, from, 0);
  await each(readFrom);
  await each(assertCurrentKey);
  await each(({ view }) => recheck(view));
  for (const visit of visits) await noteTime(visit, watching);
  state.standing = [...found.keys()];
  await save(watching);
  return { places: visits.map(reportOf), standing: Array.from(found, ([name, what]) => ({ name, what })) };
}

/** One step at a place. What it throws is a finding, or says that the place cannot be read now. */
async function attempt(visit: Visit, signal: AbortSignal | undefined, step: () => Promise<void>): Promise<void> {
  if (visit.over) return;
  try {
    await step();
  } catch (error) {
    visit.over = true;
    if (error instanceof Caught) return visit.tell(error.finding);
    signal?.throwIfAborted(); // what was broken off says nothing
    if (isUnreadable(error)) visit.unreadable = error.message;
    else if (error instanceof LogError) await visit.tell(malformed(visit.view, error));
    else throw error;
  }
}

/** Sources give what was asked for or an error of their own, so that this is of tiles or entries under a checkpoint. */
function malformed({ followed: { note } }: View, { message }: LogError): Finding {
  return { evidence: { kind: 'tampered', checkpoint: note! }, size: checkpointOf(note!).size, what: message };
}

async function lookFrom(visit: Visit, watching: Watching): Promise<void> {
  const { origin, options, state, views } = watching;
  const now = Math.floor(options.clock.now().getTime() / 1_000);
  const known = { origin, policy: knownPolicy(watching), recent: state.recent, views };
  const { findings, note, ...seen } = await look(visit.view, { ...known, now, maxAge: options.maxAge ?? null });
  visit.seen = seen;
  const { size } = checkpointOf(note);
  if (!state.recent.some((other) => checkpointOf(other).size === size))
    state.recent = [...state.recent, note].slice(-RECENT);
  for (const finding of findings) await visit.tell(finding);
}

async function readFrom({ view, tell }: Visit, watching: Watching): Promise<void> {
  const { totalsDue = false, onProgress } = watching.options;
  await readOn(view, totalsDue, tell, async () => {
    announce(view, watching);
    await save(watching);
    const { note, size } = view.followed;
    onProgress?.({ address: view.address, read: size, size: checkpointOf(note!).size });
  });
}

/** Keys that are stated under a checkpoint that a known key has signed are known from then on. */
function announce({ followed: { keys } }: View, watching: Watching): void {
  const { origin, state, options } = watching;
  const known = knownPolicy(watching).logs.map(({ vkey }) => vkey);
  const fresh = ((keys && keysIn(keys, origin)) ?? []).filter((vkey) => !known.includes(vkey));
  if (fresh.length === 0) return;
  state.announced.push(...fresh);
  options.onKeys?.(fresh);
}

function knownPolicy({ options: { policy }, state }: Watching): Policy {
  const vkeys = new Set([...policy.logs.map(({ vkey }) => vkey), ...state.announced]);
  return { ...policy, logs: [...vkeys].map((vkey) => ({ vkey })) };
}

/** A key that the log has given up could be anyone's by now. */
async function assertCurrentKey({ view: { followed } }: Visit, { origin }: Watching): Promise<void> {
  const { note, keys } = followed;
  const current = keys && keysIn(keys, origin);
  if (note === null || !current) return;
  if (await isSignedByLog(note, { logs: current.map((vkey) => ({ vkey })) })) return;
  const what = `The checkpoint is signed by none of the keys that the log stated last, in entry ${keys.index}`;
  throw new Caught({ evidence: { kind: 'unsigned', served: note }, size: checkpointOf(note).size, what });
}

/** Notes since when a place cannot be read, and finds it unreachable when that is too long. */
async function noteTime({ view, tell, unreadable }: Visit, { options }: Watching): Promise<void> {
  const { clock, patience = PATIENCE_S } = options;
  const now = clock.now();
  const since = unreadable === undefined ? null : (view.followed.unreadableSince ?? now.toISOString());
  view.followed = { ...view.followed, unreadableSince: since };
  const seconds = since === null ? -1 : Math.floor((now.getTime() - Date.parse(since)) / 1_000);
  if (seconds < patience) return;
  const { note } = view.followed;
  const what = `The log could not be read${seconds > 0 ? ` for ${seconds} s` : ''}: ${unreadable}`;
  await tell({ evidence: { kind: 'unreachable' }, size: note === null ? 0 : checkpointOf(note).size, what });
}

function reportOf({ view: { address, followed }, seen, unreadable }: Visit): PlaceReport {
  const size = followed.note === null ? null : checkpointOf(followed.note).size;
  return { address, size, read: followed.size, ...(seen && { seen }), ...(unreadable !== undefined && { unreadable }) };
}

async function save({ options, state, views }: Watching): Promise<void> {
  for (const { address, followed } of views) state.places[address] = followed;
  await saveState(options.directory, state);
}
