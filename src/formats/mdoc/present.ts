import { signatureLength } from '../jose/keys.ts';
import type { SignatureAlgorithm, Unsigned } from '../signing.ts';
import { type Cbor, CborError, decodeCbor, encodeCbor, encodedArray, encodeEmbedded, TAG, Tagged } from './cbor.ts';
import { protectedHeader, signedBytes } from './cose.ts';
import { mapOf, readIssuerParts } from './read.ts';

/** What a holder shows of an mdoc. */
export interface Showing {
  /** `IssuerSigned`, as the issuer gave it. */
  issuerSigned: Uint8Array;
  /** Which elements, by namespace. */
  elements: Readonly<Record<string, readonly string[]>>;
  /** The request that it answers: a SessionTranscript. */
  transcript: Uint8Array;
  /** Of the holder's key. */
  alg: SignatureAlgorithm;
}

/**
 * The answer to a request, but for the holder's signature: a `DeviceResponse` (ISO 18013-5 section 8.3.2.1.2.2) with one
 * document, which OpenID4VP carries in base64url. Elements that the mdoc has not are left out.
 * @throws CborError for what is no mdoc.
 */
export function deviceResponse({ issuerSigned, elements, transcript, alg }: Showing): Unsigned<Uint8Array> {
  const item = decodeCbor(issuerSigned);
  const { items, mso } = readIssuerParts(item);
  const docType = mso?.get('docType');
  if (!items || typeof docType !== 'string') throw new CborError('this is no mdoc');
  const shown = items.filter(({ namespace, name }) => elements[namespace]?.includes(name));
  const nameSpaces = new Map(
    [...Map.groupBy(shown, ({ namespace }) => namespace)].map(([namespace, list]) => [
      namespace,
      list.map(({ bytes }) => decodeCbor(bytes)),
    ]),
  );
  const header = protectedHeader(alg);
  const issuerAuth = mapOf(item)!.get('issuerAuth')!;
  return {
    input: signedBytes(header, deviceAuthentication(transcript, docType, NO_NAMESPACES)),
    finish(signature) {
      if (signature.length !== signatureLength(alg)) throw new RangeError(`No ${alg} signature has its length`);
      const deviceAuth = map({ deviceSignature: [header, new Map(), null, signature] });
      const deviceSigned = map({ nameSpaces: new Tagged(TAG.embedded, encodeCbor(new Map())), deviceAuth });
      const shownMap: Record<string, Cbor> = nameSpaces.size > 0 ? { nameSpaces, issuerAuth } : { issuerAuth };
      const document = map({ docType, issuerSigned: map(shownMap), deviceSigned });
      return encodeCbor(map({ version: '1.0', documents: [document], status: 0 }));
    },
  };
}

/** A holder vouches for nothing by themselves. */
const NO_NAMESPACES = encodeEmbedded(encodeCbor(new Map()));

/**
 * What a holder's signature stands for: DeviceAuthenticationBytes (ISO 18013-5 section 9.1.3.4).
 * @param namespacesBytes DeviceNameSpacesBytes, with their tag.
 */
export function deviceAuthentication(transcript: Uint8Array, docType: string, namespacesBytes: Uint8Array): Uint8Array {
  const [name, type] = ['DeviceAuthentication', docType].map(encodeCbor);
  return encodeEmbedded(encodedArray(name!, transcript, type!, namespacesBytes));
}

const map = (members: Readonly<Record<string, Cbor>>): ReadonlyMap<string, Cbor> => new Map(Object.entries(members));
