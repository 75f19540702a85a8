import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { wholeAnswer } from './http.ts';

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
    let text = '';
    const next = () => {
      const now = performance.now();
      const { value } = now < until ? requests.next() : { value: undefined };
      if (!value) return resolve();
      began = now;
      text = '';
      socket.write(value);
    };
    socket.on('error', reject);
    socket.on('data', (bytes) => {
      text += bytes.toString('latin1');
      const answer = wholeAnswer(text);
      if (!answer) return;
      sent.latencies.push(performance.now() - began);
      if (answer.status === 200) sent.done += 1;
      else {
        sent.failures += 1;
        if (sent.failed.length < MOST_FAILED) sent.failed.push(text);
      }
      next();
    });
    next();
  });
}
