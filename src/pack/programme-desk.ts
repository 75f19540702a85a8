import type { At } from './expressions.ts';
import type { Loaded } from './files.ts';
import type { Land } from './land.ts';
import type { Parts } from './parts.ts';
import type { ProgrammeYaml } from './schema.ts';
import type { YamlFile, YamlPath } from './yaml-file.ts';

/** What lies ready while one programme is compiled. */
export interface Desk {
  readonly parts: Parts;
  readonly land: Land;
  readonly file: YamlFile;
  readonly yaml: ProgrammeYaml;
  at(...path: YamlPath): At;
  /** An amount of the file, which stands there in the currency's unit, in minor units; a part of one of those is a mistake. */
  minor(amount: number, ...path: YamlPath): number;
}

/** The desk for one programme's file. */
export function deskOf(parts: Parts, land: Land, { file, yaml }: Loaded<ProgrammeYaml>): Desk {
  const { code, decimals } = parts.pack.currency;
  return {
    parts,
    land,
    file,
    yaml,
    at: (...path) => ({ file, path }),
    minor(amount, ...path) {
      const found = Math.round(amount * 10 ** decimals);
      // Tolerant of what a product of binary fractions is off by: 0.07 * 100 is 7.000000000000001.
      if (Math.abs(found - amount * 10 ** decimals) > 1e-6)
        file.mistake(path, `${amount} is no amount in ${code}: it has ${decimals} decimals`);
      return found;
    },
  };
}

/** `60%` or `0.75%`, as the schema has checked, in hundredths of a per cent. */
export const basisPoints = (percent: string): number => Math.round(Number.parseFloat(percent) * 100);
