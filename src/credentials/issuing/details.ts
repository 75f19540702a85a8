import { type Db, uuidOf } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import { issOf } from '../issuers/index.ts';
import { hashOf } from './adapter.ts';
import { type Configuration, configurationsOf } from './configurations.ts';
import { type Permit, permitsOf } from './permits.ts';
import { IssuingError } from './problems.ts';

/*
 * Asking for credentials by `authorization_details` (RFC 9396, OpenID4VCI section 5.1.1), beside scopes. Each asks for one
 * configuration, and each configuration has a scope: so they are turned into scopes, and written into the grant, by which
 * the answer of the token endpoint knows that it has to name what may be fetched.
 */

/** The `type` of those that ask for credentials. */
export const CREDENTIAL_DETAIL = 'openid_credential';

/**
 * What carries them on to the grant by pre-authorized code: oidc-provider has details of its own, which are of resources and
 * take nothing without them.
 */
export const CARRIED_DETAILS = 'credential_details';

/** What is asked for, or was granted: a configuration, as the grant keeps it. */
export type CredentialDetail = { type: typeof CREDENTIAL_DETAIL; credential_configuration_id: string };

/** Far more than there are configurations of anything. */
const MOST = 100;

/**
 * Reads what a wallet asks for.
 * @param text JSON; null where it asks otherwise.
 * @throws IssuingError `invalid_authorization_details`.
 */
export function detailsIn(
  gov: Pick<Government, 'config' | 'pack'>,
  text: string | null | undefined,
): Configuration[] | undefined {
  if (text === null || text === undefined) return undefined;
  const details = listIn(text);
  const asked = details.map((detail) => configurationIn(gov, detail));
  return [...new Map(asked.map((one) => [one.id, one])).values()];
}

function listIn(text: string): Record<string, unknown>[] {
  let list: unknown;
  try {
    list = JSON.parse(text);
  } catch {
    throw badDetails('They are no JSON.');
  }
  if (!Array.isArray(list) || list.length === 0 || list.length > MOST || !list.every(isObject))
    throw badDetails('They are a list of objects, and of at least one.');
  return list;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function configurationIn(
  gov: Pick<Government, 'config' | 'pack'>,
  { type, credential_configuration_id: id, locations }: Record<string, unknown>,
): Configuration {
  if (type !== CREDENTIAL_DETAIL) throw badDetails(`type is ${CREDENTIAL_DETAIL}.`);
  const found = configurationsOf(gov).find((configuration) => configuration.id === id);
  if (!found) throw badDetails('There is no such credential_configuration_id here.');
  const isThere = (place: unknown) => place === issOf(gov, found.type.agency);
  if (locations !== undefined && !(Array.isArray(locations) && locations.every(isThere)))
    throw badDetails('locations are of the issuer that has this credential_configuration_id.');
  return found;
}

/** What was asked for, as a grant keeps it. */
export const detailOf = ({ id }: Pick<Configuration, 'id'>): CredentialDetail => ({
  type: CREDENTIAL_DETAIL,
  credential_configuration_id: id,
});

/** Which of several cards of a type it is, in a `credential_identifier`: known before there is a card. */
export const nameOfPermit = ({ grant, type, subject, key }: Omit<Permit, 'card'>): string =>
  uuidOf('permit', grant.toString('base64url'), type, subject, key);

/** What may be fetched by a token whose wallet has asked by details (OpenID4VCI section 6.2). */
export async function detailsGranted(
  db: Db,
  gov: Pick<Government, 'config' | 'pack'>,
  { person, grantId, details }: { person: string; grantId: string; details: readonly CredentialDetail[] },
): Promise<object[]> {
  const known = configurationsOf(gov);
  const granted = [];
  for (const detail of details) {
    const configuration = known.find(({ id }) => id === detail.credential_configuration_id);
    if (!configuration) continue;
    const permits = await permitsOf(db, person, hashOf(grantId), configuration.type.id);
    const identifiers = permits.map((permit) => `${nameOfPermit(permit)}.${configuration.id}`);
    const locations = [issOf(gov, configuration.type.agency)];
    if (identifiers.length > 0) granted.push({ ...detail, locations, credential_identifiers: identifiers });
  }
  return granted;
}

const badDetails = (says: string) =>
  new IssuingError('invalid_authorization_details', `authorization_details: ${says}`);
