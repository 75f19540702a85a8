import { Gauge } from 'prom-client';
import type { Migrations, Room, World } from '../kernel/index.ts';
import { sweepHolds } from './holds.ts';
import { ledgerPersonal } from './personal.ts';
import { trialBalance } from './trial-balance.ts';

export const ledgerMigrations: Migrations = {
  room: 'ledger',
  folder: new URL('./migrations/', import.meta.url),
  personal: ledgerPersonal,
};

/** Holds in one transaction of the sweep: whoever wants their accounts waits for no more. */
const SWEPT_AT_ONCE = 200;

/**
 * The ledger as a part of the process: its tables, the trial balance each day, and a broom for holds that have timed out.
 * Books that do not hold are an error in the log and `madang_ledger_holds 0` among the figures, for an operator's alarm.
 */
export function ledgerRoom({ db, clock, logger, metrics }: Pick<World, 'db' | 'clock' | 'logger' | 'metrics'>): Room {
  const holds = new Gauge({
    name: 'madang_ledger_holds',
    help: 'Whether the last trial balance of the ledger held (1) or not (0); absent before the first',
    labelNames: ['book'],
    registers: [metrics.registry],
  });
  return {
    name: 'ledger',
    migrations: ledgerMigrations,
    jobs: {
      'ledger.reconcile': async () => {
        const report = await trialBalance(db);
        holds.set({ book: 'main' }, report.holds ? 1 : 0);
        if (report.holds) logger.info({ accounts: report.accounts, transfers: report.transfers }, 'the ledger holds');
        else logger.error({ problems: report.problems }, 'the ledger does not hold: stop paying and find out why');
      },
      'ledger.sweep-holds': async () => {
        while ((await sweepHolds(db, clock.now(), SWEPT_AT_ONCE)) === SWEPT_AT_ONCE);
      },
    },
    schedule: [
      { task: 'ledger.reconcile', cron: '23 20 * * *' },
      { task: 'ledger.sweep-holds', cron: '* * * * *' },
    ],
  };
}
