import { holdLease, type World } from '../../kernel/index.ts';
import type { OperatedLog } from '../log.ts';
import { hasQuorum } from '../note/policy.ts';
import { keyTagOf, parseVerifierKey } from '../note/vkey.ts';
import { latestCheckpoint, latestCosignatures, publishCheckpoint } from '../store/checkpoints.ts';
import { serveDemoWitnesses } from './demo.ts';
import type { Lane } from './lane.ts';
import { runRounds } from './rounds.ts';

/** How long a witness may take to answer. */
const ANSWER_MS = 5_000;

/**
 * Has a log's checkpoints signed by its witnesses, and shows each as soon as these are enough, in exactly one of all
 * processes on the database.
 *
 * It holds a lease of its own and not the sequencer's: what a witness does or leaves undone must not be able to hold up
 * the log. It needs no fence, since all that it writes may be written twice.
 * @param answerMs how long a witness may take to answer.
 */
export function startCollector(
  world: World,
  log: OperatedLog,
  answerMs: number = ANSWER_MS,
): { stop(): Promise<void> } {
  const { config, logger, pool } = world;
  const { origin, policy } = log;
  if (policy.witnesses.length === 0) {
    if (config.MADANG_MODE === 'production')
      logger.warn({ log: origin }, 'the log has no witnesses: nobody would notice if it showed two pasts');
    return startUnwitnessed(world, log);
  }
  return holdLease(pool, `witnesses of ${origin}`, logger, async (_, signal) => {
    const demo = log.demoWitnesses ? await serveDemoWitnesses(world, log) : undefined;
    try {
      await runRounds({ world, log, lanes: await openLanes(world, log, demo?.urls), answerMs }, signal);
    } finally {
      await demo?.close();
    }
  });
}

/** Shows what was signed while there still were witnesses to wait for. */
function startUnwitnessed({ db, clock, logger }: World, { origin, policy }: OperatedLog): { stop(): Promise<void> } {
  const show = async () => {
    const newest = await latestCheckpoint(db, origin);
    if (newest && !newest.publishedAt && hasQuorum(policy, new Set()))
      await publishCheckpoint(db, origin, newest.size, clock.now());
  };
  const shown = show().catch((error) => logger.error({ log: origin, err: error }, 'a checkpoint could not be shown'));
  return { stop: () => shown };
}

/** The witnesses that can be asked, with what they have signed so far. */
async function openLanes(
  { db }: World,
  { origin, policy }: OperatedLog,
  demoUrls?: ReadonlyMap<string, string>,
): Promise<Lane[]> {
  const tags = policy.witnesses.map(({ vkey }) => keyTagOf(vkey));
  const held = new Map((await latestCosignatures(db, origin, tags)).map(({ witness, size }) => [witness, size]));
  const lanes = policy.witnesses.map(async ({ name, vkey, url = demoUrls?.get(name) }): Promise<Lane[]> => {
    if (url === undefined) return [];
    const tag = keyTagOf(vkey);
    const size = held.get(tag);
    const verifier = await parseVerifierKey(vkey);
    const state = { asking: null, fault: null, faults: 0, restsUntil: 0 };
    return [{ name, tag, url, verifier, held: size ?? -1, known: size ?? 0, ...state }];
  });
  return (await Promise.all(lanes)).flat();
}
