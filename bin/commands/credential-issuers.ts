import { createPublicKey } from 'node:crypto';
import {
  anchorsOf,
  type ChainChecked,
  type ClaimedIssuer,
  checkChain,
  checkTrustList,
  type SignatureToCheck,
  type SignedThing,
  type TrustList,
  trusts,
} from '../../src/formats/index.ts';
import { UsageError } from './command.ts';
import { type Chapter, type Finding, sha256, signatureFinding } from './credential-checks.ts';

/** Whom somebody trusts, as they say on the command line. */
export interface TrustedIssuers {
  /** What was found of the list of issuers itself. */
  chapters: Chapter[];
  /** The key of an issuer, if it is trusted. */
  keyAt(at: number): (issuer: ClaimedIssuer) => JsonWebKey | undefined;
  /** Roots under which types of documents are signed, as DER; undefined where single keys are trusted, and no certificates. */
  anchors: readonly Uint8Array[] | undefined;
  /** What the list says of what a certificate signed, whose chain was checked. */
  vouches(thing: SignedThing): { finding: Finding; iss: string | undefined };
  /** What trust further demands of what a key signed: signatures of certificates, and what the list says of the key. */
  trust(jwk: JsonWebKey, thing: Omit<SignedThing, 'certificate'>): Trust;
}

/** What is left to verify and to say of who signed something. */
export interface Trust {
  signatures: readonly SignatureToCheck[];
  findings: Finding[];
}

interface NamedKey {
  iss: string | undefined;
  kid: string | undefined;
  jwk: JsonWebKey;
}

/**
 * Issuers by their keys: a JWK, a set of them, the metadata of an issuer (`/.well-known/jwt-vc-issuer`), a public key or a
 * certificate as PEM.
 * @throws UsageError
 */
export function issuersByKeys(texts: readonly string[]): TrustedIssuers {
  const keys = texts.flatMap(readKeys);
  const find = ({ iss, kid }: ClaimedIssuer) =>
    keys.find((key) => (key.iss ?? iss) === iss && (keys.length === 1 ? (key.kid ?? kid) : key.kid) === kid)?.jwk;
  return {
    chapters: [],
    keyAt: () => find,
    anchors: undefined,
    vouches: () => {
      throw new TypeError('No certificates are trusted');
    },
    trust: () => ({ signatures: [], findings: [] }),
  };
}

function readKeys(text: string): NamedKey[] {
  try {
    if (text.includes('-----BEGIN')) {
      const jwk = createPublicKey(text).export({ format: 'jwk' }) as JsonWebKey;
      return [{ iss: undefined, kid: undefined, jwk }];
    }
    const json = JSON.parse(text);
    const set = json.jwks?.keys ?? json.keys ?? [json];
    return set.map((jwk: JsonWebKey & { kid?: string }) => {
      createPublicKey({ key: jwk as import('node:crypto').JsonWebKey, format: 'jwk' });
      return { iss: json.issuer, kid: jwk.kid, jwk };
    });
  } catch (error) {
    throw new UsageError(`--issuer-key has no public key in it: ${(error as Error).message}`);
  }
}

/**
 * Issuers by a trust list, under the root of who keeps it. The list is checked here.
 * @param root its certificate, as DER. @throws UsageError for a list that does not hold.
 */
export function issuersByList(text: string, root: Uint8Array, at: number): TrustedIssuers {
  const checked = checkTrustList(text, { iss: namedIssuer(text), anchors: [root], at });
  if (!checked.ok) throw new UsageError(`--trust-list does not hold: ${checked.why} (${checked.source})`);
  const { list, signatures } = checked;
  const chains = new Map<JsonWebKey, { chain: Extract<ChainChecked, { ok: true }>; leaf: Uint8Array }>();
  return {
    chapters: [{ title: 'Trust list', findings: signatures.map(signatureFinding) }],
    keyAt: (now) => (issuer) => {
      const certificates = issuer.x5c?.map((one) => new Uint8Array(Buffer.from(one, 'base64'))) ?? [];
      const chain = checkChain(certificates, { purpose: 'issue', anchors: anchorsOf(list), at: now });
      if (!chain.ok || !chain.leaf.jwk) return undefined;
      chains.set(chain.leaf.jwk, { chain, leaf: certificates[0]! });
      return chain.leaf.jwk;
    },
    anchors: anchorsOf(list),
    vouches: (thing) => vouches(list, thing),
    trust(jwk, thing) {
      const { chain, leaf } = chains.get(jwk)!;
      return { signatures: chain.signatures, findings: [vouches(list, { ...thing, certificate: leaf }).finding] };
    },
  };
}

function vouches(list: TrustList, thing: SignedThing): { finding: Finding; iss: string | undefined } {
  const trusted = trusts(list, thing, sha256);
  if (!trusted.ok) {
    const finding = { id: trusted.failed, source: trusted.source, says: trusted.why, ok: false };
    return { finding, iss: undefined };
  }
  const { title, iss } = trusted.issuer;
  const says = `The trust list vouches for it: ${title.en}.`;
  return { finding: { id: 'trust', source: 'here', says, ok: true }, iss };
}

/** Whose list it says that it is; the root decides whether that is so. */
function namedIssuer(text: string): string {
  try {
    const payload = JSON.parse(Buffer.from(text.split('.')[1] ?? '', 'base64url').toString());
    return String(payload.iss);
  } catch {
    return '';
  }
}
