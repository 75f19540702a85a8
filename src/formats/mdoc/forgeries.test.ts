import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { allVerify, testKey } from '../testing.ts';
import { NOW, testChain } from '../trust/testing.ts';
import { type Cbor, dateTime, encodeCbor, Tagged } from './cbor.ts';
import { checkIssuedMdoc, checkMdoc, MDOC_CHECKS } from './check.ts';
import { coseKeyOf, HEADER } from './cose.ts';
import { MDL } from './mdl.ts';
import type { ShownExpected } from './run.ts';
import { type Changeable, type Changes, forge } from './testing/forge.ts';
import { CHAIN, EXPECTED, HOLDER, issuedMdl, shownMdl } from './testing/licence.ts';

const DAY = 86_400;
const map = (members: Readonly<Record<string, Cbor>>) => new Map<string | number, Cbor>(Object.entries(members));
const jurisdiction = testChain({
  leaf: { subject: { C: 'UT', ST: 'North', CN: 'Signer' }, key: CHAIN.key, signer: CHAIN.rootKey },
});

/** Sets one thing of the mobile security object. */
const mso = (name: string, value: Cbor): Changes => ({ mso: (object) => void object.set(name, value) });
/** Sets one of its dates. */
const date = (name: string, value: Cbor): Changes => ({
  mso: (object) => void (object.get('validityInfo') as Changeable).set(name, value),
});
const item = (name: string, value: Cbor): Changes => ({ items: ([first]) => void first!.set(name, value) });
const renamed = (name: string, value: Cbor): Changes => ({
  items: ([first]) => void first!.set('elementIdentifier', name).set('elementValue', value),
});
const response = (name: string, value: Cbor): Changes => ({ response: (whole) => void whole.set(name, value) });
const sign1 = (at: number, value: Cbor): Changes => ({ issuerAuth: (parts) => void parts.splice(at, 1, value) });
const deviceSign1 = (at: number, value: Cbor): Changes => ({
  deviceAuth: (methods) => void (methods.get('deviceSignature') as Cbor[]).splice(at, 1, value),
});
const status = (value: Cbor): Changes => mso('status', map({ status_list: value }));
const deviceKey = (key: Cbor): Changes => mso('deviceKeyInfo', map({ deviceKey: key }));
const holders = () => new Map<number, Cbor>(coseKeyOf(HOLDER.jwk));

type Forgery = Changes | Uint8Array | { changes?: Changes; expected: Partial<ShownExpected> };

/** By the check that has to refuse them. */
const FORGERIES: Record<string, readonly Forgery[]> = {
  'response.form': [
    new Uint8Array(),
    encodeCbor([]),
    shownMdl(issuedMdl()).subarray(1),
    Uint8Array.from([...shownMdl(issuedMdl()), 0]),
    new Uint8Array(600_000),
    // Something that has no bottom.
    new Uint8Array(100_000).fill(0x81),
  ],
  'response.version': [response('version', '2.0'), response('version', 1)],
  'response.status': [response('status', 10), { response: (whole) => void whole.delete('status') }],
  'response.one-document': [
    response('documents', []),
    { response: (whole) => void (whole.get('documents') as Cbor[]).push(map({})) },
    response('documents', map({})),
  ],
  'issuer.form': [{ document: (document) => void document.set('issuerSigned', []) }],
  'issuer.sign1': [
    { issuerSigned: (signed) => void signed.delete('issuerAuth') },
    { issuerSigned: (signed) => void signed.set('issuerAuth', new Tagged(24, encodeCbor(signed.get('issuerAuth')!))) },
    sign1(1, null),
    { issuerAuth: (parts) => void parts.push(0) },
  ],
  'issuer.protected': [sign1(0, encodeCbor([])), sign1(0, Uint8Array.of(0xff)), sign1(0, new Uint8Array())],
  'issuer.alg': [
    // HS256, ES512, none, and one that stands where nobody signs it.
    ...[5, -36, 0, 'ES256'].map((alg): Changes => ({ issuerHeader: (header) => void header.set(HEADER.alg, alg) })),
    {
      issuerHeader(header, unprotected) {
        header.delete(HEADER.alg);
        unprotected.set(HEADER.alg, -7);
      },
    },
  ],
  'issuer.header.unique': [{ issuerHeader: (_, unprotected) => void unprotected.set(HEADER.alg, -7) }],
  'issuer.crit': [{ issuerHeader: (header) => void header.set(HEADER.crit, [99]) }],
  'issuer.x5chain': [
    { issuerHeader: (_, unprotected) => void unprotected.delete(HEADER.x5chain) },
    { issuerHeader: (_, unprotected) => void unprotected.set(HEADER.x5chain, [CHAIN.leaf]) },
    {
      issuerHeader(header, unprotected) {
        unprotected.delete(HEADER.x5chain);
        header.set(HEADER.x5chain, CHAIN.leaf);
      },
    },
  ],
  'issuer.chain': [
    { expected: { anchors: [] } },
    { expected: { at: NOW + 365 * DAY } },
    // Somebody signs with a certificate that they made for themselves.
    { issuerHeader: (_, unprotected) => void unprotected.set(HEADER.x5chain, Uint8Array.of(1)) },
    { issuerHeader: (_, unprotected) => void unprotected.set(HEADER.x5chain, CHAIN.root) },
  ],
  'issuer.key': [{ issuerHeader: (header) => void header.set(HEADER.alg, -8) }],
  'issuer.signature': [sign1(3, new Uint8Array(63)), sign1(3, new Uint8Array(72))],
  'mso.form': [
    sign1(2, null),
    sign1(2, encodeCbor(map({ version: '1.0' }))),
    sign1(2, encodeCbor(new Tagged(24, encodeCbor([])))),
  ],
  'mso.version': [mso('version', '1.1')],
  'mso.digest-algorithm': [mso('digestAlgorithm', 'SHA-1'), mso('digestAlgorithm', 'SHA-512')],
  'mso.doc-type': [{ expected: { docTypes: ['org.example.other'] } }, mso('docType', 7)],
  'mso.device-key': [
    mso('deviceKeyInfo', map({})),
    deviceKey(holders().set(-1, 9)),
    deviceKey(holders().set(-2, new Uint8Array(31))),
    // A compressed point, a private key, a symmetric one.
    deviceKey(holders().set(-3, true)),
    deviceKey(holders().set(-4, new Uint8Array(32))),
    deviceKey(
      new Map<number, Cbor>([
        [1, 4],
        [-1, new Uint8Array(32)],
      ]),
    ),
  ],
  'mso.status': [
    mso('status', 1),
    mso('status', map({})),
    status(map({ uri: 'https://gov.example/1' })),
    status(map({ idx: -1, uri: 'https://gov.example/1' })),
    status(map({ idx: 1, uri: 'nowhere' })),
  ],
  'validity.form': [
    date('validUntil', '2030-01-01T00:00:00Z'),
    date('validUntil', new Tagged(0, '2030-01-01T00:00:00+09:00')),
    date('validUntil', new Tagged(0, '2030-01-01T00:00:00.5Z')),
    date('signed', new Tagged(0, '2026-13-01T00:00:00Z')),
    mso('validityInfo', map({})),
  ],
  'validity.order': [date('validFrom', dateTime(NOW - 2 * DAY)), date('validUntil', dateTime(NOW - DAY))],
  'validity.certificate': [
    {
      mso: (object) =>
        void object.set(
          'validityInfo',
          map({ signed: dateTime(NOW - 300 * DAY), validFrom: dateTime(NOW), validUntil: dateTime(NOW + DAY) }),
        ),
    },
  ],
  'validity.from': [date('validFrom', dateTime(NOW + 61))],
  'validity.until': [date('validUntil', dateTime(NOW - 60)), { expected: { at: NOW + 31 * DAY } }],
  'items.form': [
    item('digestID', -1),
    item('digestID', 0.5),
    item('random', 'text'),
    item('elementIdentifier', 1),
    item('more', 1),
    { items: ([first]) => void first!.delete('elementValue') },
    { issuerSigned: (signed) => void (signed.get('nameSpaces') as Changeable).set(MDL.namespace, []) },
    // An item that is not embedded, so that nobody hashed its bytes.
    {
      issuerSigned: (signed) =>
        void (signed.get('nameSpaces') as Changeable).set(MDL.namespace, [map({ digestID: 0 })]),
    },
    { issuerSigned: (signed) => void signed.set('nameSpaces', []) },
  ],
  'items.random': [item('random', new Uint8Array(15))],
  // The holder is shown as of age by one element and not by another.
  'items.unique': [
    { items: ([first, second]) => void second!.set('elementIdentifier', first!.get('elementIdentifier')!) },
  ],
  'digests.form': [
    mso('valueDigests', []),
    {
      mso: (object) =>
        void (object.get('valueDigests') as Changeable).set(MDL.namespace, map({ a: new Uint8Array(32) })),
    },
    { digests: (digests) => void digests.set(0, 'text') },
  ],
  'digests.unique': [{ items: ([first, second]) => void second!.set('digestID', first!.get('digestID')!) }],
  'digests.match': [
    { digests: (digests) => void [...digests.keys()].forEach((id) => void digests.set(id, new Uint8Array(32))) },
    { digests: (digests) => digests.clear() },
    { mso: (object) => void object.set('valueDigests', map({})) },
    // An element of a namespace that its issuer did not sign.
    {
      issuerSigned: (signed) => {
        const spaces = signed.get('nameSpaces') as Changeable;
        spaces.set('org.example', spaces.get(MDL.namespace)!);
        spaces.delete(MDL.namespace);
      },
    },
  ],
  'mdl.issuing-country': [renamed('issuing_country', 'ZZ')].map((changes) => ({
    items(items: Changeable[]) {
      items.splice(1);
      changes.items!(items);
    },
  })),
  'mdl.issuing-jurisdiction': [
    {
      expected: { anchors: [jurisdiction.root] },
      changes: {
        ...renamed('issuing_jurisdiction', 'South'),
        issuerHeader: (_, unprotected) => void unprotected.set(HEADER.x5chain, jurisdiction.leaf),
      },
    },
  ],
  'document.doc-type': [{ document: (document) => void document.set('docType', 'org.example.other') }],
  'device.method': [
    { deviceAuth: (methods) => methods.clear() },
    { deviceAuth: (methods) => void methods.set('deviceMac', methods.get('deviceSignature')!) },
    {
      deviceAuth(methods) {
        methods.set('deviceMac', methods.get('deviceSignature')!);
        methods.delete('deviceSignature');
      },
    },
    { document: (document) => void document.delete('deviceSigned') },
  ],
  'device.sign1': [{ deviceAuth: (methods) => void methods.set('deviceSignature', null) }],
  'device.protected': [deviceSign1(0, new Uint8Array())],
  'device.alg': [{ deviceHeader: (header) => void header.set(HEADER.alg, 5) }],
  'device.header.unique': [{ deviceHeader: (_, unprotected) => void unprotected.set(HEADER.alg, -7) }],
  'device.crit': [{ deviceHeader: (_, unprotected) => void unprotected.set(HEADER.crit, [99]) }],
  // A signature over something else, which is carried along.
  'device.payload': [deviceSign1(2, encodeCbor('something else'))],
  'device.key': [{ deviceHeader: (header) => void header.set(HEADER.alg, -8) }],
  'device.signature': [deviceSign1(3, new Uint8Array(72))],
  'device.namespaces': [
    { document: (document) => void (document.get('deviceSigned') as Changeable).set('nameSpaces', map({})) },
  ],
  // A holder makes themself older.
  'device.authorized': [{ deviceNamespaces: (spaces) => void spaces.set(MDL.namespace, map({ age_over_21: true })) }],
};

describe('forged mdocs', () => {
  test('an honest one passes by way of the forge, too', () => {
    const checked = checkMdoc(forge({}), EXPECTED);
    assert.ok(checked.ok && allVerify(checked.signatures));
  });

  for (const { id, says } of MDOC_CHECKS) {
    test(`${id}: ${says}`, () => {
      const forgeries = FORGERIES[id] ?? [];
      assert.ok(forgeries.length > 0, 'a forgery is needed');
      for (const forgery of forgeries) {
        const special = 'expected' in forgery ? forgery : undefined;
        const bytes =
          forgery instanceof Uint8Array ? forgery : forge(special ? (special.changes ?? {}) : (forgery as Changes));
        const checked = checkMdoc(bytes, { ...EXPECTED, ...special?.expected });
        assert.equal(checked.ok ? 'taken' : checked.failed, id);
      }
    });
  }

  test('what an issuer lets a holder say, the holder may say', () => {
    const says: Changes = { deviceNamespaces: (spaces) => void spaces.set('org.example', map({ note: 'hello' })) };
    for (const allowed of [
      map({ nameSpaces: ['org.example'] }),
      map({ dataElements: map({ 'org.example': ['note'] }) }),
    ]) {
      const authorized = mso('deviceKeyInfo', map({ deviceKey: coseKeyOf(HOLDER.jwk), keyAuthorizations: allowed }));
      const checked = checkMdoc(forge({ ...says, ...authorized }), EXPECTED);
      assert.ok(checked.ok && allVerify(checked.signatures), JSON.stringify(checked));
    }
  });

  test('a wallet takes none that is bound to another key', () => {
    const checked = checkIssuedMdoc(issuedMdl(), testKey().jwk, EXPECTED);
    assert.equal(checked.ok ? 'taken' : checked.failed, 'issuer.own-key');
  });

  test('no bit can be turned so that something else is said', () => {
    const honest = shownMdl(issuedMdl(), ['age_over_18']);
    for (let at = 0; at < honest.length; at += 5) {
      const bent = Uint8Array.from(honest);
      bent[at]! ^= 1 << (at % 8);
      const checked = checkMdoc(bent, EXPECTED);
      const said = checked.ok && allVerify(checked.signatures) ? checked.claims[MDL.namespace] : undefined;
      // What is left out is left out; nothing else is said, and nothing is said otherwise.
      assert.deepEqual(said ?? { age_over_18: true }, { age_over_18: true }, `byte ${at} is not covered`);
    }
  });
});
