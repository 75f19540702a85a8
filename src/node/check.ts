import { randomUUID } from 'node:crypto';
import type { HttpRequest } from '../formats/index.ts';
import { type Conformance, checkStandards, describedIn } from './check-standards.ts';
import { askNode, type KnownNode, questionFor, type Reply, send } from './client.ts';
import {
  LIMITS,
  type MessageKey,
  messageKeyOf,
  parseJson,
  type Question,
  SIGNATURE,
  writeQuestion,
} from './protocol/index.ts';

/** One thing that a node does right or wrong. Null where it could not be tried. */
export interface NodeFinding {
  id: string;
  /** The section of the standard, or of this protocol. */
  source: string;
  says: string;
  ok: boolean | null;
  /** What came instead. */
  but?: string;
}

/** What a node is tried with. */
export interface CheckedNode extends KnownNode {
  registry: string;
  fields: readonly string[];
  /** A number of whom the node holds a record, best a made-up person's. */
  person: string;
  /** An agency whose questions it answers. */
  agency: string;
  /** The platform's key, which the node knows. */
  platform: MessageKey;
}

/** A platform waits no longer. */
const DEADLINE_MS = 2_000;

interface Trial {
  id: string;
  source: string;
  says: string;
  /** @returns what came instead; undefined where it is as it should be. */
  run(node: CheckedNode, seconds: () => number): Promise<string | undefined>;
}

const questionOf = ({ registry, fields, person, agency }: CheckedNode, changes: Partial<Question> = {}): Question => ({
  id: randomUUID(),
  reader: { kind: 'service', agency, name: 'conformance' },
  basis: 'statute',
  purpose: { text: 'Conformance check' },
  asks: [{ registry, person, fields: [...fields] }],
  ...changes,
});

/** What a status should be, and what it is where it is another. */
const expecting = (reply: Reply | { failed: string }, ...statuses: number[]): string | undefined => {
  if ('failed' in reply) return reply.failed;
  return statuses.includes(reply.status) ? undefined : `status ${reply.status}`;
};

const signed = (node: CheckedNode, at: number, key = node.platform): HttpRequest =>
  questionFor(node.address, writeQuestion(questionOf(node)), { key, at });

const STRANGER = messageKeyOf(new Uint8Array(32).fill(7));
const NOBODY = 'NOBODY-0000000';

const TRIALS: readonly Trial[] = [
  {
    id: 'describes-itself',
    source: 'docs/exchange.md, GET /',
    says: 'It tells everybody its key and which fields may be asked for.',
    async run(node) {
      const said = await describe(node);
      if (said && 'failed' in said) return String(said.failed);
      return said?.key === node.key.x ? undefined : 'it does not name the key that was given';
    },
  },
  {
    id: 'answers',
    source: 'RFC 9421 §2.4, §3.2',
    says: 'It answers a signed question within 2 seconds, with a signature over answer and question, and exactly the fields asked for.',
    async run(node, seconds) {
      const asked = await ask(node, seconds, questionOf(node));
      if (!asked.ok) return asked.failed;
      const [answer] = asked.answer.answers;
      if ('refused' in answer!) return `refused: ${answer.refused}`;
      return answer!.records.length > 0 ? undefined : 'it holds no record of the person that was named';
    },
  },
  {
    id: 'says-nothing-of-nobody',
    source: 'docs/exchange.md',
    says: 'Of a number that it does not hold it gives no records, and no error: nobody learns who is in a registry.',
    async run(node, seconds) {
      const question = questionOf(node);
      const asked = await ask(node, seconds, { ...question, asks: [{ ...question.asks[0]!, person: NOBODY }] });
      if (!asked.ok) return asked.failed;
      const [answer] = asked.answer.answers;
      return 'records' in answer! && answer.records.length === 0 ? undefined : 'something else';
    },
  },
  {
    id: 'no-other-fields',
    source: 'docs/exchange.md',
    says: 'It refuses a field that it does not publish.',
    async run(node, seconds) {
      const asks = [{ registry: node.registry, person: node.person, fields: ['no_such_field'] }];
      const asked = await ask(node, seconds, questionOf(node, { asks }));
      if (!asked.ok) return asked.failed;
      return 'refused' in asked.answer.answers[0]! ? undefined : 'it answered';
    },
  },
  {
    id: 'no-other-agency',
    source: 'docs/exchange.md',
    says: 'It refuses an agency that its own rules do not name.',
    async run(node, seconds) {
      const reader = { kind: 'service', agency: 'nobody-s-agency' } as const;
      const asked = await ask(node, seconds, questionOf(node, { reader }));
      if (!asked.ok) return asked.failed;
      return 'refused' in asked.answer.answers[0]! ? undefined : 'it answered';
    },
  },
  {
    id: 'unsigned',
    source: 'RFC 9421 §3.2',
    says: 'It refuses a question without a signature.',
    async run(node) {
      const headers = new Headers({ 'content-type': 'application/json' });
      const request = { ...signed(node, 0), headers };
      return expecting(await send(request, DEADLINE_MS), 401);
    },
  },
  {
    id: 'stranger',
    source: 'RFC 9421 §3.2',
    says: 'It refuses a signature by a key that it does not know.',
    run: async (node, seconds) => expecting(await send(signed(node, seconds(), STRANGER), DEADLINE_MS), 401),
  },
  {
    id: 'swapped-key',
    source: 'RFC 9421 §3.2',
    says: 'It refuses a signature by another key under the name of one that it knows.',
    async run(node, seconds) {
      const key = { jwk: node.platform.jwk, sign: STRANGER.sign };
      return expecting(await send(signed(node, seconds(), key), DEADLINE_MS), 401);
    },
  },
  {
    id: 'changed-body',
    source: 'RFC 9530 §2',
    says: 'It refuses a question whose body was changed after it was signed.',
    async run(node, seconds) {
      const request = signed(node, seconds());
      return expecting(await send({ ...request, body: writeQuestion(questionOf(node)) }, DEADLINE_MS), 401);
    },
  },
  {
    id: 'old',
    source: 'RFC 9421 §3.2.1',
    says: `It refuses a signature that is older than ${SIGNATURE.maxAge + SIGNATURE.leeway} seconds.`,
    run: async (node, seconds) =>
      expecting(await send(signed(node, seconds() - SIGNATURE.maxAge - 2 * SIGNATURE.leeway), DEADLINE_MS), 401),
  },
  {
    id: 'replayed',
    source: 'RFC 9421 §7.2.2',
    says: 'It refuses a question that comes a second time.',
    async run(node, seconds) {
      const request = signed(node, seconds());
      const first = await send(request, DEADLINE_MS);
      return expecting(first, 200) ?? expecting(await send(request, DEADLINE_MS), 409);
    },
  },
  {
    id: 'no-question',
    source: 'docs/exchange.md',
    says: 'It refuses what is signed and yet no question.',
    run: async (node, seconds) =>
      expecting(
        await send(
          questionFor(node.address, new TextEncoder().encode('{"asks":"all"}'), { key: node.platform, at: seconds() }),
          DEADLINE_MS,
        ),
        400,
      ),
  },
  {
    id: 'too-long',
    source: 'RFC 9110 §15.5.14',
    says: `It refuses a question of more than ${LIMITS.question} bytes.`,
    async run(node, seconds) {
      const body = new Uint8Array(LIMITS.question + 1).fill(0x20);
      return expecting(
        await send(questionFor(node.address, body, { key: node.platform, at: seconds() }), DEADLINE_MS),
        413,
      );
    },
  },
];

/** What a node says of itself, or why nothing can be had of it. */
async function describe({ address: url }: CheckedNode): Promise<Record<string, unknown> | undefined> {
  const request = { method: 'GET', url, headers: new Headers(), body: new Uint8Array() };
  const reply = await send(request, DEADLINE_MS);
  return 'failed' in reply ? { failed: reply.failed } : (parseJson(reply.body) as Record<string, unknown> | undefined);
}

const ask = (node: CheckedNode, seconds: () => number, question: Question) =>
  askNode(node, question, { key: node.platform, seconds, deadlineMs: DEADLINE_MS });

/**
 * Tries a node as a provider's conformance kit: everything that a platform relies on, what it must refuse, and whether what
 * it publishes satisfies the standards that it claims.
 */
export async function checkNode(
  node: CheckedNode,
  seconds: () => number,
  conformance?: Conformance,
): Promise<NodeFinding[]> {
  const findings: NodeFinding[] = [];
  let isReached = true;
  for (const { run, ...trial } of TRIALS) {
    const but: string | undefined = isReached ? await run(node, seconds) : undefined;
    findings.push({ ...trial, ok: isReached ? but === undefined : null, ...(but !== undefined && { but }) });
    // Whoever is not there need not be waited for again and again.
    isReached &&= but !== 'unreachable' && but !== 'late';
  }
  if (!conformance || !isReached) return findings;
  const described = describedIn(await describe(node), node.registry);
  const asking = (fields: readonly string[]) => ask(node, seconds, questionOf({ ...node, fields }));
  return described ? [...findings, ...(await checkStandards(described, conformance, asking))] : findings;
}
