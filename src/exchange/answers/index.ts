/** What receivers are told: read by consent or by statute, signed, encrypted to them, recorded. */
export { answersPart } from './part.ts';
export { STATUTORY_SCOPE } from './routes.ts';
export { STATUTORY_TYPE } from './statutory.ts';
