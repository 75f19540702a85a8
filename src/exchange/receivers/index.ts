/** Who receives data: their keys, what they are told and have to delete, and how they try it. */
export { ACKNOWLEDGEMENT_TYPE, acknowledgeDeletion } from './deletion/acknowledge.ts';
export { DELETIONS_TASK, demandDeletions } from './deletion/follow.ts';
export { type Deletion, deletionOf, type Overdue, openDeletions, overdueDeletions } from './deletion/overdue.ts';
export { readKeys } from './keys.ts';
export { checkReceiver, type ReceiverFinding, type ReceiverToCheck } from './kit/check.ts';
export { type PlayedPlatform, playPlatform } from './kit/platform.ts';
export { takeAnswer } from './limits.ts';
export type {
  Jwk,
  Limits,
  Receiver,
  ReceiverKeys,
} from './model.ts';
export { type OpenedReceiverAct, openReceiverAct } from './open.ts';
export { receiversPart } from './part.ts';
export { enrolPrepared, type Prepared, preparedBy, preparedOn, prepareEnrolment } from './prepare.ts';
export {
  type Enrolment,
  type EnrolmentRead,
  enrolReceiver,
  readEnrolment,
  registerReceiver,
} from './register.ts';
export { enrolAtOnce, SANDBOX, sweepSandbox } from './sandbox.ts';
export { keysOfParty, receiverOf, receiversOn } from './store.ts';
export { WEBHOOK_EVENTS, WEBHOOK_TAG, type Webhook, type WebhookEvent } from './webhooks/model.ts';
export { sendWebhooks } from './webhooks/send.ts';
export { addWebhook, lastWebhooks, SEND_TASK } from './webhooks/store.ts';
