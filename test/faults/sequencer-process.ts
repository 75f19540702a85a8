import { createLogger, createMetrics, openDatabase, readConfig, systemClock } from '../../src/kernel/index.ts';
import { startSequencer } from '../../src/log/index.ts';
import { actsLog } from '../../src/log/log-fixture.ts';

/*
 * A program for `sequencers.ts`: sequences the test's log on the database that its argument names, until it is killed.
 */

const config = readConfig({ LOG_LEVEL: 'silent' });
const database = openDatabase({ url: process.argv[2]!, connections: 2 });
startSequencer(
  { config, ...database, clock: systemClock, logger: createLogger('silent'), metrics: createMetrics() },
  actsLog,
);
process.stdout.write('sequencing\n');
// A process whose database is away has nothing else that keeps it alive.
setInterval(() => {}, 3_600_000);
