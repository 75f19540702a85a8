import {
  type Cbor,
  type EncodedHeader,
  encodeHeader,
  type Frame,
  frameOf,
  fullDate,
  issueCompact,
  issueMdoc,
  issueSdJwt,
  SD_JWT_VC,
  type Unsigned,
} from '../../formats/index.ts';
import { type ClaimValue, type CredentialType, claimKey } from '../../pack/index.ts';
import type { Issuer } from '../issuers/index.ts';
import { randomOf, sha256Of } from '../primitives.ts';
import type { StatusPlace } from '../status/index.ts';
import { PICTURE } from './picture.ts';

/** A copy to be made: for whose key, and where its status stands. */
export interface CopyToMake {
  /** None on paper. */
  key: JsonWebKey | undefined;
  place: StatusPlace;
  /** The address of the list. */
  uri: string;
}

/** What all copies of a batch have in common. */
export interface Batch {
  type: CredentialType;
  claims: readonly ClaimValue[];
  issuer: Issuer;
  /** The address that stands for the type. */
  vct: string;
  /** Both are whole days, so that copies of many people are alike in them. */
  from: Date;
  until: Date;
}

/** Makes copies, one for each key. */
export type Maker = (batch: Batch, copies: readonly CopyToMake[]) => string[];

const seconds = (at: Date): number => Math.floor(at.getTime() / 1_000);
const MEANS = { sha256: sha256Of, random: randomOf };

/** Where digests stand they are a multiple of so many: how many claims there are is not told. */
const PAD_TO = 4;

/** SD-JWT VC (draft-ietf-oauth-sd-jwt-vc), each claim apart that the type lets its holder keep back. */
export const makeSdJwts: Maker = ({ type, claims, issuer, vct, from, until }, copies) => {
  const header: EncodedHeader = encodeHeader({ alg: issuer.alg, typ: SD_JWT_VC, kid: issuer.kid, x5c: issuer.x5c });
  const frame: Frame = frameOf(type.claims.filter(({ apart }) => apart).map(({ path }) => path));
  const said = nested(claims);
  const common = { iss: issuer.iss, vct, iat: seconds(from), exp: seconds(until) };
  const issuing = { ...MEANS, header, frame, padTo: PAD_TO };
  return signed(issuer, copies, ({ key, place, uri }) => {
    const status = { status_list: { idx: place.index, uri } };
    return issueSdJwt({ ...said, ...common, cnf: { jwk: publicPart(key!) }, status }, issuing);
  });
};

/** mdoc (ISO/IEC 18013-5), `IssuerSigned` in base64url as OpenID4VCI carries it. */
export const makeMdocs: Maker = ({ type, claims, issuer, from, until }, copies) => {
  const format = type.formats.find(({ kind }) => kind === 'mso_mdoc');
  if (format?.kind !== 'mso_mdoc') throw new TypeError(`${type.id} is no mdoc`);
  const elements = elementsOf(claims);
  const validity = { signed: seconds(from), from: seconds(from), until: seconds(until) };
  const { chain, alg } = issuer;
  const made = signed(issuer, copies, ({ key, place, uri }) => {
    const status = { uri, idx: place.index };
    const said = { docType: format.docType, elements, validity, chain, alg, padTo: PAD_TO };
    return issueMdoc({ ...said, deviceKey: publicPart(key!), status }, MEANS);
  });
  return made.map((bytes) => Buffer.from(bytes).toString('base64url'));
};

/** Compact cards (`src/formats/offline`), for codes that are checked without a network: bound to a key, or on paper to none. */
export const makeCompacts: Maker = ({ type, claims, issuer, from, until }, copies) => {
  const known = new Map(claims.map(({ claim, value }) => [claimKey(claim), value]));
  const said = type.offline.map((name) => [name, known.has(name) ? cborOf(known.get(name)) : undefined] as const);
  const common = { type: type.id, from: seconds(from), until: seconds(until), claims: said, kid: issuer.kid };
  return signed(issuer, copies, ({ key, place }) => issueCompact({ ...common, place, holderKey: key }, MEANS));
};

function signed<T>({ sign }: Issuer, copies: readonly CopyToMake[], make: (copy: CopyToMake) => Unsigned<T>): T[] {
  return copies.map((copy) => {
    const unsigned = make(copy);
    return unsigned.finish(sign(unsigned.input));
  });
}

/** What tells a key, and nothing that its owner has written beside it (RFC 7638). */
function publicPart({ kty, crv, x, y }: JsonWebKey): JsonWebKey {
  return { ...(kty && { kty }), ...(crv && { crv }), ...(x && { x }), ...(y && { y }) };
}

/** Claims as objects within each other: `address.region` stands in `address`. */
function nested(claims: readonly ClaimValue[]): Record<string, unknown> {
  const all: Record<string, unknown> = {};
  for (const { claim, value } of claims) {
    const path = [...claim.path];
    const name = path.pop()!;
    let here = all;
    for (const step of path) {
      here[step] ??= {};
      here = here[step] as Record<string, unknown>;
    }
    here[name] = value ?? PICTURE.dataUri;
  }
  return all;
}

function elementsOf(claims: readonly ClaimValue[]): Record<string, Record<string, Cbor>> {
  const elements: Record<string, Record<string, Cbor>> = {};
  for (const { claim, type, value } of claims) {
    if (!claim.element) continue;
    const { namespace, name } = claim.element;
    elements[namespace] ??= {};
    elements[namespace][name] =
      value === undefined ? PICTURE.bytes : type === 'date' ? fullDate(String(value)) : cborOf(value);
  }
  return elements;
}

/** JSON as CBOR: objects become maps. */
function cborOf(value: unknown): Cbor {
  if (Array.isArray(value)) return value.map(cborOf);
  if (typeof value !== 'object' || value === null) return value as Cbor;
  return new Map(Object.entries(value).map(([name, inner]) => [name, cborOf(inner)]));
}
