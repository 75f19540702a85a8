import { once } from 'node:events';
import { ConfigError, createLogger, systemClock } from '../../src/kernel/index.ts';
import { isVerifierKey, KEY_ALGORITHMS, startWitness } from '../../src/log/index.ts';
import { type Command, EXIT, parseWords, stopSignal, UsageError } from './command.ts';

export const witnessCommand: Command = {
  name: 'witness',
  usage: 'DIR --name NAME --log VKEY [--log VKEY]… [--port 4100] [--host 127.0.0.1] [--algorithm ed25519|ml-dsa-44]',
  summary: 'Witness public logs: sign their checkpoints as long as they only grow',
  details: `Runs by itself, without settings and without a database (c2sp.org/tlog-witness). DIR holds its key and what it has signed;
the first start makes both. NAME is for ever: best an address of yours without https://, such as witness.example.org.
VKEY is a log's verifier key, as at https://gov.example/log/vkey; name both while a log replaces its key.
Put a proxy with TLS before it. It answers POST /add-checkpoint, and tells at / what it has signed.
DIR/witness.state must never go back to an older copy: it is what keeps a log from showing another past.`,
  async run(words) {
    const settings = readWords(words);
    const { witness, url, close } = await startWitness({
      ...settings,
      clock: systemClock,
      logger: createLogger('info'),
    }).catch(explain);
    process.stdout.write(welcome(witness, url, settings.folder));
    await once(stopSignal(), 'abort');
    await close();
    return EXIT.done;
  },
};

function welcome(
  { name, vkey, logs }: Awaited<ReturnType<typeof startWitness>>['witness'],
  url: string,
  folder: string,
) {
  const watched = logs().map(
    ({ origin, latest }) => `  ${origin}  ${latest ? `signed up to ${latest.size}` : 'nothing signed yet'}`,
  );
  return `Witness ${name} listens at ${url}
${watched.join('\n')}

Send this line to whoever runs the log, with your own public address at its end. It goes into their LOG_POLICY:

witness ${name} ${vkey} https://YOUR-ADDRESS

Keep a copy of ${folder}/witness.key. Stop with Ctrl+C.
`;
}

function explain(error: NodeJS.ErrnoException): never {
  if (error.syscall === 'listen')
    throw new ConfigError(`The address cannot be listened on: ${error.code}`, { cause: error });
  throw error;
}

function readWords(words: string[]) {
  const { values, positionals } = parse(words);
  const [folder, ...more] = positionals;
  if (!folder || more.length > 0) throw new UsageError('Name one folder.');
  if (!values.name) throw new UsageError('Say --name, the name under which you sign.');
  const vkeys = values.log ?? [];
  if (vkeys.length === 0) throw new UsageError('Say --log, with the verifier key of a log.');
  const wrong = vkeys.find((vkey) => !isVerifierKey(vkey));
  if (wrong !== undefined) throw new UsageError(`"${wrong}" is no verifier key of a log.`);
  const port = Number(values.port);
  if (!/^\d+$/.test(values.port) || port > 65_535) throw new UsageError('--port is 0 to 65535.');
  const algorithm = KEY_ALGORITHMS.find((one) => one === values.algorithm);
  if (values.algorithm !== undefined && !algorithm)
    throw new UsageError(`--algorithm is ${KEY_ALGORITHMS.join(' or ')}.`);
  return { folder, name: values.name, vkeys, host: values.host, port, algorithm };
}

function parse(words: string[]) {
  const options = {
    name: { type: 'string' },
    log: { type: 'string', multiple: true },
    port: { type: 'string', default: '4100' },
    host: { type: 'string', default: '127.0.0.1' },
    algorithm: { type: 'string' },
  } as const;
  return parseWords({ args: words, options, allowPositionals: true });
}
