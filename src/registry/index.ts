export { type Disclosure, disclosuresOf, type Purpose, type Reader } from './disclosures.ts';
export {
  type EligiblePage,
  type EligiblePerson,
  type EligibleSearch,
  findEligible,
  MOST_PEOPLE,
} from './eligible/find.ts';
export { itemFields } from './eligible/used.ts';
export { type Assessment, assess, compute, minorUnits } from './facts/assess.ts';
export {
  type FactRequest,
  type Facts,
  gatherFacts,
  type KnownFact,
  type Matter,
  type Origin,
  type Roles,
  rolesOf,
  scopeOf,
} from './facts/gather.ts';
export { type Checked, checkValue, type FieldRule, type PersonForm, personIds } from './fields.ts';
export { type RecordHead, recordsOf } from './find.ts';
export { type ImportOptions, type ImportProgress, type ImportResult, importFile } from './import.ts';
export { namesOf, peopleOfRecord } from './people.ts';
export { type Read, type Reading, type ReadRecord, readFacts } from './read.ts';
export { relatedPeople } from './references.ts';
export { registryMigrations, registryRoom } from './room.ts';
export { type CheckedRow, checkRow, type Data, type Problem } from './rows.ts';
export type { RecordId } from './store.ts';
export { addPerson, patchRecord, type WriteOptions, type Written, writeRecord, writeRecords } from './write.ts';
