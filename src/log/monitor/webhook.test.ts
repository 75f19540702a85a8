import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { formatMisbehaviour, type Misbehaviour, readMisbehaviour, reportOf } from './file.ts';
import { postFile } from './webhook.ts';

let url: string;
let file: Misbehaviour;
const statuses: number[] = [];
const bodies: string[] = [];
const server = createServer(async (request, response) => {
  let body = '';
  for await (const part of request.setEncoding('utf8')) body += part;
  bodies.push(`${request.method} ${request.headers['content-type']} ${body}`);
  response.writeHead(statuses.shift() ?? 204, { location: '/elsewhere' }).end();
});
before(async () => {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
  const seen = { at: '2026-11-21T09:00:00.000Z', from: url, what: '看見 보았다' };
  file = await reportOf({ kind: 'unreachable' }, { policy: 'quorum none\n', seen });
});
after(() => server.close());

const pauses: number[] = [];
const wait = async (milliseconds: number) => void pauses.push(milliseconds);

test('what cannot be delivered is tried again, and arrives as it is', async () => {
  statuses.push(500, 302, 404);
  assert.equal(await postFile(url, file, wait), undefined);
  assert.deepEqual(pauses, [1_000, 2_000, 4_000]);
  assert.deepEqual(bodies, Array(4).fill(`POST application/json ${formatMisbehaviour(file)}`));
  assert.deepEqual(readMisbehaviour(bodies[0]!.replace(/^.*?json /, '')), file);
});

test('after five times it says why', async () => {
  statuses.push(...Array<number>(5).fill(503));
  assert.equal(await postFile(url, file, wait), 'it answers with status 503');
  assert.match((await postFile('http://127.0.0.1:1/', file, wait))!, /ECONNREFUSED|bad port/);
});
