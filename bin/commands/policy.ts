import { readFile } from 'node:fs/promises';
import { type Policy, parsePolicy } from '../../src/log/index.ts';
import { UsageError } from './command.ts';

/** The policy in a file that was named. @throws UsageError when there is no such file, or it holds none. */
export async function readPolicy(file: string): Promise<Policy> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) throw new UsageError(`There is no file "${file}".`);
  return policyFrom(text, file);
}

/** A policy from its text. @param from whence it came, for the message. @throws UsageError when it is none. */
export function policyFrom(text: string, from: string): Policy {
  try {
    return parsePolicy(text);
  } catch (error) {
    throw new UsageError(`${from}: ${(error as Error).message}`);
  }
}
