import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Clock, readConfig } from '../../src/kernel/index.ts';
import { openGovernment } from '../../src/open.ts';
import type { Government } from '../../src/pack/index.ts';
import { seed } from '../../src/seed.ts';

/** A government in a data folder of its own, with the embedded PostgreSQL as anybody has it: durable. */
export interface OwnGovernment {
  /** Opened in this process too: for preparing, and for looking at what other processes left behind. */
  gov: Government;
  home: string;
  /** Ends it and removes the folder. Stop its processes first. */
  remove(): Promise<void>;
}

/** A data folder that PostgreSQL may pass through, as whichever user it runs. */
export async function newHome(): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), 'madang-home-'));
  await chmod(home, 0o711);
  return home;
}

/** Opens a government in a new folder and makes the demo's people. */
export async function newGovernment(clock?: Clock): Promise<OwnGovernment> {
  const home = await newHome();
  const config = readConfig({ MADANG_HOME: home, LOG_LEVEL: 'silent', DATABASE_CONNECTIONS: '8' });
  const { gov, close } = await openGovernment(config, () => {}, clock);
  await seed(gov);
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
