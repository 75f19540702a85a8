import { rm } from 'node:fs/promises';
import { readConfig, sql } from '../../src/kernel/index.ts';
import { openGovernment } from '../../src/open.ts';
import { seed } from '../../src/seed.ts';
import { type Command, EXIT, UsageError } from './command.ts';

const say = (line: string) => process.stdout.write(`${line}\n`);

export const migrateCommand: Command = {
  name: 'migrate',
  usage: '',
  summary: 'Bring the tables up to date and check the pack, without serving',
  async run() {
    const { close } = await openGovernment(readConfig(process.env), say);
    await close();
    say('The database is up to date.');
    return EXIT.done;
  },
};

export const seedCommand: Command = {
  name: 'seed',
  usage: '',
  summary: "Fill an empty database with the pack's funds and demo people",
  details: 'Does nothing when the database has people already. In production it is refused.',
  async run() {
    const config = readConfig(process.env);
    if (config.MADANG_MODE === 'production') throw new UsageError('Demo people are not made in production.');
    const { gov, close } = await openGovernment(config, say);
    try {
      const written = await seed(gov, say);
      say(written > 0 ? `${written} records written.` : 'There are people already; nothing was changed.');
    } finally {
      await close();
    }
    return EXIT.done;
  },
};

export const resetCommand: Command = {
  name: 'reset',
  usage: '--yes',
  summary: 'Delete all data of a demo, so that the next start begins anew',
  details: 'Stop every process first. Refused in production, and without --yes.',
  async run(args) {
    const config = readConfig(process.env);
    if (config.MADANG_MODE === 'production') throw new UsageError('A production database is not reset.');
    if (!args.includes('--yes')) throw new UsageError('This deletes all data. Add --yes to go on.');
    if (config.DATABASE_URL) await dropSchemas(config);
    else await rm(config.MADANG_HOME, { recursive: true, force: true });
    say('All data is deleted.');
    return EXIT.done;
  },
};

async function dropSchemas(config: ReturnType<typeof readConfig>): Promise<void> {
  const { gov, close } = await openGovernment(config);
  try {
    for (const schema of [
      'services',
      'messages',
      'registry',
      'ledger',
      'identity',
      'log',
      'graphile_worker',
      'kernel',
    ]) {
      await sql`drop schema if exists ${sql.id(schema)} cascade`.execute(gov.db);
    }
  } finally {
    await close();
  }
}
