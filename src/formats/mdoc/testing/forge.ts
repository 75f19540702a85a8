import { sign } from 'node:crypto';
import { sha256, type TestKey } from '../../testing.ts';
import { type Cbor, decodeCbor, embeddedIn, encodeCbor, encodeEmbedded, TAG, Tagged } from '../cbor.ts';
import { signedBytes } from '../cose.ts';
import { MDL } from '../mdl.ts';
import { deviceAuthentication } from '../present.ts';
import { CHAIN, HOLDER, issuedMdl, shownMdl, TRANSCRIPT } from './licence.ts';

/*
 * Answers that no honest holder or issuer makes, for tests: an honest one is taken apart, something in it is changed, and
 * what has to be is signed again, so that nothing but the change is wrong.
 */

export type Changeable = Map<string | number, Cbor>;

/** What is changed, in place. */
export interface Changes {
  response?(response: Changeable): void;
  document?(document: Changeable): void;
  issuerSigned?(issuerSigned: Changeable): void;
  /** The items of the one namespace, before they are hashed. */
  items?(items: Changeable[]): void;
  /** Digests by id, after that. */
  digests?(digests: Map<number, Cbor>): void;
  mso?(mso: Changeable): void;
  /** [protected, unprotected, payload, signature] of the issuer, before it is signed again unless it says so. */
  issuerHeader?(header: Changeable, unprotected: Changeable): void;
  issuerAuth?(sign1: Cbor[]): void;
  deviceNamespaces?(namespaces: Changeable): void;
  deviceHeader?(header: Changeable, unprotected: Changeable): void;
  deviceAuth?(methods: Changeable): void;
}

const child = (map: Changeable, name: string) => map.get(name) as Changeable;

/** An honest answer but for the changes. */
export function forge(changes: Changes): Uint8Array {
  const response = decodeCbor(shownMdl(issuedMdl())) as Changeable;
  const document = (response.get('documents') as Changeable[])[0]!;
  const issuerSigned = child(document, 'issuerSigned');
  forgeIssuer(issuerSigned, changes);
  changes.issuerSigned?.(issuerSigned);
  forgeDevice(child(document, 'deviceSigned'), changes);
  changes.document?.(document);
  changes.response?.(response);
  return encodeCbor(response);
}

function forgeIssuer(issuerSigned: Changeable, changes: Changes): void {
  const spaces = child(issuerSigned, 'nameSpaces');
  const items = (spaces.get(MDL.namespace) as Cbor[]).map((item) => decodeCbor(embeddedIn(item)!) as Changeable);
  changes.items?.(items);
  const encoded = items.map((item) => encodeCbor(item));
  spaces.set(
    MDL.namespace,
    encoded.map((item) => new Tagged(TAG.embedded, item)),
  );
  const sign1 = issuerSigned.get('issuerAuth') as Cbor[];
  const mso = decodeCbor(embeddedIn(decodeCbor(sign1[2] as Uint8Array))!) as Changeable;
  const digests = child(child(mso, 'valueDigests'), MDL.namespace) as Map<number, Cbor>;
  items.forEach((item, index) => {
    const id = item.get('digestID');
    if (Number.isInteger(id)) digests.set(id as number, sha256(encodeEmbedded(encoded[index]!)));
  });
  changes.digests?.(digests);
  changes.mso?.(mso);
  const header = decodeCbor(sign1[0] as Uint8Array) as Changeable;
  changes.issuerHeader?.(header, sign1[1] as Changeable);
  sign1[0] = encodeCbor(header);
  sign1[2] = encodeEmbedded(encodeCbor(mso));
  sign1[3] = signed(CHAIN.key, signedBytes(sign1[0] as Uint8Array, sign1[2] as Uint8Array));
  changes.issuerAuth?.(sign1);
}

function forgeDevice(deviceSigned: Changeable, changes: Changes): void {
  const namespaces: Changeable = new Map();
  changes.deviceNamespaces?.(namespaces);
  const encoded = encodeCbor(namespaces);
  deviceSigned.set('nameSpaces', new Tagged(TAG.embedded, encoded));
  const sign1 = child(deviceSigned, 'deviceAuth').get('deviceSignature') as Cbor[];
  const header = decodeCbor(sign1[0] as Uint8Array) as Changeable;
  changes.deviceHeader?.(header, sign1[1] as Changeable);
  sign1[0] = encodeCbor(header);
  const authentication = deviceAuthentication(TRANSCRIPT, MDL.docType, encodeEmbedded(encoded));
  sign1[3] = signed(HOLDER, signedBytes(sign1[0] as Uint8Array, authentication));
  changes.deviceAuth?.(child(deviceSigned, 'deviceAuth'));
}

const signed = (key: TestKey, input: Uint8Array) =>
  new Uint8Array(sign('sha256', input, { key: key.privateKey, dsaEncoding: 'ieee-p1363' }));
