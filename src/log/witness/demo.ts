import { join } from 'node:path';
import type { Config, World } from '../../kernel/index.ts';
import type { OperatedLog } from '../log.ts';
import type { Policy } from '../note/policy.ts';
import { openCosigner } from './folder.ts';
import { startWitness } from './program.ts';

/*
 * The witnesses of a demonstration: real ones over real HTTP, but within the process of the log itself. They show how it
 * works and prove nothing, since who runs them runs the log. Keys and memories lie in the data folder, so that all
 * processes on it know the same witnesses; where they listen is known only to the process that serves them.
 */

const NAMES = ['demo-witness-1', 'demo-witness-2', 'demo-witness-3'];

/** How many of them have to sign. */
const LEAST = 2;

const folderOf = ({ MADANG_HOME }: Pick<Config, 'MADANG_HOME'>, name: string) => join(MADANG_HOME, 'witnesses', name);

/** The policy of a demonstration: two of its three witnesses. The first call makes their keys. */
export async function demoPolicy(config: Pick<Config, 'MADANG_HOME'>): Promise<Policy> {
  const cosigners = await Promise.all(NAMES.map((name) => openCosigner(folderOf(config, name), name)));
  return {
    logs: [],
    witnesses: cosigners.map(({ name, vkey }) => ({ name, vkey })),
    groups: [{ name: 'demo', least: LEAST, members: NAMES }],
    quorum: 'demo',
  };
}

/** The witnesses of a demonstration at work, by name. */
export interface DemoWitnesses {
  urls: ReadonlyMap<string, string>;
  close(): Promise<void>;
}

/**
 * Serves the witnesses of a demonstration on free ports of this machine.
 * @throws ConfigError when another process of this machine serves them already, or a memory is damaged.
 */
export async function serveDemoWitnesses({ config, clock, logger }: World, log: OperatedLog): Promise<DemoWitnesses> {
  const vkeys = log.signers.map(({ vkey }) => vkey);
  const starts = NAMES.map((name) =>
    startWitness({ folder: folderOf(config, name), name, vkeys, host: '127.0.0.1', port: 0, clock, logger }),
  );
  const running = (await Promise.allSettled(starts)).flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  const close = async () => {
    await Promise.all(running.map((one) => one.close()));
  };
  if (running.length < NAMES.length) {
    await close();
    await Promise.all(starts); // throws what the first that failed threw
  }
  return { urls: new Map(running.map(({ witness, url }) => [witness.name, url])), close };
}
