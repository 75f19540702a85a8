import { recallCards } from '../../src/credentials/index.ts';
import { expire, openEntitlements } from '../../src/programmes/index.ts';
import { open } from '../support/government.ts';

/*
 * A program for `killed-job.ts`: does a job over and over, until it is killed. Its arguments are the database,
 * the pack, the instant that its clock shows, and the job.
 */

const JOBS = { open: openEntitlements, expire, recall: recallCards };

const [url, pack, instant, job] = process.argv.slice(2) as [string, string, string, keyof typeof JOBS];
const gov = await open(url, pack);
gov.clock.set(instant);
for (;;) await JOBS[job](gov);
