import { readFile } from 'node:fs/promises';
import { type Config, ConfigError, hasMadeUpPeople } from '../kernel/index.ts';
import type { OperatedLog } from './log.ts';
import { openSigners } from './note/key-file.ts';
import { decodePolicy, hasQuorum, NO_WITNESSES, type Policy, parsePolicy } from './note/policy.ts';
import { parseVerifierKey } from './note/vkey.ts';
import { demoPolicy } from './witness/demo.ts';

/**
 * A log as the settings say: its keys, and the witnesses that it asks. A demonstration that names none has three of its
 * own, which prove no independence.
 * @throws ConfigError when keys or policy cannot be used.
 */
export async function openLog(config: Config, origin: string): Promise<OperatedLog> {
  const signers = await openSigners(config, origin);
  if (config.LOG_POLICY) return { origin, signers, policy: await readPolicy(config.LOG_POLICY) };
  if (!hasMadeUpPeople(config)) return { origin, signers, policy: NO_WITNESSES };
  return { origin, signers, policy: await demoPolicy(config), demoWitnesses: true };
}

async function readPolicy(file: string): Promise<Policy> {
  try {
    const policy = parsePolicy(decodePolicy(await readFile(file)));
    await Promise.all([...policy.logs, ...policy.witnesses].map(({ vkey }) => parseVerifierKey(vkey)));
    assertReachable(policy);
    return policy;
  } catch (error) {
    throw new ConfigError(`LOG_POLICY cannot be used: ${(error as Error).message}`, { cause: error });
  }
}

/** Where nobody can be asked, nothing would ever be shown. */
function assertReachable(policy: Policy): void {
  const asked = policy.witnesses.filter(({ url }) => url !== undefined);
  const wrong = asked.find(({ url }) => !/^https?:$/.test(URL.parse(url!)?.protocol ?? ''));
  if (wrong) throw new Error(`the URL of ${wrong.name} must begin with http:// or https://`);
  if (!hasQuorum(policy, new Set(asked.map(({ name }) => name))))
    throw new Error('the witnesses that have a URL, at which they are asked, are not enough for the quorum');
}
