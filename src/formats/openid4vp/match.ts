import type { ClaimPath } from '../sdjwt/model.ts';
import { selectClaims } from './claims-path.ts';
import type { ClaimQuery, CredentialQuery, Query } from './query.ts';

/** A credential as a query sees it. */
export interface Held {
  format: string;
  /** `vct`, or `docType`. */
  type: string;
  /** Of an SD-JWT VC all that it says, everything disclosed; of an mdoc its elements by namespace. */
  claims: Readonly<Record<string, unknown>>;
  /** Ids of the keys of those who certified its issuer, in base64url. */
  authorityKeyIds?: readonly string[] | undefined;
}

/** A credential that fits. */
export interface Fit<T> {
  held: T;
  /** Which claims may be shown so that it is an answer: paths, the asker's favourite first. One that is empty is of no claims. */
  options: readonly (readonly ClaimPath[])[];
}

/** A wish, and the ways in which it can be fulfilled with what is there. */
export interface MatchedSet {
  /** Lists of ids of credential queries; none where nothing that is there fulfils it. */
  options: readonly (readonly string[])[];
  required: boolean;
}

/** What somebody has that is asked for. */
export interface Matched<T> {
  /** Whether the query can be answered. */
  satisfiable: boolean;
  /** By id of the credential query, in its order. */
  fits: ReadonlyMap<string, readonly Fit<T>[]>;
  /** Where the query has no sets it is one, of all. */
  sets: readonly MatchedSet[];
}

/** What of `held` answers a query (OpenID4VP 1.0 section 6.4). */
export function matchQuery<T extends Held>(query: Query, held: readonly T[]): Matched<T> {
  const fits = new Map(query.credentials.map((one) => [one.id, fitsOf(one, held)]));
  const sets = setsOf(query).map(({ options, required }) => ({
    options: options.filter((option) => option.every((id) => fits.get(id)!.length > 0)),
    required,
  }));
  return { satisfiable: sets.every(({ options, required }) => !required || options.length > 0), fits, sets };
}

/** The wishes of a query: its sets, or one for all that it asks for. */
export function setsOf({ credentials, credential_sets }: Query): MatchedSet[] {
  return (credential_sets ?? [{ options: [credentials.map(({ id }) => id)] }]).map(({ options, required = true }) => ({
    options,
    required,
  }));
}

function fitsOf<T extends Held>(query: CredentialQuery, held: readonly T[]): Fit<T>[] {
  return held.flatMap((one) => {
    const options = isWanted(query, one) ? optionsOf(query, one.claims) : [];
    return options.length > 0 ? [{ held: one, options }] : [];
  });
}

/** Whether it is of the format, of a type, and by an issuer that are asked for. */
function isWanted({ format, meta, trusted_authorities: authorities }: CredentialQuery, held: Held): boolean {
  const types = format === 'mso_mdoc' ? [meta.doctype_value] : (meta.vct_values ?? []);
  if (held.format !== format || !types.includes(held.type)) return false;
  const isCertified = (id: string) => held.authorityKeyIds?.includes(id) ?? false;
  return authorities?.some(({ type, values }) => type === 'aki' && values.some(isCertified)) ?? true;
}

/**
 * The sets of claims by which these claims answer a query, the asker's favourite first. A claim of another value than one
 * that is asked for is as one that is not there.
 */
export function optionsOf(query: CredentialQuery, claims: Held['claims']): ClaimPath[][] {
  return claimSetsOf(query)
    .filter((set) => set.every((claim) => has(claims, claim)))
    .map((set) => set.map(({ path }) => path));
}

function claimSetsOf({ claims = [], claim_sets }: CredentialQuery): readonly (readonly ClaimQuery[])[] {
  return claim_sets?.map((set) => set.map((id) => claims.find((claim) => claim.id === id)!)) ?? [claims];
}

function has(claims: Held['claims'], { path, values }: ClaimQuery): boolean {
  const found = selectClaims(claims, path);
  return found.some((value) => (values ? values.includes(value as string) : value !== undefined && value !== null));
}

/** Elements by namespace, as an mdoc is asked for them. */
export function elementsOf(paths: readonly ClaimPath[]): Record<string, string[]> {
  const spaces = Map.groupBy(paths as readonly [string, string][], ([namespace]) => namespace);
  return Object.fromEntries([...spaces].map(([namespace, list]) => [namespace, list.map(([, name]) => name)]));
}
