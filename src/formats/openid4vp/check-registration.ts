import { firstFailure, type Step, signatureOf } from '../jose/checks.ts';
import { isDate, isObject } from '../jose/json.ts';
import type { SignatureToCheck } from '../signing.ts';
import { leafOf, okChain, type SignedRun } from '../trust/signer-step.ts';
import { beginSigned, signedSteps } from './jws-chain.ts';
import { type LangText, REGISTRATION_TYPE, type Registration } from './registration.ts';

/** Who registers relying parties. */
export interface Registrar {
  /** Whose registrations they are: `iss` of the trust list. */
  iss: string;
  /** Certificates, as DER, of the roots of who keeps the trust list. */
  roots: readonly Uint8Array[];
}

/** What a registration is held against. */
export interface RegistrationExpected {
  registrar: Registrar;
  /** Seconds since 1970. */
  at: number;
  leeway: number;
}

/** What came of it. Nothing is proved until the signatures are verified. */
export type RegistrationChecked =
  | { ok: true; registration: Registration; signatures: SignatureToCheck[] }
  | { ok: false; failed: string; source: string; why: string };

interface Run extends SignedRun {
  expected: RegistrationExpected;
}

const payloadOf = ({ jws }: Run) => jws!.payload;
const isText = (value: unknown): value is string => typeof value === 'string' && value !== '' && value.length <= 2_000;
const isTexts = (value: unknown): value is LangText[] =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.every((one) => isObject(one) && isText(one.lang) && isText(one.value));

function isRegistered(value: unknown): boolean {
  if (!isObject(value) || !isText(value.format) || !isObject(value.meta) || !Array.isArray(value.claim)) return false;
  return value.claim.every((claim) => isObject(claim) && Array.isArray(claim.path) && claim.path.length > 0);
}

/** Everything that is demanded of a registration. "ETSI" is TS 119 475. */
export const REGISTRATION_STEPS: readonly Step<Run>[] = [
  ...signedSteps<Run>(
    'registration',
    'the registration',
    { is: REGISTRATION_TYPE, source: 'ETSI §5.2, RFC 8725 §3.11' },
    ({ expected: { registrar, at, leeway } }) => ({ purpose: 'issue', anchors: registrar.roots, at, leeway }),
  ),
  {
    title: 'Whose registration it is',
    checks: [
      {
        id: 'registration.iss',
        source: 'RFC 7519 §4.1.1',
        says: 'It is by who registers relying parties here.',
        holds: (run) => payloadOf(run).iss === run.expected.registrar.iss,
      },
      {
        id: 'registration.times',
        source: 'RFC 7519 §4.1.4, §4.1.6',
        says: 'It says when it was made, and until when it counts.',
        holds: (run) => isDate(payloadOf(run).iat) && isDate(payloadOf(run).exp),
      },
      {
        id: 'registration.iat',
        source: 'RFC 7519 §4.1.6',
        says: 'It was not made in the future.',
        holds: (run) => (payloadOf(run).iat as number) <= run.expected.at + run.expected.leeway,
      },
      {
        id: 'registration.exp',
        source: 'RFC 7519 §4.1.4',
        says: 'It still counts.',
        holds: (run) => (payloadOf(run).exp as number) > run.expected.at - run.expected.leeway,
      },
      {
        id: 'registration.party',
        source: 'ETSI §5.2.4',
        says: 'It names the relying party and the use.',
        holds: (run) => {
          const { sub, intended_use_id, name } = payloadOf(run);
          return isText(sub) && isText(intended_use_id) && isTexts(name);
        },
      },
      {
        id: 'registration.purpose',
        source: 'ETSI §5.2.4',
        says: 'It says in words for people what the use is, on what law it rests, and what refusing means if it says so.',
        holds: (run) => {
          const { purpose, legal_basis: law, if_refused: refused, support_uri: support } = payloadOf(run);
          const isLaw = Array.isArray(law) && law.every(isTexts);
          return isTexts(purpose) && isLaw && isOptional(refused, support);
        },
      },
      {
        id: 'registration.credentials',
        source: 'ETSI §5.2.4',
        says: 'It says which credentials and claims may be asked for, and what may be had signed if it says so.',
        holds: (run) => {
          const { credentials, transaction_types: types = [] } = payloadOf(run);
          const areTypes = Array.isArray(types) && types.every(isText);
          return areTypes && Array.isArray(credentials) && credentials.every(isRegistered);
        },
      },
    ],
  },
];

const isOptional = (refused: unknown, support: unknown) =>
  (refused === undefined || isTexts(refused)) && (support === undefined || isText(support));

/** Checks a registration but for its signatures. */
export function checkRegistration(jwt: string, expected: RegistrationExpected): RegistrationChecked {
  const run: Run = { ...beginSigned(jwt), expected };
  const failed = firstFailure(REGISTRATION_STEPS, run);
  if (failed) {
    const why = run.checked?.ok === false ? run.checked.why : failed.says;
    return { ok: false, failed: failed.id, source: failed.source, why };
  }
  const own = signatureOf(run.jws!, leafOf(run).jwk!, 'the signature on the registration');
  const registration = payloadOf(run) as unknown as Registration;
  return { ok: true, registration, signatures: [...okChain(run.checked).signatures, own] };
}
