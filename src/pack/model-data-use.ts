import type { Text } from '../kernel/index.ts';
import type { LawRef, Service } from './model.ts';
import type { Standard } from './model-standard.ts';
import type { DataUseYaml } from './schema-data-use.ts';

/** What a relying party may ask registers for, for one purpose. */
export interface DataUse {
  /** By the person's word, or by law: then nobody is asked, and `law` of the use is what allows it. */
  basis: 'consent' | 'statute';
  fields: readonly DataField[];
  /** What of it is told in the form of a standard. Its registers' fields are among `fields`. */
  standards: readonly AskedStandard[];
  /** Answers that are given instead of the values that they rest on. */
  statements: ReadonlyMap<string, Statement>;
  often: Often;
  /** For so long the receiver may keep it. */
  kept: { days: number };
  /** Whether the person has to have proved lately who they are. */
  proof: boolean;
  /** Of a statute: for so long the person is not told, and which law says so. */
  sealed: { days: number; law: LawRef } | undefined;
  /** As the file says it, but for examples. */
  written: DataUseYaml;
}

/** Where a value stands; written as a path, `registry.field`. */
export interface FieldPlace {
  registry: string;
  field: string;
}

/** A field of a registry that is handed over. */
export interface DataField extends FieldPlace {
  /** Whether it may be refused, and the rest still does. */
  optional: boolean;
  /** The field of a standard in whose form it is handed over: `finance/income@1.monthly_wage`. */
  as?: string;
}

/** Fields of one version of a standard, in whose form they are handed over. */
export interface AskedStandard {
  standard: Standard;
  /** By name. */
  fields: readonly string[];
}

/** Once, or by itself in each of so many months. */
export type Often = 'once' | { each: 'day' | 'week' | 'month'; months: number };

/** A yes or no that the rules work out from registers. */
export interface Statement {
  id: string;
  title: Text;
  /** Whether it may be refused, and the rest still does. */
  optional: boolean;
  /** What it rests on: of the person's own records, and of nobody else's. */
  reads: readonly FieldPlace[];
  /** Its facts, parameters and one clause, as a service has them. */
  condition: Service;
}

/** What people often hand over together: chosen in one touch, and taken apart if they wish. */
export interface Bundle {
  id: string;
  title: Text;
  summary: Text;
  fields: readonly DataField[];
  statements: ReadonlyMap<string, Statement>;
}
