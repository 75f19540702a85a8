import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { deflateSync, inflateSync } from 'node:zlib';
import fc from 'fast-check';
import {
  emptyStatusList,
  encodeStatusList,
  packStatuses,
  STATUS,
  type StatusBits,
  setStatus,
  statusAt,
  statusCount,
} from './list.ts';

const best = (bytes: Uint8Array) => new Uint8Array(deflateSync(bytes, { level: 9 }));

describe('a status list', () => {
  test('is written as the examples of draft-ietf-oauth-status-list §4.1 and §4.2 are', () => {
    const one = packStatuses(Uint8Array.of(1, 0, 0, 1, 1, 1, 0, 1, 1, 1, 0, 0, 0, 1, 0, 1), 1);
    assert.deepEqual([...one.bytes], [0xb9, 0xa3]);
    assert.deepEqual(encodeStatusList(one, best), { bits: 1, lst: 'eNrbuRgAAhcBXQ' });
    const two = packStatuses(Uint8Array.of(1, 2, 0, 3, 0, 1, 0, 1, 1, 2, 3, 3), 2);
    assert.deepEqual([...two.bytes], [0xc9, 0x44, 0xf9]);
    assert.deepEqual(encodeStatusList(two, best), { bits: 2, lst: 'eNo76fITAAPfAgc' });
  });

  test('says what was packed or set, and nothing of what is outside', () => {
    const lists = fc
      .constantFrom<StatusBits>(1, 2, 4, 8)
      .chain((bits) => fc.tuple(fc.constant(bits), fc.uint8Array({ max: 2 ** bits - 1, maxLength: 40 })));
    const check = fc.property(lists, ([bits, statuses]) => {
      const packed = packStatuses(statuses, bits);
      const set = emptyStatusList(statuses.length, bits);
      statuses.forEach((_, index) => {
        setStatus(set, index, 2 ** bits - 1);
      });
      statuses.forEach((status, index) => {
        setStatus(set, index, status);
      });
      assert.deepEqual(set, packed);
      assert.deepEqual(
        Array.from(statuses, (_, index) => statusAt(packed, index)),
        [...statuses],
      );
      for (const index of [-1, 0.5, Number.NaN, statusCount(packed), 2 ** 53]) {
        assert.equal(statusAt(packed, index), undefined);
        assert.throws(() => setStatus(packed, index, 0), RangeError);
      }
    });
    fc.assert(check, { numRuns: 100 });
  });

  test('takes no status that does not fit', () => {
    assert.throws(() => packStatuses(Uint8Array.of(0, STATUS.suspended), 1), RangeError);
    for (const status of [-1, 4, 0.5]) assert.throws(() => setStatus(emptyStatusList(8, 2), 0, status), RangeError);
  });

  test('of two millions is packed and opened again', () => {
    const statuses = Uint8Array.from({ length: 2_000_000 }, (_, index) => (index % 97 === 0 ? STATUS.invalid : 0));
    const { bits, bytes } = packStatuses(statuses, 2);
    const opened = { bits, bytes: new Uint8Array(inflateSync(deflateSync(bytes))) };
    assert.equal(statusCount(opened), 2_000_000);
    assert.deepEqual(
      [96, 97, 1999946].map((index) => statusAt(opened, index)),
      [0, 1, 1],
    );
  });
});
