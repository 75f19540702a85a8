import { type Clock, pause } from '../../kernel/index.ts';
import type { Policy } from '../note/policy.ts';
import { LogError } from '../publish/errors.ts';
import type { LogSource } from '../publish/source.ts';
import type { Alarm } from './alarms.ts';
import { guarded } from './prove.ts';
import { type Round, walkRound } from './round.ts';
import { openState } from './state.ts';
import { UNREAD, type View } from './view.ts';

/*
 * The monitor: follows a log for ever from one or several places, and keeps proof of whatever it does wrong. It needs no
 * database and nothing of the government but its public log.
 */

/** What is followed, and what is worth an alarm. */
export interface MonitorOptions {
  /** Where the log is read: URLs, mirrors. The more of them are in different hands, the better. */
  places: readonly { address: string; source: LogSource }[];
  /** The log's keys, and its witnesses. */
  policy: Policy;
  /** The folder in which the monitor keeps its state and what it catches. */
  directory: string;
  clock: Clock;
  /** Whether every checkpoint must end with totals, even if the log has never stated any. */
  totalsDue?: boolean;
  /** For how many seconds a place may be unreadable before that is an alarm. */
  patience?: number;
  /** How many seconds ago the last witness may have signed; any time unless given. */
  maxAge?: number;
  /** Told of each alarm when it begins, after its file was written. */
  onAlarm?(alarm: Alarm): Promise<void>;
  /** Told as entries are read and fit the signed tree: how many of how many, at which place. */
  onProgress?(progress: { address: string; read: number; size: number }): void;
  /** Told when the log announces keys that were not known. */
  onKeys?(keys: readonly string[]): void;
  /** Ends a round that is under way; what is then left out is no finding. */
  signal?: AbortSignal;
}

/** A monitor that has been opened. */
export interface Monitor {
  /** The log's name. */
  origin: string;
  /** Looks once at every place, and reads all that is new. */
  round(): Promise<Round>;
}

/**
 * Opens a monitor on what its folder says.
 * @throws LogError when the policy does not name exactly one log, or the folder follows another or is damaged.
 */
export async function openMonitor(options: MonitorOptions): Promise<Monitor> {
  const origin = originOf(options.policy);
  const state = await openState(options.directory, origin);
  const views: View[] = options.places.map(({ address, source }) => ({
    address,
    source: guarded(source),
    followed: state.places[address] ?? UNREAD,
  }));
  return { origin, round: () => walkRound({ origin, options, state, views }) };
}

/** How a monitor goes on. */
export interface WatchOptions extends MonitorOptions {
  /** Seconds between two rounds; one round only unless given. */
  every?: number;
  /** Whether to go on after an alarm. */
  keepGoing?: boolean;
  onRound?(round: Round): void;
  signal: AbortSignal;
}

/** How following a log ended. */
export type Ending = 'well' | 'alarm' | 'stopped';

/** Follows a log until it is told to stop, or until an alarm. */
export async function watchLog(options: WatchOptions): Promise<Ending> {
  const { every, keepGoing = false, signal, onRound } = options;
  const monitor = await openMonitor(options);
  while (!signal.aborted) {
    const round = await monitor.round().catch((error: unknown) => {
      if (!signal.aborted) throw error;
    });
    if (!round) break;
    onRound?.(round);
    const well = round.standing.length === 0;
    if (every === undefined || (!well && !keepGoing)) return well ? 'well' : 'alarm';
    await pause(every * 1_000, signal);
  }
  return 'stopped';
}

function originOf({ logs }: Policy): string {
  const [origin, ...others] = new Set(logs.map(({ vkey }) => vkey.split('+', 1)[0]!));
  if (origin === undefined || others.length > 0)
    throw new LogError('The policy has to name exactly one log, by its keys');
  return origin;
}
