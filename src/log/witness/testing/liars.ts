import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseCheckpoint } from '../../note/checkpoint.ts';
import { type Cosigner, cosignerOf } from '../../note/key.ts';
import { parseNote } from '../../note/note.ts';
import { plainLog } from './plain-log.ts';

/*
 * For tests: everything that a witness can answer when it is down, broken or bad.
 */

/** What a liar has at hand when it answers. */
interface Moment {
  /** The text of the checkpoint that it was asked to sign. */
  text: string;
  size: number;
  response: ServerResponse;
  /** Whose key the policy has. */
  liar: Cosigner;
  /** Now, in seconds since 1970. */
  now: number;
}

const stranger = cosignerOf('witness.example.org/liar', { algorithm: 'ed25519', seed: Buffer.alloc(32, 66) });
const DAY = 86_400;

const say = ({ response }: Moment, status: number, body: string, type = 'text/plain') =>
  void response.writeHead(status, { 'content-type': type }).end(body);
const sizeIs = (moment: Moment, body: string) => say(moment, 409, body, 'text/x.tlog.size');

/** What the lies are, each by what is wrong with it. None of them may count as a signature. */
export const LIES: Readonly<Record<string, (moment: Moment) => unknown>> = {
  'a fault of its own': (moment) => say(moment, 500, 'oops'),
  'a page for people': (moment) => say(moment, 200, '<!doctype html><title>Welcome</title>'),
  'nothing at all': (moment) => say(moment, 200, ''),
  'a signature of somebody else': (moment) => say(moment, 200, stranger.cosign(moment.text, moment.now)),
  'another checkpoint': (moment) =>
    say(moment, 200, moment.liar.cosign(moment.text.replace(/\n\d+\n/, '\n1000000\n'), moment.now)),
  'a good line and a bad one': ({ text, now, liar, ...rest }) =>
    say({ text, now, liar, ...rest }, 200, liar.cosign(text, now) + liar.cosign(`${text}x\n`, now)),
  'two times at once': ({ text, now, liar, ...rest }) =>
    say({ text, now, liar, ...rest }, 200, liar.cosign(text, now) + liar.cosign(text, now + 1)),
  'a line that is cut': (moment) => say(moment, 200, moment.liar.cosign(moment.text, moment.now).slice(0, -9)),
  'a far future': (moment) => say(moment, 200, moment.liar.cosign(moment.text, moment.now + 400 * DAY)),
  'no time': (moment) => say(moment, 200, moment.liar.cosign(moment.text, 0)),
  'the way to somewhere else': ({ response }) => response.writeHead(307, { location: 'http://127.0.0.1:1/' }).end(),
  'no end': async ({ response }) => {
    response.writeHead(200);
    while (!response.destroyed) {
      response.write('— witness.example.org/liar '.repeat(200));
      await sleep(1);
    }
  },
  'one letter now and then': async ({ response }) => {
    response.writeHead(200);
    while (!response.destroyed) {
      response.write('—');
      await sleep(50);
    }
  },
  'not before it is too late': async (moment) => {
    await sleep(2_000);
    say(moment, 200, moment.liar.cosign(moment.text, moment.now));
  },
  'an end in the middle': ({ response }) => {
    response.writeHead(200, { 'content-length': 100 });
    response.write('— wit');
    setImmediate(() => response.destroy());
  },
  'a conflict without a size': (moment) => say(moment, 409, 'no'),
  'a size that is none': (moment) => sizeIs(moment, 'ten\n'),
  'a size with a sign': (moment) => sizeIs(moment, '-1\n'),
  'more than there is': (moment) => sizeIs(moment, '4000000000\n'),
  'another size each time': (moment) => sizeIs(moment, `${Math.floor(Math.random() * moment.size)}\n`),
  'that very size': (moment) => sizeIs(moment, `${moment.size}\n`),
  'that the proof is wrong': (moment) => say(moment, 422, 'wrong'),
};

/** A witness that lies as it is told to. */
export interface LyingWitness {
  url: string;
  vkey: string;
  /** How often it was asked. */
  asked(): number;
  /** What it answers from now on: a name of `LIES`, or the truth. */
  tell(lie: string | 'the truth'): void;
  close(): Promise<void>;
}

/** Starts a liar. */
export async function startLiar(): Promise<LyingWitness> {
  const liar = cosignerOf('witness.example.org/liar', { algorithm: 'ed25519', seed: Buffer.alloc(32, 13) });
  let told = 'the truth';
  let asked = 0;
  const server = createServer(async (request, response) => {
    response.on('error', () => {});
    const body = await readAll(request);
    const { text } = parseNote(body.slice(body.indexOf('\n\n') + 2));
    const moment = { text, size: parseCheckpoint(text).size, response, liar, now: Math.floor(Date.now() / 1000) };
    asked += 1;
    if (told === 'the truth') say(moment, 200, liar.cosign(text, moment.now));
    else await LIES[told]!(moment);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    vkey: liar.vkey,
    asked: () => asked,
    tell(lie) {
      [told, asked] = [lie, 0];
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function readAll(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

/**
 * Has a witness sign the first `size` entries of another log of that name and key, as after a restore of an older state.
 * @param seed of the log's key.
 */
export async function signAnother(url: string, origin: string, seed: number, size: number): Promise<void> {
  const body = plainLog(size, { origin, seed }).request(0, size);
  const response = await fetch(`${url}/add-checkpoint`, { method: 'POST', body });
  if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`);
}
