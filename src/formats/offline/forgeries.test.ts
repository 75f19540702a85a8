import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Cbor } from '../mdoc/index.ts';
import { allVerify, sha256, testKey } from '../testing.ts';
import { NOW } from '../trust/testing.ts';
import { fromBase45, toBase45 } from './base45.ts';
import { checkIssuedCompact, checkShow, OFFLINE_CHECKS } from './check.ts';
import { ASK_PREFIX, CODE_PREFIX, KID_BYTES } from './model.ts';
import type { ShowExpected } from './run.ts';
import { paperOf } from './show.ts';
import { type Changes, EXPECTED, forge, HOLDER, issuedCopy, KEY, shownCode } from './testing/card.ts';

const DAY = 86_400;
const CHALLENGE = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8);
const OTHER = Uint8Array.of(8, 7, 6, 5, 4, 3, 2, 1);
const PAPER = paperOf(issuedCopy({ holderKey: undefined }), { sha256 });
const TAKEN = shownCode();
const set = (place: number, value: Cbor): Changes => ({ signed: (said) => void said.splice(place, 1, value) });
const leaf = (place: number, value: Cbor): Changes => ({ leaves: ([first]) => void first!.splice(place, 1, value) });
const code = (place: number, value: Cbor): Changes => ({ code: (parts) => void parts.splice(place, 1, value) });
const key = (but: Partial<typeof KEY>) => ({ expected: { keyOf: () => ({ ...KEY, ...but }) } });
const status = (known: number | undefined) => ({ expected: { statusOf: () => known } });

type Forgery = Changes | string | { text?: string; changes?: Changes; expected: Partial<ShowExpected> };

const recoded = (change: (bytes: Uint8Array) => Uint8Array): string =>
  CODE_PREFIX + toBase45(change(fromBase45(shownCode().slice(CODE_PREFIX.length))!));

/** By the check that has to refuse them. */
const FORGERIES: Record<string, readonly Forgery[]> = {
  'text.prefix': ['', 'https://shop.example', shownCode().toLowerCase(), `${ASK_PREFIX}AAA`, ` ${shownCode()}`],
  'text.size': [CODE_PREFIX + '0'.repeat(5_000)],
  'text.base45': [`${CODE_PREFIX}A`, `${CODE_PREFIX}ABc`, `${CODE_PREFIX}:::`, `${CODE_PREFIX}GGW`],
  'code.form': [
    CODE_PREFIX,
    `${CODE_PREFIX}000`,
    recoded((bytes) => bytes.subarray(0, -1)),
    recoded((bytes) => Uint8Array.from([...bytes, 0])),
    recoded(() => new Uint8Array(1_000).fill(0x81)),
    { code: (parts) => void parts.pop() },
    { code: (parts) => void parts.push(0) },
    ...[0, 1, 2, 3, 4, 5, 6, 7].map((place) => code(place, 'x')),
    code(4, new Uint8Array(15)),
    code(5, -1),
    leaf(0, -1),
    leaf(1, new Uint8Array(15)),
    leaf(2, 7),
    { leaves: ([first]) => void first!.push(0) },
    { leaves: ([first]) => void first!.pop() },
  ],
  'issuer.header': [
    { header: (header) => void header.set(2, [99]) },
    { header: (header) => void header.delete(4) },
    code(0, Uint8Array.of(0x80)),
    code(0, new Uint8Array()),
  ],
  'issuer.alg': [-35, -8, 5, 'ES256'].map((alg) => ({ header: (header) => void header.set(1, alg) })),
  'issuer.kid': [
    { header: (header) => void header.set(4, new Uint8Array(KID_BYTES - 1)) },
    { header: (header) => void header.set(4, 'a') },
  ],
  'issuer.known': [
    { header: (header) => void header.set(4, new Uint8Array(KID_BYTES)) },
    { expected: { keyOf: () => undefined } },
  ],
  'issuer.key': [
    key({ jwk: { kty: 'OKP', crv: 'Ed25519', x: HOLDER.jwk.x! } }),
    key({ jwk: { ...KEY.jwk, use: 'enc' } }),
  ],
  'issuer.signature': [code(2, new Uint8Array(63)), code(2, new Uint8Array(72))],
  'signed.form': [
    ...[0, 1, 2, 3, 4, 5, 6, 7, 8].map((place) => set(place, null)),
    { signed: (said) => void said.pop() },
    { signed: (said) => void said.push(0) },
    set(1, -1),
    set(5, 7),
    set(6, new Uint8Array(32)),
    set(7, new Uint8Array(31)),
    // A compressed point.
    set(8, true),
  ],
  'signed.type': [set(0, 'driving-licence'), key({ types: [] })],
  'issuer.distrusted': [key({ state: 'distrusted', until: NOW })],
  'issuer.early': [key({ from: NOW })],
  'issuer.late': [key({ state: 'retired', until: NOW - 2 * DAY })],
  'signed.not-yet': [set(1, NOW + 11)],
  'signed.expired': [set(2, NOW), { expected: { at: NOW + 30 * DAY } }],
  'claims.some': [{ parts: (parts) => void parts.splice(3, 1, []) }],
  'claims.places': [leaf(0, 8), { leaves: (all) => void all.push([...all[0]!]) }],
  'claims.unique': [
    { anew: true, leaves: (all) => void all.splice(0, 1, [0, ...all[0]!.slice(1)], [1, ...all[0]!.slice(1)]) },
  ],
  'claims.root': [
    leaf(3, false),
    leaf(2, 'age_equal_or_over.65'),
    leaf(1, new Uint8Array(16)),
    leaf(0, 2),
    { parts: (parts) => void parts.splice(4, 1, new Uint8Array(48)) },
    { parts: (parts) => void parts.splice(4, 1, (parts[4] as Uint8Array).subarray(16)) },
    { parts: (parts) => void parts.splice(4, 1, new Uint8Array([...(parts[4] as Uint8Array), ...new Uint8Array(16)])) },
    // A claim of somebody else's card.
    { leaves: (all) => void all.push([1, new Uint8Array(16), 'birthdate', '1999-01-01']) },
    set(5, 2),
  ],
  'holder.bound': [
    // A phone's card as a paper: a photograph of it would be one.
    { parts: (parts) => void parts.splice(5) },
    { text: PAPER, changes: { parts: (parts) => void parts.push(NOW, null, new Uint8Array(64)) }, expected: {} },
  ],
  'holder.signature': [code(7, new Uint8Array(63)), code(7, new Uint8Array())],
  'holder.unasked': [shownCode(undefined, { challenge: CHALLENGE })],
  // A screenshot.
  'holder.stale': [{ expected: { at: NOW + 41 } }, shownCode(undefined, { at: NOW - 3_600 })],
  'holder.ahead': [shownCode(undefined, { at: NOW + 11 }), shownCode(undefined, { at: NOW + 86_400 })],
  'holder.challenge': [
    { expected: { challenge: CHALLENGE } },
    { expected: { at: NOW + 41, challenge: CHALLENGE } },
    { text: shownCode(undefined, { challenge: OTHER }), expected: { challenge: CHALLENGE } },
    { text: shownCode(undefined, { challenge: CHALLENGE.subarray(0, 7) }), expected: { challenge: CHALLENGE } },
  ],
  'holder.taken': [{ text: TAKEN, expected: { wasTaken: () => true } }],
  'status.known': [status(undefined), set(3, 4)],
  'status.suspended': [status(2)],
  'status.revoked': [status(1), status(3)],
};

/** Of a code this is a part of `code.form`; a copy that a wallet gets is refused by it, below. */
const OF_COPIES = 'issuer.form';

const partsOf = (forgery: Forgery) => {
  if (typeof forgery === 'string') return { text: forgery, expected: EXPECTED };
  if (!('expected' in forgery)) return { text: forge(forgery), expected: EXPECTED };
  const { text, changes, expected } = forgery;
  return { text: changes ? forge(changes, text) : (text ?? shownCode()), expected: { ...EXPECTED, ...expected } };
};

describe('codes that are refused', () => {
  for (const { id } of OFFLINE_CHECKS.filter(({ id }) => id !== OF_COPIES))
    test(id, () => {
      assert.ok(FORGERIES[id]?.length, 'it has a forgery');
      for (const forgery of FORGERIES[id]) {
        const { text, expected } = partsOf(forgery);
        const checked = checkShow(text, expected);
        assert.deepEqual(checked.ok ? 'taken' : checked.failed, id, JSON.stringify(checked));
        const { source, says } = OFFLINE_CHECKS.find((check) => check.id === id)!;
        assert.deepEqual([checked.ok || checked.source, checked.ok || checked.why], [source, says]);
      }
    });

  test('signatures of others do not verify', () => {
    const forgeries = [
      shownCode(undefined, { holder: testKey() }),
      shownCode(undefined, { copy: issuedCopy({}, testKey()) }),
      // One question's answer as that of another, one time as another.
      forge({ code: (parts) => void parts.splice(5, 1, NOW - 1) }),
      forge(code(6, CHALLENGE), shownCode(undefined, { challenge: OTHER })),
      // A claim less than the phone had shown.
      forge({ code: (parts) => void parts.splice(3, 2, ...withoutOne(parts)) }, shownCode(['name', 'birthdate'])),
      paperOf(issuedCopy({ holderKey: undefined }, testKey()), { sha256 }),
    ];
    const expected = { ...EXPECTED, challenge: CHALLENGE };
    for (const text of forgeries)
      for (const asked of [EXPECTED, expected]) {
        const checked = checkShow(text, asked);
        assert.equal(checked.ok && allVerify(checked.signatures), false);
      }
  });

  test('what is no text of ours never throws', () => {
    for (const text of ['\u0000', '😀', `${CODE_PREFIX}${'ÿ'.repeat(100)}`, CODE_PREFIX + '8UG'.repeat(1_000)])
      assert.equal(checkShow(text, EXPECTED).ok, false);
  });
});

/** Another tree's proof would be needed: the one at hand fits no more. */
const withoutOne = (parts: readonly Cbor[]): Cbor[] => [(parts[3] as Cbor[]).slice(1), parts[4]!];

describe('copies that a wallet refuses', () => {
  const refused = (copy: string, expected: Partial<ShowExpected> = {}, own = HOLDER) => {
    const checked = checkIssuedCompact(copy, own.jwk, { ...EXPECTED, ...expected });
    return checked.ok ? 'taken' : checked.failed;
  };

  test('each for its reason', () => {
    const copy = issuedCopy();
    assert.equal(refused(copy), 'taken');
    assert.equal(refused(copy, {}, testKey()), 'copy.own-key');
    assert.equal(refused(issuedCopy({ holderKey: undefined })), 'copy.own-key');
    assert.equal(refused('no copy'), 'issuer.form');
    assert.equal(refused(''), 'issuer.form');
    assert.equal(refused(copy, { keyOf: () => undefined }), 'issuer.known');
    assert.equal(refused(issuedCopy({ until: NOW })), 'signed.expired');
    const [one, other] = [copy, issuedCopy()].map((text) => Buffer.from(text, 'base64url'));
    const mixed = Buffer.concat([one!.subarray(0, 200), other!.subarray(200)]);
    assert.notEqual(refused(mixed.toString('base64url')), 'taken');
  });

  test('one that others have signed does not verify', () => {
    const checked = checkIssuedCompact(issuedCopy({}, testKey()), HOLDER.jwk, EXPECTED);
    assert.ok(checked.ok && !allVerify(checked.signatures));
  });
});
