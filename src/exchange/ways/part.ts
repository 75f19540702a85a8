import { sql } from '../../kernel/index.ts';
import type { Part } from '../part.ts';
import { forgetCodes, forgetMisses } from './counter.ts';
import { emptyLockers } from './locker.ts';

/** Ways in which people take their data along, as a part of its room. */
export const waysPart: Part = {
  personal: {
    salts: [],
    values: [{ table: 'locker', columns: { sealed: sql`''::bytea` }, whose: (person) => sql`person = ${person}` }],
    keeps: {},
  },
  of: ({ db, clock }) => ({
    jobs: {
      'exchange.forget-ways': async () => {
        const at = clock.now();
        await forgetCodes(db, at);
        await forgetMisses(db, at);
        await emptyLockers(db, at);
      },
    },
    schedule: [{ task: 'exchange.forget-ways', cron: '17 * * * *' }],
  }),
};
