/** A small program before an agency's own database or files: the data stays there, and answers go out. */
export type { HttpRequest } from '../formats/index.ts';

export { hiddenNumber } from './answer.ts';
export { type CheckedNode, checkNode, type NodeFinding } from './check.ts';
export type { Conformance } from './check-standards.ts';
export { type Asked as AskedNode, askNode, type KnownNode } from './client.ts';
export { type LogEntry, type LogHead, readNodeLog } from './log.ts';
export { logFileOf, logSecretOf, nodeSeed, type RunningNode, startNode } from './program.ts';
export * from './protocol/index.ts';
export { type Mapping, type NodeSettings, readNodeSettings } from './settings.ts';
