export { logRoom, migrations as logMigrations } from './api.ts';
export {
  type Act,
  type Appender,
  commitAct,
  commitSealed,
  type LoggedAct,
  openAppender,
  type SealedAct,
  sealAct,
} from './append.ts';
export { base64urlOf, committingActs, NEW_SALTS, newEntries } from './append-sql.ts';
export type { PageReceipt } from './browser/verify.ts';
export { canonicalJson } from './canonical.ts';
export { writeNewFile } from './durable-file.ts';
export { type ActLeaf, commitmentOf, decodeLeaf, encodeLeaf, type Leaf, type Opening, type Statement } from './leaf.ts';
export { type OperatedLog, policyOf } from './log.ts';
export type { Alarm } from './monitor/alarms.ts';
export { formatMisbehaviour, isMisbehaviour, type Misbehaviour, readMisbehaviour } from './monitor/file.ts';
export { convicts, type MisbehaviourCheck, verifyMisbehaviour } from './monitor/misbehaviour.ts';
export { type Ending, openMonitor, type WatchOptions, watchLog } from './monitor/monitor.ts';
export type { Round as MonitorRound } from './monitor/round.ts';
export { pinPolicy, readPinnedPolicy } from './monitor/state.ts';
export { postFile } from './monitor/webhook.ts';
export { CHECK_WORDS, MEANING } from './monitor/words.ts';
export { type InstallationSecret, installationSecrets, type SecretSettings } from './note/installation-secrets.ts';
export { KEY_ALGORITHMS, signerOf } from './note/key.ts';
export { openKeyFile } from './note/key-file.ts';
export { parseNote, type Signer } from './note/note.ts';
export { formatPolicy, NO_WITNESSES, type Policy, parsePolicy } from './note/policy.ts';
export { addKey, listKeys, retireKey } from './note/rotation.ts';
export { isVerifierKey } from './note/vkey.ts';
export { openLog } from './open.ts';
export { type Copied, copyLog } from './publish/copy.ts';
export { directorySource, openDirectory } from './publish/directory.ts';
export { LogError, MissingFromLog, RefusedLog } from './publish/errors.ts';
export { startPublisher } from './publish/files.ts';
export { httpSource, readText } from './publish/http-source.ts';
export { postgresSource } from './publish/postgres-source.ts';
export { type LogSource, readTilesOf } from './publish/source.ts';
export { trustedBy, type VouchFor } from './publish/trust.ts';
export { FILE_LIMIT, FileError, type ReceiptFile } from './receipt/file.ts';
export { paperAddress } from './receipt/paper.ts';
export { type ReceiptState, receiptAt, receiptOf } from './receipt/receipt.ts';
export { type Given, type Verdict, verifyFile } from './receipt/verdict.ts';
export { type Check, type CheckId, type Receipt, verifyReceipt } from './receipt/verify.ts';
export { ERASED, FAULT_TEXT, FINDINGS, KEYS_TEXT, LIMITS, OUTCOME_TEXT } from './receipt/words.ts';
export { sequenceOnce, startSequencer } from './sequence/sequencer.ts';
export { byteArrays } from './store/byte-arrays.ts';
export {
  latestCheckpoint,
  publishedCheckpoint,
  publishedCheckpoints,
  type SignedCheckpoint,
} from './store/checkpoints.ts';
export { latestLeaves } from './store/entries.ts';
export { sameKeysSince, sizesAt, waitingSince } from './store/figures.ts';
export { startCollector } from './witness/collect.ts';
export { type WitnessNow, witnessesNow } from './witness/now.ts';
export { startWitness } from './witness/program.ts';
