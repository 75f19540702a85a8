import { setPriority } from 'node:os';
import { relative } from 'node:path';
import { hasMadeUpPeople, readConfig } from '../../src/kernel/index.ts';
import { type Running, serve } from '../../src/main.ts';
import { type Opened, openGovernment } from '../../src/open.ts';
import type { Government } from '../../src/pack/index.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox.ts';
import { seed } from '../../src/seed.ts';
import { type Command, EXIT } from './command.ts';

/** How urgent a sandbox is (nice): what it does must not keep the installation beside it waiting. */
const LESS_URGENT = 10;

const say = (line: string) => process.stdout.write(`  ${line}\n`);

export const startCommand: Command = {
  name: 'start',
  usage: '',
  summary: 'Start serving: database, migrations, pack, demo people, pages, API and jobs',
  details: `Several processes may serve one database. Stop it with Ctrl+C: requests under way are answered first.
With SANDBOX_PORT a sandbox of made-up people is started beside it, and stopped with it.`,
  async run() {
    const began = performance.now();
    if (process.connected) beSandbox();
    const config = readConfig(process.env);
    const opened = await openGovernment(config, say);
    if (hasMadeUpPeople(config)) await seed(opened.gov, say);
    let sandbox: Sandbox | undefined;
    const running = await serve(opened, (): Record<string, string> => (sandbox ? { sandbox: sandbox.state() } : {}));
    if (config.SANDBOX_PORT !== undefined) sandbox = besides(opened);
    process.stdout.write(welcome(opened.gov, running, performance.now() - began));
    process.send?.({ address: running.address });
    await untilToldToStop();
    await sandbox?.stop();
    await running.stop();
    return EXIT.done;
  },
};

/** Started by an installation beside which it is: it ends where that does, however that is. */
function beSandbox(): void {
  setPriority(LESS_URGENT);
  process.once('disconnect', () => process.exit(EXIT.failed));
  process.channel?.unref();
}

function besides(opened: Opened): Sandbox {
  const { config } = opened.gov;
  return startSandbox(opened, {
    program: process.argv[1]!,
    onReady(address) {
      config.SANDBOX_ORIGIN ||= address;
      say(`The sandbox is ready: ${config.SANDBOX_ORIGIN}   (everybody in it is made up)`);
    },
  });
}

/** The block that tells a newcomer where to go. */
function welcome(gov: Government, { address }: Running, milliseconds: number): string {
  const { config, pack } = gov;
  const demo = hasMadeUpPeople(config);
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
