import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { readConfig, sql } from '../../src/kernel/index.ts';
import { MIGRATIONS, type Opened, openGovernment, openStorage } from '../../src/open.ts';
import { dropSandbox, makeSandboxDatabase, sandboxSettings } from '../../src/sandbox.ts';
import { seed } from '../../src/seed.ts';
import { type Command, EXIT, UsageError } from './command.ts';

const say = (line: string) => process.stdout.write(`${line}\n`);

export const migrateCommand: Command = {
  name: 'migrate',
  usage: '',
  summary:
    'Bring the tables up to date and check the pack, without serving; those of the sandbox, too, if there is one',
  async run() {
    const opened = await openGovernment(readConfig(process.env), say);
    try {
      if (opened.gov.config.SANDBOX_PORT !== undefined) await migrateSandbox(opened);
    } finally {
      await opened.close();
    }
    say('The database is up to date.');
    return EXIT.done;
  },
};

async function migrateSandbox(opened: Opened): Promise<void> {
  await makeSandboxDatabase(opened);
  const { close } = await openGovernment(readConfig(sandboxSettings(opened)), say);
  await close();
}

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

/** Every schema of ours, that of the migrations last, and the one of an earlier job queue. */
const SCHEMAS = ['graphile_worker', ...MIGRATIONS.map(({ room }) => room).reverse()];

/** What a data folder holds of the log: a new one needs a new key, and witnesses that have not seen the old one. */
const OF_THE_LOG = ['log.key', 'witnesses', 'receipts'];

export const resetCommand: Command = {
  name: 'reset',
  usage: '--yes',
  summary: 'Delete all data of a demo, so that the next start begins anew',
  details: 'Stop every process first. Refused in production, and without --yes.',
  async run(args) {
    const config = readConfig(process.env);
    if (config.MADANG_MODE === 'production') throw new UsageError('A production database is not reset.');
    if (!args.includes('--yes')) throw new UsageError('This deletes all data. Add --yes to go on.');
    const { db, close } = await openStorage(config, say);
    try {
      for (const schema of SCHEMAS) await sql`drop schema if exists ${sql.id(schema)} cascade`.execute(db);
    } finally {
      await close();
    }
    // A log that begins anew under its old key would look like one that was rolled back. With a database elsewhere,
    // the key in this folder may be another installation's.
    if (!config.DATABASE_URL) {
      for (const kept of OF_THE_LOG) await rm(join(config.MADANG_HOME, kept), { recursive: true, force: true });
    }
    say('All data is deleted.');
    return EXIT.done;
  },
};

export const sandboxResetCommand: Command = {
  name: 'sandbox reset',
  usage: '--yes',
  summary: 'Delete all that the sandbox holds, so that it begins anew',
  details: `Nothing else is touched, and nothing need be stopped: a sandbox that runs is made anew within a minute, with its people and
other keys. Receivers that were registered there are gone. Refused without --yes.`,
  async run(args) {
    if (!args.includes('--yes')) throw new UsageError('This deletes all that is in the sandbox. Add --yes to go on.');
    const { url, close } = await openStorage(readConfig(process.env), say);
    try {
      await dropSandbox({ url });
    } finally {
      await close();
    }
    say('The sandbox is deleted.');
    return EXIT.done;
  },
};
