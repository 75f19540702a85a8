/** How often the progress is shown at most, in milliseconds: where one line is rewritten, and where each is a new one. */
const EVERY_MS = { rewritten: 200, lines: 5_000 };

/** Where progress is shown. */
interface Screen {
  isTTY?: boolean;
  write(text: string): unknown;
}

/**
 * Shows how far a copy is: entries done and in all, the rate since it began, and how long it will still take. On a terminal
 * one line is rewritten; elsewhere a line is written now and then, and none for what is over at once.
 */
export function progressOf(screen: Screen, milliseconds: () => number) {
  const every = screen.isTTY ? EVERY_MS.rewritten : EVERY_MS.lines;
  let first: { at: number; done: number } | undefined;
  let shown = Number.NEGATIVE_INFINITY;
  let isOpen = false;
  return {
    show({ done, total }: { done: number; total: number }): void {
      const now = milliseconds();
      first ??= { at: now, done };
      if (now - Math.max(shown, first.at) < every) return;
      shown = now;
      const rate = (done - first.done) / ((now - first.at) / 1_000);
      const line = `${count(done)} of ${count(total)} entries, ${count(rate)} a second, ${left((total - done) / rate)} left`;
      screen.write(screen.isTTY ? `\r\x1b[K${line}` : `${line}\n`);
      isOpen = screen.isTTY ?? false;
    },
    /** Ends the line. */
    end(): void {
      if (isOpen) screen.write('\n');
      isOpen = false;
    },
  };
}

const count = (number: number): string => Math.round(number).toLocaleString('en');

function left(seconds: number): string {
  if (!Number.isFinite(seconds)) return '?';
  if (seconds < 90) return `${Math.ceil(seconds)} s`;
  return seconds < 5_400 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3_600)} h`;
}
