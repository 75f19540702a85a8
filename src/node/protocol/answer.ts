import { type Static, Type } from 'typebox';
import { Compile } from 'typebox/compile';
import { LIMITS, parseJson, type Question } from './question.ts';

/*
 * What a node answers: 200 with a signature over the answer and the question's signature, as JSON. The answers stand in
 * the order of what was asked.
 */

const strict = { additionalProperties: false };
const Instant = Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$' });
const Whom = { registry: Type.String({ maxLength: 60 }), person: Type.String({ maxLength: 64 }) };

const RecordSchema = Type.Object(
  {
    /** By field, as text; null is known to be absent. */
    values: Type.Record(
      Type.String({ maxLength: 60 }),
      Type.Union([Type.String({ maxLength: LIMITS.value }), Type.Null()]),
    ),
    /** When the record was written, where the node's source says so. */
    recorded_at: Type.Optional(Instant),
  },
  strict,
);

const GivenSchema = Type.Object(
  {
    ...Whom,
    /** Of when what is given is: now, or when the file was written. */
    as_of: Instant,
    /** The newest first; none where nothing is held of the person. */
    records: Type.Array(RecordSchema, { maxItems: LIMITS.records }),
  },
  strict,
);

/** Why one of several things is not answered, when the others are. */
export const REFUSALS = {
  'not-here': 'The node does not hold this registry, or one of the fields.',
  'not-you': 'Who asks may not have it by the rules of the node.',
  limit: 'More people are asked about than was agreed on for a minute.',
  fault: 'The source cannot be read now.',
} as const;

const RefusedSchema = Type.Object(
  {
    ...Whom,
    refused: Type.Union(Object.keys(REFUSALS).map((why) => Type.Literal(why))),
  },
  strict,
);

const AnswerSchema = Type.Object(
  {
    /** The id of the question. */
    question: Type.String({ maxLength: 36 }),
    answers: Type.Array(Type.Union([GivenSchema, RefusedSchema]), { maxItems: LIMITS.asks }),
  },
  strict,
);

export type Given = Static<typeof GivenSchema>;
export type Refused = { registry: string; person: string; refused: keyof typeof REFUSALS };
export type GivenRecord = Given['records'][number];
export interface Answer {
  question: string;
  answers: readonly (Given | Refused)[];
}

const answer = Compile(AnswerSchema);

/** The bytes of an answer. */
export const writeAnswer = (given: Answer): Uint8Array => new TextEncoder().encode(JSON.stringify(given));

interface Run {
  question: Question;
  answer: Answer;
}

const pairs = ({ question: { asks }, answer: { answers } }: Run) =>
  asks.map((ask, index) => ({ ask, answer: answers[index]! }));

/** What an answer is held against beyond its form: a node is believed in nothing that it was not asked. */
export const ANSWER_CHECKS: readonly { id: string; says: string; holds(run: Run): boolean }[] = [
  {
    id: 'answer.question',
    says: 'It answers the question that was asked.',
    holds: ({ question, answer: given }) => given.question === question.id,
  },
  {
    id: 'answer.whole',
    says: 'It says something of each thing that was asked, and of nothing else.',
    holds: ({ question, answer: given }) => given.answers.length === question.asks.length,
  },
  {
    id: 'answer.person',
    says: 'It speaks of the people and registries that were asked about, in the same order.',
    holds: (run) =>
      pairs(run).every(({ ask, answer: { registry, person } }) => registry === ask.registry && person === ask.person),
  },
  {
    id: 'answer.fields',
    says: 'Each record has exactly the fields that were asked for.',
    holds: (run) =>
      pairs(run).every(({ ask, answer: one }) =>
        'refused' in one ? true : one.records.every(({ values }) => hasExactly(values, ask.fields)),
      ),
  },
];

function hasExactly(values: object, fields: readonly string[]): boolean {
  return Object.keys(values).length === fields.length && fields.every((field) => Object.hasOwn(values, field));
}

/** Reads the bytes of an answer to a question. @returns the id of the check that it fails. */
export function readAnswer(bytes: Uint8Array, asked: Question): { ok: true; answer: Answer } | { failed: string } {
  const value = parseJson(bytes);
  if (!answer.Check(value)) return { failed: 'answer.form' };
  const run = { question: asked, answer: value as Answer };
  const failed = ANSWER_CHECKS.find(({ holds }) => !holds(run));
  return failed ? { failed: failed.id } : { ok: true, answer: run.answer };
}
