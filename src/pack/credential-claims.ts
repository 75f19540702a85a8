import { fromValue, type Json, type Scope, UNKNOWN } from '../rules/index.ts';
import type { Loaded } from './files.ts';
import type { Fact, FactType, Service } from './model.ts';
import type { CredentialClaim, CredentialType } from './model-credential.ts';
import { refer } from './parts.ts';
import type { ClaimYaml, CredentialYaml } from './schema.ts';

/** What a claim says of somebody, as JSON; a day as YYYY-MM-DD. */
export interface ClaimValue {
  claim: CredentialClaim;
  /** The type of the fact; a picture has none, and no value: it is the same for all. */
  type: FactType | undefined;
  value: Json | undefined;
}

/** A claim as a file and a card's face name it: `address.region`. */
export const claimKey = ({ path }: Pick<CredentialClaim, 'path'>): string => path.join('.');

/** Names that RFC 9901 and SD-JWT VC (section 3.2.2.2) keep for the issuer. */
const RESERVED = ['iss', 'sub', 'aud', 'exp', 'nbf', 'iat', 'jti', 'cnf', 'vct', 'status'];

/** Types that say nothing to whoever is shown them: an id of ours, or what is nobody's business. */
const UNTOLD: readonly FactType[] = ['people', 'bank-account', 'money'];

/**
 * The claims of a file, in its order.
 * @param namespace of the elements of an mdoc that state none; undefined where the credential is no mdoc.
 */
export function compileClaims(
  { yaml, file }: Loaded<CredentialYaml>,
  { facts }: Service,
  namespace: string | undefined,
): CredentialClaim[] {
  const keys = Object.keys(yaml.claims);
  if (keys.length === 0) file.mistake(['claims'], 'it would say nothing');
  return keys.flatMap((key): CredentialClaim[] => {
    const path = ['claims', key];
    const claim = yaml.claims[key]!;
    const given: Exclude<ClaimYaml, string> = typeof claim === 'string' ? { fact: claim } : claim;
    if (RESERVED.includes(key.split('.')[0]!)) file.mistakeInKey(path, `${key.split('.')[0]} is the issuer's own word`);
    const under = keys.find((other) => other.startsWith(`${key}.`));
    if (under) file.mistakeInKey(path, `${key} cannot say something itself and hold ${under}`);
    if ((given.fact === undefined) === (given.picture === undefined)) {
      file.mistake(path, 'this says either a fact or a picture');
      return [];
    }
    const place = typeof claim === 'string' ? path : [...path, 'fact'];
    const fact = given.fact === undefined ? undefined : refer(facts, given.fact, 'fact', { file, path: place });
    if (given.fact !== undefined && !fact) return [];
    if (fact && UNTOLD.includes(fact.type))
      file.mistake(place, `${fact.name} is of type ${fact.type}, which a credential does not tell`);
    if (given.mdoc !== undefined && namespace === undefined)
      file.mistake([...path, 'mdoc'], 'the formats of this credential name no mdoc');
    const title = given.title ?? fact?.title;
    if (!title) file.mistake(path, `title is missing: by what name do people know ${key}?`);
    return [
      {
        path: key.split('.'),
        says: fact ? { kind: 'fact', fact: fact.name } : { kind: 'picture' },
        title: title ?? yaml.title,
        options: fact?.options,
        apart: given.shown === undefined,
        element: elementOf(given.mdoc, namespace),
      },
    ];
  });
}

/** @param text `family_name`, or `namespace/family_name`. */
function elementOf(text: string | undefined, namespace: string | undefined): CredentialClaim['element'] {
  if (text === undefined || namespace === undefined) return undefined;
  const [name = '', own = namespace] = text.split('/').reverse();
  return { namespace: own, name };
}

/**
 * What a credential tells of somebody of whom this is known, in the order of its file. What is not known, or known to be
 * absent, is not told.
 * @param scope facts of its rule by name, the derived ones too.
 */
export function claimValues({ claims, eligibility }: CredentialType, scope: Scope): ClaimValue[] {
  return claims.flatMap((claim): ClaimValue[] => {
    if (claim.says.kind === 'picture') return [{ claim, type: undefined, value: undefined }];
    const fact: Fact = eligibility.facts.get(claim.says.fact)!;
    const known = Object.hasOwn(scope, fact.name) ? scope[fact.name]! : UNKNOWN;
    const value = known === UNKNOWN ? null : fromValue(known);
    return value === null || value === undefined ? [] : [{ claim, type: fact.type, value }];
  });
}
