import { hkdfSync } from 'node:crypto';
import { AppError } from '../../kernel/index.ts';
import { installationSecrets } from '../../log/index.ts';
import type { Government } from '../../pack/index.ts';

/** What is drawn from the key of the installation, each for one use. */
export type SecretName = 'nonce' | 'dpop' | 'transaction-code' | 'requests' | 'exchange';

/**
 * Secrets of this installation for a use, the newest first: all its processes draw the same out of ISSUERS_KEY, and none is
 * kept.
 * @throws AppError `unavailable` where production was given no key.
 */
export async function secretsFor({ config }: Pick<Government, 'config'>, name: SecretName): Promise<readonly Buffer[]> {
  const given = await installationSecrets(config, 'issuers');
  if (given.length === 0) throw new AppError('unavailable', 'Nothing can be vouched for here: set ISSUERS_KEY.');
  return given.map(({ bytes }) => Buffer.from(hkdfSync('sha256', bytes, '', `madang/issuing/${name}`, 32)));
}

/** The newest of them. */
export async function secretFor(gov: Pick<Government, 'config'>, name: SecretName): Promise<Buffer> {
  return (await secretsFor(gov, name))[0]!;
}
