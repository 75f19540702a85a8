import type { CredentialQuery, Query, RegisteredCredential } from '../../formats/index.ts';
import type { AskedCredential, CredentialClaim, CredentialType, Government, PartyUse } from '../../pack/index.ts';
import { vctAt } from '../issuers/index.ts';

/*
 * What a relying party asks for by its file, as a query; and what by the same file it is registered to ask for.
 */

type Site = Pick<Government, 'config'>;

/** A format of a credential, as queries speak of it. */
interface Form {
  format: 'dc+sd-jwt' | 'mso_mdoc';
  meta: CredentialQuery['meta'];
  /** Where a claim stands; undefined where the format has it not. */
  pathOf(claim: CredentialClaim): readonly string[] | undefined;
}

/** Formats that are shown online, in the order of the credential's file. */
function formsOf(gov: Site, type: CredentialType): Form[] {
  return type.formats.flatMap((format): Form[] => {
    if (format.kind === 'dc+sd-jwt')
      return [{ format: format.kind, meta: { vct_values: [vctAt(gov, type.id)] }, pathOf: ({ path }) => path }];
    if (format.kind !== 'mso_mdoc') return [];
    const pathOf = ({ element }: CredentialClaim) => element && [element.namespace, element.name];
    return [{ format: format.kind, meta: { doctype_value: format.docType }, pathOf }];
  });
}

/** The whole query of a use: any format of any of its options does. */
export function queryOf(gov: Site, { asks }: PartyUse): Query {
  const credentials: CredentialQuery[] = [];
  const options = asks.flatMap((option, nth) => {
    const ways = option.map((asked) =>
      formsOf(gov, asked.type).flatMap((form) => {
        const query = credentialQuery(form, asked, nth);
        if (!query) return [];
        credentials.push(query);
        return [query.id];
      }),
    );
    return combinationsOf(ways);
  });
  return credentials.length === 1 ? { credentials } : { credentials, credential_sets: [{ options }] };
}

/** Undefined where the format has not all that is asked for. */
function credentialQuery(
  form: Form,
  { type, claims, optional }: AskedCredential,
  nth: number,
): CredentialQuery | undefined {
  const id = [type.id, form.format === 'mso_mdoc' ? 'mdoc' : '', nth > 0 ? nth + 1 : ''].filter(Boolean).join('-');
  const head = { id, format: form.format, meta: form.meta };
  const needed = claims.map(form.pathOf);
  if (needed.some((path) => path === undefined)) return undefined;
  const further = optional.flatMap((claim) => form.pathOf(claim) ?? []).length > 0;
  const paths = [...needed, ...optional.map(form.pathOf)].filter((path) => path !== undefined);
  if (paths.length === 0) return head;
  if (!further) return { ...head, claims: paths.map((path) => ({ path })) };
  const ids = paths.map((_, index) => `c${index}`);
  const sets = subsetsOf(ids.slice(needed.length)).map((some) => [...ids.slice(0, needed.length), ...some]);
  return {
    ...head,
    claims: paths.map((path, index) => ({ id: ids[index]!, path })),
    // An empty set is no set: where nothing is needed the smallest ask for one claim.
    claim_sets: sets.filter((set) => set.length > 0),
  };
}

/** All of them, the largest first. */
function subsetsOf<T>(list: readonly T[]): T[][] {
  const all = Array.from({ length: 2 ** list.length }, (_, bits) => list.filter((_, nth) => (bits >> nth) % 2 === 1));
  return all.sort((one, other) => other.length - one.length);
}

/** Each way of taking one of each. */
function combinationsOf<T>(lists: readonly (readonly T[])[]): T[][] {
  return lists.reduce<T[][]>((so, list) => so.flatMap((one) => list.map((next) => [...one, next])), [[]]);
}

/** What a use is registered to ask for: each format of each credential, with the claims of all options. */
export function registeredFor(gov: Site, { asks }: PartyUse): RegisteredCredential[] {
  const byType = Map.groupBy(asks.flat(), ({ type }) => type);
  return [...byType].flatMap(([type, all]) => {
    const claims = new Set(all.flatMap((asked) => [...asked.claims, ...asked.optional]));
    return formsOf(gov, type).map(({ format, meta, pathOf }) => ({
      format,
      meta,
      claim: [...claims].flatMap((claim) => {
        const path = pathOf(claim);
        return path ? [{ path }] : [];
      }),
    }));
  });
}
