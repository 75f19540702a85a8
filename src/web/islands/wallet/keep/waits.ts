const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** How long after so many wrong secrets in a row, in milliseconds; the last holds for all that follow. */
const WAITS = [0, 0, 0, 30 * SECOND, MINUTE, 5 * MINUTE, 15 * MINUTE, 60 * MINUTE, 24 * 60 * MINUTE];

/** The wait after a number of wrong secrets in a row, in milliseconds. */
export const waitAfter = (tries: number): number => WAITS[Math.min(tries, WAITS.length - 1)]!;
