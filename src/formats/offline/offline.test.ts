import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import encodeQR from 'qr';
import decodeQR from 'qr/decode.js';
import type { Cbor } from '../mdoc/index.ts';
import { allVerify, sha256, testKey } from '../testing.ts';
import { NOW } from '../trust/testing.ts';
import { fromBase45, toBase45 } from './base45.ts';
import { checkShow } from './check.ts';
import { CODE_PREFIX } from './model.ts';
import { paperOf, readChallenge, readCompact, writeChallenge } from './show.ts';
import { CLAIMS, EXPECTED, HOLDER, issuedCopy, shownCode } from './testing/card.ts';

const CHALLENGE = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8);

describe('a compact card', () => {
  test('shows what its holder chose, and nothing else', () => {
    const text = shownCode(['age_equal_or_over.19']);
    const checked = checkShow(text, EXPECTED);
    assert.ok(checked.ok && allVerify(checked.signatures), JSON.stringify(checked));
    assert.deepEqual(checked.claims, { 'age_equal_or_over.19': true });
    assert.deepEqual([checked.type, checked.agency, checked.paper], ['resident-card', 'residents', false]);
    assert.deepEqual(checked.place, { list: 3, index: 700_000 });
    const bytes = Buffer.from(fromBase45(text.slice(CODE_PREFIX.length))!);
    for (const kept of ['김하은', '2006-05-17', 'birthdate']) assert.equal(bytes.includes(kept), false);
  });

  test('is read by its holder whole', () => {
    const { claims, holderKey, place } = readCompact(issuedCopy())!;
    const known = CLAIMS.filter(([, value]) => value !== undefined);
    assert.deepEqual(claims, Object.fromEntries(known));
    assert.deepEqual([holderKey?.x, place.index], [HOLDER.jwk.x, 700_000]);
    assert.equal(readCompact('AAAA'), undefined);
  });

  test('answers the question on a screen, whatever the clock of the phone says', () => {
    const asked = { ...EXPECTED, challenge: CHALLENGE };
    for (const at of [NOW, NOW - 400 * 86_400, NOW + 3_600]) {
      const checked = checkShow(shownCode(undefined, { at, challenge: CHALLENGE }), asked);
      assert.ok(checked.ok && allVerify(checked.signatures), JSON.stringify(checked));
    }
    assert.deepEqual(readChallenge(writeChallenge(CHALLENGE)), CHALLENGE);
    for (const text of [shownCode(), 'ASK1:', 'ASK1:00', writeChallenge(new Uint8Array(9))])
      assert.equal(readChallenge(text), undefined);
  });

  test('is good for its time, and a little more for clocks that differ', () => {
    const text = shownCode();
    const at = (seconds: number) => checkShow(text, { ...EXPECTED, at: NOW + seconds }).ok;
    assert.deepEqual([-11, -10, 0, 30, 40, 41].map(at), [false, true, true, true, true, false]);
  });

  test('on paper says all that is on it, to whoever holds it', () => {
    const paper = paperOf(issuedCopy({ holderKey: undefined }), { sha256 });
    const checked = checkShow(paper, { ...EXPECTED, challenge: CHALLENGE, at: NOW + 29 * 86_400 });
    assert.ok(checked.ok && allVerify(checked.signatures), JSON.stringify(checked));
    assert.equal(checked.paper, true);
    assert.deepEqual(Object.keys(checked.claims).length, 5);
  });

  test('two copies have nothing in common but what all have', () => {
    const parts = [issuedCopy({ holderKey: testKey().jwk }), issuedCopy({ holderKey: testKey().jwk })];
    const [one, other] = parts.map((copy) => Buffer.from(copy, 'base64url'));
    assert.equal(one!.length, other!.length);
    // No run of 20 bytes behind the header and the type is in both but the claims' own texts.
    for (let at = 40; at + 20 < one!.length; at += 10) {
      const run = one!.subarray(at, at + 20);
      const text = run.toString('utf8');
      assert.ok(!other!.includes(run) || /age_equal|birthdate|2006/.test(text), `${at}: ${text}`);
    }
  });

  test('a showing of nothing, or of what it has not, is none', () => {
    for (const claims of [[], ['no_youth'], ['height']]) assert.throws(() => shownCode(claims), RangeError);
    assert.throws(() => shownCode(['name'], { copy: 'AAAA' }), TypeError);
  });

  test('whatever is issued is shown and read as it was', () => {
    const value: fc.Arbitrary<Cbor | undefined> = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 30 }).filter((text) => text.isWellFormed() && !text.includes('\ufffd')),
      fc.integer({ min: -(2 ** 40), max: 2 ** 40 }),
      fc.boolean(),
      fc.constant(undefined),
    );
    const names = fc.uniqueArray(fc.stringMatching(/^[a-z][a-z_.0-9]{0,20}$/), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(names, fc.array(value, { minLength: 12, maxLength: 12 }), fc.nat(), (list, values, seed) => {
        const claims = list.map((name, nth) => [name, values[nth]] as const);
        const known = claims.filter(([, said]) => said !== undefined);
        const chosen = known.filter((_, nth) => (seed >> nth) % 2 === 0);
        if (chosen.length === 0) return;
        const text = shownCode(
          chosen.map(([name]) => name),
          { copy: issuedCopy({ claims }) },
        );
        const checked = checkShow(text, EXPECTED);
        assert.deepEqual(checked.ok && checked.claims, Object.fromEntries(chosen));
        assert.ok(checked.ok && allVerify(checked.signatures));
      }),
      { numRuns: 25 },
    );
  });
});

describe('its QR code', () => {
  const sizeOf = (text: string, ecc: 'low' | 'medium' = 'medium') => {
    const rows = encodeQR(text, 'raw', { ecc, border: 4 });
    return { bytes: fromBase45(text.slice(CODE_PREFIX.length))!.length, modules: rows.length - 8 };
  };

  test('is small enough for any camera: one claim in under 420 bytes, a paper with five in under 500', () => {
    const one = sizeOf(shownCode());
    assert.ok(one.bytes < 420 && one.modules <= 77, JSON.stringify(one));
    const asked = sizeOf(shownCode(['name', 'age_equal_or_over.19'], { challenge: CHALLENGE }));
    assert.ok(asked.bytes < 500 && asked.modules <= 85, JSON.stringify(asked));
    const paper = sizeOf(paperOf(issuedCopy({ holderKey: undefined }), { sha256 }));
    assert.ok(paper.bytes < 500 && paper.modules <= 85, JSON.stringify(paper));
  });

  test('is read from a picture of three points to each module, blurred and grey', () => {
    const text = shownCode(['name', 'age_equal_or_over.19'], { challenge: CHALLENGE });
    const rows = encodeQR(text, 'raw', { ecc: 'medium', border: 4 });
    assert.equal(decodeQR(picture(rows, 3)), text);
  });
});

/** What a poor camera sees: little contrast, each point mixed with those around it, and noise that is always the same. */
function picture(rows: readonly (readonly boolean[])[], scale: number) {
  const side = rows.length * scale;
  const inkAt = (x: number, y: number) => (rows[Math.floor(y / scale)]?.[Math.floor(x / scale)] ? 80 : 190);
  const data = new Uint8Array(side * side * 4);
  for (let y = 0; y < side; y += 1)
    for (let x = 0; x < side; x += 1) {
      const around = [inkAt(x, y) * 2, inkAt(x - 1, y), inkAt(x + 1, y), inkAt(x, y - 1), inkAt(x, y + 1)];
      const grey = around.reduce((sum, one) => sum + one, 0) / 6 + ((x * 31 + y * 17) % 13) - 6;
      data.set([grey, grey, grey, 255], (y * side + x) * 4);
    }
  return { width: side, height: side, data };
}

describe('base45', () => {
  test('the examples of RFC 9285 section 4.3', () => {
    const ascii = (text: string) => new TextEncoder().encode(text);
    for (const [text, written] of Object.entries({ AB: 'BB8', 'Hello!!': '%69 VD92EX0', 'base-45': 'UJCLQE7W581' })) {
      assert.equal(toBase45(ascii(text)), written);
      assert.deepEqual(fromBase45(written), ascii(text));
    }
  });

  test('what is written is read again; other characters and numbers too large are refused', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 50 }), (bytes) => assert.deepEqual(fromBase45(toBase45(bytes)), bytes)),
      { numRuns: 50 },
    );
    for (const text of ['A', 'ABCD', 'GGW', ':::', '::', 'ab0', 'ÄÄÄ']) assert.equal(fromBase45(text), undefined);
  });
});
