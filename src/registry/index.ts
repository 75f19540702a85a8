export {
  ACTING_CHANGED_TASK,
  CHANGED_TASK,
  type ChangedData,
  type ChangedPeople,
  DATA_CHANGED_TASK,
} from './changed.ts';
export { DISCLOSED } from './disclosure-content.ts';
export {
  type Asked,
  type Basis,
  type Disclosure,
  type DisclosurePage,
  disclosuresOf,
  type Occasion,
  type OpenedDisclosure,
  openDisclosure,
  type Purpose,
  type Reader,
} from './disclosures.ts';
export {
  type EligiblePage,
  type EligiblePerson,
  type EligibleSearch,
  findEligible,
} from './eligible/find.ts';
export { MOST_PEOPLE } from './eligible/page.ts';
export { itemFields } from './eligible/used.ts';
export { type EligibleWriting, type EligibleWritten, writeEligible } from './eligible/write.ts';
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
export { type AskedNode, nodesOf, platformKey } from './federated/index.ts';
export { type Checked, checkValue, type FieldRule, type PersonForm, personIds } from './fields.ts';
export { type RecordHead, recordsOf } from './find.ts';
export { type ImportOptions, type ImportProgress, type ImportResult, importFile } from './import.ts';
export { namesOf, peopleOfRecord } from './people.ts';
export { type Read, type Reading, type ReadRecord, type ReadRequest, readEach, readFacts } from './read.ts';
export { type ManyRead, type PersonRead, readMany } from './read-many.ts';
export { relatedPeople } from './references.ts';
export { registryMigrations, registryRoom } from './room.ts';
export { type CheckedRow, checkRow, type Data, type Problem } from './rows.ts';
export type { RecordId } from './store.ts';
export { type AlarmsUntil, alarmFor, alarmsFor, type DisclosureAlarm, isKeeper } from './watch/alarms.ts';
export type { ConsentedLook, ConsentsCover } from './watch/consents.ts';
export type { Fault } from './watch/grounds.ts';
export { openSettlement, settleAlarm } from './watch/settle.ts';
export { addPerson, patchRecord, type WriteOptions, type Written, writeRecord, writeRecords } from './write.ts';
