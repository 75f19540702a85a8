// Loads several paths of one address in turn, which the command line of autocannon cannot. Prints what came of it.
import { createRequire } from 'node:module';

const autocannon = createRequire(import.meta.url)('autocannon');

const { address, paths, connections, duration } = JSON.parse(process.argv[2]!);
const { pathname } = new URL(address);
const prefix = pathname === '/' ? '' : pathname;
const headers = { 'accept-encoding': 'gzip' };
const requests = paths.map((path: string) => ({ path: prefix + path, headers }));
const { errors, non2xx, requests: answered } = await autocannon({ url: address, connections, duration, requests });
console.log(JSON.stringify({ rate: answered.average, failed: errors + non2xx }));
