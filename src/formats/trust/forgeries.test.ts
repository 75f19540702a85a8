import assert from 'node:assert/strict';
import { generateKeyPairSync, X509Certificate } from 'node:crypto';
import { describe, test } from 'node:test';
import { concatBytes } from '../bytes.ts';
import { allVerify, random, sha256, signBy, testKey } from '../testing.ts';
import { type ChainExpected, checkChain } from './chain.ts';
import { CHAIN_STEPS } from './chain-checks.ts';
import { der, extension } from './der-write.ts';
import { makeRootCertificate, makeSignerCertificate } from './issue-certificate.ts';
import { EXTENSION, makeCertificate, NOW, testChain } from './testing.ts';

const HONEST = testChain();
const { root, leaf, rootMade, leafMade } = HONEST;
const EXPECTED: ChainExpected = { purpose: 'issue', anchors: [root], at: NOW };
const YEAR = 365 * 86_400;
const usage = EXTENSION.for('1.0.18013.5.1.2');

/** A leaf like the honest one but for this. */
const leafBut = (but: Partial<typeof leafMade>) => makeCertificate({ ...leafMade, ...but });
/** A root like the honest one but for this, and the honest leaf. */
const underRoot = (but: Partial<typeof rootMade>): [Uint8Array[], Partial<ChainExpected>] => [
  [leaf],
  { anchors: [makeCertificate({ ...rootMade, ...but })] },
];

/** An authority between the root and the leaf, which the root allows or does not. */
function between(pathLength: number, extensions = [EXTENSION.authority(), EXTENSION.certificateSign]) {
  const key = testKey();
  const name = { C: 'UT', CN: 'Between' };
  const middle = makeCertificate({ ...rootMade, key, subject: name, extensions });
  const low = leafBut({ signer: key, issuer: name, extensions: [EXTENSION.digitalSignature, usage] });
  const top = makeCertificate({
    ...rootMade,
    extensions: [EXTENSION.authority(pathLength), EXTENSION.certificateSign],
  });
  return { chain: [low, middle], anchors: [top] };
}

const p521 = (() => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-521' });
  return { privateKey, publicKey, jwk: publicKey.export({ format: 'jwk' }) as JsonWebKey };
})();
const p384 = (() => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-384' });
  return { privateKey, publicKey, jwk: publicKey.export({ format: 'jwk' }) as JsonWebKey };
})();

/** By the check that has to refuse them: chains, and what is expected of them where it differs. */
const FORGERIES: Record<string, readonly [readonly Uint8Array[], Partial<ChainExpected>?][]> = {
  'chain.length': [[[]], [[leaf, leaf, leaf, leaf, leaf]]],
  'chain.form': [
    [[Uint8Array.of(0x30, 0)]],
    [[concatBytes(leaf, Uint8Array.of(0))]],
    [[leaf.subarray(0, leaf.length - 1)]],
    [[new Uint8Array(9_000)]],
    [[leafBut({ extensions: [extension('2.5.29.19', true, Uint8Array.of(0x30, 3, 1, 1, 1))] })]],
    // A length that takes one byte more than it has to.
    [[der(0x30, concatBytes(Uint8Array.of(0x30, 0x81, 1, 0)))]],
  ],
  'chain.version': [[[leafBut({ version: 2 })]]],
  'chain.serial': [
    [[leafBut({ serial: Uint8Array.of(0) })]],
    [[leafBut({ serial: Uint8Array.of(0xff, 0x01) })]],
    [[leafBut({ serial: new Uint8Array(21).fill(1) })]],
  ],
  'chain.algorithm': [[[leafBut({ inner: '1.2.840.10045.4.3.3' })]], [[leafBut({ inner: '1.2.840.113549.1.1.5' })]]],
  'chain.key': [[[leafBut({ key: p521 })]]],
  'chain.extensions.unique': [[[leafBut({ extensions: [EXTENSION.digitalSignature, usage, usage] })]]],
  'chain.extensions.known': [
    [[leafBut({ extensions: [EXTENSION.digitalSignature, usage, extension('1.2.3.4', true, Uint8Array.of(5, 0))] })]],
  ],
  'chain.order': [[[leaf, leafBut({ subject: { C: 'UT', CN: 'Somebody' } })]]],
  'chain.anchor': [
    [[leaf], { anchors: [] }],
    [[leaf], { anchors: [makeCertificate({ ...rootMade, subject: { C: 'UT', CN: 'Other' } })] }],
    // A root of the same name with another key, as after a renewal.
    [...underRoot({ extensions: [EXTENSION.authority(), EXTENSION.certificateSign, EXTENSION.subjectKey(8)] })],
  ],
  'chain.curve': [[[leaf], { anchors: [makeCertificate({ ...rootMade, key: p384, signer: p384 })] }]],
  'chain.not-before': [[[leafBut({ from: NOW + 61 })]], underRoot({ from: NOW + 61 })],
  'chain.not-after': [[[leafBut({ until: NOW - 61 })]], underRoot({ until: NOW - 61 }), [[leaf], { at: NOW + YEAR }]],
  'chain.authority': [
    underRoot({ extensions: [EXTENSION.certificateSign] }),
    // An issuer's own signer makes itself an authority.
    [between(1, [EXTENSION.certificateSign]).chain, { anchors: between(1).anchors }],
  ],
  'chain.authority.usage': [underRoot({ extensions: [EXTENSION.authority(), EXTENSION.digitalSignature] })],
  'chain.authority.path': [[between(0).chain, { anchors: between(0).anchors }]],
  'chain.leaf': [[[leafBut({ extensions: [EXTENSION.authority(), EXTENSION.digitalSignature, usage] })]], [[root]]],
  'chain.leaf.usage': [
    [[leafBut({ extensions: [usage] })]],
    [[leafBut({ extensions: [EXTENSION.certificateSign, usage] })]],
  ],
  'chain.leaf.purpose': [
    [[leafBut({ extensions: [EXTENSION.digitalSignature] })]],
    // A relying party's certificate signs no credentials.
    [[leafBut({ extensions: [EXTENSION.digitalSignature, EXTENSION.for('1.0.18013.5.1.6')] })]],
    [[leaf], { purpose: 'request' }],
  ],
  'chain.leaf.country': [
    [[leafBut({ subject: { CN: 'Signer' } })]],
    [[leafBut({ subject: { C: 'ZZ', CN: 'Signer' } })]],
  ],
};

describe('chains of certificates', () => {
  test('an honest one leads to its root, and says what remains to be verified', () => {
    for (const chain of [[leaf], [leaf, root]]) {
      const checked = checkChain(chain, EXPECTED);
      assert.ok(checked.ok, JSON.stringify(checked));
      assert.equal(checked.leaf.subject.attributes.CN, 'Signer');
      assert.deepEqual(checked.leaf.jwk, HONEST.key.jwk);
      assert.equal(checked.signatures.length, 1);
      assert.ok(allVerify(checked.signatures));
    }
  });

  test('one with an authority between holds where the root allows it', () => {
    const { chain, anchors } = between(1);
    const checked = checkChain(chain, { ...EXPECTED, anchors });
    assert.equal(checked.ok, true);
    assert.equal(checked.ok && checked.signatures.length, 2);
  });

  test('a relying party’s may leave its purpose open', () => {
    const checked = checkChain([leafBut({ extensions: [EXTENSION.digitalSignature] })], {
      ...EXPECTED,
      purpose: 'request',
    });
    assert.equal(checked.ok, true);
  });

  test('Node reads the same in them', () => {
    const certificate = new X509Certificate(leaf);
    assert.equal(certificate.subject, 'C=UT\nCN=Signer');
    assert.equal(certificate.verify(HONEST.rootKey.publicKey), true);
  });

  test('an issuer’s own are such', () => {
    const [rootKey, key] = [testKey(), testKey()];
    const iss = 'https://gov.example/issuers/licensing';
    const both = { contact: 'https://gov.example', from: NOW - 60, until: NOW + YEAR };
    const rootToMake = { ...both, key: rootKey.jwk, subject: { C: 'UT', CN: '根' } };
    for (const serial of [Uint8Array.of(0, 0, 7), random(16)]) {
      const made = signBy(rootKey, makeRootCertificate({ ...rootToMake, serial }, sha256));
      const signer = { ...both, iss, root: made, key: key.jwk, subject: { C: 'UT', CN: 'Signer' }, serial };
      const chain = [signBy(rootKey, makeSignerCertificate(signer, sha256))];
      const checked = checkChain(chain, { ...EXPECTED, anchors: [made] });
      assert.ok(checked.ok && allVerify(checked.signatures), JSON.stringify(checked));
      assert.deepEqual(checked.leaf.known.alternativeNames, { hosts: ['gov.example'], uris: [iss] });
      const read = new X509Certificate(chain[0]!);
      assert.ok(read.verify(rootKey.publicKey) && new X509Certificate(made).checkIssued(new X509Certificate(made)));
      assert.equal(read.subjectAltName, `URI:${iss}, DNS:gov.example`);
      assert.equal(new X509Certificate(made).ca, true);
    }
  });

  test('one that is signed by somebody else is found when the signatures are verified', () => {
    const checked = checkChain([leafBut({ signer: testKey() })], EXPECTED);
    assert.ok(checked.ok);
    assert.equal(allVerify(checked.signatures), false);
  });

  const checks = CHAIN_STEPS.flatMap((step) => step.checks);
  for (const { id, says } of checks) {
    test(`${id}: ${says}`, () => {
      const forgeries = FORGERIES[id] ?? [];
      assert.ok(forgeries.length > 0, 'a forgery is needed');
      for (const [chain, but] of forgeries) {
        const checked = checkChain(chain, { ...EXPECTED, ...but });
        assert.equal(checked.ok ? 'taken' : checked.failed, id);
      }
    });
  }

  test('no bytes make it throw', () => {
    for (let at = 0; at < leaf.length; at += 1) {
      const bent = Uint8Array.from(leaf);
      bent[at]! ^= 0x81;
      const checked = checkChain([bent], EXPECTED);
      assert.ok(!checked.ok || !allVerify(checked.signatures), `byte ${at} is not covered`);
    }
  });
});
