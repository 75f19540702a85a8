import { randomUUID } from 'node:crypto';
import { numberOf } from '../../identity/index.ts';
import { type Db, trueSeconds } from '../../kernel/index.ts';
import { type Ask, askNode, LIMITS, type Question } from '../../node/index.ts';
import { cite, type Government, type Registry } from '../../pack/index.ts';
import type { Asked, Occasion } from '../disclosures.ts';
import type { FoundRecord } from '../find.ts';
import { agencyOf } from '../open-to.ts';
import { fitsRegistry, recordsFrom } from './accept.ts';
import { type Copy, FRESH_MS, KEPT_MS } from './memory.ts';
import { type AskableNode, type Nodes, nodesOf } from './nodes.ts';

/** How an agency's node was asked, for whoever sees what came of it. */
export interface AskedNode {
  /** When it was asked last. */
  at: Date;
  state: Asked;
  /** Of when the values are; null where there are none. */
  asOf: Date | null;
}

/** What a node says of a person. */
export interface Heard {
  asked: AskedNode;
  /** None where it did not answer: what it holds is unknown then, not absent. */
  records: FoundRecord[];
  /** Whether a question about the person went out now. */
  isSent: boolean;
}

/** What is wanted of one person in one registry. */
interface Wanted {
  registry: Registry;
  person: string;
  /** But the subject, who is known. */
  fields: readonly string[];
  /** By which it is remembered. */
  name: string;
  node: AskableNode | undefined;
}

/** How long a node has, in milliseconds. Then it goes on without. */
export const DEADLINE_MS = 2_000;

/**
 * Asks the nodes that hold registries, all at once, before anything is read here.
 * @returns by the place of the read in the list; those of registries that are kept here are left out.
 */
export async function askNodes(
  db: Db,
  gov: Government,
  occasion: Occasion,
  reads: readonly { registry: string; person: string; fields: readonly string[] }[],
): Promise<ReadonlyMap<number, Heard>> {
  const heldAt = [...reads.keys()].filter((place) => gov.pack.registries.get(reads[place]!.registry)!.held);
  if (heldAt.length === 0) return new Map();
  const nodes = await nodesOf(gov);
  nodes.memory.forget(gov.clock.now());
  const wanted = heldAt.map((place) => wantedOf(gov, nodes, occasion, reads[place]!));
  const sent = await askAll(db, gov, nodes, occasion, wanted);
  return new Map(heldAt.map((place, nth) => [place, hear(gov, nodes, wanted[nth]!, sent)]));
}

function wantedOf(
  gov: Government,
  { known }: Nodes,
  occasion: Occasion,
  { registry: id, person, fields }: { registry: string; person: string; fields: readonly string[] },
): Wanted {
  const registry = gov.pack.registries.get(id)!;
  const reader = readerFor(gov, occasion);
  return {
    registry,
    person,
    fields: fields.filter((field) => field !== registry.subject),
    name: JSON.stringify([id, person, reader, basisOf(occasion)]),
    node: known.get(id),
  };
}

/** Asks what is not remembered. @returns the names of what was asked about now. */
async function askAll(
  db: Db,
  gov: Government,
  nodes: Nodes,
  occasion: Occasion,
  wanted: readonly Wanted[],
): Promise<ReadonlySet<string>> {
  const now = gov.clock.now();
  const open = wanted.filter(
    ({ name, fields, node }) =>
      node && !nodes.memory.find(name, fields, now, FRESH_MS) && !nodes.memory.restsSince(node.address, now),
  );
  if (open.length === 0) return new Set();
  const numbers = await numberOf(
    db,
    open.map(({ person }) => person),
  );
  const numbered = open.filter(({ person }) => numbers.has(person));
  const byNode = Map.groupBy(together(numbered), ({ node }) => `${node!.address} ${node!.key.kid}`);
  const questions = [...byNode.values()].flatMap(chunks);
  await Promise.all(questions.map((some) => askOne(gov, nodes, some[0]!.node!, occasion, some, numbers)));
  return new Set(numbered.map(({ name }) => name));
}

/** What is wanted of the same person in the same registry is asked at once. */
function together(wanted: readonly Wanted[]): Wanted[] {
  return [...Map.groupBy(wanted, ({ name }) => name).values()].map((same) => ({
    ...same[0]!,
    fields: [...new Set(same.flatMap(({ fields }) => fields))],
  }));
}

const chunks = (wanted: readonly Wanted[]): Wanted[][] =>
  Array.from({ length: Math.ceil(wanted.length / LIMITS.asks) }, (_, nth) =>
    wanted.slice(nth * LIMITS.asks, (nth + 1) * LIMITS.asks),
  );

async function askOne(
  gov: Government,
  { memory }: Nodes,
  node: AskableNode,
  occasion: Occasion,
  wanted: readonly Wanted[],
  numbers: ReadonlyMap<string, string>,
): Promise<void> {
  const asks = wanted.map(
    ({ registry, person, fields }): Ask => ({
      registry: registry.id,
      person: numbers.get(person)!,
      fields: [...fields],
    }),
  );
  const asked = await askNode(node, questionOf(gov, occasion, asks), {
    key: node.platform,
    seconds: trueSeconds,
    deadlineMs: DEADLINE_MS,
  });
  const at = gov.clock.now();
  if (!asked.ok) {
    memory.hasFailed(node.address, at);
    for (const { registry } of wanted) tell(gov, registry, asked.failed);
    return;
  }
  memory.hasAnswered(node.address);
  for (const [nth, { registry, name, fields }] of wanted.entries()) {
    const answer = asked.answer.answers[nth]!;
    if ('refused' in answer) tell(gov, registry, `refused.${answer.refused}`);
    else if (!fitsRegistry(registry, answer.records)) tell(gov, registry, 'answer.values');
    else memory.keep(name, { at, asOf: new Date(answer.as_of), fields: new Set(fields), records: answer.records });
  }
}

/** Nothing of people goes into a log line. */
function tell(gov: Government, { id: registry }: Registry, why: string): void {
  gov.logger.warn({ registry, why }, 'a node did not answer as it should');
}

function hear(gov: Government, { memory }: Nodes, wanted: Wanted, sent: ReadonlySet<string>): Heard {
  const { registry, person, fields, name, node } = wanted;
  const now = gov.clock.now();
  const isSent = sent.has(name);
  const recordsOf = (copy: Copy) => recordsFrom(registry, person, copy, gov.pack.timeZone);
  const fresh = memory.find(name, fields, now, FRESH_MS);
  if (fresh) return { asked: { at: fresh.at, state: 'answered', asOf: fresh.asOf }, records: recordsOf(fresh), isSent };
  const at = (node && !isSent && memory.restsSince(node.address, now)) || now;
  const old = memory.find(name, fields, now, KEPT_MS);
  if (old) return { asked: { at, state: 'stale', asOf: old.asOf }, records: recordsOf(old), isSent };
  return { asked: { at, state: 'unanswered', asOf: null }, records: [], isSent };
}

function questionOf(gov: Government, occasion: Occasion, asks: Ask[]): Question {
  const { purpose, basis } = occasion;
  const { locale } = gov.pack;
  const law = (basis?.kind === 'statute' ? basis.law : undefined) ?? purpose.law;
  return {
    id: randomUUID(),
    reader: readerFor(gov, occasion),
    basis: basisOf(occasion),
    purpose: { text: purpose.text[locale], ...(law && { law: cite(law, locale) }) },
    asks,
  };
}

const basisOf = ({ reader, basis }: Occasion): Question['basis'] =>
  reader.kind === 'self' ? 'self' : (basis?.kind ?? 'statute');

/** Who asks, as far as it concerns a node: of people among the readers only what they are. */
function readerFor(gov: Government, { reader }: Occasion): Question['reader'] {
  if (reader.kind === 'self') return { kind: 'self' };
  const agency = agencyOf(gov, reader);
  const name = reader.kind === 'service' ? reader.service : reader.kind === 'party' ? reader.party : undefined;
  return { kind: reader.kind, ...(agency !== undefined && { agency }), ...(name !== undefined && { name }) };
}
