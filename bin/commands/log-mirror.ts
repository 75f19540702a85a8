import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pause } from '../../src/kernel/index.ts';
import {
  copyLog,
  httpSource,
  LogError,
  type LogSource,
  NO_WITNESSES,
  openDirectory,
  type Policy,
  RefusedLog,
  readText,
  trustedBy,
  type VouchFor,
} from '../../src/log/index.ts';
import { type Command, EXIT, parseWords, stopSignal, UsageError } from './command.ts';
import { progressOf } from './log-progress.ts';
import { readPolicy } from './policy.ts';

export const logMirrorCommand: Command = {
  name: 'log mirror',
  usage: '[--vkey KEY]… [--policy FILE] [--follow SECONDS] URL DIR',
  summary: 'Copy a public log into a folder, checking all of it, and keep the copy up to date',
  details: `URL is the prefix of a log as c2sp.org/tlog-tiles has it, such as https://gov.example/log. DIR then holds plain files under
the same paths, which any web server can serve. Cut off at any point, the same command goes on where it stopped.
Every entry is hashed, up to the root that the log signed, and what DIR held before must be the beginning of it. Where
that is not so, nothing is taken over, both checkpoints are kept in DIR as conflict-SIZE-ROOT.note, and the code is 1.
KEY is the log's verifier key, FILE a policy (c2sp.org/tlog-policy) with keys and witnesses. Without either, the key is
taken from URL/vkey the first time, which trusts the log's own word, and kept in DIR/vkey for every time after.
--follow looks again every so many seconds until it is stopped; what cannot be reached meanwhile is tried again.`,
  async run(words) {
    const { url, folder, vkeys, policyFile, follow } = readWords(words);
    const signal = stopSignal();
    await mkdir(folder, { recursive: true });
    const source = httpSource(url, { signal });
    try {
      const trust = await trustOf(url, folder, { source, vkeys, policyFile, signal });
      while (!signal.aborted) {
        await lookOnce({ source, folder, trust, signal }, follow !== undefined);
        if (follow === undefined) return EXIT.done;
        await pause(follow * 1_000, signal);
      }
    } catch (error) {
      if (!signal.aborted) return failWith(error);
    }
    tell('Stopped. The same command goes on from here.');
    return follow === undefined ? EXIT.failed : EXIT.done;
  },
};

const tell = (line: string) => process.stderr.write(`${line}\n`);

interface Look {
  source: LogSource;
  folder: string;
  trust: VouchFor;
  signal: AbortSignal;
}

/** Copies what is new. When following, only a log that is refused ends it. */
async function lookOnce({ source, folder, trust, signal }: Look, following: boolean): Promise<void> {
  const progress = progressOf(process.stderr, performance.now.bind(performance));
  try {
    const directory = await openDirectory(folder);
    const copied = await copyLog({ source, directory, trust, signal, onProgress: progress.show });
    progress.end();
    if (copied.shown < copied.size)
      tell(`The log shows an older state, of ${copied.shown} entries; ${copied.size} are kept here.`);
    else if (copied.size > copied.from || !following)
      process.stdout.write(`${copied.size} entries, ${copied.size - copied.from} of them new; all verified\n`);
  } catch (error) {
    progress.end();
    if (!following || signal.aborted || error instanceof RefusedLog) throw error;
    tell(`${(error as Error).message}; trying again`);
  }
}

function failWith(error: unknown): number {
  const foreseen = error instanceof LogError || (error as NodeJS.ErrnoException).syscall !== undefined;
  if (!foreseen) throw error;
  tell((error as Error).message);
  if (error instanceof RefusedLog)
    tell(
      'Nothing of it was taken over. The checkpoints are kept as conflict-….note: show them to whoever watches this log.',
    );
  return EXIT.failed;
}

interface Trust {
  source: LogSource;
  vkeys: readonly string[];
  policyFile: string | undefined;
  signal: AbortSignal;
}

async function trustOf(url: string, folder: string, { source, vkeys, policyFile, signal }: Trust): Promise<VouchFor> {
  if (policyFile !== undefined) {
    const policy = await readPolicy(policyFile);
    if (policy.logs.length === 0) throw new UsageError(`${policyFile} names no log.`);
    return trustedBy(policy);
  }
  const file = join(folder, 'vkey');
  const pinned = await readFile(file, 'utf8').catch(() => '');
  const keys = vkeys.length > 0 ? `${vkeys.join('\n')}\n` : pinned || (await askForKeys(url, signal));
  const trust = trustedBy(policyOfKeys(keys));
  if (keys === pinned) return trust;
  // Tried before it is kept: a wrong key would be wrong for ever.
  await trust(await source.checkpoint());
  const directory = await openDirectory(folder);
  await directory.replace('vkey', keys);
  return trust;
}

async function askForKeys(url: string, signal: AbortSignal): Promise<string> {
  const keys = await readText(`${url}/vkey`, { signal });
  tell(`The key of the log is taken from the log itself, and kept in DIR/vkey. That trusts the log's own word this once:
compare it with a copy from elsewhere, or give it with --vkey.
${keys.trimEnd()}`);
  return keys;
}

/** Keys as `/log/vkey` lists them, one a line. */
function policyOfKeys(keys: string): Policy {
  const logs = keys
    .split('\n')
    .filter(Boolean)
    .map((vkey) => ({ vkey }));
  if (logs.length === 0) throw new LogError('There is no key');
  return { ...NO_WITNESSES, logs };
}

function readWords(words: string[]) {
  const { values, positionals } = parse(words);
  const [url = '', folder, ...more] = positionals;
  if (!folder || more.length > 0) throw new UsageError('Name the URL of a log and a folder.');
  if (!URL.canParse(url) || !/^https?:/.test(url)) throw new UsageError(`"${url}" is no http or https URL.`);
  const follow = values.follow === undefined ? undefined : Number(values.follow);
  if (follow !== undefined && !(follow >= 1 && follow <= 86_400))
    throw new UsageError('--follow takes 1 to 86400 seconds.');
  if (values.vkey && values.policy !== undefined) throw new UsageError('Give --vkey or --policy, not both.');
  return { url: url.replace(/\/+$/, ''), folder, vkeys: values.vkey ?? [], policyFile: values.policy, follow };
}

function parse(words: string[]) {
  const options = {
    vkey: { type: 'string', multiple: true },
    policy: { type: 'string' },
    follow: { type: 'string' },
  } as const;
  return parseWords({ args: words, options, allowPositionals: true });
}
