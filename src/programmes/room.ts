import type { Migrations, Room } from '../kernel/index.ts';
import type { Government } from '../pack/index.ts';
import { EXPIRE_TASK, expire } from './entitlements/expire.ts';
import { EXTEND_TASK, extendWhatIsOut } from './entitlements/extend.ts';
import { OPEN_TASK, openEntitlements } from './entitlements/open-all.ts';
import { updateFigures } from './office/figures/job.ts';
import { watchTrade } from './office/fraud/watch.ts';
import { lapseOverdue } from './paper/index.ts';
import { paymentRoutes } from './payments/api.ts';
import { sweepPayments } from './payments/sweep.ts';
import { programmesPersonal } from './personal.ts';
import { settleYesterday } from './settlement/settle.ts';
import { walletRoutes } from './wallets/api.ts';
import { PAY_TASK, payMonthly } from './wallets/monthly.ts';
import { REMIND_TASK, remind } from './wallets/remind.ts';

export const programmesMigrations: Migrations = {
  room: 'programmes',
  folder: new URL('./migrations/', import.meta.url),
  personal: programmesPersonal,
};

/** Money with a purpose, as a part of the process. */
export function programmesRoom(gov: Government): Room {
  return {
    name: 'programmes',
    migrations: programmesMigrations,
    routes: [...walletRoutes(gov), ...paymentRoutes(gov)],
    jobs: {
      [OPEN_TASK]: () => openEntitlements(gov),
      [EXTEND_TASK]: () => extendWhatIsOut(gov),
      [EXPIRE_TASK]: () => expire(gov),
      [PAY_TASK]: () => payMonthly(gov),
      [REMIND_TASK]: () => remind(gov),
      'programmes.sweep-payments': () => sweepPayments(gov),
      'programmes.lapse-orders': () => lapseOverdue(gov),
      'programmes.settle': async () => void (await settleYesterday(gov)),
      'programmes.figures': () => updateFigures(gov),
      'programmes.watch': () => watchTrade(gov),
    },
    schedule: [
      { task: OPEN_TASK, cron: '*/10 * * * *' },
      { task: EXTEND_TASK, cron: '35 * * * *' },
      { task: EXPIRE_TASK, cron: '5 * * * *' },
      { task: PAY_TASK, cron: '15 * * * *' },
      { task: REMIND_TASK, cron: '45 1 * * *' },
      { task: 'programmes.sweep-payments', cron: '27 * * * *' },
      { task: 'programmes.lapse-orders', cron: '7 * * * *' },
      { task: 'programmes.settle', cron: '7 * * * *' },
      { task: 'programmes.figures', cron: '* * * * *' },
      { task: 'programmes.watch', cron: '*/10 * * * *' },
    ],
  };
}
