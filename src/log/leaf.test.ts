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
  for (const value of [Number.NaN, Infinity, undefined, 1n, new Date(), new Map(), () => 0, ['\ud800'], [undefined]])
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

test('a leaf is canonical: bytes have one reading and a leaf one spelling', () => {
  const bytes = encodeLeaf(leaf);
  assert.equal(
    Buffer.from(bytes).toString(),
    `{"agency":"labour-insurance","at":"2026-03-02T01:00:00.000Z","commitment":"${leaf.commitment}","kind":"case.decided","v":1}`,
  );
  assert.deepEqual(decodeLeaf(bytes), leaf);
  const text = Buffer.from(bytes).toString();
  for (const other of [` ${text}`, text.replace('"v":1', '"v":2'), text.replace('"v"', '"w"'), 'null', '[]', '{"v":1}'])
    assert.throws(() => decodeLeaf(Buffer.from(other)), Error, other);
});

test('a leaf takes names only, and none too long', () => {
  for (const kind of ['', 'Wang Mei-ling', '王', 'a b', '-a', 'a..b'])
    assert.throws(() => encodeLeaf({ ...leaf, kind }), RangeError, kind);
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
