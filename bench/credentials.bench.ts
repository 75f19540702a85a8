import {
  createHash,
  createPublicKey,
  type KeyObject,
  type JsonWebKey as NodeJwk,
  randomBytes,
  sign,
  verify,
} from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { SDJwtVcInstance } from '@sd-jwt/sd-jwt-vc';
import { falseOneOf, randomOf, sha256Of } from '../src/credentials/index.ts';
import {
  bindKey,
  checkSdJwt,
  derSignature,
  disclose,
  type Expected,
  encodeHeader,
  encodeStatusList,
  frameOf,
  type Issuing,
  issueSdJwt,
  packStatuses,
  SD_JWT_VC,
  type SignatureToCheck,
  STATUS,
} from '../src/formats/index.ts';
import { median, type Row, rowOf, timed } from './bench.ts';
import { mdocRows } from './credentials-mdoc.ts';
import { newKey, type SigningKey, signBy } from './signing-key.ts';

/*
 * Credentials on the wire, for each second of CPU, beside the signatures alone that they cannot do without, measured in
 * turns in the same run, and beside the library that most others use.
 */
export const name = 'credentials';

/** Whole over HTTP, on a real database, and in a browser. */
export const parts = ['wallets', 'status-lists', 'wallet-page'];

const ROUNDS = 9;
const ROUND_MS = 150;
const AT = 1_800_000_000;
const issuer = newKey();
const holder = newKey();
const { x, y, kty, crv } = holder.jwk;
const VCT = 'https://gov.example/credentials/types/resident';

/** Ten claims about a person, each apart. */
const PERSON = {
  given_name: '美玲',
  family_name: '王',
  birthdate: '1990-01-02',
  nationality: 'ZZ',
  sex: 'F',
  number: 'A123456789',
  locality: 'Somewhere',
  street: 'Long Road 12, 4F',
  age_over_18: true,
  age_over_19: true,
};
const CLAIMS = {
  ...{ iss: 'https://gov.example/issuers/residents', vct: VCT, iat: AT, exp: AT + 86_400 },
  ...{ cnf: { jwk: { kty, crv, x, y } }, status: { status_list: { idx: 4_711, uri: 'https://gov.example/status/1' } } },
  ...PERSON,
};
/** The same for the other library, which cannot but ask for a status. */
const { status: _, ...THEIR_CLAIMS } = CLAIMS;
const NAMES = Object.keys(PERSON);
const BINDING = { alg: 'ES256', nonce: 'n-0S6_WzA2Mj', audience: 'x509_hash:abc', at: AT } as const;

const ISSUING: Issuing = {
  header: encodeHeader({ alg: 'ES256', typ: SD_JWT_VC, kid: 'residents-2027' }),
  frame: frameOf(NAMES.map((claim) => [claim])),
  padTo: 4,
  sha256: sha256Of,
  random: randomOf,
};

/** By `node:crypto` alone: in DER as it does by default, and raw as a JWS has it, for which Node takes twice as long. */
const signAlone = (input: Uint8Array) => sign('sha256', input, issuer.key);
const signAloneRaw = (key: KeyObject, input: Uint8Array) => sign('sha256', input, { key, dsaEncoding: 'ieee-p1363' });

const issue = () => signBy(issuer, issueSdJwt(CLAIMS, ISSUING));
const PRESENTATION = signBy(
  holder,
  bindKey(
    disclose(
      issue(),
      NAMES.map((claim) => [claim]),
      sha256Of,
    ),
    BINDING,
    sha256Of,
  ),
);
const EXPECTED: Expected = {
  at: AT,
  sha256: sha256Of,
  issuerKey: () => issuer.jwk,
  keyBinding: { nonce: BINDING.nonce, audience: BINDING.audience },
  vct: [VCT],
};

function checked(): readonly SignatureToCheck[] {
  const found = checkSdJwt(PRESENTATION, EXPECTED);
  if (!found.ok) throw new Error(found.failed);
  return found.signatures;
}

/** A verifier keeps the keys of issuers ready; each holder's it meets for the first time. */
const issuerKey = createPublicKey(issuer.key);
const holderKey = (jwk: JsonWebKey) => createPublicKey({ key: jwk as NodeJwk, format: 'jwk' });

/** Both signatures of a presentation, in one of their forms: by `node:crypto` alone. */
function verifyAlone(signatures: readonly SignatureToCheck[], forms: readonly Uint8Array[], raw: boolean): void {
  signatures.forEach(({ jwk, input }, nth) => {
    const key = nth === 0 ? issuerKey : holderKey(jwk);
    const how = raw ? ({ key, dsaEncoding: 'ieee-p1363' } as const) : key;
    if (!verify('sha256', input, how, forms[nth]!)) throw new Error('false');
  });
}

function verifyWhole(): void {
  if (falseOneOf(checked())) throw new Error('false');
}

/** Measures issuing, verifying and packing. */
export async function run(): Promise<Row[]> {
  const { input } = issueSdJwt(CLAIMS, ISSUING);
  const signatures = checked();
  const raws = signatures.map(({ signature }) => signature);
  const ders = raws.map(derSignature);
  const peer = peerOf();
  const theirs = await peer.issue(THEIR_CLAIMS, { _sd: NAMES, _sd_decoy: 2 } as never);
  const theirPresentation = await peer.present(
    theirs,
    Object.fromEntries(NAMES.map((claim) => [claim, true])) as never,
    {
      kb: { payload: { iat: AT, aud: BINDING.audience, nonce: BINDING.nonce } },
    },
  );
  const rates = await ratesInTurns({
    sign: () => signAlone(input),
    signRaw: () => signAloneRaw(issuer.key, input),
    issue,
    signatures: () => verifyAlone(signatures, ders, false),
    signaturesRaw: () => verifyAlone(signatures, raws, true),
    verify: verifyWhole,
  });
  // By themselves: what they leave behind is not to be cleared away while ours are measured.
  const peers = await ratesInTurns({
    issue: () => peer.issue(THEIR_CLAIMS, { _sd: NAMES, _sd_decoy: 2 } as never),
    verify: () => peer.verify(theirPresentation, { keyBindingNonce: BINDING.nonce, currentDate: AT }),
  });
  const row = (id: string, value: number, what: string, measure: number) =>
    rowOf(id, value, 'per CPU s', { what, value: measure });
  return [
    row('sd-jwt-issue', rates.issue, 'ES256 signatures alone', rates.sign),
    row('sd-jwt-issue-raw', rates.issue, 'the same, raw (ieee-p1363)', rates.signRaw),
    row('sd-jwt-issue-peer', rates.issue, '@sd-jwt', peers.issue),
    row('sd-jwt-verify', rates.verify, 'its two signatures alone', rates.signatures),
    row('sd-jwt-verify-raw', rates.verify, 'the same, raw (ieee-p1363)', rates.signaturesRaw),
    row('sd-jwt-verify-peer', rates.verify, '@sd-jwt', peers.verify),
    await statusListRow(),
    ...(await mdocRows()),
  ];
}

function peerOf(): SDJwtVcInstance {
  const signer =
    ({ key }: SigningKey) =>
    (text: string) =>
      signAloneRaw(key, Buffer.from(text)).toString('base64url');
  const verifier = (key: KeyObject) => (text: string, signature: string) =>
    verify('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' }, Buffer.from(signature, 'base64url'));
  const holderVerifier = (text: string, signature: string) => verifier(holderKey(holder.jwk))(text, signature);
  return new SDJwtVcInstance({
    ...{ signer: signer(issuer), signAlg: 'ES256', verifier: verifier(issuerKey) },
    ...{ kbSigner: signer(holder), kbSignAlg: 'ES256', kbVerifier: holderVerifier },
    hasher: (data) =>
      createHash('sha256')
        .update(typeof data === 'string' ? data : new Uint8Array(data))
        .digest(),
    hashAlg: 'sha-256',
    saltGenerator: (length) => randomBytes(length).toString('base64url'),
  });
}

type Works = Record<string, () => unknown>;

/** For each work how often it is done in a second of CPU: the middle of several rounds, in each of which all have a turn. */
async function ratesInTurns<W extends Works>(works: W): Promise<Record<keyof W, number>> {
  const rates = new Map<string, number[]>(Object.keys(works).map((id) => [id, []]));
  for (let round = 0; round <= ROUNDS; round += 1)
    for (const [id, work] of Object.entries(works)) {
      const rate = await rateOf(work);
      if (round > 0) rates.get(id)!.push(rate);
    }
  return Object.fromEntries([...rates].map(([id, found]) => [id, median(found)])) as Record<keyof W, number>;
}

async function rateOf(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  const until = performance.now() + ROUND_MS;
  let done = 0;
  for (; performance.now() < until; done += 1) {
    const result = work();
    if (result instanceof Promise) await result;
  }
  const { user, system } = process.cpuUsage(before);
  return (done * 1e6) / (user + system);
}

/** Two million statuses of two bits, one in a hundred revoked, packed and compressed. */
async function statusListRow(): Promise<Row> {
  const statuses = Uint8Array.from({ length: 2_000_000 }, () => (Math.random() < 0.01 ? STATUS.invalid : STATUS.valid));
  const deflate = (bytes: Uint8Array) => deflateSync(bytes, { level: 9 });
  const rounds: number[] = [];
  for (let round = 0; round < 5; round += 1)
    rounds.push(await timed(async () => encodeStatusList(packStatuses(statuses, 2), deflate)));
  const { bytes } = packStatuses(statuses, 2);
  const alone = await timed(async () => deflate(bytes));
  return rowOf('status-list-2m', median(rounds), 'ms', { what: 'ms to compress it alone', value: alone });
}
