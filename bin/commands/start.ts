import { relative } from 'node:path';
import { readConfig } from '../../src/kernel/index.ts';
import { type Running, serve } from '../../src/main.ts';
import { openGovernment } from '../../src/open.ts';
import type { Government } from '../../src/pack/index.ts';
import { seed } from '../../src/seed.ts';
import { type Command, EXIT } from './command.ts';

export const startCommand: Command = {
  name: 'start',
  usage: '',
  summary: 'Start serving: database, migrations, pack, demo people, pages, API and jobs',
  details: 'Several processes may serve one database. Stop it with Ctrl+C: requests under way are answered first.',
  async run() {
    const began = performance.now();
    const say = (line: string) => process.stdout.write(`  ${line}\n`);
    const opened = await openGovernment(readConfig(process.env), say);
    if (opened.gov.config.MADANG_MODE === 'demo') await seed(opened.gov, say);
    const running = await serve(opened);
    process.stdout.write(welcome(opened.gov, running, performance.now() - began));
    await untilToldToStop();
    await running.stop();
    return EXIT.done;
  },
};

/** The block that tells a newcomer where to go. */
function welcome(gov: Government, { address }: Running, milliseconds: number): string {
  const { config, pack } = gov;
  const demo = config.MADANG_MODE === 'demo';
  const people = demo ? pack.demo.personas.map(({ id, title }) => `    ${id.padEnd(22)} ${title.en}`) : [];
  return [
    '',
    `Madang is ready: ${config.ORIGIN || address}   (${pack.title.en}, ${(milliseconds / 1000).toFixed(1)} s)`,
    '',
    ...(demo ? [`  Sign in at ${config.ORIGIN || address}/sign-in as`, ...people, ''] : []),
    `  Data    ${config.DATABASE_URL ? 'the database at DATABASE_URL' : relative(process.cwd(), config.MADANG_HOME) || '.'}`,
    `  API     ${config.ORIGIN || address}/developers`,
    '  Stop    Ctrl+C',
    '',
    '',
  ].join('\n');
}

/** A second signal ends the process at once, for whoever cannot wait. */
function untilToldToStop(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => {
        process.once(signal, () => process.exit(EXIT.failed));
        resolve();
      });
    }
  });
}
