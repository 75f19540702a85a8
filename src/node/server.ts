import type { IncomingMessage } from 'node:http';
import type { HttpRequest } from '../formats/index.ts';
import { type BoundedReply, type BoundedServer, bodyWithin, serveBounded } from '../kernel/index.ts';
import { type Answering, answerQuestion } from './answer.ts';
import type { NonceMemory } from './guard.ts';
import {
  LIMITS,
  type MessageKey,
  openMessage,
  type PublicKey,
  publicKeyOf,
  QUESTIONS,
  readQuestion,
  sealMessage,
  writeAnswer,
} from './protocol/index.ts';

/*
 * A node over HTTP. Nothing is answered to whom it does not know.
 */

const NOT_KEPT = { 'cache-control': 'no-store' };

/** What a node serves with. */
export interface Serving extends Answering {
  key: MessageKey;
  nonces: NonceMemory;
  /** Seconds since 1970. */
  startedAt: number;
}

/**
 * Serves a node.
 * @throws Error of `listen` when the address cannot be had.
 */
export async function serveNode(serving: Serving): Promise<BoundedServer> {
  const { settings, logger } = serving;
  const server = await serveBounded({
    ...settings.listen,
    replyTo: (request) => replyTo(serving, request),
    onFault(error) {
      logger.error({ err: error }, 'a question could not be answered');
      return problem(500, 'fault', 'This node has a fault of its own. Nothing was answered.');
    },
  });
  return { ...server, url: `${server.url}/` };
}

async function replyTo(serving: Serving, request: IncomingMessage): Promise<BoundedReply> {
  const { method = '', url = '' } = request;
  if (url === '/') return method === 'GET' || method === 'HEAD' ? description(serving) : notThisWay('GET');
  if (url !== `/${QUESTIONS}`) return problem(404, 'not-found', `There is GET / and POST /${QUESTIONS}.`);
  if (method !== 'POST') return notThisWay('POST');
  const body = await bodyWithin(request, LIMITS.question);
  if (!body) return problem(413, 'too-large', `A question has at most ${LIMITS.question} bytes.`);
  return replyToQuestion(serving, { method, url: questionsOf(serving), headers: headersOf(request), body });
}

async function replyToQuestion(serving: Serving, request: HttpRequest): Promise<BoundedReply> {
  const { settings, clock, key, nonces, startedAt } = serving;
  const at = Math.floor(clock.now().getTime() / 1_000);
  const opened = openMessage(request, { keys: keysOf(serving), tag: 'question', at });
  if (!opened.ok) return problem(401, opened.failed, `${opened.why} (${opened.source})`);
  // What came before it began is not remembered, and could come again.
  if (opened.created < startedAt)
    return problem(401, 'before-start', 'This question is older than this node. Ask again.');
  if (!nonces.isNew(opened.key.kid, opened.nonce, at))
    return problem(409, 'replayed', 'This question was asked before. Ask again with another nonce.');
  const question = readQuestion(request.body);
  if (!question) return problem(400, 'no-question', 'The body is no question as the protocol has them.');
  const [platform] = [...settings.platforms].find(([, { key: x }]) => x === opened.key.x)!;
  const body = writeAnswer(await answerQuestion(serving, { platform, question }));
  if (body.length > LIMITS.answer)
    return problem(413, 'too-much', 'The answer would be too large. Ask about fewer people.');
  const headers = { 'content-type': 'application/json' };
  const response = { status: 200, headers: new Headers(headers), body, request };
  const sealed = sealMessage(response, { key, tag: 'answer', at: Math.floor(clock.now().getTime() / 1_000) });
  return { status: 200, body, headers: { ...NOT_KEPT, ...headers, ...sealed } };
}

const keysOf = ({ settings }: Serving): PublicKey[] =>
  [...settings.platforms.values()].map(({ key }) => publicKeyOf(key));

/** As platforms know it: behind a proxy, the address of a request is another. */
const questionsOf = ({ settings }: Serving): string => new URL(QUESTIONS, settings.address).href;

function headersOf({ headersDistinct }: IncomingMessage): Headers {
  const headers = new Headers();
  for (const [name, values = []] of Object.entries(headersDistinct))
    for (const value of values) headers.append(name, value);
  return headers;
}

/** What a node says of itself to everybody: its key, and what may be asked of it. */
function description({ settings, key }: Serving): BoundedReply {
  const registries = [...settings.registries.values()].map(({ registry, fields, standards, answers }) => ({
    registry,
    fields: [...fields.keys()],
    ...(standards.length > 0 && { standards }),
    answers,
  }));
  return jsonReply(200, 'application/json', {
    node: settings.node,
    key: key.jwk.x,
    questions: questionsOf({ settings } as Serving),
    registries,
  });
}

const notThisWay = (method: string) => problem(405, 'method', `Use ${method}.`);

/** RFC 9457. Not signed: what is wrong with a question needs no proof. */
const problem = (status: number, code: string, detail: string): BoundedReply =>
  jsonReply(status, 'application/problem+json', { type: `urn:madang:node:${code}`, status, detail });

const jsonReply = (status: number, type: string, value: object): BoundedReply => ({
  status,
  body: Buffer.from(`${JSON.stringify(value)}\n`),
  headers: { ...NOT_KEPT, 'content-type': type },
});
