/**
 * Packs: all that a country puts into Madang, as files that are read, checked as a whole and compiled.
 *
 * files (yaml-file, shape by schema) → registries → service (bench, facts, expressions, effects) → catalogue → compile → load.
 */
export { checkPack, type PackCheck } from './check-pack.ts';
export { type ExampleResult, runExamples } from './examples.ts';
export { jsonSchemas } from './json-schemas.ts';
export { cite } from './law.ts';
export { loadPack } from './load.ts';
export type * from './model.ts';
export { recordTypeOf, ruleTypeOf } from './parts.ts';
export { demoRows, resolveDay } from './people.ts';
export { formatProblem, PackError, type PackProblem } from './problems.ts';
export { FACT_TYPES, type FactTypeName } from './schema.ts';
