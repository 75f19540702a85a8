import {
  createPrivateKey,
  createPublicKey,
  hash,
  type JsonWebKey as NodeJwk,
  randomBytes,
  sign,
  verify,
  X509Certificate,
} from 'node:crypto';
import { CoseKey, type MdocContext, SessionTranscript } from '@owf/mdoc';
import type { RedirectRequest } from '../../src/formats/index.ts';

/*
 * What @owf/mdoc, the other library that tests and benches hold ours against, wants to be given: node:crypto, as fast as it is.
 */

const jwkOf = (key: CoseKey) => key.jwk as NodeJwk;
const attribute = (text: string, field: string) =>
  text
    .split('\n')
    .filter((line) => line.startsWith(`${field}=`))
    .map((line) => line.slice(field.length + 1));

/** Its context over node:crypto. */
export function contextOf(): MdocContext {
  return {
    crypto: {
      random: (length) => new Uint8Array(randomBytes(length)),
      digest: ({ digestAlgorithm, bytes }) =>
        new Uint8Array(hash(digestAlgorithm.replace('-', '').toLowerCase(), bytes, 'buffer')),
      calculateEphemeralMacKey: () => {
        throw new Error('not needed');
      },
    },
    cose: {
      sign1: {
        sign: ({ key, toBeSigned }) => {
          const privateKey = createPrivateKey({ key: jwkOf(key), format: 'jwk' });
          return new Uint8Array(sign('sha256', toBeSigned, { key: privateKey, dsaEncoding: 'ieee-p1363' }));
        },
        verify: ({ key, sign1 }) => {
          const publicKey = createPublicKey({ key: jwkOf(key), format: 'jwk' });
          return verify('sha256', sign1.toBeSigned, { key: publicKey, dsaEncoding: 'ieee-p1363' }, sign1.signature);
        },
      },
      mac0: {
        sign: () => {
          throw new Error('not needed');
        },
        verify: () => false,
      },
    },
    x509: {
      getIssuerNameField: ({ certificate, field }) => attribute(new X509Certificate(certificate).issuer, field),
      getPublicKey: ({ certificate }) =>
        CoseKey.fromJwk({
          ...(new X509Certificate(certificate).publicKey.export({ format: 'jwk' }) as object),
          alg: 'ES256',
        }),
      verifyCertificateChain: ({ x5chain, trustedCertificates }) => {
        const [leaf, root] = [x5chain[0]!, trustedCertificates[0]!].map((der) => new X509Certificate(der));
        if (!leaf!.verify(root!.publicKey)) throw new Error('not by that root');
      },
      getCertificateData: ({ certificate }) => {
        const read = new X509Certificate(certificate);
        return {
          ...{ issuerName: read.issuer, subjectName: read.subject, serialNumber: read.serialNumber },
          ...{ thumbprint: read.fingerprint256, notBefore: new Date(read.validFrom), notAfter: new Date(read.validTo) },
          pem: read.toString(),
        };
      },
    },
  };
}

/** Its transcript of a request by OpenID4VP. */
export function othersTranscript(request: RedirectRequest): Promise<SessionTranscript> {
  const { jwkThumbprint, ...rest } = request;
  return SessionTranscript.forOid4Vp({ ...rest, ...(jwkThumbprint && { jwkThumbprint }) }, contextOf());
}
