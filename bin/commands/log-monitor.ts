import { systemClock } from '../../src/kernel/index.ts';
import {
  type Alarm,
  directorySource,
  formatPolicy,
  httpSource,
  LogError,
  type LogSource,
  type MonitorRound,
  NO_WITNESSES,
  type Policy,
  pinPolicy,
  postFile,
  readPinnedPolicy,
  readText,
  trustedBy,
  watchLog,
} from '../../src/log/index.ts';
import { type Command, EXIT, parseWords, stopSignal, UsageError } from './command.ts';
import { progressOf } from './log-progress.ts';
import { policyFrom, readPolicy } from './policy.ts';

export const logMonitorCommand: Command = {
  name: 'log monitor',
  usage: '[--vkey KEY]… [--policy FILE] [OPTION]… --state DIR URL|DIR…',
  summary: 'Follow a public log for ever, read all of it, and keep proof of whatever it does wrong',
  details: `Each URL is a prefix under which the log is served (c2sp.org/tlog-tiles), such as https://gov.example/log, each DIR a
mirror of it. With several, what they show is held against each other: give some that are in different hands.

  --state DIR         where the monitor keeps what it knows and what it catches. It goes on from there after any end
  --vkey KEY          the log's verifier key, or several; --policy FILE a policy (c2sp.org/tlog-policy) with its keys and
                      witnesses instead. Without either, the policy is taken from the first URL once, which trusts the
                      log's own word, and kept in DIR/policy for every time after
  --every SECONDS     between two rounds; 60 unless given
  --once              one round only
  --keep-going        goes on after an alarm
  --webhook URL       each alarm is posted there as JSON, five times at most until it is answered with 2xx
  --totals            each checkpoint must end with totals of the ledger, even if the log has never stated any
  --patience SECONDS  how long the log may be unreadable; 600 unless given, none with --once
  --max-age SECONDS   how long ago the last witness may have signed; any time unless given

Each alarm is a file in DIR, KIND-SIZE.misbehaviour.json, which \`madang verify\` checks. After one, the monitor ends with
code 1 unless it is to keep going.`,
  async run(words) {
    const { addresses, state, webhook, every, once, keepGoing, ...given } = readWords(words);
    const signal = stopSignal();
    const places = addresses.map((address) => ({ address, source: sourceAt(address, signal) }));
    const progress = progressOf(process.stderr, performance.now.bind(performance));
    try {
      const policy = await policyFor(given, state, places);
      const ending = await watchLog({
        ...{ places, policy, directory: state, clock: systemClock, signal, keepGoing },
        ...(once ? { patience: 0 } : { every }),
        ...given.limits,
        onAlarm: (alarm) => tellAlarm(alarm, webhook),
        onProgress: ({ read, size }) => progress.show({ done: read, total: size }),
        onKeys: (keys) => print(keys.map((vkey) => `The log announces a key that was not known here: ${vkey}`)),
        onRound: (round) => {
          progress.end();
          print(linesOf(round, Math.floor(systemClock.now().getTime() / 1_000)));
        },
      });
      return ending === 'alarm' ? EXIT.failed : EXIT.done;
    } catch (error) {
      progress.end();
      if (signal.aborted) return EXIT.done;
      const foreseen = error instanceof LogError || (error as NodeJS.ErrnoException).syscall !== undefined;
      if (!foreseen) throw error;
      process.stderr.write(`${(error as Error).message}\n`);
      return EXIT.failed;
    }
  },
};

const print = (lines: readonly string[]) => process.stdout.write(lines.map((line) => `${line}\n`).join(''));

async function tellAlarm({ name, file, path }: Alarm, webhook: string | undefined): Promise<void> {
  print([`ALARM ${name}: ${file.seen.what}`, `  kept as ${path}`]);
  const reason = webhook === undefined ? undefined : await postFile(webhook, file);
  if (reason !== undefined) process.stderr.write(`The alarm could not be posted: ${reason}\n`);
}

/** A line for each place, and one for the alarms that stand. */
function linesOf({ places, standing }: MonitorRound, now: number): string[] {
  const time = new Date(now * 1_000).toISOString();
  const lines = places.map(({ address, size, read, seen, unreadable }) => {
    const entries = size === null ? 'nothing read yet' : `${size} entries, ${read === size ? 'all' : read} verified`;
    const witnesses = seen && seen.witnesses > 0 ? `; signed by ${seen.witnesses} witnesses` : '';
    const last = seen?.newest ? `, the last ${now - seen.newest} s ago` : '';
    const failure = unreadable === undefined ? '' : `; cannot be read now: ${unreadable}`;
    return `${time} ${address}: ${entries}${witnesses}${last}${failure}`;
  });
  return standing.length === 0 ? lines : [...lines, `${time} alarms: ${standing.map(({ name }) => name).join(', ')}`];
}

const isUrl = (address: string) => /^https?:\/\//.test(address) && URL.canParse(address);

function sourceAt(address: string, signal: AbortSignal): LogSource {
  return isUrl(address) ? httpSource(address, { signal }) : directorySource(address);
}

interface Given {
  vkeys: readonly string[];
  policyFile: string | undefined;
}

async function policyFor({ vkeys, policyFile }: Given, state: string, places: Places): Promise<Policy> {
  if (policyFile !== undefined) return readPolicy(policyFile);
  if (vkeys.length > 0) return policyFrom(`${vkeys.map((vkey) => `log ${vkey}\n`).join('')}quorum none\n`, '--vkey');
  const pinned = await readPinnedPolicy(state);
  if (pinned !== undefined) return policyFrom(pinned, `${state}/policy`);
  const asked = places.find(({ address }) => isUrl(address));
  if (!asked) throw new UsageError('Give the key of the log with --vkey or --policy: a folder cannot be asked for it.');
  const text = await readText(`${asked.address.replace(/\/+$/, '')}/policy`);
  const policy = policyFrom(text, `${asked.address}/policy`);
  // Tried before it is kept: a wrong key would be wrong for ever.
  await trustedBy({ ...NO_WITNESSES, logs: policy.logs })(await asked.source.checkpoint());
  await pinPolicy(state, formatPolicy(policy));
  process.stderr.write(`The keys are taken from the log itself, and kept in ${state}/policy. That trusts the log's own word this once:
compare them with a copy from elsewhere, or give them with --vkey or --policy.
${policy.logs.map(({ vkey }) => `${vkey}\n`).join('')}`);
  return policy;
}

type Places = readonly { address: string; source: LogSource }[];

function readWords(words: string[]) {
  const { values, positionals: addresses } = parse(words);
  const { state, webhook, policy: policyFile, vkey: vkeys = [], once = false, totals = false } = values;
  if (addresses.length === 0) throw new UsageError('Name the URL of a log, or a folder that mirrors it.');
  if (state === undefined) throw new UsageError('Name a folder for what the monitor knows: --state DIR.');
  if (new Set(addresses).size < addresses.length) throw new UsageError('Each URL or folder is named once.');
  if (vkeys.length > 0 && policyFile !== undefined) throw new UsageError('Give --vkey or --policy, not both.');
  if (webhook !== undefined && !isUrl(webhook)) throw new UsageError(`"${webhook}" is no http or https URL.`);
  const patience = secondsOf('--patience', values.patience, 0);
  const maxAge = secondsOf('--max-age', values['max-age'], 1);
  return {
    ...{ addresses, state, webhook, vkeys, policyFile, once, keepGoing: values['keep-going'] ?? false },
    every: secondsOf('--every', values.every, 1) ?? 60,
    limits: {
      totalsDue: totals,
      ...(patience !== undefined && { patience }),
      ...(maxAge !== undefined && { maxAge }),
    },
  };
}

const MOST_SECONDS = 10_000_000;

function secondsOf(name: string, text: string | undefined, least: number): number | undefined {
  if (text === undefined) return undefined;
  const seconds = Number(text);
  if (!/^\d+$/.test(text) || seconds < least || seconds > MOST_SECONDS)
    throw new UsageError(`${name} takes ${least} to ${MOST_SECONDS} seconds, not "${text}".`);
  return seconds;
}

function parse(words: string[]) {
  const text = { type: 'string' } as const;
  const yes = { type: 'boolean' } as const;
  const options = {
    ...{ state: text, policy: text, every: text, webhook: text, patience: text, 'max-age': text },
    ...{ once: yes, totals: yes, 'keep-going': yes },
    vkey: { type: 'string', multiple: true },
  } as const;
  return parseWords({ args: words, options, allowPositionals: true });
}
