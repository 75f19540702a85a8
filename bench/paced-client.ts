import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { type Answer, wholeAnswer } from './http.ts';

/** A request that is to be sent at a moment, whatever has become of those before it. */
export interface Planned {
  /** Milliseconds after the beginning. */
  at: number;
  request: Buffer;
  /**
   * @param milliseconds since it was due: what it had to wait for a connection counts.
   * @param now milliseconds after the beginning.
   * @returns what whoever asked asks next, at once.
   */
  answered(answer: Answer, milliseconds: number, now: number): Buffer | undefined;
}

/**
 * Sends requests at their moments, over connections that are kept open. A server that is slow does not slow down those who
 * come, as it would if each waited for the one before; they wait in a queue.
 * @param plan in the order of their moments.
 */
export async function sendAsPlanned(
  address: string,
  plan: Iterator<Planned>,
  { connections }: { connections: number },
): Promise<void> {
  const began = performance.now();
  const ended = Promise.withResolvers<void>();
  const idle = Array.from({ length: connections }, () => new Connection(address));
  let timer: NodeJS.Timeout | undefined;
  let next = plan.next();
  const sendDue = () => {
    clearTimeout(timer);
    while (!next.done && idle.length > 0) {
      const wait = began + next.value.at - performance.now();
      if (wait > 0) {
        timer = setTimeout(sendDue, wait);
        return;
      }
      send(idle.shift()!, next.value).catch(ended.reject);
      next = plan.next();
    }
    if (next.done && idle.length === connections) ended.resolve();
  };
  const send = async (connection: Connection, { at, request, answered }: Planned) => {
    let due = began + at;
    for (let wish: Buffer | undefined = request; wish; due = performance.now()) {
      const answer = await connection.ask(wish);
      const now = performance.now();
      wish = answered(answer, now - due, now - began);
    }
    idle.push(connection);
    sendDue();
  };
  sendDue();
  await ended.promise;
  for (const connection of idle) connection.close();
}

/** One connection, opened anew where the server has closed it while it was idle. It asks one thing at a time. */
class Connection {
  readonly #address: URL;
  #socket: Socket | undefined;

  constructor(address: string) {
    this.#address = new URL(address);
  }

  async ask(request: Buffer): Promise<Answer> {
    if (this.#socket?.readyState !== 'open') {
      const { hostname, port } = this.#address;
      this.#socket = connect({ host: hostname, port: Number(port), noDelay: true });
      await once(this.#socket, 'connect');
    }
    const socket = this.#socket;
    return new Promise((resolve, reject) => {
      let text = '';
      const onData = (bytes: Buffer) => {
        text += bytes.toString('latin1');
        const answer = wholeAnswer(text);
        if (!answer) return;
        socket.off('data', onData).off('error', reject).off('close', onClose);
        resolve(answer);
      };
      const onClose = () => reject(new Error(`The server closed the connection after "${text}"`));
      socket.on('data', onData).on('error', reject).on('close', onClose);
      socket.write(request);
    });
  }

  close(): void {
    this.#socket?.destroy();
  }
}
