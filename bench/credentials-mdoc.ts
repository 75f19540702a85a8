import { CoseKey, DateOnly, DeviceKey, Issuer, type SessionTranscript, Verifier } from '@owf/mdoc';
import { falseOneOf, randomOf, sha256Of } from '../src/credentials/index.ts';
import {
  type Cbor,
  checkMdoc,
  deviceResponse,
  fullDate,
  issueMdoc,
  MDL,
  type MdocToIssue,
  makeRootCertificate,
  makeSignerCertificate,
  redirectTranscript,
  type SignatureToCheck,
  type Unsigned,
} from '../src/formats/index.ts';
import { contextOf, othersTranscript } from '../test/support/other-mdoc.ts';
import { median, type Row, rowOf } from './bench.ts';
import { newKey, type SigningKey, signBy } from './signing-key.ts';

/*
 * Driving licences issued and verified for each second of CPU, beside the signatures alone that they cannot do without, and
 * beside the library that most others use: in turns, in the same run.
 */

const ROUNDS = 7;
const ROUND_MS = 150;
const NOW = 1_772_500_000;
const DAY = 86_400;
const [ROOT_KEY, KEY, HOLDER] = [newKey(), newKey(), newKey()];
const SERIAL = Uint8Array.of(1, 2, 3);
const COMMON = { serial: SERIAL, from: NOW - DAY, until: NOW + 400 * DAY, contact: 'https://gov.example' };
const ROOT = signBy(
  ROOT_KEY,
  makeRootCertificate({ ...COMMON, key: ROOT_KEY.jwk, subject: { C: 'UT', CN: 'Root' } }, sha256Of),
);
const ISS = 'https://gov.example/issuers/licensing';
const SIGNER = { ...COMMON, key: KEY.jwk, subject: { C: 'UT', CN: 'Signer' }, root: ROOT, iss: ISS };
const LEAF = signBy(ROOT_KEY, makeSignerCertificate(SIGNER, sha256Of));

/** Texts of a licence; the dates stand apart, since each library has its own kind. */
const TEXTS = {
  ...{ family_name: '陳', given_name: '怡君', issuing_country: 'UT', issuing_authority: 'Licensing office' },
  ...{ document_number: 'A123456789', un_distinguishing_sign: 'UT', age_over_18: true },
};
const DATES = { birth_date: '1990-05-17', issue_date: '2026-01-02', expiry_date: '2032-01-01' };
const NAMES = [...Object.keys(TEXTS), ...Object.keys(DATES)];
const dated = <T>(kind: (day: string) => T) =>
  Object.fromEntries(Object.entries(DATES).map(([name, day]) => [name, kind(day)]));

const ELEMENTS: Record<string, Cbor> = { ...TEXTS, ...dated(fullDate) };
const TO_ISSUE: MdocToIssue = {
  ...{ docType: MDL.docType, elements: { [MDL.namespace]: ELEMENTS }, deviceKey: HOLDER.jwk },
  ...{ validity: { signed: NOW, from: NOW, until: NOW + 30 * DAY }, chain: [LEAF], alg: 'ES256' as const },
};
const REQUEST = {
  clientId: 'x509_san_dns:shop.example',
  nonce: 'n',
  jwkThumbprint: undefined,
  responseUri: 'https://shop.example/a',
};
const TRANSCRIPT = redirectTranscript(REQUEST, sha256Of);
const MEANS = { sha256: sha256Of, random: randomOf };

const issue = () => signBy(KEY, issueMdoc(TO_ISSUE, MEANS));
const show = (): Unsigned<Uint8Array> =>
  deviceResponse({ issuerSigned: issue(), elements: { [MDL.namespace]: NAMES }, transcript: TRANSCRIPT, alg: 'ES256' });
const SHOWN = signBy(HOLDER, show());
const EXPECTED = { at: NOW, sha256: sha256Of, anchors: [ROOT], transcript: TRANSCRIPT };

function check(): readonly SignatureToCheck[] {
  const checked = checkMdoc(SHOWN, EXPECTED);
  if (!checked.ok) throw new Error(checked.why);
  return checked.signatures;
}

/** As the server does it: that its issuer's certificate is right, it knows from the first. */
function verifyAll(signatures: readonly SignatureToCheck[]): void {
  if (falseOneOf(signatures)) throw new Error('false');
}

const privateKey = (key: SigningKey) => CoseKey.fromJwk({ ...key.privateJwk, alg: 'ES256' });
const context = contextOf();
const at = (seconds: number) => new Date(seconds * 1000);

async function othersIssue(): Promise<void> {
  const issuer = new Issuer(MDL.docType, context);
  issuer.addIssuerNamespace(MDL.namespace, { ...TEXTS, ...dated((day) => new DateOnly(day)) });
  const issued = await issuer.sign({
    signingKey: privateKey(KEY),
    ...{ algorithm: -7, digestAlgorithm: 'SHA-256', certificates: [LEAF] },
    validityInfo: { signed: at(NOW), validFrom: at(NOW), validUntil: at(NOW + 30 * DAY) },
    deviceKeyInfo: { deviceKey: DeviceKey.fromJwk({ ...HOLDER.jwk, alg: 'ES256' }) },
  });
  issued.encode();
}

const othersVerify = (sessionTranscript: SessionTranscript) => () =>
  Verifier.verifyDeviceResponse(
    { deviceResponse: SHOWN, sessionTranscript, trustedCertificates: [ROOT], now: at(NOW + 60) },
    context,
  );

/** Driving licences (mdoc), issued and verified. */
export async function mdocRows(): Promise<Row[]> {
  const signatures = check();
  const works = {
    issue,
    sign: () => signBy(KEY, { input: SHOWN, finish: (signature) => signature }),
    othersIssue,
    verify: () => verifyAll(check()),
    signatures: () => verifyAll(signatures),
    othersVerify: othersVerify(await othersTranscript(REQUEST)),
  };
  const rates = await ratesOf(works);
  const row = (id: string, value: number, what: string, yardstick: number) =>
    rowOf(id, value, 'per CPU second', { what, value: yardstick });
  return [
    row('mdoc-issued', rates.issue, '@owf/mdoc 0.6.0', rates.othersIssue),
    row('mdoc-issued-by-signature', rates.issue, 'ES256 signatures alone', rates.sign),
    row('mdoc-verified', rates.verify, '@owf/mdoc 0.6.0', rates.othersVerify),
    row('mdoc-verified-by-signatures', rates.verify, 'its signatures alone', rates.signatures),
  ];
}

/** How often each is done in a second of CPU: the middle of several rounds, in turns. */
async function ratesOf<Name extends string>(
  works: Readonly<Record<Name, () => unknown>>,
): Promise<Record<Name, number>> {
  const measured = Object.entries<() => unknown>(works).map(([name, work]) => ({ name, work, rates: [] as number[] }));
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const { work, rates } of measured) {
      const rate = await rateOf(work);
      // The first is for warming up.
      if (round > 0) rates.push(rate);
    }
  }
  return Object.fromEntries(measured.map(({ name, rates }) => [name, median(rates)])) as Record<Name, number>;
}

async function rateOf(work: () => unknown): Promise<number> {
  const began = process.cpuUsage();
  const usedMs = () => {
    const { user, system } = process.cpuUsage(began);
    return (user + system) / 1000;
  };
  let times = 0;
  for (; usedMs() < ROUND_MS; times += 1) await work();
  return (times * 1000) / usedMs();
}
