import { base64url } from 'jose';
import {
  type Cbor,
  checkSdJwt,
  decodeCbor,
  jwkOf,
  plainValue,
  readCompact,
  readSdJwt,
  type StatusReference,
  statusReference,
} from '../../../../formats/index.ts';
import { now } from '../../shared/clock.ts';
import { falseOneOf, publicJwk, sha256 } from '../../shared/signatures.ts';
import type { CopyFormat } from '../model.ts';
import type { NewCopy } from '../store.ts';
import { certifiedKey, HOLDERS_LEEWAY } from './certified.ts';
import { isObject } from './http.ts';
import type { Configuration } from './metadata.ts';
import { IssuanceError } from './problem.ts';

/** What a copy says, as its holder reads it. */
export interface CopyRead {
  type: string;
  /** The key that it is bound to. */
  holderKey: JsonWebKey | undefined;
  claims: readonly { path: readonly (string | number)[]; value: unknown; apart: boolean }[];
  /** When it ends, in milliseconds since 1970. */
  expiresAt: number | undefined;
  status: StatusReference | undefined;
}

/** Reads a copy; undefined for what is none of its format. Nothing is proved by it. */
export function readCopy(format: CopyFormat, credential: string): CopyRead | undefined {
  try {
    return READERS[format](credential);
  } catch {
    return undefined;
  }
}

const READERS: Readonly<Record<CopyFormat, (credential: string) => CopyRead | undefined>> = {
  'dc+sd-jwt': readSdJwtCopy,
  mso_mdoc: readMdocCopy,
  compact: readCompactCopy,
};

/** Claims of an SD-JWT VC that speak of the copy, and of nobody (SD-JWT VC §3.2.2.2). */
const ABOUT_COPY = new Set(['iss', 'iat', 'exp', 'nbf', 'vct', 'vct#integrity', 'cnf', 'status', 'sub', 'jti']);

function readSdJwtCopy(credential: string): CopyRead {
  const { claims, apart } = readSdJwt(credential, sha256);
  const isApart = (path: readonly (string | number)[]) =>
    apart.some((one) => one.path.every((step, at) => step === path[at]));
  const { vct, exp, cnf, status, ...rest } = claims as Record<string, unknown>;
  const said = Object.fromEntries(Object.entries(rest).filter(([name]) => !ABOUT_COPY.has(name)));
  return {
    type: String(vct),
    holderKey: isObject(cnf) ? (cnf.jwk as JsonWebKey) : undefined,
    claims: leavesOf(said).map(({ path, value }) => ({ path, value, apart: isApart(path) })),
    expiresAt: typeof exp === 'number' ? exp * 1000 : undefined,
    status: statusReference(status) ?? undefined,
  };
}

/** Everything that is no object with members of its own, and where it stands. */
function leavesOf(value: unknown, path: readonly string[] = []): { path: readonly string[]; value: unknown }[] {
  if (!isObject(value)) return [{ path, value }];
  return Object.entries(value).flatMap(([name, member]) => leavesOf(member, [...path, name]));
}

type CborMap = ReadonlyMap<string | number, Cbor>;

/** An `IssuerSigned` of ISO 18013-5 section 8.3.2.1.2.2. */
function readMdocCopy(credential: string): CopyRead | undefined {
  const signed = decodeCbor(base64url.decode(credential)) as CborMap;
  const [, , payload] = signed.get('issuerAuth') as readonly Cbor[];
  const mso = embedded(decodeCbor(payload as Uint8Array)) as CborMap;
  const deviceKey = (mso.get('deviceKeyInfo') as CborMap).get('deviceKey');
  const validUntil = plainValue((mso.get('validityInfo') as CborMap).get('validUntil')!);
  const namespaces = signed.get('nameSpaces') as ReadonlyMap<string, readonly Cbor[]>;
  const status = mso.get('status');
  return {
    type: String(mso.get('docType')),
    holderKey: jwkOf(deviceKey),
    claims: [...namespaces].flatMap(([namespace, items]) =>
      items.map((item) => {
        const map = embedded(item) as CborMap;
        const [name, value] = ['elementIdentifier', 'elementValue'].map((key) => plainValue(map.get(key)!));
        return { path: [namespace, String(name)], value: shownValue(value), apart: true };
      }),
    ),
    expiresAt: Date.parse(String(validUntil)) || undefined,
    status: status === undefined ? undefined : (statusReference(plainValue(status)) ?? undefined),
  };
}

/** What is in embedded CBOR, `#6.24(bstr .cbor item)`. */
const embedded = (item: Cbor): Cbor => decodeCbor((item as { value: Uint8Array }).value);

/** Pictures are bytes in an mdoc; they are kept as text. */
const shownValue = (value: unknown): unknown =>
  value instanceof Uint8Array ? `data:image/jpeg;base64,${btoa(String.fromCharCode(...value))}` : value;

function readCompactCopy(credential: string): CopyRead | undefined {
  const read = readCompact(credential);
  if (!read) return undefined;
  return {
    type: read.type,
    holderKey: read.holderKey,
    claims: Object.entries(read.claims).map(([name, value]) => ({ path: [name], value, apart: true })),
    expiresAt: read.until * 1000,
    // Which of the lists of its agency it is in tells the verifier's bundle; it goes with the other copies of its card.
    status: undefined,
  };
}

/**
 * The copies that came, each with its key: all of the type that was asked for, and each bound to a key of its own. An SD-JWT is
 * held against the checks of every verifier; who its issuer is comes of where it was fetched. Throws `bad-copy`.
 */
export async function copiesWith(
  credentials: readonly string[],
  keys: readonly CryptoKeyPair[],
  { format, type }: Configuration,
): Promise<NewCopy[]> {
  const jwks = await Promise.all(keys.map(publicJwk));
  const copies = await Promise.all(
    credentials.map(async (credential) => {
      const read = readCopy(format, credential);
      const own = jwks.findIndex(({ x, y }) => x === read?.holderKey?.x && y === read?.holderKey?.y);
      const key = keys[own];
      if (read?.type !== typeName(format, type) || !key) throw new IssuanceError('bad-copy', format);
      if (format === 'dc+sd-jwt') await assertSound(credential, type);
      return { format, credential, key };
    }),
  );
  if (new Set(copies.map(({ key }) => key)).size < copies.length) throw new IssuanceError('bad-copy', 'keys');
  return copies;
}

/** A compact copy names its type by the last part of the address that stands for it elsewhere. */
const typeName = (format: CopyFormat, type: string): string =>
  format === 'compact' ? type.slice(type.lastIndexOf('/') + 1) : type;

async function assertSound(credential: string, type: string): Promise<void> {
  const checked = checkSdJwt(credential, {
    at: Math.floor(now() / 1000),
    sha256,
    issuerKey: ({ x5c }) => certifiedKey(x5c),
    keyBinding: undefined,
    vct: [type],
    leeway: HOLDERS_LEEWAY,
  });
  if (!checked.ok) throw new IssuanceError('bad-copy', `${checked.failed}: ${checked.why}`);
  const wrong = await falseOneOf(checked.signatures);
  if (wrong) throw new IssuanceError('bad-copy', wrong.what);
}
