// The least that answers over HTTP: the bytes and headers of one answer, read from a file. Prints its port.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const { headers, body } = JSON.parse(readFileSync(process.argv[2]!, 'utf8'));
const bytes = Buffer.from(body);
const server = createServer((_, response) => response.writeHead(200, headers).end(bytes));
server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port));
