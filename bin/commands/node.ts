import { once } from 'node:events';
import { ConfigError, createLogger, readConfig, systemClock } from '../../src/kernel/index.ts';
import {
  hiddenNumber,
  type LogEntry,
  logFileOf,
  logSecretOf,
  nodeSeed,
  readNodeLog,
  readNodeSettings,
  startNode,
} from '../../src/node/index.ts';
import { platformKey } from '../../src/registry/index.ts';
import { type Command, EXIT, parseWords, stopSignal, UsageError } from './command.ts';

export const nodeCommand: Command = {
  name: 'node',
  usage: 'FILE',
  summary: "Stand before an agency's own database or files, and answer what platforms may ask",
  details: `Runs by itself, at the agency, without the settings of Madang and without its database. FILE (YAML) says who the node is,
whose questions it answers, and which column is which field; docs/operations.md has one. What is not in it never leaves.
The folder that it names holds the node's key and its log; the first start makes both. Put a proxy with TLS before it.
A log that was changed stops the start.`,
  async run(words) {
    const [file, ...more] = parseWords({ args: words, allowPositionals: true }).positionals;
    if (!file || more.length > 0) throw new UsageError('Name one file.');
    const settings = await readNodeSettings(file, process.env);
    const node = await startNode(settings, { clock: systemClock, logger: createLogger('info') }).catch(explain);
    process.stdout.write(`Node ${settings.node} listens at ${node.url}
  ${node.log.entries} questions in its log, the last with hash ${node.log.hash}

Give this to whoever runs the platform. It goes into their NODES_FILE, a part for each registry:

${[...settings.registries.keys()].map((id) => `${id}: {address: "${settings.address}", key: "${node.publicKey}"}`).join('\n')}

Keep a copy of ${settings.folder}/node.key. Stop with Ctrl+C.
`);
    await once(stopSignal(), 'abort');
    await node.close();
    return EXIT.done;
  },
};

export const nodeLogCommand: Command = {
  name: 'node log',
  usage: 'FILE [--person NUMBER]',
  summary: "Print a node's log, or what was asked about one person, and check that its lines hang together",
  details: `FILE is the node's. Each line is one thing that was asked: when, by which platform, in whose name, which fields, what came of
it. The last line of the output is the log's length and hash: compare it with what you noted before. Works while the node runs.`,
  async run(words) {
    const options = { person: { type: 'string' } } as const;
    const { values, positionals } = parseWords({ args: words, options, allowPositionals: true });
    const [file, ...more] = positionals;
    if (!file || more.length > 0) throw new UsageError('Name one file.');
    const { folder } = await readNodeSettings(file, process.env);
    const hidden = values.person && hiddenNumber(logSecretOf(await nodeSeed(folder)), values.person);
    const { head } = await readNodeLog(logFileOf(folder), (entry) => {
      if (!hidden || entry.person === hidden) process.stdout.write(`${lineOf(entry)}\n`);
    });
    process.stdout.write(`${head.entries} lines, the last with hash ${head.hash}\n`);
    return EXIT.done;
  },
};

function lineOf({ at, platform, reader, basis, registry, fields, outcome }: LogEntry): string {
  const who = [reader.kind, reader.agency, reader.name].filter((word) => word !== undefined).join(' ');
  const what = 'refused' in outcome ? `refused: ${outcome.refused}` : `records: ${outcome.records}`;
  return [at, platform, who, basis, `${registry} (${fields.join(', ')})`, what].join('  ');
}

export const nodeKeyCommand: Command = {
  name: 'node key',
  usage: '',
  summary: 'Print the public key by which this installation asks agency nodes',
  details: 'It goes into the file of each node, as the key of this platform.',
  async run(words) {
    if (words.length > 0) throw new UsageError('It takes nothing.');
    process.stdout.write(`${(await platformKey(readConfig(process.env))).jwk.x}\n`);
    return EXIT.done;
  },
};

function explain(error: NodeJS.ErrnoException): never {
  if (error.syscall === 'listen')
    throw new ConfigError(`The address cannot be listened on: ${error.code}`, { cause: error });
  throw error;
}
