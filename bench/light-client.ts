import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** What came of requests that were sent. Latencies in milliseconds, shortest first. */
export interface Sent {
  done: number;
  milliseconds: number;
  latencies: number[];
  /** The first answers that were not 200, and how many there were. */
  failed: string[];
  failures: number;
}

const MOST_FAILED = 3;

/**
 * Sends requests that are ready as bytes, over so many connections that are kept open, each one after the other, for so
 * long. It knows of HTTP only where an answer ends: what is measured is the server, which has the other half of a machine
 * of two cores.
 */
export async function sendAll(
  address: string,
  requests: Iterator<Buffer>,
  { connections, milliseconds }: { connections: number; milliseconds: number },
): Promise<Sent> {
  const sent: Sent = { done: 0, milliseconds: 0, latencies: [], failed: [], failures: 0 };
  const { hostname, port } = new URL(address);
  const sockets = await Promise.all(
    Array.from({ length: connections }, async () => {
      const socket = connect({ host: hostname, port: Number(port), noDelay: true });
      await once(socket, 'connect');
      return socket;
    }),
  );
  const began = performance.now();
  await Promise.all(sockets.map((socket) => talk(socket, requests, sent, began + milliseconds)));
  sent.milliseconds = performance.now() - began;
  for (const socket of sockets) socket.destroy();
  sent.latencies.sort((one, other) => one - other);
  return sent;
}

function talk(socket: Socket, requests: Iterator<Buffer>, sent: Sent, until: number): Promise<void> {
  return new Promise((resolve, reject) => {
    let began = 0;
    let answer = '';
    const next = () => {
      const now = performance.now();
      const { value } = now < until ? requests.next() : { value: undefined };
      if (!value) return resolve();
      began = now;
      answer = '';
      socket.write(value);
    };
    socket.on('error', reject);
    socket.on('data', (bytes) => {
      answer += bytes.toString('latin1');
      if (!isWhole(answer)) return;
      sent.latencies.push(performance.now() - began);
      if (answer.startsWith('HTTP/1.1 200 ')) sent.done += 1;
      else {
        sent.failures += 1;
        if (sent.failed.length < MOST_FAILED) sent.failed.push(answer);
      }
      next();
    });
    next();
  });
}

function isWhole(answer: string): boolean {
  const head = answer.indexOf('\r\n\r\n');
  if (head < 0) return false;
  const length = /\r\ncontent-length: *(\d+)/i.exec(answer.slice(0, head));
  return length ? answer.length >= head + 4 + Number(length[1]) : answer.endsWith('\r\n0\r\n\r\n');
}

/** A POST of JSON as bytes. */
export function postOf(path: string, cookie: string, body: object): Buffer {
  const text = JSON.stringify(body);
  const lines = [
    `POST ${path} HTTP/1.1`,
    'host: localhost',
    `cookie: ${cookie}`,
    'content-type: application/json',
    `content-length: ${Buffer.byteLength(text)}`,
  ];
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n${text}`);
}
