// The least that serves the files of a log over HTTP: each read from the disk, packed where that is there. Prints its port.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const folder = process.argv[2]!;
const headers = {
  'content-type': 'application/octet-stream',
  'cache-control': 'public, max-age=31536000, immutable',
  'access-control-allow-origin': '*',
};
const PACKED = { ...headers, 'content-encoding': 'gzip', vary: 'accept-encoding' };

const server = createServer(async ({ url = '', headers: { 'accept-encoding': accepted = '' } }, response) => {
  const packed = url.startsWith('/tile/entries/') && accepted.includes('gzip');
  try {
    response.writeHead(200, packed ? PACKED : headers).end(await readFile(folder + url + (packed ? '.gz' : '')));
  } catch {
    response.writeHead(404).end();
  }
});
server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port));
