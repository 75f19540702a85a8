import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { deflateSync } from 'node:zlib';
import { allVerify, sha256, signBy, testKey } from '../testing.ts';
import { NOW, testChain } from '../trust/testing.ts';
import { type Bundle, issueBundle } from './bundle.ts';
import { bundledKey } from './bundled-key.ts';
import { BUNDLE_STEPS, type BundleExpected, checkBundle } from './check-bundle.ts';
import { ISSUER, KID } from './testing/card.ts';

const CHAIN = testChain();
const ISS = 'https://gov.example';
const names = (text: string) => ({ 'zh-Hant': text, ko: text, en: text });
const LIST = new Uint8Array(deflateSync(new Uint8Array(100)));
const { x = '', y = '' } = ISSUER.jwk;
const KEY = { thumbprint: KID, state: 'current', from: NOW - 10, x, y } as const;
const CLAIM = { name: 'level', title: names('Level'), options: { one: names('One') } };
const BUNDLE: Bundle = {
  ...{ iss: ISS, iat: NOW - 60, exp: NOW + 86_400 },
  issuers: [
    { agency: 'a', title: names('A'), types: [{ id: 'card', title: names('Card'), claims: [CLAIM] }], keys: [KEY] },
  ],
  lists: [
    { agency: 'a', list: 0, bits: 2, compressed: LIST },
    { agency: 'a', list: 1, bits: 2, compressed: LIST },
  ],
};
const EXPECTED: BundleExpected = { iss: ISS, anchors: [CHAIN.root], at: NOW, sha256 };
const made = (but: object = {}, chain = CHAIN) =>
  signBy(chain.key, issueBundle({ ...BUNDLE, ...but } as Bundle, { chain: [chain.leaf], sha256 }));

/** An honest bundle of which the signed text is another; signed again. */
function retold(change: (payload: Record<string, unknown>, header: Record<string, unknown>) => unknown): Uint8Array {
  const bytes = Buffer.from(made());
  const end = bytes.indexOf('\n');
  const [head, body] = bytes.subarray(0, end).toString('latin1').split('.');
  const json = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString());
  const [header, payload] = [json(head!), json(body!)];
  change(payload, header);
  const write = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const input = Buffer.from(`${write(header)}.${write(payload)}`);
  const text = signBy(CHAIN.key, {
    input,
    finish: (signature) => `${input}.${Buffer.from(signature).toString('base64url')}\n`,
  });
  return Buffer.concat([Buffer.from(text), bytes.subarray(end + 1)]);
}

const issuer = (but: object) => made({ issuers: [{ ...BUNDLE.issuers[0], ...but }] });
const key = (but: object) => issuer({ keys: [{ ...KEY, ...but }] });
const type = (but: object) => issuer({ types: [{ ...BUNDLE.issuers[0]!.types[0], ...but }] });
const list = (but: object) => retold(({ lists }) => Object.assign((lists as object[])[0]!, but));
const raw = (text: string) => new TextEncoder().encode(text);
const b64 = (text: string) => Buffer.from(text).toString('base64url');
const behind = (text: string, nth: number) => {
  const bytes = Buffer.from(made());
  const [line, rest] = [bytes.subarray(0, bytes.indexOf('\n')).toString(), bytes.subarray(bytes.indexOf('\n'))];
  const parts = line.split('.');
  parts[nth] = text;
  return Buffer.concat([Buffer.from(parts.join('.')), rest]);
};

type Forgery = Uint8Array | Partial<BundleExpected>;

/** By the check that has to refuse them. */
const FORGERIES: Record<string, readonly Forgery[]> = {
  'bundle.form': [new Uint8Array(), raw('a.b.c'), raw('a.b\n'), raw('a.b.c.d\n'), new Uint8Array(40 * 1024 * 1024)],
  'header.base64url': [behind('*', 0)],
  'header.utf8': [behind(Buffer.from([0xff]).toString('base64url'), 0)],
  'header.json': [behind(b64('[]'), 0), behind(b64('{'), 0)],
  'header.unique': [behind(b64('{"alg":"ES256","alg":"none"}'), 0)],
  'header.names': [behind(b64('{"__proto__":{}}'), 0)],
  'header.depth': [behind(b64(`{"a":${'['.repeat(20)}${']'.repeat(20)}}`), 0)],
  'header.alg': [
    retold((_, header) => Object.assign(header, { alg: 'none' })),
    retold((_, header) => Object.assign(header, { alg: 'HS256' })),
  ],
  'header.typ': [retold((_, header) => Object.assign(header, { typ: 'trust-list+jwt' }))],
  'header.crit': [retold((_, header) => Object.assign(header, { crit: ['x'] }))],
  'header.b64': [retold((_, header) => Object.assign(header, { b64: false }))],
  'header.x5c': [
    retold((_, header) => delete header.x5c),
    retold((_, header) => Object.assign(header, { x5c: ['*'] })),
  ],
  'header.chain': [
    { anchors: [] },

    { at: NOW + 3_000 * 86_400 },
  ],
  'bundle.key': [retold((_, header) => Object.assign(header, { alg: 'EdDSA' }))],
  'bundle.signature': [behind('AAAA', 2)],
  'payload.base64url': [behind('*', 1)],
  'payload.utf8': [behind(Buffer.from([0xff]).toString('base64url'), 1)],
  'payload.json': [behind(b64('[]'), 1)],
  'payload.unique': [behind(b64('{"a":1,"a":2}'), 1)],
  'payload.names': [behind(b64('{"__proto__":{}}'), 1)],
  'payload.depth': [behind(b64(`{"a":${'['.repeat(20)}${']'.repeat(20)}}`), 1)],
  'bundle.iss': [{ iss: 'https://other.example' }, made({ iss: 'https://other.example' })],
  'bundle.times': [made({ iat: -1 }), made({ exp: NOW - 60 }), made({ iat: 'x' })],
  'bundle.iat': [made({ iat: NOW + 86_401, exp: NOW + 90_000 })],
  'bundle.exp': [{ at: NOW + 86_400 }],
  'bundle.issuers': [
    made({ issuers: {} }),
    made({ issuers: [7] }),
    issuer({ agency: '' }),
    issuer({ title: { en: 'A' } }),
    issuer({ types: {} }),
    issuer({ keys: [7] }),
    type({ id: 1 }),
    type({ claims: [{ name: 'a' }] }),
    type({ claims: [{ ...CLAIM, options: { one: 'One' } }] }),
    key({ x: '' }),
    key({ state: 'retired' }),
    key({ until: NOW }),
    key({ state: 'good' }),
  ],
  'bundle.keys.unique': [issuer({ keys: [KEY, { ...KEY, state: 'distrusted', until: NOW }] })],
  'bundle.lists': [
    retold((payload) => Object.assign(payload, { lists: 7 })),
    list({ agency: 7 }),
    list({ list: -1 }),
    list({ bits: 3 }),
    list({ length: '1' }),
    list({ sha256: undefined }),
  ],
  'bundle.lists.unique': [made({ lists: [BUNDLE.lists[0], BUNDLE.lists[0]] })],
  'bundle.lists.whole': [made().subarray(0, -1), Buffer.concat([made(), Buffer.of(0)]), list({ length: 0 })],
  'bundle.lists.hash': [changed(made()), list({ sha256: 'AA' })],
};

/** The last byte of the lists is another. */
function changed(bytes: Uint8Array): Uint8Array {
  const copy = Uint8Array.from(bytes);
  copy[copy.length - 1]! ^= 1;
  return copy;
}

describe('a bundle for verifiers', () => {
  test('is read as it was written', () => {
    const checked = checkBundle(made(), EXPECTED);
    assert.ok(checked.ok && allVerify(checked.signatures), JSON.stringify(checked));
    assert.deepEqual(checked.bundle.issuers, BUNDLE.issuers);
    assert.deepEqual(
      checked.bundle.lists.map(({ agency, list, bits, compressed }) => [agency, list, bits, [...compressed]]),
      BUNDLE.lists.map(({ agency, list, bits, compressed }) => [agency, list, bits, [...compressed]]),
    );
    const key = bundledKey(checked.bundle, Buffer.from(KID, 'base64url').subarray(0, 8));
    assert.deepEqual([key?.agency, key?.types, key?.jwk.x, key?.state], ['a', ['card'], x, 'current']);
    assert.equal(bundledKey(checked.bundle, new Uint8Array(8)), undefined);
    assert.equal(bundledKey(checked.bundle, new Uint8Array()), undefined);
  });

  for (const { id, source, says } of BUNDLE_STEPS.flatMap(({ checks }) => checks))
    test(`${id} is refused`, () => {
      assert.ok(FORGERIES[id]?.length, 'it has a forgery');
      for (const forgery of FORGERIES[id]) {
        const [bytes, but] = forgery instanceof Uint8Array ? [forgery, {}] : [made(), forgery];
        const checked = checkBundle(bytes, { ...EXPECTED, ...but });
        assert.equal(checked.ok ? 'taken' : checked.failed, id, JSON.stringify(checked).slice(0, 300));
        assert.ok(!checked.ok && checked.source === source && (checked.why === says || id === 'header.chain'));
      }
    });

  test('one that others have signed, or that was changed, does not verify', () => {
    const stranger = testKey();
    for (const bytes of [
      signBy(stranger, issueBundle(BUNDLE, { chain: [CHAIN.leaf], sha256 })),
      made({}, testChain()),
      behind(b64(JSON.stringify({ ...BUNDLE, lists: [] })), 1).subarray(0, -2 * LIST.length),
    ]) {
      const checked = checkBundle(bytes, EXPECTED);
      assert.ok(checked.ok && !allVerify(checked.signatures), JSON.stringify(checked).slice(0, 300));
    }
  });
});
