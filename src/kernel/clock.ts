/** Where every act takes its time from. Injected, so that a test can move it. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** A clock that stands where it is put until it is moved. */
export interface MovableClock extends Clock {
  set(instant: Date | string): void;
  advance(milliseconds: number): void;
}

/** @param start the instant at which the clock stands first. */
export function movableClock(start: Date | string): MovableClock {
  let current = new Date(start).getTime();
  return {
    now: () => new Date(current),
    set: (instant) => {
      current = new Date(instant).getTime();
    },
    advance: (milliseconds) => {
      current += milliseconds;
    },
  };
}

/** A clock that runs at the usual pace but began at `start`: for demonstrations of another day. */
export function clockStartingAt(start: Date): Clock {
  const offset = start.getTime() - Date.now();
  return { now: () => new Date(Date.now() + offset) };
}

/**
 * Seconds since 1970 by the machine's own clock. Wallets, receivers and nodes sign and count by clocks of their own, so that
 * what passes between them and the server does not follow the clock of a demonstration.
 */
export const trueSeconds = (): number => Math.floor(Date.now() / 1_000);

/** An instant of true time, for a column. */
export const atSeconds = (seconds: number): Date => new Date(seconds * 1_000);
