import { stat } from 'node:fs/promises';
import { revokeKey } from '../../src/identity/index.ts';
import { transaction } from '../../src/kernel/index.ts';
import { importFile } from '../../src/registry/index.ts';
import { printNewKey } from './agency-key.ts';
import { type Command, EXIT, UsageError } from './command.ts';
import { named, withGovernment } from './government.ts';
import { commitAndKeep, tellReceipt } from './openings.ts';

export const registryImportCommand: Command = {
  name: 'registry import',
  usage: 'REGISTRY FILE',
  summary: 'Read a CSV or NDJSON file of any size into a registry',
  details: `Good rows are taken; each bad one is listed in FILE.errors.ndjson with its line and what is wrong with it.
Cut off at any point, the same command goes on where it stopped.`,
  async run([registry, file]) {
    if (!registry || !file) throw new UsageError('Name a registry and a file.');
    const found = await stat(file).catch(() => undefined);
    if (!found?.isFile()) throw new UsageError(`There is no file "${file}".`);
    const stopping = new AbortController();
    process.once('SIGINT', () => stopping.abort());
    return withGovernment(async (gov) => {
      named('registry', registry, gov.pack.registries);
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
    });
  },
};

export const registryKeyCommand: Command = {
  name: 'registry key',
  usage: 'REGISTRY AGENCY TITLE',
  summary: 'Issue a key with which a system may write into one registry over HTTP',
  details: `The key is printed once and kept nowhere: the database holds only its hash. The part before the dot is its id.
That it was issued goes into the public log.`,
  async run([registry, agency, title]) {
    if (!registry || !agency || !title)
      throw new UsageError('Name a registry, the agency that answers for the key, and whose it is.');
    return withGovernment(async (gov) => {
      const { agency: keeper } = named('registry', registry, gov.pack.registries);
      named('agency', agency, gov.pack.agencies);
      const scopes = [`registry:${registry}:write`, ...(agency === keeper ? [] : ['notifier'])];
      return printNewKey(gov, { agency, scopes, title });
    });
  },
};

const KEY_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export const registryKeyRevokeCommand: Command = {
  name: 'registry key revoke',
  usage: 'ID',
  summary: 'Make a key worthless from now on',
  details: 'ID is the part of the key before the dot. The revocation goes into the public log.',
  async run([id = '']) {
    if (!KEY_ID.test(id)) throw new UsageError('Name the id of a key: the part before the dot.');
    return withGovernment(async (gov) => {
      const at = gov.clock.now();
      const { grant, logged } = await transaction(gov.db, async (tx) => {
        const grant = await revokeKey(tx, id, at);
        if (!grant) throw new UsageError('There is no such key, or it is revoked already.');
        const { agency } = grant;
        return {
          grant,
          logged: await commitAndKeep(tx, gov, {
            kind: 'identity.key-revoked',
            agency,
            at,
            content: { key: id },
          }),
        };
      });
      process.stdout.write(`The key of "${grant.title}" opens nothing any more.\n`);
      tellReceipt(gov, logged);
      return EXIT.done;
    });
  },
};
