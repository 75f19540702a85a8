import { execFile } from 'node:child_process';
import { rmSync } from 'node:fs';
import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { readConfig } from '../../src/kernel/index.ts';
import { openGovernment } from '../../src/open.ts';
import { seed } from '../../src/seed.ts';

const run = promisify(execFile);

/** An empty data folder that PostgreSQL may pass through, as whichever user it runs. */
export async function newHome(): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), 'madang-home-'));
  await chmod(home, 0o711);
  return home;
}

let template: Promise<string> | undefined;

/** A data folder with a database full of demo people, where nobody has served yet: a copy of one that is made once. */
export async function seededHome(): Promise<string> {
  template ??= makeTemplate();
  const home = await newHome();
  await run('cp', ['-a', `${await template}/.`, home]); // PostgreSQL's files stay those of its user
  return home;
}

async function makeTemplate(): Promise<string> {
  const home = await newHome();
  process.once('exit', () => rmSync(home, { recursive: true, force: true }));
  const { gov, close } = await openGovernment(readConfig({ MADANG_HOME: home, LOG_LEVEL: 'silent' }));
  await seed(gov);
  await close();
  return home;
}
