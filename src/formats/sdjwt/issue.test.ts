import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { encodeHeader } from '../jose/jws.ts';
import { allVerify, random, sha256, signBy } from '../testing.ts';
import { checkSdJwt } from './check.ts';
import { frameOf } from './frame.ts';
import { issueSdJwt } from './issue.ts';
import { type ClaimPath, type Claims, SD_JWT_VC } from './model.ts';
import { bindKey, disclose, readSdJwt, SdJwtError } from './present.ts';
import { AT, EXPECTED, holderKey, ISSUER, issuerKey, VCT } from './testing/forge.ts';

const header = encodeHeader({ alg: 'ES256', typ: SD_JWT_VC, kid: 'key-1' });
const OPEN = { iss: ISSUER, vct: VCT, iat: AT, cnf: { jwk: holderKey.jwk } };

function issue(claims: Claims, apart: readonly ClaimPath[], padTo = 1): string {
  const issuing = { header, frame: frameOf(apart), padTo, sha256, random };
  return signBy(issuerKey, issueSdJwt({ ...OPEN, ...claims }, issuing));
}

function present(sdJwt: string, paths: readonly ClaimPath[]): string {
  const { nonce, audience } = EXPECTED.keyBinding!;
  const presentation = disclose(sdJwt, paths, sha256);
  return signBy(holderKey, bindKey(presentation, { alg: 'ES256', nonce, audience, at: AT }, sha256));
}

/** What a verifier learns besides what everybody sees. */
function learnt(presentation: string): Claims {
  const checked = checkSdJwt(presentation, EXPECTED);
  assert.ok(checked.ok, JSON.stringify(checked));
  assert.ok(allVerify(checked.signatures));
  const { iss, vct, iat, cnf, ...claims } = checked.claims;
  assert.deepEqual({ iss, vct, iat, cnf }, OPEN);
  return claims;
}

const payloadOf = (sdJwt: string): Claims => JSON.parse(Buffer.from(sdJwt.split('.')[1]!, 'base64url').toString());

const PERSON = {
  name: '王美玲',
  birth: { date: '1990-01-02', place: { country: 'ZZ', town: '水里' } },
  cards: [
    { number: 1, of: 'A' },
    { number: 2, of: 'B' },
  ],
  over_19: true,
};
const APART: ClaimPath[] = [
  ['name'],
  ['birth'],
  ['birth', 'place', 'town'],
  ['cards', null],
  ['cards', null, 'number'],
  ['over_19'],
];

describe('a holder', () => {
  const sdJwt = issue(PERSON, APART, 4);

  test('sees all, and what stands apart', () => {
    const { claims, apart } = readSdJwt(sdJwt, sha256);
    assert.deepEqual(claims, { ...OPEN, ...PERSON });
    assert.deepEqual(apart.map(({ path }) => path.join('.')).sort(), [
      'birth',
      'birth.place.town',
      'cards.0',
      'cards.0.number',
      'cards.1',
      'cards.1.number',
      'name',
      'over_19',
    ]);
    assert.deepEqual(apart.find(({ path }) => path[0] === 'name')!.value, '王美玲');
  });

  for (const { paths, shown } of [
    { paths: [], shown: { cards: [] } },
    { paths: [['over_19']], shown: { over_19: true, cards: [] } },
    { paths: [['birth', 'date']], shown: { birth: { date: '1990-01-02', place: { country: 'ZZ' } }, cards: [] } },
    { paths: [['birth', 'place', 'town']], shown: { birth: PERSON.birth, cards: [] } },
    { paths: [['birth']], shown: { birth: PERSON.birth, cards: [] } },
    { paths: [['cards', 1, 'of']], shown: { cards: [{ of: 'B' }] } },
    { paths: [['cards', null, 'number']], shown: { cards: PERSON.cards } },
    { paths: [['iss'], ['name']], shown: { name: '王美玲', cards: [] } },
  ] as { paths: ClaimPath[]; shown: Claims }[]) {
    test(`discloses ${JSON.stringify(paths)} and nothing else`, () => {
      assert.deepEqual(learnt(present(sdJwt, paths)), shown);
    });
  }

  test('cannot disclose what is not there', () => {
    for (const path of [['wealth'], ['cards', 2], ['name', 'first'], ['over_19', null], ['toString']])
      assert.throws(() => disclose(sdJwt, [path], sha256), RangeError);
  });

  test('takes nothing for an SD-JWT that is none', () => {
    for (const text of ['', '~', 'a.b.c~', `${sdJwt}e30~`, sdJwt.slice(0, -1), `${sdJwt}~`, present(sdJwt, [])])
      assert.throws(() => readSdJwt(text, sha256), SdJwtError);
  });
});

describe('an issuer', () => {
  test('pads digests with decoys, in objects and lists', () => {
    const { _sd, cards } = payloadOf(issue(PERSON, APART, 8)) as { _sd: string[]; cards: object[] };
    assert.deepEqual([_sd.length, cards.length], [8, 8]);
    assert.deepEqual(_sd, _sd.toSorted());
    assert.ok(_sd.every((digest) => /^[\w-]{43}$/.test(digest)));
  });

  test('makes every copy anew', () => {
    const [one, other] = [payloadOf(issue(PERSON, APART)), payloadOf(issue(PERSON, APART))] as { _sd: string[] }[];
    assert.equal(new Set([...one!._sd, ...other!._sd]).size, one!._sd.length * 2);
  });

  test('writes nothing apart that may not be', () => {
    for (const path of [['exp'], ['cnf', 'jwk'], ['status'], [], ['a', '_sd'], ['...'], ['_sd_alg']])
      assert.throws(() => frameOf([path]), RangeError);
  });

  test('refuses claims with names of digests, wherever they stand', () => {
    const evil = JSON.parse('{"__proto__":{"admin":true}}') as Claims;
    for (const name of [{ _sd: [] }, { '...': 'x' }, { _sd_alg: 'x' }, evil])
      for (const claims of [name, { name }, { other: [name] }, { birth: { place: name } }, { cards: [name] }])
        assert.throws(() => issue(claims, APART), RangeError);
    assert.deepEqual(learnt(present(issue({ name: '"_sd":' }, APART), [['name']])), { name: '"_sd":' });
  });

  test('leaves out what is not known', () => {
    assert.deepEqual(learnt(present(issue({ name: undefined, over_19: null }, APART), [['over_19']])), {
      over_19: null,
    });
  });

  test('writes long values', () => {
    const portrait = '像'.repeat(9_000);
    assert.deepEqual(learnt(present(issue({ portrait }, [['portrait']]), [['portrait']])), { portrait });
  });

  test('puts no signature of another form into a credential', () => {
    const unsigned = issueSdJwt(OPEN, { header, frame: frameOf([]), padTo: 1, sha256, random });
    assert.throws(() => unsigned.finish(new Uint8Array(71)), RangeError);
  });
});

const name = fc.stringMatching(/^[a-z]{1,6}$/).map((letters) => `c_${letters}`);
const leaf = fc.oneof(fc.string({ unit: 'grapheme' }), fc.integer(), fc.boolean(), fc.constant(null));
const tree = fc.letrec((tie) => ({
  object: fc.dictionary(name, tie('value'), { maxKeys: 4, noNullPrototype: true }),
  value: fc.oneof({ maxDepth: 3 }, leaf, tie('object'), fc.array(tie('value'), { maxLength: 3 })),
}));

/** All paths to members and elements of a value. */
function pathsIn(value: unknown, here: ClaimPath = []): ClaimPath[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.keys(value).flatMap((key) => {
    const path = [...here, Array.isArray(value) ? Number(key) : key];
    return [path, ...pathsIn((value as Claims)[key], path)];
  });
}

const isWithin = (inner: ClaimPath, outer: ClaimPath) => outer.every((step, index) => inner[index] === step);

/** What is left of a value when of what stands apart only this is shown. */
function left(value: unknown, apart: ClaimPath[], shown: ClaimPath[], here: ClaimPath = []): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const stays = (path: ClaimPath) =>
    !apart.some((one) => one.length === path.length && isWithin(path, one)) ||
    shown.some((one) => isWithin(one, path) || isWithin(path, one));
  const entries = Object.entries(value).map(([key, inner]) => {
    const path = [...here, Array.isArray(value) ? Number(key) : key];
    return { key, path, inner };
  });
  const kept = entries.filter(({ path }) => stays(path));
  const inside = kept.map(({ key, path, inner }) => [key, left(inner, apart, shown, path)] as const);
  return Array.isArray(value) ? inside.map(([, one]) => one) : Object.fromEntries(inside);
}

test('whatever is issued and disclosed verifies to exactly what was disclosed', () => {
  const cases = fc.record({
    claims: tree.object as fc.Arbitrary<Claims>,
    apart: fc.infiniteStream(fc.boolean()),
    shown: fc.infiniteStream(fc.boolean()),
    padTo: fc.constantFrom(1, 3, 8),
  });
  const check = fc.property(cases, ({ claims, apart, shown, padTo }) => {
    const all = pathsIn(claims);
    const hidden = all.filter(() => apart.next().value);
    const wanted = all.filter(() => shown.next().value && shown.next().value);
    const sdJwt = issue(claims, hidden, padTo);
    assert.deepEqual(readSdJwt(sdJwt, sha256).claims, { ...OPEN, ...claims });
    assert.deepEqual(learnt(present(sdJwt, wanted)), left(claims, hidden, wanted));
  });
  fc.assert(check, { numRuns: 60 });
});

test('one flipped bit, anywhere, and nothing is proved', () => {
  const presentation = Buffer.from(present(issue(PERSON, APART), [['name'], ['birth']]));
  const place = fc.record({ at: fc.nat(presentation.length - 1), bit: fc.nat(7) });
  const check = fc.property(place, ({ at, bit }) => {
    const flipped = Buffer.from(presentation);
    flipped[at]! ^= 1 << bit;
    const checked = checkSdJwt(flipped.toString('latin1'), EXPECTED);
    assert.equal(checked.ok && allVerify(checked.signatures), false);
  });
  fc.assert(check, { numRuns: 400 });
});

test('whatever the text, checking it throws nothing', () => {
  const presentation = present(issue(PERSON, APART), [['name']]);
  const cut = fc.tuple(fc.nat(presentation.length), fc.nat(presentation.length), fc.string({ unit: 'binary' }));
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    cut.map(([from, to, between]) => presentation.slice(0, from) + between + presentation.slice(to)),
  );
  fc.assert(
    fc.property(text, (any) => void checkSdJwt(any, EXPECTED)),
    { numRuns: 200 },
  );
});
