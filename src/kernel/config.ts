import { resolve } from 'node:path';

/** One setting of the environment. The table below is the whole configuration; `docs/operations.md` is checked against it. */
interface Setting<T> {
  describe: string;
  fallback: string;
  /** A wrong value is not repeated in the message. */
  secret?: true;
  read(text: string): T;
}

const text = (describe: string, fallback = ''): Setting<string> => ({ describe, fallback, read: (value) => value });

const whole = (describe: string, fallback: number, least: number, most: number): Setting<number> => ({
  describe: `${describe} (${least} to ${most})`,
  fallback: String(fallback),
  read(value) {
    const number = Number(value);
    if (!/^\d+$/.test(value) || number < least || number > most)
      throw `must be a whole number from ${least} to ${most}`;
    return number;
  },
});

const choice = <const T extends string>(describe: string, options: readonly T[], fallback: T): Setting<T> => ({
  describe: `${describe}: ${options.join(', ')}`,
  fallback,
  read(value) {
    if (!options.includes(value as T)) throw `must be one of ${options.join(', ')}`;
    return value as T;
  },
});

const url = (value: string, protocols: readonly string[]): URL => {
  if (!URL.canParse(value) || !protocols.includes(new URL(value).protocol))
    throw `must be a URL with ${protocols.join(' or ')}`;
  return new URL(value);
};

const origin = (value: string): string => {
  if (value === '') return '';
  const { origin, href } = url(value, ['http:', 'https:']);
  if (href !== `${origin}/`) throw 'must be a scheme, a host and perhaps a port, with nothing after';
  return origin;
};

const seeds = (value: string): string => {
  if (value !== '' && !value.split(/\s+/).every((word) => /^[A-Za-z0-9+/]{43}=$/.test(word)))
    throw 'must be base64 of 32 bytes, or several of these apart by blanks';
  return value;
};

const port = whole('Port to listen on; 0 takes a free one', 3000, 0, 65_535);

/** Every setting, in the order in which `docs/operations.md` lists them. */
export const SETTINGS = {
  PORT: port,
  HOST: text('Address to listen on', '127.0.0.1'),
  ORIGIN: {
    describe: 'Address under which people reach the site, as browsers send it; required in production',
    fallback: '',
    read: origin,
  },
  MADANG_MODE: choice('What this installation is for', ['demo', 'production', 'sandbox'], 'demo'),
  MADANG_HOME: text('Folder for data and keys', '.madang'),
  DATABASE_URL: {
    describe: 'A PostgreSQL database, version 15 or later; empty starts the embedded one',
    fallback: '',
    secret: true,
    read(value): string {
      if (value !== '') url(value, ['postgres:', 'postgresql:']);
      return value;
    },
  },
  DATABASE_CONNECTIONS: whole('Database connections of this process', 16, 4, 200),
  PACK: text('Country pack: a name in packs/ or a path', 'tw'),
  MADANG_KEY: {
    describe:
      'Signing keys of the log, each base64 of 32 bytes, the newest first; empty keeps one in the data folder; required in production unless MADANG_KEY_FILE is set',
    fallback: '',
    secret: true,
    read: (value): string => value,
  },
  MADANG_KEY_FILE: text('File that holds what MADANG_KEY would'),
  NOTES_KEY: {
    describe:
      'Keys of printed notes, each base64 of 32 bytes, the newest first; empty keeps one in the data folder, and none in production',
    fallback: '',
    secret: true,
    read: seeds,
  },
  NOTES_KEY_FILE: text('File that holds what NOTES_KEY would'),
  ISSUERS_KEY: {
    describe:
      "Keys that seal the keys of credentials' issuers in the database, each base64 of 32 bytes, the newest first; empty keeps one in the data folder, and none in production",
    fallback: '',
    secret: true,
    read: seeds,
  },
  ISSUERS_KEY_FILE: text('File that holds what ISSUERS_KEY would'),
  NODES_FILE: text('File that names the agency nodes which hold registries; empty asks none'),
  NODES_KEY: {
    describe:
      'Key by which agency nodes are asked, base64 of 32 bytes; empty keeps one in the data folder, and none in production',
    fallback: '',
    secret: true,
    read: seeds,
  },
  NODES_KEY_FILE: text('File that holds what NODES_KEY would'),
  LOG_ORIGIN: {
    describe: "The log's name for ever, for example gov.example/log; empty is madang. and the pack's name",
    fallback: '',
    read(value): string {
      if (value !== '' && !/^[a-z0-9]+([-._:/][a-z0-9]+)*$/.test(value))
        throw 'must be a domain and perhaps a path, in lower case, such as gov.example/log';
      return value;
    },
  },
  LOG_POLICY: text('File with the witnesses of the log (c2sp.org/tlog-policy); empty asks none'),
  LOG_FILES: text('Folder in which the published log is kept as plain files, too; empty keeps none'),
  MADANG_CLOCK: {
    describe: 'Demo only: the instant (ISO 8601) at which the clock starts; empty is now',
    fallback: '',
    read(value): Date | undefined {
      if (value === '') return undefined;
      if (!/T.*(Z|[+-]\d\d:\d\d)$/.test(value) || Number.isNaN(Date.parse(value)))
        throw 'must be an instant such as 2026-03-02T09:00:00+09:00';
      return new Date(value);
    },
  },
  SANDBOX_PORT: {
    describe: 'Port of a sandbox of made-up people beside this installation, 0 for a free one; empty opens none',
    fallback: '',
    read: (value): number | undefined => (value === '' ? undefined : port.read(value)),
  },
  SANDBOX_ORIGIN: {
    describe: 'Address under which the sandbox is reached, which pages name; of another host than ORIGIN in production',
    fallback: '',
    read: origin,
  },
  LOG_LEVEL: choice('Least weight of a log line that is written', ['debug', 'info', 'warn', 'error', 'silent'], 'info'),
  RATE_LIMIT: whole('Requests a minute that one address may make; 0 sets no limit', 600, 0, 1_000_000),
  WALLETS: choice(
    'Whether wallets of others may register by themselves (RFC 7591); those that take an offer need not, and those that have registered stay',
    ['open', 'closed'],
    'open',
  ),
  WORKERS: whole('Jobs that this process works on at once; 0 leaves jobs to other processes', 2, 0, 64),
} satisfies Record<string, Setting<unknown>>;

export type Config = { [Name in keyof typeof SETTINGS]: ReturnType<(typeof SETTINGS)[Name]['read']> };

/** A setting that is missing or wrong; the message lists all of them at once. */
export class ConfigError extends Error {}

/**
 * Reads the settings out of an environment. One that is empty is as if it were not set.
 * @throws ConfigError naming every setting that is wrong and what it must be.
 */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const problems: string[] = [];
  const config: Record<string, unknown> = {};
  for (const [name, setting] of Object.entries<Setting<unknown>>(SETTINGS)) {
    try {
      config[name] = setting.read(environment[name] || setting.fallback);
    } catch (problem) {
      problems.push(`${name} ${problem}${setting.secret ? '' : ` (it is "${environment[name]}")`}`);
    }
  }
  for (const name of ['NOTES_KEY', 'ISSUERS_KEY', 'NODES_KEY'])
    if (config[name] && config[`${name}_FILE`]) problems.push(`${name} and ${name}_FILE cannot both be set`);
  if (config.MADANG_MODE === 'production') problems.push(...missingInProduction(config));
  if (config.MADANG_MODE === 'sandbox' && config.SANDBOX_PORT !== undefined)
    problems.push('SANDBOX_PORT cannot be set for what is a sandbox itself');
  if (problems.length > 0)
    throw new ConfigError(`Cannot start with these settings:\n${problems.map((p) => `  ${p}`).join('\n')}`);
  return { ...config, MADANG_HOME: resolve(config.MADANG_HOME as string) } as Config;
}

function missingInProduction(config: Record<string, unknown>): string[] {
  const key = config.MADANG_KEY_FILE ? [] : ['MADANG_KEY'];
  const required = ['DATABASE_URL', 'ORIGIN', ...key].filter((name) => !config[name]);
  const problems = required.map((name) => `${name} is required in production`);
  if (config.MADANG_CLOCK) problems.push('MADANG_CLOCK is for demonstrations only');
  const { ORIGIN = '', SANDBOX_ORIGIN = '', SANDBOX_PORT } = config as Partial<Config>;
  if (SANDBOX_PORT !== undefined && !SANDBOX_ORIGIN) problems.push('SANDBOX_ORIGIN is required with SANDBOX_PORT');
  // Browsers send cookies and offer passkeys to every port of a host.
  if (SANDBOX_ORIGIN && ORIGIN && new URL(SANDBOX_ORIGIN).hostname === new URL(ORIGIN).hostname)
    problems.push('SANDBOX_ORIGIN must be of another host than ORIGIN');
  return problems;
}

/** Whether all people here are made up, so that anybody may sign in as any of them. */
export const hasMadeUpPeople = ({ MADANG_MODE }: Pick<Config, 'MADANG_MODE'>): boolean => MADANG_MODE !== 'production';

/** Whether this is a sandbox: its people are made up, nobody holds an office, and whoever wants to receive data registers by themselves. */
export const isSandbox = ({ MADANG_MODE }: Pick<Config, 'MADANG_MODE'>): boolean => MADANG_MODE === 'sandbox';
