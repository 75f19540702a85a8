import { type Check, firstFailure, type Step } from '../jose/checks.ts';
import { isObject } from '../jose/json.ts';
import type { CredentialQuery, Query } from './query.ts';

/** What came of reading a query. */
export type QueryRead = { ok: true; query: Query } | { ok: false; failed: string; source: string; why: string };

interface Run {
  value: unknown;
}

type Json = Readonly<Record<string, unknown>>;

/** The most of anything in a query: what people are asked has to be looked at by them. */
const MOST = 50;

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '' && value.length <= 1_000;
const isList = (value: unknown): value is readonly unknown[] =>
  Array.isArray(value) && value.length > 0 && value.length <= MOST;
const isListOf = (value: unknown, each: (one: unknown) => boolean) => isList(value) && value.every(each);
const isFlag = (value: unknown) => value === undefined || typeof value === 'boolean';
const isId = (value: unknown): value is string => typeof value === 'string' && /^[A-Za-z0-9_-]{1,100}$/.test(value);
const areDifferent = (list: readonly unknown[]) => new Set(list).size === list.length;

const credentialsOf = ({ value }: Run) => (value as { credentials: readonly Json[] }).credentials;
const claimsOf = ({ claims }: Json) => (claims ?? []) as readonly Json[];
const everyCredential = (holds: (one: Json) => boolean) => (run: Run) => credentialsOf(run).every(holds);
const everyClaim = (holds: (claim: Json, credential: Json) => boolean) =>
  everyCredential((credential) => claimsOf(credential).every((claim) => holds(claim, credential)));

const isStep = (step: unknown) => step === null || typeof step === 'string' || isIndex(step);
const isIndex = (step: unknown) => Number.isSafeInteger(step) && (step as number) >= 0;
const isPath = (path: unknown) => isListOf(path, isStep) && typeof (path as unknown[])[0] === 'string';
const isValue = (value: unknown) =>
  typeof value === 'string' || typeof value === 'boolean' || Number.isSafeInteger(value);

const META: Readonly<Record<string, (meta: Json) => boolean>> = {
  'dc+sd-jwt': ({ vct_values }) => isListOf(vct_values, isText),
  mso_mdoc: ({ doctype_value }) => isText(doctype_value),
};

/** Everything that is demanded of a query, in the order in which it is looked at. "VP" is OpenID4VP 1.0. */
export const QUERY_STEPS: readonly Step<Run>[] = [
  {
    title: 'Credentials',
    checks: [
      {
        id: 'query.form',
        source: 'VP §6',
        says: `It asks for 1 to ${MOST} credentials.`,
        holds: ({ value }) => isObject(value) && isListOf(value.credentials, isObject),
      },
      {
        id: 'query.id',
        source: 'VP §6.1',
        says: 'Each credential that it asks for has an id of letters, digits, _ and -, and no other has it.',
        holds: (run) =>
          credentialsOf(run).every(({ id }) => isId(id)) && areDifferent(credentialsOf(run).map(({ id }) => id)),
      },
      {
        id: 'query.format',
        source: 'VP §6.1',
        says: 'It says in which format it wants each credential.',
        holds: everyCredential(({ format }) => isText(format)),
      },
      {
        id: 'query.meta',
        source: 'VP §6.1, B.2.3, B.3.5',
        says: 'It says of which type each credential has to be.',
        holds: everyCredential(
          ({ format, meta }) =>
            isObject(meta) && (!Object.hasOwn(META, format as string) || META[format as string]!(meta)),
        ),
      },
      {
        id: 'query.flags',
        source: 'VP §6.1',
        says: 'Whether several fit, and whether the holder has to sign, is said by true or false.',
        holds: everyCredential((one) => isFlag(one.multiple) && isFlag(one.require_cryptographic_holder_binding)),
      },
      {
        id: 'query.authorities',
        source: 'VP §6.1.1',
        says: 'Authorities, if any are named, are of a type and have values.',
        holds: everyCredential(
          ({ trusted_authorities: list }) =>
            list === undefined ||
            isListOf(list, (one) => isObject(one) && isText(one.type) && isListOf(one.values, isText)),
        ),
      },
    ],
  },
  {
    title: 'Claims',
    checks: [
      {
        id: 'claim.form',
        source: 'VP §6.1',
        says: `Claims of a credential, if any are asked for, are 1 to ${MOST}.`,
        holds: everyCredential(({ claims }) => claims === undefined || isListOf(claims, isObject)),
      },
      {
        id: 'claim.path',
        source: 'VP §6.3, §7.1',
        says: 'The path of a claim is of names, indices and null, and begins with a name.',
        holds: everyClaim(({ path }) => isPath(path)),
      },
      {
        id: 'claim.element',
        source: 'VP §7.2',
        says: 'The path to an element of an mdoc is its namespace and its name.',
        holds: everyClaim(
          ({ path }, { format }) =>
            format !== 'mso_mdoc' || (isListOf(path, isText) && (path as readonly unknown[]).length === 2),
        ),
      },
      {
        id: 'claim.values',
        source: 'VP §6.3',
        says: 'Values that a claim has to have are texts, whole numbers, true or false.',
        holds: everyClaim(({ values }) => values === undefined || isListOf(values, isValue)),
      },
      {
        id: 'claim.retain',
        source: 'VP B.2.4',
        says: 'Whether a claim is kept is said by true or false.',
        holds: everyClaim(({ intent_to_retain: keep }) => isFlag(keep)),
      },
      {
        id: 'claim.id',
        source: 'VP §6.3',
        says: 'A claim has an id of its own, if it has one; where sets of claims are named it has one.',
        holds: everyCredential((one) => {
          const ids = claimsOf(one).map(({ id }) => id);
          const stated = ids.filter((id) => id !== undefined);
          const isNeeded = one.claim_sets !== undefined;
          return stated.every(isId) && areDifferent(stated) && (!isNeeded || stated.length === ids.length);
        }),
      },
      {
        id: 'claim.sets',
        source: 'VP §6.1, §6.4.1',
        says: 'Each set of claims names some of the claims.',
        holds: everyCredential((one) => {
          const ids = claimsOf(one).map(({ id }) => id);
          const isSet = (set: unknown) => isListOf(set, (id) => ids.includes(id)) && areDifferent(set as unknown[]);
          return one.claim_sets === undefined || isListOf(one.claim_sets, isSet);
        }),
      },
    ],
  },
  {
    title: 'Sets of credentials',
    checks: [
      {
        id: 'sets.form',
        source: 'VP §6.2',
        says: 'Sets of credentials, if there are any, have options and say by true or false whether they are needed.',
        holds: (run) => {
          const { credential_sets: sets } = run.value as Json;
          const isOption = (option: unknown) => isList(option);
          const isSet = (set: unknown) => isObject(set) && isListOf(set.options, isOption) && isFlag(set.required);
          return sets === undefined || isListOf(sets, isSet);
        },
      },
      {
        id: 'sets.known',
        source: 'VP §6.2',
        says: 'An option of a set is of credentials that are asked for.',
        holds: (run) => {
          const { credential_sets: sets = [] } = run.value as Partial<Query>;
          const ids = credentialsOf(run).map(({ id }) => id as string);
          return sets.every(({ options }) => options.every((option) => option.every((id) => ids.includes(id))));
        },
      },
    ],
  },
];

/** The same as one list. */
export const QUERY_CHECKS: readonly Check<Run>[] = QUERY_STEPS.flatMap(({ checks }) => checks);

/** Reads what somebody has sent as a query. What it does not know it leaves out (section 6: unknown members are ignored). */
export function readQuery(value: unknown): QueryRead {
  const failed = firstFailure(QUERY_STEPS, { value });
  if (failed) return { ok: false, failed: failed.id, source: failed.source, why: failed.says };
  const { credentials, credential_sets } = value as Query;
  return { ok: true, query: { credentials: credentials.map(known), ...(credential_sets && { credential_sets }) } };
}

function known(one: CredentialQuery): CredentialQuery {
  const { id, format, meta, multiple, trusted_authorities, require_cryptographic_holder_binding, claims, claim_sets } =
    one;
  return {
    ...{ id, format, meta },
    ...(multiple !== undefined && { multiple }),
    ...(trusted_authorities && { trusted_authorities }),
    ...(require_cryptographic_holder_binding !== undefined && { require_cryptographic_holder_binding }),
    ...(claims && { claims }),
    ...(claim_sets && { claim_sets }),
  };
}
