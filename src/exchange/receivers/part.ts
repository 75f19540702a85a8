import { REVOKED_TASK, type RevokedIn } from '../../credentials/index.ts';
import { type PersonalData, sql } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import { type ChangedData, DATA_CHANGED_TASK } from '../../registry/index.ts';
import { CONSENT_CHANGED_TASK, type ConsentChanged } from '../consents/model.ts';
import type { Part } from '../part.ts';
import { DELETIONS_TASK, demandDeletions } from './deletion/follow.ts';
import { deletionRoutes } from './deletion/routes.ts';
import { sweepSandbox } from './sandbox.ts';
import { tellOfConsent, tellOfData, tellOfRevoked } from './webhooks/happen.ts';
import { sendWebhooks } from './webhooks/send.ts';
import { forgetWebhooks, SEND_TASK } from './webhooks/store.ts';

/** For so long receivers see on their desk what they were told. */
const KEPT_MS = 30 * 86_400_000;

const receiversPersonal: PersonalData = {
  salts: [{ table: 'deletion', column: 'salt', whose: (person) => sql`person = ${person}` }],
  values: [],
  keeps: { 'receiver_act.salt': 'what was done with a receiver’s keys; it names nobody' },
};

/** This folder as a part of its room. */
export const receiversPart: Part = {
  personal: receiversPersonal,
  of: (gov: Government) => ({
    routes: deletionRoutes(gov),
    jobs: {
      [CONSENT_CHANGED_TASK]: (told: ConsentChanged) => tellOfConsent(gov, told),
      [DATA_CHANGED_TASK]: (told: ChangedData) => tellOfData(gov, told),
      [REVOKED_TASK]: (told: RevokedIn) => tellOfRevoked(gov, told),
      [SEND_TASK]: () => sendWebhooks(gov),
      [DELETIONS_TASK]: () => demandDeletions(gov),
      'exchange.forget-webhooks': () => forgetWebhooks(gov.db, new Date(gov.clock.now().getTime() - KEPT_MS)),
      'exchange.sweep-sandbox': () => sweepSandbox(gov),
    },
    schedule: [
      { task: SEND_TASK, cron: '* * * * *' },
      { task: DELETIONS_TASK, cron: '7 * * * *' },
      { task: 'exchange.forget-webhooks', cron: '43 3 * * *' },
      { task: 'exchange.sweep-sandbox', cron: '49 3 * * *' },
    ],
  }),
};
