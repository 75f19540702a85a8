import { createPublicKey, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { CheckedMdoc, CheckedSdJwt } from '../../src/formats/index.ts';
import { type Command, parseWords, UsageError } from './command.ts';
import { type Chapter, examine, sha256 } from './credential-checks.ts';
import { issuersByKeys, issuersByList, type TrustedIssuers } from './credential-issuers.ts';
import { examineMdoc, mdocIn } from './credential-mdoc.ts';

type Outcome = 'proved' | 'disproved' | 'undecided';

/** Exit codes of this command, those of `verify`; 2 is that of a command called wrongly. */
const EXITS: Record<Outcome, number> = { proved: 0, disproved: 1, undecided: 3 };

const MARKS = new Map([
  [true, '✓'],
  [false, '✗'],
  [null, '·'],
]);

export const credentialVerifyCommand: Command = {
  name: 'credential verify',
  usage: 'FILE (--issuer-key FILE | --trust-list FILE --root FILE) [--nonce TEXT --audience TEXT] [--json]',
  summary: 'Verify a credential (SD-JWT VC or mdoc) or its presentation, with no network and no trust in the server',
  details: `FILE holds an SD-JWT VC in its compact form, or an mdoc (IssuerSigned, or the DeviceResponse of its holder) as CBOR or in
base64url. Nothing is sent anywhere, and no database is needed. Every check is printed, with the standard that demands it.

Whom you trust is yours to say, by one of these:
  --issuer-key FILE   a public key of the issuer: JWK, set of JWKs, metadata of the issuer, or PEM; may be given again;
                      not for an mdoc, which is signed under a root
  --trust-list FILE   a list of issuers, signed, and
  --root FILE         the certificate of the root of who keeps it (PEM)

  --status FILE       the status list of which the credential speaks, as it was fetched; may be given again
  --nonce TEXT        what the holder had to answer, and
  --audience TEXT     the verifier for whom they had to: its client_id, or "origin:" and the origin of a page that asked
                      through the browser; without both, a presentation that is bound to one is refused
  --response-uri URL  where the answer with an mdoc was sent, and
  --encrypted-to FILE the verifier's public key (JWK) to which it was encrypted, if it was
  --vct TEXT          the type that it has to be of, or the doctype of an mdoc; may be given again
  --at TIME           the moment at which it is judged, as 2026-03-01T12:00:00Z; otherwise now
  --json              one JSON object instead of words, for programs

What the exit code says:
  0   proved: every check passed
  1   not proved: a check failed
  2   the command was called wrongly, or there is no such file
  3   undecided: every check passed, and the status could not be looked up`,
  async run(args) {
    const { file, json, ...given } = await readArguments(args);
    const { chapters, checked } = examined(await readBytes(file), given);
    const outcome = outcomeOf(chapters);
    const report = json ? asJson(outcome, chapters, checked) : inWords(basename(file), outcome, chapters, checked);
    process.stdout.write(report);
    return EXITS[outcome];
  },
};

type Given = Omit<Awaited<ReturnType<typeof readArguments>>, 'file' | 'json'>;
type Checked = CheckedSdJwt | CheckedMdoc;

function examined(file: Uint8Array, { nonce, audience, responseUri, jwkThumbprint, types, ...held }: Given) {
  const bound = nonce === undefined ? undefined : { nonce, audience: audience! };
  const bytes = mdocIn(file);
  if (bytes)
    return examineMdoc({ ...held, bytes, docTypes: types, request: bound && { ...bound, responseUri, jwkThumbprint } });
  const text = Buffer.from(file).toString('utf8').trim();
  return examine({ ...held, text, vct: types, keyBinding: bound });
}

async function readArguments(args: string[]) {
  const text = { type: 'string' } as const;
  const several = { type: 'string', multiple: true } as const;
  const { values, positionals } = parseWords({
    args,
    allowPositionals: true,
    options: {
      'issuer-key': several,
      'trust-list': text,
      root: text,
      status: several,
      nonce: text,
      audience: text,
      'response-uri': text,
      'encrypted-to': text,
      vct: several,
      at: text,
      json: { type: 'boolean' },
    },
  });
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw new UsageError('Name one file.');
  const { nonce, audience, json, vct: types, 'response-uri': responseUri, 'encrypted-to': key } = values;
  if ((nonce === undefined) !== (audience === undefined)) throw new UsageError('Give --nonce and --audience together.');
  const at = instantOf(values.at);
  const issuers = await issuersGiven(values['issuer-key'], values['trust-list'], values.root, at);
  const statusLists = (await Promise.all((values.status ?? []).map(readText))).map((list) => list.trim());
  const jwkThumbprint = key === undefined ? undefined : thumbprintOf(await readText(key));
  return { file, json, at, issuers, statusLists, nonce, audience, responseUri, jwkThumbprint, types };
}

/** RFC 7638: SHA-256 of the members that tell a key, in the order of the alphabet. */
function thumbprintOf(text: string): Uint8Array {
  try {
    const { crv, kty, x, y } = createPublicKey({ key: JSON.parse(text), format: 'jwk' }).export({ format: 'jwk' });
    return sha256(Buffer.from(JSON.stringify({ crv, kty, x, y })));
  } catch (error) {
    throw new UsageError(`--encrypted-to is no public key: ${(error as Error).message}`);
  }
}

/** Seconds since 1970. */
function instantOf(time: string | undefined): number {
  const at = time === undefined ? Date.now() : Date.parse(time);
  if (Number.isNaN(at)) throw new UsageError(`--at is no time: ${time}`);
  return at / 1_000;
}

async function issuersGiven(
  keys: string[] | undefined,
  list: string | undefined,
  root: string | undefined,
  at: number,
): Promise<TrustedIssuers> {
  if ((keys === undefined) === (list === undefined) || (list === undefined) !== (root === undefined))
    throw new UsageError('Give --issuer-key, or --trust-list with --root: whom you trust is yours to say.');
  if (keys) return issuersByKeys(await Promise.all(keys.map(readText)));
  return issuersByList((await readText(list!)).trim(), certificateOf(await readText(root!)), at);
}

function certificateOf(pem: string): Uint8Array {
  try {
    return new Uint8Array(new X509Certificate(pem).raw);
  } catch (error) {
    throw new UsageError(`--root is no certificate: ${(error as Error).message}`);
  }
}

const readText = async (file: string): Promise<string> => Buffer.from(await readBytes(file)).toString('utf8');

async function readBytes(file: string): Promise<Uint8Array> {
  try {
    return new Uint8Array(await readFile(file));
  } catch (error) {
    throw new UsageError(`${file} cannot be read: ${(error as Error).message}`);
  }
}

function outcomeOf(chapters: readonly Chapter[]): Outcome {
  const all = chapters.flatMap(({ findings }) => findings.map(({ ok }) => ok));
  if (all.includes(false)) return 'disproved';
  return all.includes(null) ? 'undecided' : 'proved';
}

const VERDICTS: Record<Outcome, string> = {
  proved: 'It holds.',
  disproved: 'It does not hold.',
  undecided: 'It held when it was issued; whether it still does is not known.',
};

function inWords(name: string, outcome: Outcome, chapters: readonly Chapter[], checked: Checked): string {
  const parts = chapters.map(({ title, findings }) => [
    title,
    ...findings.map(({ ok, says, source }) => `  ${MARKS.get(ok)} ${says}${source === 'here' ? '' : ` (${source})`}`),
  ]);
  const hint =
    !checked.ok && checked.failed === 'binding.absent'
      ? [['It is a presentation to one verifier: give --nonce and --audience.']]
      : [];
  const said =
    checked.ok && outcome !== 'disproved' ? [['It says:', JSON.stringify(checked.claims, withBytes, 2)]] : [];
  const paragraphs = [[`${name}: ${VERDICTS[outcome]}`], ...parts, ...hint, ...said];
  return printable(`${paragraphs.map((lines) => lines.join('\n')).join('\n\n')}\n`);
}

/** A file may come from anybody: nothing of it moves the cursor, clears the screen or turns the text around. */
function printable(text: string): string {
  return text.replace(/[^\P{C}\n]/gu, '\ufffd');
}

/** The bytes of an mdoc, such as a picture, as base64. */
const withBytes = (_: string, value: unknown) =>
  value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value;

function asJson(outcome: Outcome, chapters: readonly Chapter[], checked: Checked): string {
  const checks = chapters.flatMap(({ findings }) => findings.map(({ id, source, ok }) => ({ id, source, ok })));
  const known = checked.ok && outcome !== 'disproved' ? { claims: checked.claims, status: checked.status } : {};
  return `${JSON.stringify({ outcome, failed: checks.find(({ ok }) => ok === false)?.id, checks, ...known }, withBytes)}\n`;
}
