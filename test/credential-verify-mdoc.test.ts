import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { deflateSync } from 'node:zlib';
import { UsageError } from '../bin/commands/command.ts';
import { credentialVerifyCommand } from '../bin/commands/credential-verify.ts';
import {
  browserTranscript,
  encodeHeader,
  encodeStatusList,
  issueStatusList,
  issueTrustList,
  MDL,
  packStatuses,
  STATUS_LIST_TYPE,
} from '../src/formats/index.ts';
import { CHAIN, issuedMdl, REQUEST, STATUS, shownMdl } from '../src/formats/mdoc/testing/licence.ts';
import { sha256, signBy, testKey } from '../src/formats/testing.ts';
import { NOW, testChain } from '../src/formats/trust/testing.ts';

const ISS = 'https://gov.example/issuers/licensing';
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
const base64url = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url');
const pem = (der: Uint8Array) => `-----BEGIN CERTIFICATE-----\n${base64(der)}\n-----END CERTIFICATE-----\n`;
const ASKED = ['--nonce', REQUEST.nonce, '--audience', REQUEST.clientId, '--response-uri', REQUEST.responseUri];

function trustList(but: { state?: 'current' | 'distrusted'; issues?: string[] } = {}): string {
  const { state = 'current', issues = [MDL.docType] } = but;
  const title = { 'zh-Hant': '監理所', ko: '면허', en: 'Licensing' };
  const key = { thumbprint: base64url(sha256(CHAIN.leaf)), state, from: NOW - 864_000 };
  const listed = {
    ...{ agency: 'licensing', iss: ISS, title, issues, roots: [base64(CHAIN.root)] },
    keys: [{ ...key, ...(state === 'distrusted' ? { until: NOW } : {}) }],
  };
  const list = { iss: 'https://gov.example', iat: NOW - 60, exp: NOW + 3_600, issuers: [listed], partyRoots: [] };
  return signBy(CHAIN.key, issueTrustList(list, [CHAIN.leaf]));
}

function statusList(status: 0 | 1): string {
  const statuses = new Uint8Array(STATUS.idx + 1);
  statuses[STATUS.idx] = status;
  const list = encodeStatusList(packStatuses(statuses, 2), (bytes) => deflateSync(bytes));
  const header = encodeHeader({ alg: 'ES256', typ: STATUS_LIST_TYPE, x5c: [base64(CHAIN.leaf)] });
  const claims = { iss: ISS, uri: STATUS.uri, at: NOW - 10, exp: NOW + 60, ttl: 30 };
  return signBy(CHAIN.key, issueStatusList(header, claims, list));
}

describe('madang credential verify, of an mdoc', () => {
  let folder: string;
  let trusted: string[];
  let valid: string[];
  const write = async (name: string, content: string | Uint8Array) => {
    await writeFile(join(folder, name), content);
    return join(folder, name);
  };
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'madang-mdoc-'));
    const root = await write('root.pem', pem(CHAIN.root));
    trusted = ['--trust-list', await write('list.jwt', trustList()), '--root', root];
    valid = ['--status', await write('valid.jwt', statusList(0))];
  });
  after(() => rm(folder, { recursive: true }));

  /** Its exit code, and what it printed. */
  async function run(content: string | Uint8Array, ...options: string[]): Promise<{ code: number; out: string }> {
    const at = ['--at', new Date(NOW * 1_000).toISOString()];
    const file = await write('licence.mdoc', content);
    const original = process.stdout.write;
    let out = '';
    process.stdout.write = ((chunk: string) => {
      out += chunk;
      return true;
    }) as typeof process.stdout.write;
    try {
      return { code: await credentialVerifyCommand.run([file, ...options, ...at]), out };
    } finally {
      process.stdout.write = original;
    }
  }

  test('tells each check and what it says, of CBOR and of its base64url alike', async () => {
    const issued = issuedMdl();
    const { code, out } = await run(`${base64url(issued)}\n`, ...trusted, ...valid);
    assert.equal(code, 0, out);
    assert.match(out, /✓ It has not expired\. \(ISO 18013-5 §9\.3\.1\)/);
    assert.match(out, /✓ The trust list vouches for it: Licensing\./);
    assert.match(out, /✓ Its issuing country is that of the certificate\./);
    assert.match(out, /✓ It is valid\./);
    assert.match(out, /"family_name": "陳"/);
    assert.match(out, /"portrait": "BwcHBw/);
    assert.deepEqual(await run(issued, ...trusted, ...valid), { code, out });
    assert.equal((await run(issued, ...trusted)).code, 3);
  });

  test('takes an answer to the request that was asked, and says only what was shown', async () => {
    const json = async (answer: Uint8Array, ...options: string[]) =>
      JSON.parse((await run(base64url(answer), ...trusted, ...valid, ...options, '--json')).out);
    const shown = shownMdl(issuedMdl(), ['age_over_18']);
    const { outcome, claims } = await json(shown, ...ASKED);
    assert.deepEqual([outcome, claims], ['proved', { [MDL.namespace]: { age_over_18: true } }]);
    const other = [...ASKED.slice(2), '--nonce', 'n-2'];
    assert.equal((await json(shown, ...other)).failed, "signature: the holder's signature");
    const verifier = testKey().jwk;
    const key = await write('verifier.jwk', JSON.stringify({ ...verifier, use: 'enc', kid: 'any' }));
    const { crv, kty, x, y } = verifier;
    const jwkThumbprint = sha256(Buffer.from(JSON.stringify({ crv, kty, x, y })));
    const request = { origin: 'https://shop.example', nonce: 'n', jwkThumbprint };
    const browser = shownMdl(issuedMdl(), [], { transcript: browserTranscript(request, sha256) });
    const asked = ['--nonce', 'n', '--audience', 'origin:https://shop.example'];
    assert.equal((await json(browser, ...asked, '--encrypted-to', key)).outcome, 'proved');
    assert.equal((await json(browser, ...asked)).outcome, 'disproved');
  });

  test('refuses what is revoked, changed, of another type, or signed by whom nobody trusts', async () => {
    const issued = issuedMdl();
    const revoked = await run(issued, ...trusted, '--status', await write('revoked.jwt', statusList(1)));
    assert.deepEqual([revoked.code, revoked.out.includes('✗ It is not revoked.')], [1, true]);
    const at = Buffer.from(issued).indexOf('Licensing office');
    const changed = await run(issued.with(at, 0x58), ...trusted, ...valid);
    assert.deepEqual([changed.code, /✗ Each element is the one that was hashed/.test(changed.out)], [1, true]);
    assert.doesNotMatch(changed.out, /It says:/);
    assert.equal((await run(issued, ...trusted, ...valid, '--vct', 'org.iso.23220.photoid.1')).code, 1);
    const root = ['--root', await write('root.pem', pem(CHAIN.root))];
    for (const [list, says] of [
      [trustList({ state: 'distrusted' }), '✗ The key that signed it has not fallen into other hands.'],
      [trustList({ issues: ['another'] }), '✗ Its issuer may vouch for this.'],
    ] as const) {
      const { code, out } = await run(issued, '--trust-list', await write('other.jwt', list), ...root, ...valid);
      assert.deepEqual([code, out.includes(says)], [1, true], out);
    }
    const stranger = issuedMdl({ chain: [testChain().leaf] });
    assert.match(
      (await run(stranger, ...trusted, ...valid)).out,
      /✗ The signature on the certificate of Signer is genuine\./,
    );
  });

  test('says how it is called', async () => {
    const key = ['--issuer-key', await write('key.jwk', JSON.stringify(CHAIN.key.jwk))];
    await assert.rejects(run(issuedMdl(), ...key), UsageError);
    const shown = shownMdl(issuedMdl());
    await assert.rejects(run(shown, ...trusted), UsageError);
    await assert.rejects(run(shown, ...trusted, ...ASKED.slice(0, 4)), UsageError);
    await assert.rejects(run(shown, ...trusted, ...ASKED, '--encrypted-to', trusted[1]!), UsageError);
  });
});
