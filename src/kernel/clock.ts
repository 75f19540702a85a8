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
