import { checkEachOnce, compileFields } from './data-use.ts';
import type { Loaded } from './files.ts';
import type { Bundle } from './model-data-use.ts';
import type { Parts } from './parts.ts';
import type { BundleYaml } from './schema.ts';
import { compileStatements } from './statement.ts';

/** Compiles one bundle: fields and statements of the person's own choosing, so that each may be left out. */
export function compileBundle(parts: Parts, { yaml, file }: Loaded<BundleYaml>): Bundle {
  const fields = compileFields(parts, yaml.fields, { optional: true, agency: undefined }, { file, path: ['fields'] });
  checkEachOnce(fields, { file, path: ['fields'] });
  const statements = compileStatements(parts, yaml.statements, undefined, { file, path: ['statements'] });
  if (fields.length + statements.size === 0) file.mistake([], 'it would hand over nothing');
  const { id, title, summary } = yaml;
  return { id, title, summary, fields, statements };
}
