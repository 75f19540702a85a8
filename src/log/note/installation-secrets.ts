import { statSync } from 'node:fs';
import { join } from 'node:path';
import { type Config, ConfigError, sha256 } from '../../kernel/index.ts';
import { parseSecrets } from './key.ts';
import { openKeyFile, readKeyFile } from './key-file.ts';

/** What an installation has secrets for besides its log: notes that it prints, issuers' keys that it seals, nodes that it asks. */
export type SecretUse = 'notes' | 'issuers' | 'nodes';

/** The settings that say where secrets are: those of their use, and where and what for the installation is. */
export type SecretSettings<Use extends SecretUse> = Pick<
  Config,
  `${Uppercase<Use>}_KEY` | `${Uppercase<Use>}_KEY_FILE` | 'MADANG_HOME' | 'MADANG_MODE'
>;

/** One of the secrets. Its name tells it from others and says nothing of it. */
export interface InstallationSecret {
  name: string;
  bytes: Uint8Array;
}

/**
 * The secrets of a use, the newest first: in its setting, or in the file that its other setting names; a demonstration
 * makes one in the data folder when the first is needed. None where production was given none, since each of its machines
 * would make another. Of processes of a demonstration that begin together, all end with the same.
 * @throws ConfigError where they cannot be read, or others can read them.
 */
export async function installationSecrets<Use extends SecretUse>(
  settings: SecretSettings<Use>,
  use: Use,
): Promise<readonly InstallationSecret[]> {
  const setting = `${use.toUpperCase()}_KEY`;
  const { [setting]: given, [`${setting}_FILE`]: named, MADANG_HOME, MADANG_MODE } = settings as Record<string, string>;
  if (given) return parseSecrets(given, setting).map(({ seed }) => secretOf(use, seed));
  if (!named && MADANG_MODE === 'production') return [];
  const file = named || join(MADANG_HOME!, `${use}.key`);
  const known = opened.get(file);
  if (known && known.ctimeMs === changedAt(file)) return known.secrets;
  const read = named ? await readKeyFile(file) : await openKeyFile(file);
  if (!read) throw new ConfigError(`${setting}_FILE names ${file}, which is not there.`);
  const secrets = read.map(({ seed }) => secretOf(use, seed));
  opened.set(file, { ctimeMs: changedAt(file), secrets });
  return secrets;
}

/** What was read, until the file changes: notes ask for it at each payment. */
const opened = new Map<string, { ctimeMs: number; secrets: readonly InstallationSecret[] }>();

/** At once: to look takes some microseconds, to have another thread look ten times as long. */
const changedAt = (file: string) => statSync(file, { throwIfNoEntry: false })?.ctimeMs ?? 0;

function secretOf(use: SecretUse, bytes: Uint8Array): InstallationSecret {
  const name = sha256(Buffer.concat([Buffer.from(`madang/${use}/name/`), bytes])).toString('hex', 0, 4);
  return { name, bytes };
}
