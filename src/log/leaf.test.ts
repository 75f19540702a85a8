import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { fromBase64, fromBase64url, toBase64, toBase64url } from './bytes.ts';
import { canonicalJson } from './canonical.ts';
import { commitmentOf, decodeLeaf, encodeLeaf, type Leaf } from './leaf.ts';

const salt = Buffer.alloc(32, 1).toString('base64url');
const leaf: Leaf = {
  v: 1,
  kind: 'case.decided',
  at: '2026-03-02T01:00:00.000Z',
  agency: 'labour-insurance',
  commitment: Buffer.alloc(32, 2).toString('base64url'),
};

test('canonical JSON is what RFC 8785 gives as its example', () => {
  const example = {
    // biome-ignore lint/correctness/noPrecisionLoss: the example of the RFC
    numbers: [333333333.33333329, 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
    string: '\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\"/',
    literals: [null, true, false],
  };
  assert.equal(
    canonicalJson(example),
    '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],' +
      '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
  );
});

test('keys sort by UTF-16 code units, as in section 3.2.3 of RFC 8785', () => {
  const keys = ['\u20ac', '\r', '\ufb33', '1', '\ud83d\ude00', '\u0080', '\u00f6'];
  const sorted = ['\r', '1', '\u0080', '\u00f6', '\u20ac', '\ud83d\ude00', '\ufb33'];
  const text = canonicalJson(Object.fromEntries(keys.map((key) => [key, 0])));
  assert.equal(text, `{${sorted.map((key) => `${JSON.stringify(key)}:0`).join()}}`);
});

test('canonical JSON says the same as the value, whatever the order of its keys', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
      fc.pre(JSON.stringify(value).isWellFormed());
      const stored = JSON.parse(JSON.stringify(value));
      assert.deepEqual(JSON.parse(canonicalJson(value)), stored);
      assert.equal(canonicalJson(value), canonicalJson(reversed(stored)));
    }),
  );
});

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, member]) => [key, reversed(member)]),
  );
}

test('what JSON cannot say exactly is refused', () => {
  for (const value of [
    Number.NaN,
    Infinity,
    undefined,
    1n,
    new Date(),
    new Map(),
    () => 0,
    ['\ud800'],
    [undefined],
    new Array(1),
  ])
    assert.throws(() => canonicalJson(value), TypeError);
  assert.equal(canonicalJson({ kept: 1, dropped: undefined }), '{"kept":1}');
});

test('a commitment is SHA-256 over salt and canonical content', async () => {
  const expected = createHash('sha256').update(Buffer.alloc(32, 1)).update('{"a":"가","b":2}').digest('base64url');
  assert.equal(await commitmentOf(salt, { b: 2, a: '가' }), expected);
  assert.notEqual(await commitmentOf(Buffer.alloc(32, 3).toString('base64url'), { b: 2, a: '가' }), expected);
  await assert.rejects(commitmentOf(Buffer.alloc(16).toString('base64url'), {}), /32 bytes/);
  await assert.rejects(commitmentOf('!', {}));
});

const statement: Leaf = {
  v: 1,
  kind: 'ledger.totals',
  at: '2026-03-02T01:00:00.000Z',
  agency: 'log.example.org/acts',
  statement: { sum: 0, transfers: 12 },
};

test('a leaf is canonical: bytes have one reading and a leaf one spelling', () => {
  const bytes = encodeLeaf(leaf);
  assert.equal(
    Buffer.from(bytes).toString(),
    `{"agency":"labour-insurance","at":"2026-03-02T01:00:00.000Z","commitment":"${leaf.commitment}","kind":"case.decided","v":1}`,
  );
  assert.deepEqual(decodeLeaf(bytes), leaf);
});

test('a statement is open to everyone, and canonical too', () => {
  const bytes = encodeLeaf(statement);
  assert.equal(
    Buffer.from(bytes).toString(),
    '{"agency":"log.example.org/acts","at":"2026-03-02T01:00:00.000Z","kind":"ledger.totals","statement":{"sum":0,"transfers":12},"v":1}',
  );
  assert.deepEqual(decodeLeaf(bytes), statement);
});

test('whatever is written is read again, and nothing is read that would be written otherwise', () => {
  const name = fc.stringMatching(/^[a-z0-9]{1,8}(?:[-._:/][a-z0-9]{1,8}){0,3}$/);
  const at = fc.date({ noInvalidDate: true }).map((date) => date.toISOString());
  const commitment = fc.uint8Array({ minLength: 32, maxLength: 32 }).map(toBase64url);
  const stated = fc.dictionary(fc.string({ unit: 'grapheme' }), fc.oneof(fc.integer(), name, fc.array(name)));
  const body = fc.oneof(fc.record({ commitment }), fc.record({ statement: stated }));
  fc.assert(
    fc.property(
      name,
      at,
      name,
      body,
      fc.nat(),
      fc.integer({ min: 1, max: 255 }),
      (kind, when, agency, held, place, flip) => {
        const written = { v: 1, kind, at: when, agency, ...held } as Leaf;
        const bytes = encodeLeaf(written);
        assert.deepEqual(JSON.stringify(decodeLeaf(bytes)), Buffer.from(bytes).toString());
        const changed = Uint8Array.from(bytes);
        changed[place % bytes.length]! ^= flip;
        const read = attempt(() => decodeLeaf(changed));
        if (read) assert.deepEqual(encodeLeaf(read), changed);
      },
    ),
  );
});

function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

test('bytes that are not exactly those of a leaf are refused', () => {
  const [act, stated] = [leaf, statement].map((one) => Buffer.from(encodeLeaf(one)).toString()) as [string, string];
  const others = [
    ` ${act}`,
    `${act}\n`,
    `\ufeff${act}`,
    'null',
    '[]',
    '"leaf"',
    '{"v":1}',
    act.replace('"v":1', '"v":2'),
    act.replace('"v":1', '"v":1.0'),
    act.replace('"v"', '"w"'),
    act.replace('"v":1', '"v":1,"v":1'),
    act.replace('case.decided', 'Case'),
    act.replace('labour-insurance', '王小明'),
    act.replace('.000Z', 'Z'),
    act.replace('2026-03-02', '2026-02-30'),
    act.replace(leaf.commitment!, ''),
    act.replace(leaf.commitment!, leaf.commitment!.slice(0, -1)),
    act.replace(leaf.commitment!, `${leaf.commitment!.slice(0, -1)}J`),
    act.replace(`"${leaf.commitment}"`, 'null'),
    act.replace('"kind"', '"kine"'),
    act.replace('"kind"', '"statement":{},"kind"'),
    stated.replace('{"sum":0,"transfers":12}', 'null'),
    stated.replace('{"sum":0,"transfers":12}', '[]'),
    stated.replace('{"sum":0,"transfers":12}', '"zero"'),
    stated.replace('"sum":0,"transfers":12', '"transfers":12,"sum":0'),
    stated.replace('"sum":0', '"sum":-0'),
    stated.replace('"sum":0', '"sum":0e1'),
    stated.replace('"sum":0', `"sum":"${'0'.repeat(65_535)}"`),
  ];
  for (const other of others) assert.throws(() => decodeLeaf(Buffer.from(other)), Error, other);
  assert.throws(() => decodeLeaf(Buffer.from([...Buffer.from(act), 0xff])), TypeError);
});

test('a leaf takes names, times, commitments and statements only, and none too long', () => {
  for (const name of ['', 'Wang Mei-ling', '王', 'a b', '-a', 'a..b', undefined as never]) {
    assert.throws(() => encodeLeaf({ ...leaf, kind: name }), RangeError, name);
    assert.throws(() => encodeLeaf({ ...statement, agency: name }), RangeError, name);
  }
  for (const at of ['', 'today', '2026-03-02', '2026-03-02T01:00:00Z', '2026-03-02T09:00:00.000+08:00'])
    assert.throws(() => encodeLeaf({ ...leaf, at }), RangeError, at);
  for (const commitment of ['', 'A'.repeat(42), 'A'.repeat(44), `${'A'.repeat(42)}B`, null as never])
    assert.throws(() => encodeLeaf({ ...leaf, commitment }), RangeError, commitment);
  for (const stated of [null, [], 'zero', 0])
    assert.throws(() => encodeLeaf({ ...statement, statement: stated } as never), RangeError);
  assert.throws(() => encodeLeaf({ ...statement, statement: { at: new Date(0) } }), TypeError);
  assert.throws(() => encodeLeaf({ ...leaf, agency: 'a'.repeat(65_535) }), RangeError);
});

test('base64 has one spelling', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
      assert.equal(toBase64(bytes), Buffer.from(bytes).toString('base64'));
      assert.equal(toBase64url(bytes), Buffer.from(bytes).toString('base64url'));
      assert.deepEqual(fromBase64(toBase64(bytes)), Uint8Array.from(bytes));
      assert.deepEqual(fromBase64url(toBase64url(bytes)), Uint8Array.from(bytes));
    }),
  );
  for (const text of ['YQ', 'YR==', ' YQ==', 'YQ==\n', 'Y', '_w==']) assert.throws(() => fromBase64(text), text);
  for (const text of ['YQ==', 'YR', '/w', 'Y', ' YQ']) assert.throws(() => fromBase64url(text), text);
});
