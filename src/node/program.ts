import { hkdfSync } from 'node:crypto';
import { mkdir, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { type Clock, ConfigError, holdAlone, type Logger } from '../kernel/index.ts';
import { openKeyFile } from '../log/index.ts';
import { nonceMemory, peopleLimit } from './guard.ts';
import { type LogHead, openNodeLog } from './log.ts';
import { messageKeyOf } from './protocol/index.ts';
import { serveNode } from './server.ts';
import type { NodeSettings } from './settings.ts';
import { openSources } from './sources/index.ts';

/** A node at work. */
export interface RunningNode {
  /** Its public key, which platforms pin: base64url of 32 bytes. */
  publicKey: string;
  /** Where it listens. */
  url: string;
  /** What its log had when it began. */
  log: LogHead;
  close(): Promise<void>;
}

const KEY = 'node.key';
const LOG = 'node.log';

/** The key of a node, which its folder holds; the first start makes it. @throws ConfigError as `openKeyFile`. */
export async function nodeSeed(folder: string): Promise<Uint8Array> {
  await mkdir(folder, { recursive: true });
  const [secret, ...more] = await openKeyFile(join(folder, KEY));
  if (secret?.algorithm !== 'ed25519' || more.length > 0) throw new ConfigError(`${KEY} must hold one key of Ed25519.`);
  return secret.seed;
}

/** Hides numbers in the log. Whoever has the node's key can find the lines of a person. */
export const logSecretOf = (seed: Uint8Array): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', seed, '', 'madang/node-log/person', 32));

/** Where a folder's log is. */
export const logFileOf = (folder: string): string => join(folder, LOG);

/**
 * Starts a node: a program by itself before an agency's own database or files.
 * @throws ConfigError when its key, log or a source cannot be used, or another process has them; Error of `listen`.
 */
export async function startNode(
  settings: NodeSettings,
  { clock, logger }: { clock: Clock; logger: Logger },
): Promise<RunningNode> {
  const seed = await nodeSeed(settings.folder);
  const key = messageKeyOf(seed);
  const release = await holdFolder(settings.folder);
  const closing: (() => Promise<void>)[] = [release];
  const close = async () => {
    for (const step of closing.toReversed()) await step();
  };
  try {
    const log = await openNodeLog(logFileOf(settings.folder));
    closing.push(() => log.close());
    const head = log.head();
    const sources = await openSources(settings, { clock, logger });
    closing.push(async () => void (await Promise.all([...sources.values()].map((source) => source.close()))));
    const server = await serveNode({
      ...{ settings, sources, log, clock, logger, key, nonces: nonceMemory() },
      logSecret: logSecretOf(seed),
      isWithinLimit: peopleLimit(),
      startedAt: Math.floor(clock.now().getTime() / 1_000),
    });
    closing.push(() => server.close());
    return { publicKey: key.jwk.x, url: server.url, log: head, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Two processes that wrote one log would break its chain. */
async function holdFolder(folder: string): Promise<() => Promise<void>> {
  const release = await holdAlone(`madang-node:${await realpath(folder)}`);
  if (!release) throw new ConfigError(`Another process is the node in ${folder} already.`);
  return async () => release();
}
