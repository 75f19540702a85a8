import { atSeconds, type Db, run, sql, trueSeconds } from '../../kernel/index.ts';
import type { Part } from '../part.ts';
import { authorizeRoutes } from './routes.ts';

const SWEEP_TASK = 'exchange.sweep-tokens';

/** Throws away codes, tokens and requests that have ended. */
export async function sweepTokens({ db }: { db: Db }): Promise<void> {
  await run(db, sql`delete from exchange.oauth where ends_at < ${atSeconds(trueSeconds())}`);
}

/** This folder as a part of its room. A token that says nothing is none: it opens nothing any more. */
export const authorizePart: Part = {
  personal: {
    salts: [],
    values: [{ table: 'oauth', columns: { payload: sql`'{}'::jsonb` }, whose: (person) => sql`person = ${person}` }],
    keeps: {},
  },
  of: (gov) => ({
    routes: authorizeRoutes(gov),
    jobs: { [SWEEP_TASK]: () => sweepTokens(gov) },
    schedule: [{ task: SWEEP_TASK, cron: '17 * * * *' }],
  }),
};
