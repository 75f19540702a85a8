import type { Government } from '../../pack/index.ts';
import { secretOf } from './make-keys.ts';
import type { IssuerKey } from './store.ts';

/** The secret number of a key that is current, as it must stand nowhere in the database. For tests. */
export async function secretNumberOf(gov: Government, key: IssuerKey): Promise<Buffer> {
  const { d } = (await secretOf(gov, key)).export({ format: 'jwk' });
  return Buffer.from(d!, 'base64url');
}
