import { type Static, Type } from 'typebox';
import { Compile } from 'typebox/compile';

/*
 * What a platform asks of a node: `POST <address>/questions`, signed (RFC 9421), as JSON.
 */

/** Path of questions below a node's address. */
export const QUESTIONS = 'questions';

/** What both ends hold to. Sizes are in bytes. */
export const LIMITS = {
  question: 64 * 1024,
  answer: 1024 * 1024,
  /** People and registries that one question asks about. */
  asks: 100,
  fields: 100,
  /** Records of one person in one registry; of more, the newest are given. */
  records: 100,
  /** Characters of a value. */
  value: 4_000,
} as const;

const strict = { additionalProperties: false };
const Id = Type.String({ pattern: '^[a-z][a-z0-9-]{0,59}$' });
const FieldName = Type.String({ pattern: '^[a-z][a-z0-9_]{0,59}$' });

/** What is asked about one person in one registry. */
export const AskSchema = Type.Object(
  {
    registry: Id,
    /** The national number. */
    person: Type.String({ minLength: 1, maxLength: 64, pattern: '^\\S+$' }),
    fields: Type.Array(FieldName, { minItems: 0, maxItems: LIMITS.fields, uniqueItems: true }),
  },
  strict,
);

const QuestionSchema = Type.Object(
  {
    /** A UUID that no other question has. */
    id: Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' }),
    /** In whose name: an agency's officer or service, a relative by an agency's right, a party with a consent, or the person. */
    reader: Type.Object(
      {
        kind: Type.Union(['officer', 'service', 'relative', 'party', 'self'].map((kind) => Type.Literal(kind))),
        agency: Type.Optional(Id),
        /** Id of the service or party. */
        name: Type.Optional(Type.String({ maxLength: 120 })),
      },
      strict,
    ),
    basis: Type.Union([Type.Literal('consent'), Type.Literal('statute'), Type.Literal('self')]),
    /** What for, in the country's language, and the law that is cited. */
    purpose: Type.Object(
      { text: Type.String({ minLength: 1, maxLength: 1_000 }), law: Type.Optional(Type.String({ maxLength: 300 })) },
      strict,
    ),
    asks: Type.Array(AskSchema, { minItems: 1, maxItems: LIMITS.asks }),
  },
  strict,
);

export type Ask = Static<typeof AskSchema>;
export type Question = Omit<Static<typeof QuestionSchema>, 'reader'> & {
  reader: { kind: 'officer' | 'service' | 'relative' | 'party' | 'self'; agency?: string; name?: string };
};

const question = Compile(QuestionSchema);

/** The bytes of a question. */
export const writeQuestion = (asked: Question): Uint8Array => new TextEncoder().encode(JSON.stringify(asked));

/** Reads the bytes of a question. @returns undefined for anything else. */
export function readQuestion(bytes: Uint8Array): Question | undefined {
  const value = parseJson(bytes);
  return question.Check(value) ? (value as Question) : undefined;
}

/** The value of JSON text in UTF-8; undefined where it is none. */
export function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}
