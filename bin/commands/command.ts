import { type ParseArgsConfig, parseArgs } from 'node:util';
import { AppError, ConfigError } from '../../src/kernel/index.ts';
import { PackError } from '../../src/pack/index.ts';

/** One thing that the command line can do. */
export interface Command {
  /** As it is typed, for example `pack check`. */
  name: string;
  /** Arguments after the name, for the help. */
  usage: string;
  summary: string;
  /** What a person needs to know besides, shown by `--help`. */
  details?: string;
  /** Returns the exit code. */
  run(args: string[]): Promise<number>;
}

/** Exit codes of every command. */
export const EXIT = { done: 0, failed: 1, usage: 2 } as const;

/** A command was called wrongly; the message says how it is called. */
export class UsageError extends Error {}

/** Takes the words after a command's name apart, as Node does. @throws UsageError when they do not fit. */
export function parseWords<const T extends ParseArgsConfig>(config: T): ReturnType<typeof parseArgs<T>> {
  try {
    return parseArgs(config);
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

/** Aborts when the process is told to stop, for commands that end what they are at first. */
export function stopSignal(): AbortSignal {
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort());
  return stopping.signal;
}

/** What went wrong as one clear message, without a stack where the cause is the user's to mend. */
export function explainFailure(error: unknown): string {
  if (error instanceof ConfigError || error instanceof PackError || error instanceof UsageError) return error.message;
  if (error instanceof AppError)
    return [error.message, ...error.fields.map(({ path, message }) => `  ${path} ${message}`)].join('\n');
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
