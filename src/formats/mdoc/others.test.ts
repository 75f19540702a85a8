import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  CoseKey,
  DateOnly,
  DeviceKey,
  DeviceRequest,
  type DeviceResponse,
  DocRequest,
  Holder,
  Issuer,
  IssuerSigned,
  ItemsRequest,
  Verifier,
} from '@owf/mdoc';
import { contextOf, othersTranscript } from '../../../test/support/other-mdoc.ts';
import { allVerify, sha256 } from '../testing.ts';
import { NOW } from '../trust/testing.ts';
import { checkIssuedMdoc, checkMdoc } from './check.ts';
import { MDL } from './mdl.ts';
import { CHAIN, ELEMENTS, EXPECTED, HOLDER, issuedMdl, REQUEST, shownMdl } from './testing/licence.ts';

const context = contextOf();
const SHOWN = ['family_name', 'birth_date', 'age_over_18'];

const privateKeyOf = (key: typeof HOLDER) =>
  CoseKey.fromJwk({ ...(key.privateKey.export({ format: 'jwk' }) as object), alg: 'ES256' });

/** The other's answer to a request for these elements of an mdoc. */
async function othersAnswer(issuerSigned: Uint8Array): Promise<DeviceResponse> {
  const itemsRequest = ItemsRequest.create({
    docType: MDL.docType,
    namespaces: { [MDL.namespace]: Object.fromEntries(SHOWN.map((name) => [name, false])) },
  });
  return Holder.createDeviceResponseForDeviceRequest(
    {
      deviceRequest: DeviceRequest.create({ docRequests: [DocRequest.create({ itemsRequest })] }),
      sessionTranscript: await othersTranscript(REQUEST),
      issuerSigned: [IssuerSigned.decode(issuerSigned)],
      signature: { signingKey: privateKeyOf(HOLDER) },
    },
    context,
  );
}

async function othersMdoc(): Promise<Uint8Array> {
  const issuer = new Issuer(MDL.docType, context);
  issuer.addIssuerNamespace(MDL.namespace, {
    ...{ family_name: '陳', birth_date: new DateOnly('1990-05-17'), age_over_18: true, issuing_country: 'UT' },
  });
  const at = (seconds: number) => new Date(seconds * 1000);
  const issued = await issuer.sign({
    signingKey: privateKeyOf(CHAIN.key),
    algorithm: -7,
    digestAlgorithm: 'SHA-256',
    validityInfo: { signed: at(NOW - 60), validFrom: at(NOW - 60), validUntil: at(NOW + 86_400) },
    deviceKeyInfo: { deviceKey: DeviceKey.fromJwk({ ...HOLDER.jwk, alg: 'ES256' }) },
    certificates: [CHAIN.leaf],
  });
  return issued.encode();
}

describe('another library (@owf/mdoc)', () => {
  test('reads and verifies what we issue', async () => {
    const issuerSigned = IssuerSigned.decode(issuedMdl());
    await Holder.verifyIssuerSigned(
      { issuerSigned, trustedCertificates: [CHAIN.root], now: new Date(NOW * 1000) },
      context,
    );
    assert.deepEqual(Object.keys(issuerSigned.getPrettyClaims(MDL.namespace)!).sort(), Object.keys(ELEMENTS).sort());
  });

  test('verifies what we show', async () => {
    await Verifier.verifyDeviceResponse(
      {
        deviceResponse: shownMdl(issuedMdl(), SHOWN),
        sessionTranscript: await othersTranscript(REQUEST),
        trustedCertificates: [CHAIN.root],
        now: new Date(NOW * 1000),
      },
      context,
    );
  });

  test('shows what we issue, and we verify it', async () => {
    const answer = await othersAnswer(issuedMdl());
    const checked = checkMdoc(answer.encode(), EXPECTED);
    assert.ok(checked.ok, JSON.stringify(checked));
    assert.ok(allVerify(checked.signatures));
    assert.deepEqual(Object.keys(checked.claims[MDL.namespace]!).sort(), SHOWN.toSorted());
  });

  test('issues, and we verify it, show it, and verify that', async () => {
    const issued = await othersMdoc();
    const ours = checkIssuedMdoc(issued, HOLDER.jwk, { ...EXPECTED, sha256 });
    assert.ok(ours.ok && allVerify(ours.signatures), JSON.stringify(ours));
    assert.equal(ours.claims[MDL.namespace]!.birth_date, '1990-05-17');
    const shown = checkMdoc(shownMdl(issued, SHOWN), EXPECTED);
    assert.ok(shown.ok && allVerify(shown.signatures), JSON.stringify(shown));
    const theirs = checkMdoc((await othersAnswer(issued)).encode(), EXPECTED);
    assert.ok(theirs.ok && allVerify(theirs.signatures), JSON.stringify(theirs));
  });
});
