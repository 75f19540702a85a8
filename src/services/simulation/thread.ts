import { parentPort, workerData } from 'node:worker_threads';
import { openDatabase } from '../../kernel/index.ts';
import { loadPack } from '../../pack/index.ts';
import { Engine } from './engine.ts';
import type { Asked, Told } from './protocol.ts';

/** The thread in which populations live: making one keeps a processor busy for seconds, while pages go on being served. */
const { folder, url } = workerData as { folder: string; url: string };
const { db } = openDatabase({ url, connections: 2 });
const engine = new Engine(await loadPack(folder), db);

parentPort!.on('message', async ({ id, ask }: Asked) => {
  const tell = (told: Told) => parentPort!.postMessage(told);
  try {
    tell({ id, answer: await answerTo(ask) });
  } catch (error) {
    tell({ id, error });
  }
});

function answerTo(ask: Asked['ask']): unknown {
  if (ask.kind === 'question') return engine.answer(ask.question, ask.now, ask.patience);
  if (ask.kind === 'check') return engine.check(ask.own, ask.now);
  return ask.kind === 'forget' ? engine.forget(ask.own) : undefined;
}
