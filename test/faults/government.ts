import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { readConfig } from '../../src/kernel/index.ts';
import { openGovernment } from '../../src/open.ts';
import type { Government } from '../../src/pack/index.ts';
import { seededHome } from '../support/home.ts';

export { newHome } from '../support/home.ts';

/** A government in a data folder of its own, with the embedded PostgreSQL as anybody has it: durable. */
export interface OwnGovernment {
  /** Opened in this process too: for preparing, and for looking at what other processes left behind. */
  gov: Government;
  home: string;
  /** Ends it and removes the folder. Stop its processes first. */
  remove(): Promise<void>;
}

/** Opens a government with the demo's people in a folder of its own. */
export async function newGovernment(): Promise<OwnGovernment> {
  const home = await seededHome();
  const config = readConfig({ MADANG_HOME: home, LOG_LEVEL: 'silent', DATABASE_CONNECTIONS: '8' });
  const { gov, close } = await openGovernment(config);
  return {
    gov,
    home,
    async remove() {
      await close();
      await rm(home, { recursive: true, force: true });
    },
  };
}

/** The process id of the embedded server of a data folder. */
export async function postmasterOf(home: string): Promise<number> {
  return Number.parseInt(await readFile(join(home, 'postgres/data/postmaster.pid'), 'utf8'), 10);
}
