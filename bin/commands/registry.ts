import { issueKey } from '../../src/identity/index.ts';
import { readConfig, transaction } from '../../src/kernel/index.ts';
import { openGovernment } from '../../src/open.ts';
import { importFile } from '../../src/registry/index.ts';
import { type Command, EXIT, UsageError } from './command.ts';

export const registryImportCommand: Command = {
  name: 'registry import',
  usage: 'REGISTRY FILE',
  summary: 'Read a CSV or NDJSON file of any size into a registry',
  details: `Good rows are taken; each bad one is listed in FILE.errors.ndjson with its line and what is wrong with it.
Cut off at any point, the same command goes on where it stopped.`,
  async run([registry, file]) {
    if (!registry || !file) throw new UsageError('Name a registry and a file.');
    const { gov, close } = await openGovernment(readConfig(process.env));
    const stopping = new AbortController();
    process.once('SIGINT', () => stopping.abort());
    try {
      const show = (line: string) => process.stderr.write(process.stderr.isTTY ? `\r\x1b[K${line}` : `${line}\n`);
      const result = await importFile(gov, {
        registry,
        file,
        signal: stopping.signal,
        onProgress: ({ rows, bad, percent, rowsPerSecond }) =>
          show(
            `${percent.toFixed(0).padStart(3)}%  ${rows.toLocaleString('en')} rows, ${bad} bad, ${Math.round(rowsPerSecond)} a second`,
          ),
      });
      if (process.stderr.isTTY) process.stderr.write('\n');
      const { rows, bad, changed, finished, errorFile } = result;
      process.stdout.write(
        `${rows - bad} rows taken (${changed} changed), ${bad} bad${errorFile ? `: see ${errorFile}` : ''}\n`,
      );
      if (!finished) process.stdout.write('Stopped before the end. The same command goes on from here.\n');
      return finished && bad === 0 ? EXIT.done : EXIT.failed;
    } finally {
      await close();
    }
  },
};

export const registryKeyCommand: Command = {
  name: 'registry key',
  usage: 'REGISTRY AGENCY TITLE',
  summary: 'Issue a key with which a system may write into one registry over HTTP',
  details: 'The key is printed once and kept nowhere: the database holds only its hash.',
  async run([registry, agency, title]) {
    if (!registry || !agency || !title)
      throw new UsageError('Name a registry, the agency that answers for the key, and whose it is.');
    const { gov, close } = await openGovernment(readConfig(process.env));
    try {
      if (!gov.pack.registries.has(registry)) throw new UsageError(`The pack has no registry "${registry}".`);
      if (!gov.pack.agencies.has(agency)) throw new UsageError(`The pack has no agency "${agency}".`);
      const keeper = gov.pack.registries.get(registry)?.agency;
      const scopes = [`registry:${registry}:write`, ...(agency === keeper ? [] : ['notifier'])];
      const { token } = await transaction(gov.db, (tx) => issueKey(tx, { agency, scopes, title }, gov.clock.now()));
      process.stdout.write(`${token}\n`);
      return EXIT.done;
    } finally {
      await close();
    }
  },
};
