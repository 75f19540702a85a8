import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { toBase64, toBase64Url } from '../bytes.ts';
import { allVerify, sha256, signBy, testKey } from '../testing.ts';
import { checkTrustList, TRUST_LIST_STEPS, type TrustListExpected } from './check-trust-list.ts';
import { NOW, testChain } from './testing.ts';
import { issueTrustList, type ListedIssuer, type ListedKey, type TrustList } from './trust-list.ts';
import { anchorsOf, type SignedThing, TRUST_STEPS, thumbprintOf, trusts } from './trusted.ts';

const KEEPER = testChain();
const OTHER_ROOT = { C: 'UT', CN: 'Root of an agency' };
const AGENCY = testChain({ root: { subject: OTHER_ROOT, issuer: OTHER_ROOT }, leaf: { issuer: OTHER_ROOT } });
const title = { 'zh-Hant': '監理所', ko: '면허청', en: 'Licensing' };
const MDL = 'org.iso.18013.5.1.mDL';

const KEY: ListedKey = { thumbprint: thumbprintOf(AGENCY.leaf, sha256), state: 'current', from: NOW - 1_000 };
const ISSUER: ListedIssuer = {
  ...{ agency: 'licensing', iss: 'https://gov.example/issuers/licensing', title, issues: [MDL] },
  ...{ roots: [toBase64(AGENCY.root)], keys: [KEY] },
};
const PARTIES = testChain().root;
const LIST: TrustList = {
  ...{ iss: 'https://gov.example', iat: NOW - 60, exp: NOW + 3_600, issuers: [ISSUER] },
  partyRoots: [toBase64(PARTIES)],
};
const EXPECTED: TrustListExpected = { iss: 'https://gov.example', anchors: [KEEPER.root], at: NOW };

const listBut = (but: object) => signBy(KEEPER.key, issueTrustList({ ...LIST, ...but } as TrustList, [KEEPER.leaf]));
const issuerBut = (but: object) => listBut({ issuers: [{ ...ISSUER, ...but }] });
const keyBut = (but: object) => issuerBut({ keys: [{ ...KEY, ...but }] });
const HONEST = listBut({});
const [HEADER, PAYLOAD, SIGNATURE] = HONEST.split('.') as [string, string, string];

const encoded = (text: string) => toBase64Url(new TextEncoder().encode(text));
const headerBut = (but: object) => {
  const honest = { alg: 'ES256', typ: 'trust-list+jwt', x5c: [toBase64(KEEPER.leaf)] };
  return `${encoded(JSON.stringify({ ...honest, ...but }))}.${PAYLOAD}.${SIGNATURE}`;
};
const raw = (header: string, payload: string) => `${header}.${payload}.${SIGNATURE}`;
const NOT_UTF8 = toBase64Url(Uint8Array.of(0x7b, 0xff, 0x7d));
const DEEP = encoded(`{"a":${'['.repeat(20)}${']'.repeat(20)}}`);

/** By the check that has to refuse them: lists, and what is expected of them where it differs. */
const FORGERIES: Record<string, readonly (string | [string, Partial<TrustListExpected>])[]> = {
  'list.form': ['', `${HEADER}.${PAYLOAD}`, `${HONEST}.x`, `${HEADER}..${SIGNATURE}`, 'x'.repeat(1_000_001)],
  'header.base64url': [raw(`${HEADER}=`, PAYLOAD)],
  'header.utf8': [raw(NOT_UTF8, PAYLOAD)],
  'header.json': [raw(encoded('{'), PAYLOAD), raw(encoded('[]'), PAYLOAD)],
  'header.unique': [raw(encoded('{"alg":"none","alg":"ES256"}'), PAYLOAD)],
  'header.names': [raw(encoded('{"__proto__":{"alg":"ES256"}}'), PAYLOAD)],
  'header.depth': [raw(DEEP, PAYLOAD)],
  'header.alg': [headerBut({ alg: 'none' }), headerBut({ alg: 'HS256' })],
  'header.typ': [headerBut({ typ: 'JWT' }), headerBut({ typ: 'statuslist+jwt' })],
  'header.crit': [headerBut({ crit: ['b64'] })],
  'header.b64': [headerBut({ b64: false })],
  'header.x5c': [
    headerBut({ x5c: undefined }),
    headerBut({ x5c: [] }),
    headerBut({ x5c: ['%'] }),
    headerBut({ x5c: [1] }),
  ],
  // An issuer of the list makes a list of its own, and another keeper theirs.
  'header.chain': [
    signBy(AGENCY.key, issueTrustList(LIST, [AGENCY.leaf, AGENCY.root])),
    [HONEST, { anchors: [AGENCY.root] }],
    [HONEST, { at: NOW + 365 * 86_400 }],
  ],
  'list.key': [headerBut({ alg: 'EdDSA' }), headerBut({ alg: 'ES384' })],
  'list.signature': [`${HEADER}.${PAYLOAD}.AAAA`, `${HONEST}AAAA`],
  'payload.base64url': [raw(HEADER, `${PAYLOAD}=`)],
  'payload.utf8': [raw(HEADER, NOT_UTF8)],
  'payload.json': [raw(HEADER, encoded('null'))],
  'payload.unique': [raw(HEADER, encoded('{"exp":1,"exp":9999999999}'))],
  'payload.names': [raw(HEADER, encoded('{"__proto__":1}'))],
  'payload.depth': [raw(HEADER, DEEP)],
  'list.iss': [listBut({ iss: 'https://other.example' }), listBut({ iss: undefined })],
  'list.times': [listBut({ iat: undefined }), listBut({ exp: '9' }), listBut({ exp: NOW - 60 }), listBut({ iat: -1 })],
  'list.iat': [listBut({ iat: NOW + 61 })],
  'list.exp': [listBut({ exp: NOW - 60, iat: NOW - 120 }), [HONEST, { at: NOW + 3_660 }]],
  'list.issuers': [
    listBut({ issuers: {} }),
    issuerBut({ iss: '' }),
    issuerBut({ title: { en: 'Licensing' } }),
    issuerBut({ issues: MDL }),
    issuerBut({ roots: ['?'] }),
    keyBut({ state: 'believed' }),
    keyBut({ state: 'distrusted' }),
    keyBut({ until: NOW }),
    keyBut({ from: 1.5 }),
  ],
  'list.party-roots': [listBut({ partyRoots: undefined }), listBut({ partyRoots: ['?'] })],
  'list.withdrawn-parties': [listBut({ withdrawnParties: {} }), listBut({ withdrawnParties: ['?'] })],
  'list.issuers.unique': [listBut({ issuers: [ISSUER, { ...ISSUER, keys: [] }] })],
  'list.keys.unique': [issuerBut({ keys: [KEY, { ...KEY, state: 'distrusted', until: NOW }] })],
};

describe('the trust list', () => {
  test('an honest one is read, with its age', () => {
    const checked = checkTrustList(HONEST, EXPECTED);
    assert.ok(checked.ok, JSON.stringify(checked));
    assert.deepEqual([checked.list, checked.age], [LIST, 60]);
    assert.equal(checked.signatures.length, 2);
    assert.ok(allVerify(checked.signatures));
  });

  test('where nobody can be asked for the next, it is used for as long as is said', () => {
    const late = { ...EXPECTED, at: LIST.exp + 86_400 };
    assert.equal(checkTrustList(HONEST, late).ok, false);
    const checked = checkTrustList(HONEST, { ...late, grace: 86_400 });
    assert.equal(checked.ok && checked.age, 86_400 + 3_660);
  });

  test('one that was changed is found when the signatures are verified', () => {
    const bent = `${HEADER}.${encoded(JSON.stringify({ ...LIST, exp: NOW + 9_999 }))}.${SIGNATURE}`;
    const checked = checkTrustList(bent, EXPECTED);
    assert.ok(checked.ok);
    assert.equal(allVerify(checked.signatures), false);
  });

  for (const { id, says } of TRUST_LIST_STEPS.flatMap(({ checks }) => checks)) {
    test(`${id}: ${says}`, () => {
      const forgeries = FORGERIES[id] ?? [];
      assert.ok(forgeries.length > 0, 'a forgery is needed');
      for (const forgery of forgeries) {
        const [jwt, but] = typeof forgery === 'string' ? [forgery, {}] : forgery;
        const checked = checkTrustList(jwt, { ...EXPECTED, ...but });
        assert.equal(checked.ok ? 'taken' : checked.failed, id);
      }
    });
  }
});

const THING: SignedThing = { certificate: AGENCY.leaf, type: MDL, iss: ISSUER.iss, signedAt: NOW };
const withKey = (but: Partial<ListedKey>): TrustList => ({
  ...LIST,
  issuers: [{ ...ISSUER, keys: [{ ...KEY, ...but }] }],
});

/** By the check that has to refuse them: what was signed, and the list if it is another. */
const UNTRUSTED: Record<string, readonly [Partial<SignedThing>, TrustList?][]> = {
  'trust.listed': [[{ certificate: testChain({ leaf: { key: testKey() } }).leaf }], [{}, { ...LIST, issuers: [] }]],
  'trust.iss': [[{ iss: 'https://gov.example/issuers/other' }]],
  'trust.type': [[{ type: 'https://gov.example/credentials/types/resident' }]],
  // Whatever the date: a thief writes any.
  'trust.distrusted': [[{ signedAt: NOW - 500 }, withKey({ state: 'distrusted', until: NOW })]],
  'trust.early': [[{ signedAt: NOW - 1_001 }]],
  'trust.late': [[{ signedAt: NOW + 1 }, withKey({ state: 'retired', until: NOW })]],
};

describe('what a trust list vouches for', () => {
  test('what a listed key signed, of a type that its issuer may issue', () => {
    const trusted = trusts(LIST, THING, sha256);
    assert.deepEqual(trusted, { ok: true, issuer: ISSUER, key: KEY });
    assert.equal(trusts(LIST, { ...THING, type: undefined, iss: undefined }, sha256).ok, true);
  });

  test('what a retired key signed before', () => {
    assert.equal(trusts(withKey({ state: 'retired', until: NOW }), THING, sha256).ok, true);
  });

  test('roots are those of whoever may issue a type', () => {
    assert.deepEqual(anchorsOf(LIST, MDL), [AGENCY.root]);
    assert.deepEqual(anchorsOf(LIST, 'other'), []);
    assert.deepEqual(anchorsOf(LIST), [AGENCY.root]);
  });

  for (const { id, says } of TRUST_STEPS.flatMap(({ checks }) => checks)) {
    test(`${id}: ${says}`, () => {
      const cases = UNTRUSTED[id] ?? [];
      assert.ok(cases.length > 0, 'a case is needed');
      for (const [but, list = LIST] of cases) {
        const trusted = trusts(list, { ...THING, ...but }, sha256);
        assert.equal(trusted.ok ? 'trusted' : trusted.failed, id);
      }
    });
  }
});
