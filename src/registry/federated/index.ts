/** Registries whose data stays with their agency: read through its node, never copied here. */
export { recordsHeard } from './accept.ts';
export { type AskedNode, askNodes } from './ask.ts';
export { refuseHeld } from './held.ts';
export { nodesOf, platformKey } from './nodes.ts';
export { recordTold } from './tell.ts';
