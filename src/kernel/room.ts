import type { JobHandler, Scheduled } from './jobs.ts';
import type { Migrations } from './migrate.ts';
import type { Route } from './route.ts';

/** What a room brings to the process: its tables, its routes, its jobs. `main` lists the rooms, floor by floor. */
export interface Room {
  name: string;
  migrations?: Migrations;
  routes?: readonly Route[];
  jobs?: Record<string, JobHandler>;
  /** Jobs that come round by themselves (cron, UTC). */
  schedule?: readonly Scheduled[];
}
