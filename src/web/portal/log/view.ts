import { type Day, startOfDay } from '../../../kernel/index.ts';
import {
  type Leaf,
  latestLeaves,
  publishedCheckpoint,
  publishedCheckpoints,
  type SignedCheckpoint,
  sameKeysSince,
  sizesAt,
  type WitnessNow,
  waitingSince,
  witnessesNow,
} from '../../../log/index.ts';
import type { Site } from '../../site.ts';
import { DAY, daysBefore, HOUR, MINUTE, minutesBefore, SECOND } from './numbers.ts';

/** A leaf with its place, from 0. */
export type Line = Leaf & { index: number };

/** How many lines were added in a stretch of time that began then. */
export interface Rate<Start> {
  start: Start;
  added: number;
}

/** How the log has grown. */
export interface Growth {
  lastMinute: number;
  lastHour: number;
  lastDay: number;
  minutes: Rate<Date>[];
  days: Rate<Day>[];
}

/** What the page on the log shows. */
export interface LogView {
  now: Date;
  /** The log as the world sees it; undefined until it has begun. */
  checkpoint: SignedCheckpoint | undefined;
  /** Its last signed states, the newest first. */
  checkpoints: SignedCheckpoint[];
  growth: Growth;
  /** The last lines, the newest first: enough for the latest thousand acts. */
  lines: Line[];
  witnesses: WitnessNow[];
  /** Since when too few witnesses have signed for anything newer to be shown. */
  stalledSince: Date | undefined;
  /** The index of the line that names the keys which sign now; undefined when there is none. */
  keysLine: number | undefined;
}

const MINUTES = 60;
const DAYS = 30;

/** Acts that are counted by kind and agency. */
export const COUNTED = 1_000;

/** Lines that are read for that: at least every other one is an act, but for the rare one that names keys. */
const WINDOW = 2 * COUNTED + 50;

/** How many signed states the page shows. */
export const STATES = 5;

/** How long witnesses may take before a reader is told that they are late, in milliseconds. */
export const WITNESS_PATIENCE = 10 * SECOND;

/**
 * Looks at a log for its page. However many watch, the growth is worked out once a second at most, and of the lines only
 * those are read that were added since: nothing that has been published changes.
 */
export function logViewer({ gov, log }: Pick<Site, 'gov' | 'log'>): () => Promise<LogView> {
  const { db, pack } = gov;
  const { origin } = log;
  const growthOf = remembered((size: number, second: number) =>
    readGrowth((times) => sizesAt(db, origin, size, times), size, new Date(second * SECOND), pack.timeZone),
  );
  let latest: { size: number; lines: Line[] } = { size: 0, lines: [] };
  let keysLine: number | undefined;

  async function linesOf(size: number): Promise<Line[]> {
    const before = latest;
    if (size <= before.size) return before.lines;
    const fresh = await latestLeaves(db, origin, size, Math.min(WINDOW, size - before.size));
    const lines = [...fresh, ...before.lines].slice(0, WINDOW);
    if (latest.size < size) latest = { size, lines };
    return lines;
  }

  async function keysLineOf(size: number): Promise<number | undefined> {
    if (size > 0) keysLine ??= await findKeysLine({ gov, log }, size);
    return keysLine;
  }

  return async () => {
    const now = gov.clock.now();
    const checkpoint = await publishedCheckpoint(db, origin);
    const size = checkpoint?.size ?? 0;
    const [checkpoints, growth, lines, witnesses, waiting, keys] = await Promise.all([
      publishedCheckpoints(db, origin, { limit: STATES + 1 }),
      growthOf(size, Math.floor(now.getTime() / SECOND)),
      linesOf(size),
      witnessesNow(db, log),
      waitingSince(db, origin, checkpoint?.size ?? -1),
      keysLineOf(size),
    ]);
    const isLate = waiting && now.getTime() - waiting.getTime() > WITNESS_PATIENCE;
    return {
      now,
      checkpoint,
      checkpoints,
      growth,
      lines,
      witnesses,
      stalledSince: isLate ? waiting : undefined,
      keysLine: keys,
    };
  };
}

/** The line that stands before the first state signed by the keys of now, where it names them. */
async function findKeysLine({ gov, log }: Pick<Site, 'gov' | 'log'>, size: number): Promise<number | undefined> {
  const since = await sameKeysSince(gov.db, log, size);
  const stated = since === undefined ? [] : await latestLeaves(gov.db, log.origin, since, 2);
  return stated.find(({ kind }) => kind === 'log.keys')?.index;
}

/** Reads how the log has grown up to `now`. @param sizesAt how large it was at each of some times. */
async function readGrowth(
  sizesAt: (times: readonly Date[]) => Promise<number[]>,
  size: number,
  now: Date,
  zone: string,
): Promise<Growth> {
  const minutes = minutesBefore(now, MINUTES);
  const days = daysBefore(now, DAYS, zone);
  const before = [MINUTE, HOUR, DAY].map((length) => new Date(now.getTime() - length));
  // What was signed at the very moment a stretch begins belongs to it.
  const starts = [...minutes, ...days.map((day) => startOfDay(day, zone))].map((at) => new Date(at.getTime() - 1));
  const sizes = await sizesAt([...before, ...starts]);
  const [lastMinute, lastHour, lastDay] = sizes.slice(0, before.length).map((then) => size - then);
  const rates = <Start>(of: readonly Start[], from: number): Rate<Start>[] =>
    of.map((start, at) => {
      const end = at + 1 < of.length ? sizes[from + at + 1]! : size;
      // A clock that was set back can have put a size into the wrong stretch.
      return { start, added: Math.max(0, end - sizes[from + at]!) };
    });
  return {
    lastMinute: lastMinute!,
    lastHour: lastHour!,
    lastDay: lastDay!,
    minutes: rates(minutes, before.length),
    days: rates(days, before.length + minutes.length),
  };
}

/** Keeps the last outcome of a question, so that those who ask the same at once wait for one answer. */
function remembered<T>(
  ask: (...numbers: [number, number]) => Promise<T>,
): (...numbers: [number, number]) => Promise<T> {
  let last: { key: string; answer: Promise<T> } | undefined;
  return (...numbers) => {
    const key = numbers.join();
    if (last?.key !== key) {
      const answer = ask(...numbers);
      last = { key, answer };
      // A failure is not an answer to keep.
      answer.catch(() => {
        if (last?.answer === answer) last = undefined;
      });
    }
    return last.answer;
  };
}
