import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { createLogger, systemClock } from '../../kernel/index.ts';
import {
  type Answer,
  type HttpRequest,
  LIMITS,
  type MessageKey,
  messageKeyOf,
  QUESTIONS,
  type Question,
  readNodeSettings,
  readQuestion,
  sealMessage,
  startNode,
} from '../../node/index.ts';
import type { Government } from '../../pack/index.ts';
import type { Sample } from '../fixture.ts';

/** What the tests of nodes share: the sample's register of enrolments, held by a node of its agency. */

export const HELD = 'enrolments';

/** An agency's file: people by number, and more columns than are given out. */
const ENROLMENTS = `number,company,pay,days,works,since,secret
A0001,11111111,45800,400,true,2026-01-01,planted-secret
A0001,22222222,30000,20,false,2020-01-01,planted-secret
A0003,33333333,28000,7,true,2025-05-05,planted-secret
`;

/** A government in another process, whose register of enrolments a node holds. */
export async function withNodes(gov: Sample, nodes: object): Promise<Government & Pick<Sample, 'clock'>> {
  const folder = await temporaryFolder();
  const file = join(folder, 'nodes.yaml');
  await writeFile(file, JSON.stringify(nodes));
  const registries = new Map(gov.pack.registries);
  registries.set(HELD, { ...registries.get(HELD)!, held: 'node' });
  return {
    ...gov,
    config: { ...gov.config, MADANG_HOME: folder, NODES_FILE: file, NODES_KEY: PLATFORM_SEED.toString('base64') },
    pack: { ...gov.pack, registries, locale: 'en' },
  };
}

const PLATFORM_SEED = Buffer.alloc(32, 5);

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'madang-nodes-'));
  after(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A right node over that file. */
export async function honestNode() {
  const folder = await temporaryFolder();
  const platform = messageKeyOf(PLATFORM_SEED).jwk.x;
  await writeFile(join(folder, 'enrolments.csv'), ENROLMENTS);
  await writeFile(
    join(folder, 'node.yaml'),
    `node: insurance-node
address: http://127.0.0.1/
listen: {port: 0}
folder: data
platforms: {gov: {key: ${platform}, people_a_minute: 1000}}
sources: {office: {csv: enrolments.csv}}
registries:
  ${HELD}:
    source: office
    person: number
    newest_by: since
    recorded_at: since
    fields: {employer: company, salary: pay, days: days, active: works}
    answers: {agencies: [households], people: true}
`,
  );
  const settings = await readNodeSettings(join(folder, 'node.yaml'), {});
  const node = await startNode(settings, { clock: systemClock, logger: createLogger('silent') });
  after(() => node.close());
  settings.address = node.url;
  return { node, settings, entry: { address: node.url, key: node.publicKey } };
}

/** What a node that means no good does with a question. */
export type Lie = (call: {
  question: Question;
  request: HttpRequest;
  response: ServerResponse;
  /** A right answer of one record with these values. */
  answerOf(values: Record<string, string | null>): Answer;
  /** Sends an answer as a right node does. */
  send(answer: Answer | string, changes?: { key?: MessageKey; request?: HttpRequest; at?: number }): void;
}) => void;

/** A node that does as it is told for each question, and counts them. */
export async function lyingNode() {
  const key = messageKeyOf(new Uint8Array(32).fill(8));
  const state: { lie: Lie; asked: number } = { lie: () => {}, asked: 0 };
  const server = createServer(async (incoming, response) => {
    state.asked += 1;
    const request = await requestOf(incoming, address);
    const question = readQuestion(request.body)!;
    const send = (answer: Answer | string, changes: { key?: MessageKey; request?: HttpRequest; at?: number } = {}) => {
      const body = Buffer.from(typeof answer === 'string' ? answer : JSON.stringify(answer));
      const headers = { 'content-type': 'application/json' };
      const message = { status: 200, headers: new Headers(headers), body, request: changes.request ?? request };
      const at = changes.at ?? Math.floor(systemClock.now().getTime() / 1_000);
      response.writeHead(200, { ...headers, ...sealMessage(message, { key: changes.key ?? key, tag: 'answer', at }) });
      response.end(body);
    };
    const answerOf = (values: Record<string, string | null>): Answer => ({
      question: question.id,
      answers: question.asks.map(({ registry, person }) => ({
        ...{ registry, person, as_of: systemClock.now().toISOString(), records: [{ values }] },
      })),
    });
    state.lie({ question, request, response, answerOf, send });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  after(() => {
    server.closeAllConnections();
    server.close();
  });
  return { state, entry: { address, key: key.jwk.x } };
}

async function requestOf(incoming: IncomingMessage, address: string): Promise<HttpRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming as AsyncIterable<Buffer>) chunks.push(chunk);
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) headers.set(name, String(value));
  return { method: 'POST', url: new URL(QUESTIONS, address).href, headers, body: Buffer.concat(chunks) };
}

/** More than an answer may have. */
export const ENDLESS = LIMITS.answer + 1;
