import type { World } from '../../kernel/index.ts';
import type { OperatedLog } from '../log.ts';
import { witnessesOf } from '../note/cosignature.ts';
import { parseNote } from '../note/note.ts';
import { hasQuorum } from '../note/policy.ts';
import { insertCosignature, latestCheckpoint, publishCheckpoint, type SignedCheckpoint } from '../store/checkpoints.ts';
import { WitnessFault } from './ask.ts';
import { type Collected, Contradiction, collectFrom, type Lane } from './lane.ts';

/** How often it is looked whether there is a new checkpoint, for the price of one look at an index. */
const LOOK_MS = 100;

/** How long a witness is left alone after a fault; twice as long after each more, up to the longest. */
const [FIRST_REST_MS, LONGEST_REST_MS] = [250, 30_000];

/** How far in the future a witness's time may lie: its clock may be off by a time zone, but not by a year. */
const AHEAD_S = 86_400;

/** After so long without enough witnesses somebody has to know. */
const UNWITNESSED_MS = 10_000;

/** One checkpoint that all witnesses are asked for. */
interface Round {
  checkpoint: SignedCheckpoint;
  /** Names of the witnesses that have signed it. */
  signed: Set<string>;
  published: boolean;
}

/** Who asks whom, and for which log. */
export interface Collecting {
  world: World;
  log: OperatedLog;
  lanes: readonly Lane[];
  /** How long a witness may take to answer, in milliseconds. */
  answerMs: number;
}

/**
 * Asks all witnesses for one and the same checkpoint, until enough have signed it or none is left who might still answer,
 * and only then for the newest: if each went on by itself, they might never meet in one size. Who is late still signs the
 * older one, and then joins the others. A witness that fails is left alone for a while; nobody waits for it.
 * @param signal ends it.
 * @throws whatever the database throws.
 */
export async function runRounds({ world, log, lanes, answerMs }: Collecting, signal: AbortSignal): Promise<void> {
  const { db, clock, logger } = world;
  const { origin, policy } = log;
  const bell = newBell();
  const asks = new Map<AbortController, Promise<void>>();
  let round: Round | undefined;
  let broken: { error: unknown } | undefined;
  signal.addEventListener('abort', bell.ring, { once: true });

  async function nextRound(): Promise<Round | undefined> {
    const checkpoint = await latestCheckpoint(db, origin);
    if (!checkpoint || checkpoint.size === round?.checkpoint.size) return round;
    const signed = new Set((await witnessesOf(parseNote(checkpoint.note), policy)).map(({ name }) => name));
    const next: Round = { checkpoint, signed, published: checkpoint.publishedAt !== null };
    await publishIfEnough(next);
    return next;
  }

  async function publishIfEnough(one: Round): Promise<void> {
    if (one.published || !hasQuorum(policy, one.signed)) return;
    await publishCheckpoint(db, origin, one.checkpoint.size, clock.now());
    one.published = true;
  }

  async function keep(lane: Lane, one: Round, { line, time }: Collected): Promise<void> {
    if (!log.demoWitnesses && time > clock.now().getTime() / 1000 + AHEAD_S)
      throw new WitnessFault('its clock is more than a day fast');
    const { size } = one.checkpoint;
    await insertCosignature(db, { origin, size, witness: lane.tag, line, at: new Date(time * 1000) });
    lane.held = lane.known = size;
    one.signed.add(lane.name);
    await publishIfEnough(one);
  }

  async function ask(lane: Lane, one: Round, limit: AbortController): Promise<void> {
    const late = () => limit.abort(new DOMException('No answer in time', 'TimeoutError'));
    const timer = setTimeout(late, answerMs);
    lane.asking = one.checkpoint.size;
    try {
      const collected = await collectFrom(lane, one.checkpoint, db, limit.signal);
      if (collected) await keep(lane, one, collected);
      if (lane.fault) logger.info({ log: origin, witness: lane.name }, 'a witness signs again');
      Object.assign(lane, { fault: null, faults: 0 });
    } catch (error) {
      if (!(error instanceof WitnessFault)) broken = { error };
      else if (!signal.aborted) rest(lane, error);
    } finally {
      clearTimeout(timer);
      lane.asking = null;
      asks.delete(limit);
      bell.ring();
    }
  }

  function rest(lane: Lane, error: WitnessFault): void {
    const line = { log: origin, witness: lane.name, reason: error.message };
    if (error.message !== lane.fault) {
      if (error instanceof Contradiction)
        logger.error(
          line,
          'a witness has seen another log than this: it was rolled back or forked, or the witness is wrong',
        );
      else logger.warn(line, 'a witness did not sign; it is asked again');
    }
    const milliseconds = error instanceof Contradiction ? LONGEST_REST_MS : FIRST_REST_MS * 2 ** lane.faults;
    lane.restsUntil = performance.now() + Math.min(milliseconds, LONGEST_REST_MS);
    lane.faults += 1;
    lane.fault = error.message;
  }

  const watch = watchQuorum(world, origin);
  while (!signal.aborted && !broken) {
    if (!round || round.published || !lanes.some(({ asking }) => asking === round!.checkpoint.size))
      round = await nextRound();
    if (round) {
      watch(round);
      for (const lane of lanes.filter((one) => isToBeAsked(one, round!))) {
        const limit = new AbortController();
        asks.set(limit, ask(lane, round, limit));
      }
    }
    await bell.heard(LOOK_MS);
  }
  for (const limit of asks.keys()) limit.abort();
  await Promise.all(asks.values());
  if (broken) throw broken.error;
}

/** Whether a witness is free, has rested, and has not signed this checkpoint or a larger one. */
function isToBeAsked({ asking, restsUntil, held, known }: Lane, { checkpoint: { size } }: Round): boolean {
  return asking === null && held < size && known <= size && performance.now() >= restsUntil;
}

/** Tells once when witnesses have been too few for a while, and once when they are enough again. */
function watchQuorum({ logger }: World, origin: string): (round: Round) => void {
  let since = performance.now();
  let told = false;
  return ({ published, checkpoint: { size } }) => {
    if (published) {
      if (told) logger.info({ log: origin, size }, 'enough witnesses sign again');
      since = performance.now();
      told = false;
    } else if (!told && performance.now() - since > UNWITNESSED_MS) {
      logger.error({ log: origin, size }, 'too few witnesses sign: the log shows nothing new');
      told = true;
    }
  };
}

/** Something to wait for that others can cut short, also before it is waited for. */
function newBell() {
  let rung = false;
  let wake = () => {};
  return {
    ring() {
      rung = true;
      wake();
    },
    async heard(milliseconds: number): Promise<void> {
      if (!rung)
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, milliseconds);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      rung = false;
    },
  };
}
