import type pg from 'pg';
import type { Clock } from './clock.ts';
import type { Config } from './config.ts';
import type { Db } from './database.ts';
import type { Logger, Metrics } from './telemetry.ts';

/** What a process has to work with. Passed down, never looked up. */
export interface World {
  config: Config;
  db: Db;
  /** The same connections as `db`, for what needs one of its own: leases, migrations, jobs. */
  pool: pg.Pool;
  clock: Clock;
  logger: Logger;
  metrics: Metrics;
}
