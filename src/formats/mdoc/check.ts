import { type Check, firstFailure, type Step } from '../jose/checks.ts';
import type { SignatureToCheck } from '../signing.ts';
import { type StatusReference, statusReference } from '../status/reference.ts';
import type { Certificate } from '../trust/certificate.ts';
import type { ChainChecked } from '../trust/chain.ts';
import { type PlainValue, plainValue } from './cbor.ts';
import { DEVICE_STEPS, RESPONSE_STEPS } from './checks-device.ts';
import { ISSUER_STEPS, plainStatus } from './checks-issuer.ts';
import { algorithmOf, HEADER, type Sign1, signedBytes } from './cose.ts';
import { deviceAuthentication } from './present.ts';
import { type CborMap, type Item, mapOf, readDeviceParts, readIssuerParts, tryDecode } from './read.ts';
import type { IssuerRun, MdocExpected, ShownExpected, ShownRun } from './run.ts';

/** All that is demanded of an answer with an mdoc, in the order in which it is checked. */
export const MDOC_STEPS: readonly Step<ShownRun>[] = [...RESPONSE_STEPS, ...ISSUER_STEPS, ...DEVICE_STEPS];

/** The same as one list. */
export const MDOC_CHECKS: readonly Check<ShownRun>[] = MDOC_STEPS.flatMap(({ checks }) => checks);

/** What of them is demanded of an mdoc as its holder gets it. */
export const ISSUED_MDOC_STEPS: readonly Step<IssuerRun>[] = ISSUER_STEPS;

/** Values by namespace and element. */
export type MdocClaims = Readonly<Record<string, Readonly<Record<string, PlainValue>>>>;

/** What came of checking an mdoc. */
export type CheckedMdoc =
  | {
      ok: true;
      docType: string;
      /** What its issuer vouches for, of what is shown. */
      claims: MdocClaims;
      /** The certificate of who signed it, and of their root. */
      issuer: { leaf: Certificate; root: Certificate };
      /** Seconds since 1970. */
      validity: { signed: number; from: number; until: number };
      /** Where its status is to be looked up; undefined where it has none. */
      status: StatusReference | undefined;
      holderKey: JsonWebKey;
      /** All of them have to be verified: until then nothing above is true. */
      signatures: SignatureToCheck[];
    }
  | { ok: false; failed: string; source: string; why: string };

/**
 * Checks the answer to a request, a `DeviceResponse` with one mdoc (ISO 18013-5 section 9.3, OpenID4VP 1.0 appendix B.2), but
 * for its signatures, which it hands out to be verified, and its status, whose place it tells. It never throws, whatever
 * the bytes.
 */
export function checkMdoc(deviceResponse: Uint8Array, expected: ShownExpected): CheckedMdoc {
  const response = mapOf(tryDecode(deviceResponse));
  const documents = response?.get('documents');
  const document = Array.isArray(documents) && documents.length === 1 ? mapOf(documents[0]) : undefined;
  const run: ShownRun = {
    ...begin(document?.get('issuerSigned'), expected),
    ...{ expected, response, document },
    device: readDeviceParts(document?.get('deviceSigned')),
  };
  const failed = firstFailure(MDOC_STEPS, run);
  if (failed) return refused(failed, run);
  const { namespacesBytes, auth, header } = run.device;
  const docType = run.issuer.mso!.get('docType') as string;
  const signed = deviceAuthentication(expected.transcript, docType, namespacesBytes!);
  const holders = signatureOf(auth!, header!, signed, run.deviceKey!, "the holder's signature");
  return checked(run, [holders]);
}

/**
 * Checks an mdoc as its holder gets it, `IssuerSigned`, but for its signatures.
 * @param deviceKey the holder's own, to which it has to be bound; undefined for whoever looks at somebody else's.
 */
export function checkIssuedMdoc(
  issuerSigned: Uint8Array,
  deviceKey: JsonWebKey | undefined,
  expected: MdocExpected,
): CheckedMdoc {
  const run = begin(tryDecode(issuerSigned), expected);
  const isOther = (key: JsonWebKey) => deviceKey !== undefined && !isKey(key, deviceKey);
  const failed = firstFailure(ISSUER_STEPS, run) ?? (isOther(run.deviceKey!) ? OWN_KEY : undefined);
  if (failed) return refused(failed, run);
  return checked(run, []);
}

const OWN_KEY: Check<IssuerRun> = {
  id: 'issuer.own-key',
  source: 'OpenID4VCI 1.0 §8.2',
  says: 'It is bound to the key of who asked for it.',
};

const isKey = (one: JsonWebKey, other: JsonWebKey) => one.crv === other.crv && one.x === other.x && one.y === other.y;

function begin(issuerSigned: Parameters<typeof readIssuerParts>[0], expected: MdocExpected): IssuerRun {
  return { expected, issuer: readIssuerParts(issuerSigned), chain: undefined, deviceKey: undefined };
}

/** Of the certificates it is said what exactly is wrong with them. */
function refused({ id, source, says }: Check<never>, { chain }: IssuerRun): CheckedMdoc {
  return { ok: false, failed: id, source, why: chain?.ok === false ? chain.why : says };
}

function checked(run: IssuerRun, more: readonly SignatureToCheck[]): CheckedMdoc {
  const { auth, header, items, mso, validity } = run.issuer;
  const { leaf, root, signatures } = run.chain as Extract<ChainChecked, { ok: true }>;
  const issuers = signatureOf(auth!, header!, auth!.payload!, leaf.jwk!, "the issuer's signature");
  return {
    ok: true,
    docType: mso!.get('docType') as string,
    claims: claimsOf(items!),
    issuer: { leaf, root },
    validity: validity!,
    status: statusReference(plainStatus(mso!)) ?? undefined,
    holderKey: run.deviceKey!,
    signatures: [...signatures, { ...issuers, familiar: true }, ...more],
  };
}

function signatureOf(
  { protectedBytes, signature }: Sign1,
  header: CborMap,
  payload: Uint8Array,
  jwk: JsonWebKey,
  what: string,
): SignatureToCheck {
  const alg = algorithmOf(header.get(HEADER.alg))!;
  return { what, alg, jwk, input: signedBytes(protectedBytes, payload), signature };
}

function claimsOf(items: readonly Item[]): MdocClaims {
  const namespaces = [...Map.groupBy(items, ({ namespace }) => namespace)];
  return Object.fromEntries(
    namespaces.map(([namespace, list]) => [
      namespace,
      Object.fromEntries(list.map(({ name, value }) => [name, plainValue(value)])),
    ]),
  );
}
