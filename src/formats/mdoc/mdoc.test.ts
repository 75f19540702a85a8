import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { decode, encode } from 'cborg';
import fc from 'fast-check';
import { allVerify, random, sha256, signBy, testKey } from '../testing.ts';
import { type Cbor, decodeCbor, encodeCbor, fullDate } from './cbor.ts';
import { checkIssuedMdoc, checkMdoc } from './check.ts';
import { issueMdoc } from './issue.ts';
import { MDL } from './mdl.ts';
import { deviceResponse } from './present.ts';
import {
  CHAIN,
  ELEMENTS,
  EXPECTED,
  HOLDER,
  issuedMdl,
  mdlToIssue,
  STATUS,
  shownMdl,
  TRANSCRIPT,
} from './testing/licence.ts';
import { browserTranscript, redirectTranscript } from './transcript.ts';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

describe('an mdoc', () => {
  test('its holder finds in it all that its issuer vouches for', () => {
    const checked = checkIssuedMdoc(issuedMdl(), HOLDER.jwk, EXPECTED);
    assert.ok(checked.ok, JSON.stringify(checked));
    assert.ok(allVerify(checked.signatures));
    assert.equal(checked.docType, MDL.docType);
    assert.deepEqual(Object.keys(checked.claims[MDL.namespace]!), Object.keys(ELEMENTS));
    assert.equal(checked.claims[MDL.namespace]!.birth_date, '1990-05-17');
    assert.deepEqual(checked.claims[MDL.namespace]!.driving_privileges, [
      { vehicle_category_code: 'B', issue_date: '2015-06-01', codes: [{ code: '01' }] },
    ]);
  });

  test('a verifier sees what was shown, and nothing else', () => {
    const checked = checkMdoc(shownMdl(issuedMdl(), ['age_over_18', 'no_such_element']), EXPECTED);
    assert.ok(checked.ok, JSON.stringify(checked));
    assert.equal(checked.signatures.length, 3);
    assert.ok(allVerify(checked.signatures));
    assert.deepEqual(checked.claims, { [MDL.namespace]: { age_over_18: true } });
    assert.deepEqual([checked.status, checked.holderKey], [STATUS, HOLDER.jwk]);
    assert.equal(checked.issuer.leaf.subject.attributes.CN, 'Signer');
  });

  test('nothing at all can be shown: that one has it', () => {
    const checked = checkMdoc(shownMdl(issuedMdl(), []), EXPECTED);
    assert.ok(checked.ok && allVerify(checked.signatures));
    assert.deepEqual(checked.claims, {});
  });

  test('an answer to another request, or by another holder, does not verify', () => {
    const other = redirectTranscript(
      {
        clientId: 'x509_san_dns:shop.example',
        nonce: 'n-2',
        jwkThumbprint: undefined,
        responseUri: 'https://shop.example/answer',
      },
      sha256,
    );
    for (const shown of [
      shownMdl(issuedMdl(), [], { transcript: other }),
      shownMdl(issuedMdl(), [], { holder: testKey() }),
      shownMdl(issuedMdl({}, testKey())),
    ]) {
      const checked = checkMdoc(shown, EXPECTED);
      assert.equal(checked.ok && allVerify(checked.signatures), false);
    }
  });

  test('two issued alike have nothing in common that a verifier could link them by', () => {
    const [one, other] = [issuedMdl(), issuedMdl()].map((mdoc) => decodeCbor(mdoc) as Map<string, Map<string, Cbor[]>>);
    const randoms = [one!, other!].map((mdoc) =>
      mdoc
        .get('nameSpaces')!
        .get(MDL.namespace)!
        .map((item) => hex((item as never as { value: Uint8Array }).value)),
    );
    assert.equal(new Set(randoms.flat()).size, 2 * Object.keys(ELEMENTS).length);
  });

  test('whatever is issued is shown and read as it was', () => {
    const value: fc.Arbitrary<Cbor> = fc.oneof(
      fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\ufffd')),
      fc.integer({ min: -(2 ** 40), max: 2 ** 40 }),
      fc.boolean(),
      fc.uint8Array({ maxLength: 40 }),
    );
    const names = fc.string({ minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(
        fc.dictionary(names, fc.dictionary(names, value, { minKeys: 1, maxKeys: 4 }), { maxKeys: 3 }),
        fc.nat(),
        (elements, seed) => {
          const issuerSigned = signBy(CHAIN.key, issueMdoc(mdlToIssue({ docType: 'x', elements }), { sha256, random }));
          const chosen = Object.entries(elements).map(
            ([space, list]) => [space, Object.keys(list).filter((_, at) => (seed >> at) % 2 === 0)] as const,
          );
          const request = {
            issuerSigned,
            elements: Object.fromEntries(chosen),
            transcript: TRANSCRIPT,
            alg: 'ES256' as const,
          };
          const checked = checkMdoc(signBy(HOLDER, deviceResponse(request)), EXPECTED);
          const expected = chosen
            .filter(([, list]) => list.length > 0)
            .map(([space, list]) => [space, Object.fromEntries(list.map((name) => [name, elements[space]![name]]))]);
          assert.deepEqual(checked.ok && checked.claims, Object.fromEntries(expected));
        },
      ),
      { numRuns: 25 },
    );
  });

  test('keys of another kind are not taken', () => {
    assert.throws(
      () => issueMdoc(mdlToIssue({ deviceKey: { kty: 'RSA', n: 'AQ', e: 'AQAB' } }), { sha256, random }),
      TypeError,
    );
    assert.throws(() => issueMdoc(mdlToIssue(), { sha256, random }).finish(new Uint8Array(70)), RangeError);
  });
});

describe('what a holder’s signature is bound to', () => {
  const jwkThumbprint = Uint8Array.from(
    Buffer.from('4283ec927ae0f208daaa2d026a814f2b22dca52cf85ffa8f3f8626c6bd669047', 'hex'),
  );
  const nonce = 'exc7gBkxjx1rdc9udRrveKvSsJIq80avlXeLHhGwqtA';

  // The examples of OpenID4VP 1.0, appendices B.2.6.1 and B.2.6.2.
  test('the specification’s examples', () => {
    const redirect = {
      clientId: 'x509_san_dns:example.com',
      nonce,
      jwkThumbprint,
      responseUri: 'https://example.com/response',
    };
    assert.equal(
      hex(redirectTranscript(redirect, sha256)),
      '83f6f682714f70656e494434565048616e646f7665725820048bc053c00442af9b8eed494cefdd9d95240d254b046b11b68013722aad38ac',
    );
    assert.equal(
      hex(browserTranscript({ origin: 'https://example.com', nonce, jwkThumbprint }, sha256)),
      '83f6f682764f70656e4944345650444341504948616e646f7665725820fbece366f4212f9762c74cfdbf83b8c69e371d5d68cea09cb4c48ca6daab761a',
    );
  });
});

describe('CBOR', () => {
  const REFUSED: Record<string, string> = {
    'a name twice': 'a2616101616102',
    'a map of indefinite length': 'bf6161 01ff',
    'a list of indefinite length': '9f01ff',
    'bytes of indefinite length': '5f4101ff',
    'a text of indefinite length': '7f6161ff',
    'a number longer than it has to be': '1800',
    'a length longer than it has to be': '580161',
    'a tag longer than it has to be': 'd900184101',
    'something behind it': '0101',
    nothing: '',
    'half of it': '8201',
    'a length beyond its end': '5b000000010000000000',
    undefined: 'f7',
    'not a number': 'f97e00',
    'a tag that nobody needs': 'c249010000000000000000',
    'a whole number too large': '1bffffffffffffffff',
    'text that is no UTF-8': '61ff',
    'a break without a beginning': 'ff',
    'thirteen lists within each other': `${'81'.repeat(13)}01`,
    'a very deep list': '81'.repeat(200_000),
  };
  for (const [what, bytes] of Object.entries(REFUSED)) {
    test(`${what} is refused`, () => {
      assert.throws(() => decodeCbor(Uint8Array.from(Buffer.from(bytes.replaceAll(' ', ''), 'hex'))), {
        name: 'Error',
      });
    });
  }

  test('more than half a megabyte is not read', () => {
    assert.throws(() => decodeCbor(encodeCbor(new Uint8Array(512 * 1024))), /more than/);
  });

  test('another library (cborg) writes the same bytes, and reads the same items', () => {
    const item = fc.letrec<{ item: unknown }>((tie) => ({
      item: fc.oneof(
        { maxDepth: 4, depthSize: 'small' },
        fc.constantFrom(null, true, false),
        fc.maxSafeInteger(),
        fc.integer({ min: -70_000, max: 70_000 }),
        fc.double({ noNaN: true, noDefaultInfinity: true }).filter((number) => !Number.isSafeInteger(number)),
        fc.string({ unit: 'grapheme', maxLength: 60 }),
        fc.uint8Array({ maxLength: 300 }),
        fc.array(tie('item'), { maxLength: 4 }),
        fc
          .uniqueArray(fc.tuple(fc.oneof(fc.string({ maxLength: 9 }), fc.integer()), tie('item')), {
            selector: ([name]) => name,
            maxLength: 4,
          })
          .map((entries) => new Map(entries)),
      ),
    })).item;
    const inOrder = { mapSorter: () => 0, float64: true };
    fc.assert(
      fc.property(item, (value) => {
        const bytes = encodeCbor(value as Cbor);
        assert.deepEqual(bytes, new Uint8Array(encode(value, inOrder)));
        assert.deepEqual(decodeCbor(bytes), decode(bytes, { useMaps: true, strict: true }));
      }),
      { numRuns: 150 },
    );
  });

  test('what is read is written again as it was', () => {
    const item: Cbor = new Map<string | number, Cbor>([
      [1, -7],
      ['a', [fullDate('2026-01-02'), null, 1.5, new Map()]],
    ]);
    assert.deepEqual(encodeCbor(decodeCbor(encodeCbor(item))), encodeCbor(item));
  });
});
