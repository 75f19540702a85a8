import fc from 'fast-check';

/** The parts of a JSON Schema that values are made from. */
interface Schema {
  type?: string;
  const?: unknown;
  anyOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
  patternProperties?: Record<string, Schema>;
  items?: Schema;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  maxItems?: number;
  format?: string;
  pattern?: string;
}

/** What a site knows by a name: values that lead deeper than chance would. */
export type Vocabulary = Readonly<Record<string, readonly unknown[]>>;

/** Markup that would run if it reached a page as it is. */
export const MARKUP = ['<img src=x onerror=alert(1)>', '"><script>alert(1)</script>', "'><svg/onload=alert(1)>"];

/** Texts at which programs break: ends of encodings, other directions, other languages' syntax, lengths. */
export const HOSTILE_TEXTS = [
  ...MARKUP,
  ...[
    '',
    ' ',
    '\0',
    '\u0001\u001f\u007f',
    '\ud800',
    '\udfff\ud800',
    '\u202egnp.exe\u2066',
    '\ufeff\uffff',
    'e\u0301',
    '👨‍👩‍👧‍👦',
  ],
  ...[
    "'; drop table services.case; --",
    '" or 1=1',
    '$1',
    '{{7*7}}',

    '%00',
    '%',
    '%ZZ',
    '../../etc/passwd',
    '\\',
    '\r\nset-cookie: a=b',
  ],
  ...[
    'NaN',
    '-0',
    '1e309',
    '9007199254740993',
    '99999999999999999999',
    '0x10',
    '１２３',
    'null',
    'true',
    '[]',
    '__proto__',
    'constructor',
  ],
  ...[
    '0000-00-00',
    '2026-02-30',
    '+275760-09-13',
    '00000000-0000-0000-0000-000000000000',
    'ffffffff-ffff-ffff-ffff-ffffffffffff',
  ],
  ...['a'.repeat(2_001), '字'.repeat(5_000), 'a '.repeat(10_000), '('.repeat(500), '𠮷'.repeat(300)],
];

/** Values of any kind that fit hardly anything. */
const hostile = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...HOSTILE_TEXTS) },
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    0,
    -1,
    0.1,
    Number.MAX_SAFE_INTEGER,
    Number.MIN_SAFE_INTEGER,
    1e308,
    5e-324,
    2 ** 31,
    2 ** 53,
    null,
    true,
  ),
  fc.jsonValue({ maxDepth: 2 }),
);

/** Values that fit a schema; a property that the vocabulary names often takes one of its values. */
export function fitting(schema: object, vocabulary: Vocabulary = {}): fc.Arbitrary<unknown> {
  const { anyOf, properties, patternProperties, type = '', ...rest } = schema as Schema;
  if ('const' in rest) return fc.constant(rest.const);
  if (anyOf) return fc.oneof(...anyOf.map((option) => fitting(option, vocabulary)));
  if (patternProperties) return fittingRecord(Object.values(patternProperties)[0]!, vocabulary);
  if (properties) return fittingObject(properties, rest.required ?? [], vocabulary);
  return (KINDS[type] ?? (() => fc.jsonValue({ maxDepth: 2 })))(rest, vocabulary);
}

const KINDS: Record<string, (schema: Schema, vocabulary: Vocabulary) => fc.Arbitrary<unknown>> = {
  string: fittingText,
  integer: ({ minimum, maximum }) =>
    fc.integer({ min: minimum ?? -(2 ** 31), max: Math.min(maximum ?? 2 ** 31, 2 ** 31) }),
  number: ({ minimum, maximum }) => fc.double({ min: minimum ?? -1e12, max: maximum ?? 1e12, noNaN: true }),
  boolean: () => fc.boolean(),
  null: () => fc.constant(null),
  array: ({ items, maxItems }, vocabulary) =>
    fc.array(fitting(items ?? {}, vocabulary), { maxLength: Math.min(maxItems ?? 5, 5) }),
};

function fittingText({ format, pattern, minLength = 0, maxLength = 2_000 }: Schema): fc.Arbitrary<string> {
  if (format === 'uuid') return fc.uuid();
  if (format === 'date-time') return fc.date({ noInvalidDate: true }).map((date) => date.toISOString());
  const fits = (text: string) => text.length >= minLength && text.length <= maxLength;
  if (pattern) return fc.stringMatching(new RegExp(pattern)).filter(fits);
  const texts = fc.string({ unit: 'grapheme', minLength, maxLength: Math.min(maxLength, 50) });
  return fc.oneof(texts, fc.constantFrom(...HOSTILE_TEXTS.filter(fits)));
}

function fittingObject(properties: Record<string, Schema>, required: string[], vocabulary: Vocabulary) {
  const values = Object.entries(properties).map(([name, schema]) => [name, named(name, schema, vocabulary)]);
  return fc.record(Object.fromEntries(values), { requiredKeys: required } as never);
}

/** A record of any names takes the vocabulary's. */
function fittingRecord(value: Schema, vocabulary: Vocabulary) {
  const names = Object.keys(vocabulary);
  const pair = fc
    .constantFrom(...names, '__proto__', 'other')
    .chain((name) => fc.tuple(fc.constant(name), named(name, value, vocabulary)));
  return fc.array(pair, { maxLength: 6 }).map((pairs) => Object.fromEntries(pairs));
}

function named(name: string, schema: Schema, vocabulary: Vocabulary): fc.Arbitrary<unknown> {
  const known = Object.hasOwn(vocabulary, name) ? vocabulary[name]! : [];
  const free = fitting(schema, vocabulary);
  return known.length > 0 ? fc.oneof({ weight: 2, arbitrary: fc.constantFrom(...known) }, free) : free;
}

/** A value that fits but for one of its properties, or one that is too many; anything else where it has no properties. */
export function almostFitting(schema: object, vocabulary: Vocabulary = {}): fc.Arbitrary<unknown> {
  return fc.tuple(fitting(schema, vocabulary), fc.nat(), hostile, fc.boolean()).map(([value, at, wrong, adds]) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return wrong;
    const names = Object.keys(value);
    const name = adds || names.length === 0 ? 'unknown' : names[at % names.length]!;
    return { ...value, [name]: wrong };
  });
}

/** Bodies to the letter that are hardly of any form. */
export const RAW_BODIES = [
  ...[
    '',
    '{',
    'null',
    '[]',
    '"',
    '{"a":"\\u0000"}',
    '{"a":"\\ud800"}',
    '{"__proto__":{"x":1}}',
    '{"a":1e999}',
    '{"a":1,"a":2}',
  ],
  ...[
    'a=%FF',
    'a=%',
    '=&=&=',
    'a=1&a=2&a=3',
    '%00=1',
    `${'['.repeat(20_000)}`,
    `{"a":${'['.repeat(5_000)}${']'.repeat(5_000)}}`,
    'x'.repeat(70_000),
  ],
];
