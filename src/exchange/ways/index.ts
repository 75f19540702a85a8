export { type Answer, answersAbout, answerText } from './answers.ts';
export {
  type Agreed,
  type AgreedCode,
  type CounterCode,
  type CounterOfficer,
  counterCodeOf,
  openCounterCode,
  type Showing,
  type Taken,
  takeByCode,
} from './counter.ts';
export { type DataDocument, type DocumentRecord, documentCsv, documentOf } from './document.ts';
export {
  chosenOf,
  type Held,
  type HeldRecord,
  heldAbout,
  type Path,
  pathsHeld,
  registriesInOrder,
  tokenOf,
} from './held.ts';
export {
  type Kept,
  LOCKER_DAYS,
  lockerOf,
  MOST_SEALED,
  type Opening,
  putIntoLocker,
  removeFromLocker,
  sealedIn,
} from './locker.ts';
export { waysPart } from './part.ts';
export {
  checkFile,
  digestOf,
  type FileCheck,
  numberOfDigest,
  readSignature,
  type SignedData,
  signData,
  signedJson,
  signedPdf,
} from './signature.ts';
export { ANOTHER_PERSON, sourceText, textOf } from './value-text.ts';
