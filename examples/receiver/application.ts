import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Answer } from './answer.ts';
import { type Connection, connect, type Pending } from './connection.ts';
import type { Keys } from './keys.ts';
import { button, list, note, page, paragraph } from './page.ts';
import { acknowledge, readWebhook } from './webhooks.ts';
import { languageOf, type Text, WORDS } from './words.ts';

/** What came of an application. */
export interface Decision {
  title: Text;
  because: Text;
}

/** What tells one example from another. */
export interface Example {
  party: string;
  use: string;
  name: Text;
  colour: string;
  /** What one applies for, and what it says of it. */
  title: Text;
  lead: Text;
  apply: Text;
  /** Names of what it is told, by register and field, or by statement. */
  names: Readonly<Record<string, Text>>;
  decide(answer: Answer): Decision;
}

/** Where it runs, and with which Madang. */
export interface Place {
  /** The address of Madang, without a slash at its end. */
  madang: string;
  /** Where it listens; 0 for any. */
  port: number;
  keys: Keys;
  /** What time it is; the machine's unless stated. */
  now?(): Date;
}

/** An example that runs. */
export interface RunningExample {
  address: string;
  stop(): Promise<void>;
}

/** An application of somebody. It lives in memory: a real receiver has a database, and deletes from that. */
interface Application {
  lang: keyof Text;
  pending?: Pending;
  consent?: string;
  answer?: Answer;
  decision?: Decision;
  state: 'new' | 'sent' | 'decided' | 'refused' | 'deleted';
}

/** Longest body that it takes, in bytes. */
const MOST_BYTES = 65_536;

/** Runs an example: four addresses, `/`, `/apply`, `/back` and `/webhook`. */
export async function runExample(
  example: Example,
  { madang, port, keys, now = () => new Date() }: Place,
): Promise<RunningExample> {
  const { party, use } = example;
  const applications = new Map<string, Application>();
  let connection: Promise<Connection> | undefined;

  const server = createServer((request, response) => {
    answerTo(request, response).catch((error: Error) => {
      console.error(error.message);
      send(response, 502, frame('en', WORDS.problem, paragraph(WORDS.problemText.en)));
    });
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = `http://localhost:${(server.address() as AddressInfo).port}`;

  const frame = (lang: keyof Text, title: Text, main: string) =>
    page(
      lang === 'zh-Hant' ? 'zh-Hant-TW' : lang,
      { name: example.name[lang], colour: example.colour },
      title[lang],
      main,
    );

  async function answerTo(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url!, address);
    const [id, own] = applicationOf(request, url);
    response.setHeader('set-cookie', `application=${id}; HttpOnly; SameSite=Lax; Path=/`);
    if (request.method === 'POST' && url.pathname === '/webhook') return takeWebhook(request, response);
    if (request.method === 'POST' && url.pathname === '/apply') {
      const { to, pending } = await (await connected()).begin();
      Object.assign(own, { state: 'sent', pending });
      return redirect(response, to.href);
    }
    if (url.pathname === '/back' && own.pending) {
      const answer = await (await connected()).finish(url, own.pending);
      delete own.pending;
      if (answer)
        Object.assign(own, { state: 'decided', answer, consent: answer.consent, decision: example.decide(answer) });
      else own.state = 'refused';
      return redirect(response, '/');
    }
    if (url.pathname !== '/') return send(response, 404, frame(own.lang, WORDS.problem, ''));
    send(response, 200, shown(own));
  }

  /** Found out with the first application: Madang may start later than this. */
  function connected(): Promise<Connection> {
    connection ??= connect({ madang, party, use, keys, back: `${address}/back`, now });
    connection.catch(() => {
      connection = undefined;
    });
    return connection;
  }

  function applicationOf(request: IncomingMessage, url: URL): [string, Application] {
    const known = /(?:^|; )application=([0-9a-f-]{36})/.exec(request.headers.cookie ?? '')?.[1];
    const id = known && applications.has(known) ? known : randomUUID();
    const own = applications.get(id) ?? { lang: 'en', state: 'new' };
    const chosen = url.searchParams.get('lang');
    if (chosen || !applications.has(id)) own.lang = languageOf(chosen, request.headers['accept-language']);
    applications.set(id, own);
    return [id, own];
  }

  async function takeWebhook(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) {
      chunks.push(chunk);
      if (chunks.reduce((sum, { length }) => sum + length, 0) > MOST_BYTES) return send(response, 413, '');
    }
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
    const message = { url: `${address}/webhook`, headers, body: Buffer.concat(chunks) };
    const told = await readWebhook(message, { madang, now }).catch(() => undefined);
    if (!told) return send(response, 401, '');
    if (told.event === 'deletion.demanded' && told.consent) await forget(told.consent);
    send(response, 204, '');
  }

  /** Deletes what a consent gave, and says so. Where that is not taken, Madang demands it again. */
  async function forget(consent: string): Promise<void> {
    const own = [...applications.values()].filter((one) => one.consent === consent);
    for (const one of own) {
      delete one.answer;
      delete one.decision;
    }
    await acknowledge(consent, { madang, party, keys, now });
    for (const one of own) one.state = 'deleted';
  }

  function shown({ lang, state, answer, decision }: Application): string {
    if (answer && decision) {
      const rows = [...rowsOf(answer, lang), [WORDS.until, answer.until.toISOString().slice(0, 10)] as const];
      const told = `<h2>${WORDS.told[lang]}</h2>${list(rows, lang)}${paragraph(WORDS.nothingMore[lang])}`;
      return frame(lang, decision.title, note(decision.because[lang]) + told);
    }
    const again = button('/apply', WORDS.again[lang]);
    if (state === 'refused') return frame(lang, WORDS.refused, paragraph(WORDS.refusedText[lang]) + again);
    if (state === 'deleted') return frame(lang, WORDS.deleted, paragraph(WORDS.deletedText[lang]) + again);
    return frame(lang, example.title, paragraph(example.lead[lang]) + button('/apply', example.apply[lang]));
  }

  function rowsOf({ data, statements }: Answer, lang: keyof Text): (readonly [Text, string])[] {
    const nameOf = (id: string): Text => example.names[id] ?? { ko: id, 'zh-Hant': id, en: id };
    const values = Object.entries(data).flatMap(([register, fields]) =>
      Object.entries(fields).map(([field, value]) => [nameOf(`${register}.${field}`), String(value ?? '–')] as const),
    );
    const said = Object.entries(statements).map(([id, holds]) => {
      const word = holds === null ? WORDS.unknown : holds ? WORDS.yes : WORDS.no;
      return [nameOf(id), word[lang]] as const;
    });
    return [...values, ...said];
  }

  return {
    address,
    async stop() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

function send(response: ServerResponse, status: number, html: string): void {
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'",
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
  });
  response.end(html);
}

function redirect(response: ServerResponse, location: string): void {
  response.writeHead(303, { location, 'cache-control': 'no-store' });
  response.end();
}
