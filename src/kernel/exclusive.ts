import { hash } from 'node:crypto';
import { connect, createServer, type Socket } from 'node:net';

/**
 * Runs `work` while no other process of this machine runs work under the same name; others wait for their turn.
 *
 * The lock is a Linux abstract socket, not a file: the kernel frees it with its holder, even after kill -9, so a lock
 * is never stale, and a waiter need not poll, because its connection to the holder closes at that moment.
 */
export async function exclusively<T>(name: string, work: () => Promise<T>): Promise<T> {
  const address = addressOf(name);
  let release = await tryListen(address);
  while (!release) {
    await untilClosed(address);
    release = await tryListen(address);
  }
  try {
    return await work();
  } finally {
    release();
  }
}

/**
 * Holds a name for as long as this process lives, or until it is let go; by the same lock. It keeps no process alive.
 * @returns how to let go; undefined where another holds it.
 */
export function holdAlone(name: string): Promise<(() => void) | undefined> {
  return tryListen(addressOf(name), true);
}

/** Names may be paths, of any length; an address has room for 107 bytes (`sun_path` in unix(7)). */
const addressOf = (name: string): string => `\0madang:${hash('sha256', name)}`;

/** Takes the address and returns how to give it back, or nothing where another holds it. */
function tryListen(address: string, isLasting = false): Promise<(() => void) | undefined> {
  const waiters = new Set<Socket>();
  const server = createServer((socket) => {
    waiters.add(socket);
    socket.on('error', () => {}).on('close', () => waiters.delete(socket));
  });
  if (isLasting) server.unref();
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(undefined) : reject(error),
    );
    server.listen(address, () =>
      resolve(() => {
        server.close();
        for (const waiter of waiters) waiter.destroy();
      }),
    );
  });
}

function untilClosed(address: string): Promise<void> {
  return new Promise((resolve) => {
    connect(address)
      .on('error', () => {})
      .on('close', () => resolve());
  });
}
