import type { Step } from '../jose/checks.ts';
import { isDate, isObject } from '../jose/json.ts';
import { LEEWAY } from '../trust/chain-checks.ts';
import { leafOf } from '../trust/signer-step.ts';
import { thumbprintOf } from '../trust/trusted.ts';
import { checkRegistration } from './check-registration.ts';
import { signedSteps } from './jws-chain.ts';
import { isWebAddress } from './link.ts';
import { readQuery } from './read-query.ts';
import { beyondRegistered, REGISTRATION_FORMAT } from './registration.ts';
import { ANY_WALLET, CLIENT_PREFIXES, REQUEST_TYPE } from './request.ts';
import { encryptionKeyOf, encryptionsOf, isBrowsers, payloadOf, type RequestRun } from './request-run.ts';
import { TRANSACTION } from './transaction-checks.ts';

/*
 * What is demanded of a request before anybody is asked whether they agree. "VP" is OpenID4VP 1.0.
 */

const clientOf = (run: RequestRun) => payloadOf(run).client_id as string;
const isUri = (value: unknown): value is string => typeof value === 'string' && value.length <= 2_000;
const modeOf = (run: RequestRun) => (isBrowsers(run) ? 'dc_api.jwt' : 'direct_post.jwt');

const CLIENT: Step<RequestRun> = {
  title: 'Who asks',
  checks: [
    {
      id: 'client.withdrawn',
      source: 'here',
      says: 'The certificate of who asks has not been withdrawn.',
      holds: (run) => {
        const { withdrawnParties = [], sha256 } = run.expected;
        return !withdrawnParties.includes(thumbprintOf(leafOf(run).der, sha256));
      },
    },
    {
      id: 'client.prefix',
      source: 'VP §5.9.3',
      says: 'It names who asks by a certificate: x509_hash or x509_san_dns.',
      holds: (run) => {
        const id = clientOf(run);
        return isUri(id) && Object.values(CLIENT_PREFIXES).some((prefix) => id.startsWith(prefix));
      },
    },
    {
      id: 'client.link',
      source: 'VP §5.10.1, RFC 9101 §5',
      says: 'It is by whom the link named.',
      holds: (run) => run.expected.clientId === undefined || clientOf(run) === run.expected.clientId,
    },
    {
      id: 'client.hash',
      source: 'VP §5.9.3',
      says: 'The hash that names who asks is that of the certificate.',
      holds: (run) => {
        const [, hash] = clientOf(run).split(CLIENT_PREFIXES.hash);
        return hash === undefined || hash === thumbprintOf(leafOf(run).der, run.expected.sha256);
      },
    },
    {
      id: 'client.host',
      source: 'VP §5.9.3',
      says: 'The host that names who asks is one of the certificate.',
      holds: (run) => {
        const [, host] = clientOf(run).split(CLIENT_PREFIXES.host);
        return host === undefined || (leafOf(run).known.alternativeNames?.hosts.includes(host) ?? false);
      },
    },
  ],
};

const FRAME: Step<RequestRun> = {
  title: 'The request',
  checks: [
    {
      id: 'request.aud',
      source: 'VP §5.8',
      says: `It is for any wallet: ${ANY_WALLET}.`,
      holds: (run) => payloadOf(run).aud === ANY_WALLET,
    },
    {
      id: 'request.dates',
      source: 'RFC 7519 §2',
      says: 'It gives its times in seconds.',
      holds: (run) =>
        ['exp', 'nbf', 'iat'].every((name) => payloadOf(run)[name] === undefined || isDate(payloadOf(run)[name])),
    },
    {
      id: 'request.exp',
      source: 'RFC 7519 §4.1.4',
      says: 'It has not expired.',
      holds: (run) => ((payloadOf(run).exp as number) ?? Infinity) > run.expected.at - run.leeway,
    },
    {
      id: 'request.early',
      source: 'RFC 7519 §4.1.5, §4.1.6',
      says: 'It is not of the future.',
      holds: (run) =>
        ['nbf', 'iat'].every((name) => ((payloadOf(run)[name] as number) ?? -Infinity) <= run.expected.at + run.leeway),
    },
    {
      id: 'request.type',
      source: 'VP §5.6',
      says: 'It asks for a vp_token and for nothing else.',
      holds: (run) => payloadOf(run).response_type === 'vp_token',
    },
    {
      id: 'request.mode',
      source: 'VP §8.3, HAIP §5.1, appendix A.2',
      says: 'It wants an encrypted answer, in the way in which it came: direct_post.jwt, or dc_api.jwt through a browser.',
      holds: (run) => payloadOf(run).response_mode === modeOf(run),
    },
    {
      id: 'request.nonce',
      source: 'VP §5.2',
      says: 'It has a nonce of letters that may stand in an address.',
      holds: (run) => isToken(payloadOf(run).nonce),
    },
    {
      id: 'request.state',
      source: 'VP §5.3',
      says: 'Its state, if it has one, is of letters that may stand in an address.',
      holds: (run) => payloadOf(run).state === undefined || isToken(payloadOf(run).state),
    },
    {
      id: 'request.wallet-nonce',
      source: 'VP §5.10.1',
      says: 'It was made for this wallet: it says the nonce that the wallet sent.',
      holds: (run) => {
        const { walletNonce } = run.expected;
        return walletNonce === undefined || payloadOf(run).wallet_nonce === walletNonce;
      },
    },
    {
      id: 'request.one-query',
      source: 'VP §5.1',
      says: 'It asks by a query and not by a scope as well.',
      holds: (run) => payloadOf(run).scope === undefined,
    },
    {
      id: 'request.query',
      source: 'VP §6',
      says: 'Its query is as DCQL has it.',
      holds(run) {
        run.query = readQuery(payloadOf(run).dcql_query);
        return run.query.ok;
      },
    },
  ],
};

/** RFC 3986 section 2.3: what needs no escaping. A nonce of a few characters would be guessed. */
const isToken = (value: unknown): boolean => typeof value === 'string' && /^[\w.~-]{8,512}$/.test(value);

const ANSWER: Step<RequestRun> = {
  title: 'Where the answer goes',
  checks: [
    {
      id: 'answer.uri',
      source: 'VP §8.2, appendix A.2',
      says: 'The answer goes to one address by https, and through a browser to none.',
      holds(run) {
        const { response_uri: uri, redirect_uri: redirect } = payloadOf(run);
        return redirect === undefined && (isBrowsers(run) ? uri === undefined : isUri(uri) && isWebAddress(uri));
      },
    },
    {
      id: 'answer.host',
      source: 'VP §5.9.3 x509_san_dns',
      says: 'Who is named by a host has the answer sent there.',
      holds(run) {
        const [, host] = clientOf(run).split(CLIENT_PREFIXES.host);
        return (
          host === undefined || isBrowsers(run) || new URL(payloadOf(run).response_uri as string).hostname === host
        );
      },
    },
    {
      id: 'answer.origin',
      source: 'VP appendix A.2 expected_origins',
      says: 'Through a browser it comes from a page that it names.',
      holds(run) {
        const { expected_origins: origins } = payloadOf(run);
        return !isBrowsers(run) || (Array.isArray(origins) && origins.includes(run.expected.origin));
      },
    },
    {
      id: 'answer.key',
      source: 'VP §5.1 jwks, §8.3',
      says: 'It has a key of P-256 by ECDH-ES to encrypt the answer, by its id.',
      holds: (run) => encryptionKeyOf(run) !== undefined,
    },
    {
      id: 'answer.enc',
      source: 'VP §5.1 encrypted_response_enc_values_supported',
      says: 'It takes an answer that is encrypted by A128GCM or A256GCM.',
      holds: (run) => encryptionsOf(run).length > 0,
    },
  ],
};

/** The registration among what is said of who asks (section 5.11). */
function registrationOf(run: RequestRun): string | undefined {
  const { verifier_info: info } = payloadOf(run);
  if (!Array.isArray(info)) return undefined;
  const found = info.filter((one) => isObject(one) && one.format === REGISTRATION_FORMAT);
  const data = found.length === 1 ? (found[0] as { data: unknown }).data : undefined;
  return typeof data === 'string' ? data : undefined;
}

const ASK: Step<RequestRun> = {
  title: 'What is registered',
  checks: [
    {
      id: 'ask.registration',
      source: 'VP §5.11, ETSI TS 119 475',
      says: 'Who asks is registered, and the request carries the registration.',
      holds: (run) => registrationOf(run) !== undefined,
    },
    {
      id: 'ask.genuine',
      source: 'ETSI TS 119 475 §5.2',
      says: 'The registration is as it has to be.',
      holds(run) {
        const { registrar, at } = run.expected;
        run.registration = checkRegistration(registrationOf(run)!, { registrar, at, leeway: run.leeway });
        return run.registration.ok;
      },
    },
    {
      id: 'ask.whose',
      source: 'ETSI TS 119 475 §5.2.4',
      says: 'The registration is of who has the certificate.',
      holds: (run) => {
        const { registration } = run.registration as Extract<RequestRun['registration'], { ok: true }>;
        return leafOf(run).known.alternativeNames?.uris.includes(registration.sub) ?? false;
      },
    },
    {
      id: 'ask.registered',
      source: 'here',
      says: 'It asks for no credential and for no claim beyond those that are registered for the purpose.',
      holds(run) {
        const { registration } = run.registration as Extract<RequestRun['registration'], { ok: true }>;
        const { query } = run.query as Extract<RequestRun['query'], { ok: true }>;
        run.beyond = beyondRegistered(query, registration.credentials);
        return run.beyond.length === 0;
      },
    },
  ],
};

/** Everything that is demanded of a request, in the order in which it is looked at. */
export const REQUEST_STEPS: readonly Step<RequestRun>[] = [
  ...signedSteps<RequestRun>(
    'request',
    'the request',
    { is: REQUEST_TYPE, source: 'VP §5, RFC 9101 §10.8' },
    ({ expected: { partyRoots, at, leeway = LEEWAY } }) => ({ purpose: 'request', anchors: partyRoots, at, leeway }),
  ),
  CLIENT,
  FRAME,
  ANSWER,
  ASK,
  TRANSACTION,
];
