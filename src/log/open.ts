import { readFile } from 'node:fs/promises';
import { type Config, ConfigError } from '../kernel/index.ts';
import type { OperatedLog } from './log.ts';
import { openSigners } from './note/key.ts';
import { NO_WITNESSES, type Policy, parsePolicy } from './note/policy.ts';

/**
 * A log as the settings say: its keys, and the witnesses that it asks.
 * @throws ConfigError when keys or policy cannot be read.
 */
export async function openLog(config: Config, origin: string): Promise<OperatedLog> {
  const [signers, policy] = await Promise.all([openSigners(config, origin), readPolicy(config.LOG_POLICY)]);
  return { origin, signers, policy };
}

async function readPolicy(file: string): Promise<Policy> {
  if (file === '') return NO_WITNESSES;
  try {
    return parsePolicy(await readFile(file, 'utf8'));
  } catch (error) {
    throw new ConfigError(`LOG_POLICY cannot be used: ${(error as Error).message}`, { cause: error });
  }
}
