import type { Government, Registry } from '../pack/index.ts';
import type { Reader } from './disclosures.ts';

/** The agency for which somebody reads; undefined for a relying party that is none. */
export function agencyOf(
  { pack }: Pick<Government, 'pack'>,
  reader: Exclude<Reader, { kind: 'self' }>,
): string | undefined {
  return reader.kind === 'party' ? pack.relyingParties.get(reader.party)?.agency : reader.agency;
}

/** Whether the law lets an agency read a registry: the one that keeps it, and those that the pack lists. */
export const isOpenTo = (registry: Registry, agency: string | undefined): boolean =>
  agency !== undefined && (registry.agency === agency || registry.read.includes(agency));
