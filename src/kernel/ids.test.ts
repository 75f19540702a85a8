import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { randomSecret, readableCode, sha256, uuidOf, uuidv7 } from './ids.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-([0-9a-f])[0-9a-f]{3}-([0-9a-f])[0-9a-f]{3}-[0-9a-f]{12}$/;

/** Version and variant of RFC 9562 §4.1 and §4.2; undefined when it is no UUID at all. */
function kindOf(id: string): { version: number; variant: number } | undefined {
  const [, version, variant] = UUID.exec(id) ?? [];
  return version && variant
    ? { version: Number.parseInt(version, 16), variant: Number.parseInt(variant, 16) >> 2 }
    : undefined;
}

const instant = fc.date({ min: new Date(0), max: new Date('9999-12-31'), noInvalidDate: true });

test('a time-ordered id has version 7, the RFC’s variant and its millisecond', () => {
  fc.assert(
    fc.property(instant, (at) => {
      const id = uuidv7(at);
      assert.deepEqual(kindOf(id), { version: 7, variant: 0b10 });
      assert.equal(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16), at.getTime());
    }),
  );
});

test('ids of one millisecond rise, even in thousands', () => {
  const at = new Date('2026-03-05T00:00:00Z');
  const ids = Array.from({ length: 20_000 }, () => uuidv7(at));
  assert.deepEqual(ids.toSorted(), ids);
  assert.equal(new Set(ids).size, ids.length);
});

test('ids of one instant rise although ids of other instants are made between them', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 200 }), (turns) => {
      const made = turns.map((turn) => ({ turn, id: uuidv7(new Date(1_772_668_800_000 + turn)) }));
      for (const turn of new Set(turns)) {
        const ids = made.filter((one) => one.turn === turn).map((one) => one.id);
        assert.deepEqual(ids.toSorted(), ids);
      }
    }),
  );
});

test('a later millisecond sorts later', () => {
  fc.assert(
    fc.property(instant, instant, (one, other) => {
      fc.pre(one.getTime() !== other.getTime());
      assert.equal(uuidv7(one) < uuidv7(other), one < other);
    }),
  );
});

const names = fc.array(fc.string({ unit: 'grapheme', maxLength: 4 }), { maxLength: 4 });

test('the same names give the same id, of version 8', () => {
  fc.assert(
    fc.property(names, (list) => {
      assert.equal(uuidOf(...list), uuidOf(...list));
      assert.deepEqual(kindOf(uuidOf(...list)), { version: 8, variant: 0b10 });
    }),
  );
  assert.equal(uuidOf('account', 'fund'), '32be868c-affc-88d5-9c05-c69cd687a9dd', 'an id once written is for ever');
});

test('other names give another id, also where they join to the same text', () => {
  fc.assert(
    fc.property(names, names, (one, other) => {
      fc.pre(JSON.stringify(one) !== JSON.stringify(other));
      assert.notEqual(uuidOf(...one), uuidOf(...other));
    }),
  );
  const splits = [['ab', 'c'], ['a', 'bc'], ['abc'], ['abc', ''], ['', 'abc'], ['1:a1:b'], ['a', 'b'], []];
  assert.equal(new Set(splits.map((list) => uuidOf(...list))).size, splits.length);
});

test('secrets are base64url of as many bytes as asked for, and differ', () => {
  assert.match(randomSecret(), /^[\w-]{43}$/);
  assert.equal(Buffer.from(randomSecret(16), 'base64url').length, 16);
  assert.notEqual(randomSecret(), randomSecret());
});

test('a readable code has its length and no character that is mistaken for another', () => {
  for (let round = 0; round < 200; round += 1) assert.match(readableCode(12), /^[2-9A-HJKMNP-Z]{12}$/);
});

test('sha256 is SHA-256 (FIPS 180-4, “abc”)', () => {
  const expected = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
  assert.equal(sha256('abc').toString('hex'), expected);
  assert.equal(sha256(Uint8Array.of(97, 98, 99)).toString('hex'), expected);
});
