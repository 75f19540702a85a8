import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { identify } from '../../identity/index.ts';
import { migrate } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import { writeRecord } from '../../registry/index.ts';
import { credentialsMigrations } from '../room.ts';

/** Makes the tables of cards where the template has none. For tests. */
export const withCards = (gov: Government) => migrate(gov.pool, [credentialsMigrations]);

/** The person of a national number of the demo. For tests. */
export async function personOf(gov: Government, number: string): Promise<string> {
  return (await identify(gov.db, [number], gov.clock.now())).get(number)!;
}

/** So many public keys of a device. For tests. */
export const deviceKeys = (count: number): JsonWebKey[] =>
  Array.from({ length: count }, () =>
    generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' }),
  );

/** An id that a device has chosen for itself. For tests. */
export const deviceId = (): string => randomUUID();

/** Writes into a register what an agency would. For tests. */
export const record = (gov: Government, registry: string, row: Record<string, unknown>) =>
  writeRecord(gov.db, gov, { registry, row, source: 'test', at: gov.clock.now() });
