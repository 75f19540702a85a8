import type { Text } from '../kernel/index.ts';
import type { LawRef } from './model.ts';
import type { FieldPlace } from './model-data-use.ts';
import type { StandardYaml } from './schema-standard.ts';

/** What data of an industry is called, of which type and in which unit: one version, which never changes. */
export interface Standard {
  /** `finance/income@1` */
  id: string;
  industry: string;
  /** Without the version: `finance/income`. */
  name: string;
  version: number;
  title: Text;
  summary: Text;
  law: readonly LawRef[];
  source: StandardYaml['source'];
  fields: ReadonlyMap<string, StandardField>;
  /** What receivers and providers rely on, which is all but words and where values come from. Plain JSON. */
  contract: StandardContract;
  /** SHA-256 of the contract, in hex. */
  hash: string;
  /** How the version before is made out of this one; undefined of the first that there is. */
  mapping: VersionMapping | undefined;
}

/** A field of a standard: what it holds, and how registers fill it. */
export interface StandardField extends ContractField {
  title: Text;
  /** The values of an enum with their names. */
  options: Readonly<Record<string, Text>> | undefined;
  /** Out of registers; of an older version through the mappings from the newest. */
  form: Form<FieldPlace>;
}

/** What a field holds, whatever it is called in people's words. */
export interface ContractField {
  type: 'text' | 'name' | 'integer' | 'number' | 'money' | 'date' | 'boolean' | 'enum';
  unit?: string;
  /** Of an enum, in order of the alphabet. */
  values?: readonly string[];
  /** Whether it may be absent although something is kept of the person. */
  optional: boolean;
}

/** The fields of a version by name. */
export type StandardContract = Readonly<Record<string, ContractField>>;

/** How one version is made out of the next. */
export interface VersionMapping {
  /** The version that is made: `finance/income@1`. */
  to: string;
  /** Each of its fields, out of fields of this version by name. */
  forms: ReadonlyMap<string, Form<string>>;
  /** The way back, where nothing is lost: each field of this version out of fields of the one before. */
  back: ReadonlyMap<string, Form<string>> | undefined;
}

/** How a value is made out of others. Total: whatever they are, something comes of it. */
export type Form<Place> =
  | { kind: 'copy'; of: Place }
  /** Times a fraction, exactly. */
  | { kind: 'scale'; of: Form<Place>; by: Ratio }
  /** Each value of an enum by another. */
  | { kind: 'recode'; of: Form<Place>; values: Readonly<Record<string, string>> }
  /** Texts one after the other; those that are absent are left out. */
  | { kind: 'join'; of: readonly Form<Place>[]; with: string }
  /** What is not kept any more. */
  | { kind: 'absent' };

/** `times / over`, both above 0. */
export interface Ratio {
  times: bigint;
  over: bigint;
}
