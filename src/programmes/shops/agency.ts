import type { Government } from '../../pack/index.ts';

/**
 * The agency that answers for shops, under which their own acts stand in the log: that of the service by which they take
 * part. A pack without such a service has one that pays by programmes; the first of them answers.
 */
export function agencyOfShops({ pack }: Pick<Government, 'pack'>): string {
  const enrols = [...pack.services.values()].find(({ effects }) => effects.some(({ verb }) => verb === 'enrol'));
  const [programme] = pack.programmes.values();
  return enrols?.agency ?? programme?.agency ?? [...pack.agencies.keys()][0]!;
}
