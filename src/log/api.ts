import { Type } from 'typebox';
import { AppError, type Migrations, type Room, type Route, route, type World } from '../kernel/index.ts';
import { type OperatedLog, policyOf } from './log.ts';
import { formatPolicy } from './note/policy.ts';
import { Description, describeLog } from './publish/describe.ts';
import { postgresSource } from './publish/postgres-source.ts';
import { OPEN_TO_ALL, tileRoute } from './publish/serve.ts';
import { consistencyOf, receiptOf } from './receipt/receipt.ts';
import { publishedCheckpoint } from './store/checkpoints.ts';

/** The log's tables. */
export const migrations: Migrations = { room: 'log', folder: new URL('./migrations/', import.meta.url) };

const Hashes = Type.Array(Type.String({ description: 'base64 of a SHA-256 hash' }));
const Size = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER });

const ReceiptAnswer = Type.Union([
  Type.Object({ state: Type.Literal('pending') }),
  Type.Object({
    state: Type.Literal('logged'),
    receipt: Type.Object({
      version: Type.Literal(1),
      leaf: Type.String({ description: 'base64 of the leaf' }),
      index: Size,
      size: Size,
      proof: Hashes,
      checkpoint: Type.String({ description: 'Signed note: c2sp.org/tlog-checkpoint' }),
      policy: Type.String({ description: 'Keys of the log and its witnesses: c2sp.org/tlog-policy' }),
    }),
  }),
]);

/** The log's room: everything that anyone may ask it. */
export function logRoom(world: Pick<World, 'config' | 'db' | 'clock'>, log: OperatedLog): Room {
  return { name: 'log', migrations, routes: routesOf(world, log) };
}

function routesOf(world: Pick<World, 'config' | 'db' | 'clock'>, log: OperatedLog): Route[] {
  const { db } = world;
  const { origin } = log;
  return [
    tileRoute(postgresSource(db, origin)),
    route({
      method: 'GET',
      path: '/log/checkpoint',
      audience: 'public',
      summary: 'The newest signed checkpoint of the log',
      handle: async () => {
        const checkpoint = await publishedCheckpoint(db, origin);
        if (!checkpoint) throw new AppError('unavailable', 'The log has not been started yet. Try again in a second.');
        return plainText(checkpoint.note, { 'cache-control': 'public, max-age=1' });
      },
    }),
    route({
      method: 'GET',
      path: '/log/vkey',
      audience: 'public',
      summary: 'The key by which checkpoints are verified',
      handle: () => plainText(log.signers.map(({ vkey }) => `${vkey}\n`).join('')),
    }),
    route({
      method: 'GET',
      path: '/log/policy',
      audience: 'public',
      summary: 'The keys of the log and of its witnesses, and how many of these must have signed',
      handle: () => plainText(formatPolicy(policyOf(log))),
    }),
    route({
      method: 'GET',
      path: '/.well-known/madang-log.json',
      audience: 'public',
      summary: 'The log in one file: its name, where it is read, its keys and witnesses, its newest checkpoint',
      answer: Description,
      handle: async ({ request }) =>
        Response.json(await describeLog(world, log, new URL(request.url).origin), { headers: OPEN_TO_ALL }),
    }),
    route({
      method: 'GET',
      path: '/api/log/entries/:id',
      audience: 'public',
      summary: 'The receipt of an entry: leaf, inclusion proof and checkpoint',
      params: Type.Object({ id: Type.String({ format: 'uuid' }) }),
      answer: ReceiptAnswer,
      handle: ({ params }) => receiptOf(db, log, params.id),
    }),
    route({
      method: 'GET',
      path: '/api/log/consistency',
      audience: 'public',
      summary: 'Proof that the log of one size is the beginning of the log of another',
      query: Type.Object({ from: Size, to: Size }),
      answer: Type.Object({ from: Size, to: Size, proof: Hashes }),
      handle: async ({ query: { from, to } }) => ({ from, to, proof: await consistencyOf(db, origin, from, to) }),
    }),
  ];
}

function plainText(text: string, headers: Record<string, string> = {}): Response {
  return new Response(text, { headers: { ...OPEN_TO_ALL, ...headers, 'content-type': 'text/plain; charset=utf-8' } });
}
