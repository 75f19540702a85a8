export {
  ANSWER_CHECKS,
  type Answer,
  type Given,
  type GivenRecord,
  REFUSALS,
  type Refused,
  readAnswer,
  writeAnswer,
} from './answer.ts';
export { isPublicKey, type MessageKey, messageKeyOf, type PublicKey, publicKeyOf } from './keys.ts';
export { type OpenedMessage, openMessage, REMEMBERED_SECONDS, SIGNATURE, sealMessage, TAGS } from './message.ts';
export { type Ask, LIMITS, parseJson, QUESTIONS, type Question, readQuestion, writeQuestion } from './question.ts';
