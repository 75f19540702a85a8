/**
 * Packs: all that a country puts into Madang, as files that are read, checked as a whole and compiled.
 *
 * files (yaml-file, shape by schema) → registries → service (bench, facts, expressions, effects) → catalogue → compile → load.
 */
export { checkPack, type PackCheck } from './check-pack.ts';
export { untriedIn } from './coverage.ts';
export { type ClaimValue, claimKey, claimValues } from './credential-claims.ts';
export { readDataUse } from './data-use.ts';
export { demoShops } from './demo-shops.ts';
export { type ExampleResult, runExamples, runExamplesOf, stillNeeded } from './examples.ts';
export { type ExplainedClause, type Explanation, explainDecision } from './explain.ts';
export type { Change } from './explain-change.ts';
export { clauseLines, linesOf } from './explain-lines.ts';
export { numberText, valueText } from './explain-values.ts';
export { decideGiven, type Given, mistakesOf, parametersOn, parseGiven, readGiven } from './given.ts';
export { jsonSchemas } from './json-schemas.ts';
export { cite } from './law.ts';
export { loadPack, problemAt } from './load.ts';
export type * from './model.ts';
export type * from './model-credential.ts';
export type * from './model-data-use.ts';
export * from './model-programme.ts';
export type * from './model-relying-party.ts';
export type * from './model-standard.ts';
export { recordTypeOf, ruleTypeOf } from './parts.ts';
export { demoRows, resolveDay } from './people.ts';
export { formatProblem, PackError, type PackProblem } from './problems.ts';
export { type ReadParty, readRelyingParty } from './relying-party.ts';
export { type DataUseYaml, FACT_TYPES, type FactTypeName, INDUSTRIES } from './schema.ts';
export { readSettingsFile } from './settings-file.ts';
export { type CardFact, cardFactsOf, claimOfCard, partyOf } from './shown-facts.ts';
export { mostPayable, type Purchase, spendingRefusal } from './spending.ts';
export { spendingRefusalText } from './spending-words.ts';
export { translated } from './standard.ts';
export { type ConformanceFault, changesOf, faultsIn, jsonSchemaOf } from './standard-conformance.ts';
export { placesOf, valueBy, type WrittenForm, writtenForm } from './standard-form.ts';
export type { YamlFile } from './yaml-file.ts';
