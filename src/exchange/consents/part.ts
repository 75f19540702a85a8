import { transaction } from '../../kernel/index.ts';
import { ACTING_CHANGED_TASK, type ChangedPeople } from '../../registry/index.ts';
import type { Part } from '../part.ts';
import { endWithMandates, lapseConsents } from './change.ts';
import { forgetDrafts } from './drafts.ts';
import { consentsPersonal } from './personal.ts';

const LAPSE_TASK = 'exchange.lapse-consents';

/** This folder as a part of its room. */
export const consentsPart: Part = {
  personal: consentsPersonal,
  of: (gov) => ({
    jobs: {
      [LAPSE_TASK]: async () => {
        await forgetDrafts(gov.db, gov);
        while ((await transaction(gov.db, (tx) => lapseConsents(tx, gov))) > 0);
      },
      [ACTING_CHANGED_TASK]: ({ people }: ChangedPeople) => endWithMandates(gov, people),
    },
    schedule: [{ task: LAPSE_TASK, cron: '*/5 * * * *' }],
  }),
};
