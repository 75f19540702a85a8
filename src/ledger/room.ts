import { Gauge } from 'prom-client';
import type { Migrations, Room, World } from '../kernel/index.ts';
import { trialBalance } from './trial-balance.ts';

export const ledgerMigrations: Migrations = { room: 'ledger', folder: new URL('./migrations/', import.meta.url) };

/**
 * The ledger as a part of the process: its tables, and the trial balance each day. Books that do not hold are an error
 * in the log and `madang_ledger_holds 0` among the figures, for an operator's alarm.
 */
export function ledgerRoom({ db, logger, metrics }: Pick<World, 'db' | 'logger' | 'metrics'>): Room {
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
    },
    schedule: [{ task: 'ledger.reconcile', cron: '23 20 * * *' }],
  };
}
