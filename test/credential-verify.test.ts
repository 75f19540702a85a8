import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { deflateSync } from 'node:zlib';
import { UsageError } from '../bin/commands/command.ts';
import { credentialVerifyCommand } from '../bin/commands/credential-verify.ts';
import {
  bindKey,
  disclose,
  encodeHeader,
  encodeStatusList,
  frameOf,
  issueSdJwt,
  issueStatusList,
  issueTrustList,
  packStatuses,
  SD_JWT_VC,
  STATUS_LIST_TYPE,
} from '../src/formats/index.ts';
import { random, sha256, signBy, testKey } from '../src/formats/testing.ts';
import { NOW, testChain } from '../src/formats/trust/testing.ts';

const ISS = 'https://gov.example/issuers/residents';
const VCT = 'https://gov.example/credentials/types/resident';
const URI = `${ISS}/status/1`;
const AT = ['--at', new Date(NOW * 1_000).toISOString()];
const issuer = testChain();
const holder = testKey();
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
const pem = (der: Uint8Array) => `-----BEGIN CERTIFICATE-----\n${base64(der)}\n-----END CERTIFICATE-----\n`;
const x5c = [base64(issuer.leaf)];

function credential(idx: number): string {
  const header = encodeHeader({ alg: 'ES256', typ: SD_JWT_VC, x5c });
  const claims = {
    ...{ iss: ISS, vct: VCT, iat: NOW - 60, exp: NOW + 3_600, cnf: { jwk: holder.jwk } },
    ...{ status: { status_list: { idx, uri: URI } }, name: '美玲', over_19: true },
  };
  const issuing = { header, frame: frameOf([['name'], ['over_19']]), padTo: 4, sha256, random };
  return signBy(issuer.key, issueSdJwt(claims, issuing));
}

function statusList(): string {
  const list = encodeStatusList(packStatuses(Uint8Array.of(0, 1, 2, 0), 2), (bytes) => deflateSync(bytes));
  const header = encodeHeader({ alg: 'ES256', typ: STATUS_LIST_TYPE, x5c });
  return signBy(
    issuer.key,
    issueStatusList(header, { iss: ISS, uri: URI, at: NOW - 10, exp: NOW + 60, ttl: 30 }, list),
  );
}

function trustList(state: 'current' | 'distrusted'): string {
  const thumbprint = Buffer.from(sha256(issuer.leaf)).toString('base64url');
  const title = { 'zh-Hant': '戶政', ko: '주민', en: 'Residents' };
  const listed = {
    ...{ agency: 'residents', iss: ISS, title, issues: [VCT], roots: [base64(issuer.root)] },
    keys: [{ thumbprint, state, from: NOW - 1_000, ...(state === 'distrusted' ? { until: NOW } : {}) }],
  };
  const list = { iss: 'https://gov.example', iat: NOW - 60, exp: NOW + 3_600, issuers: [listed], partyRoots: [] };
  return signBy(issuer.key, issueTrustList(list, [issuer.leaf]));
}

describe('madang credential verify', () => {
  let folder: string;
  const write = async (name: string, text: string) => {
    await writeFile(join(folder, name), text);
    return join(folder, name);
  };
  const key: string[] = ['--issuer-key'];
  const status: string[] = ['--status'];
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'madang-credential-'));
    key.push(await write('key.jwk', JSON.stringify(issuer.key.jwk)));
    status.push(await write('status.jwt', statusList()));
  });
  after(() => rm(folder, { recursive: true }));

  /** Its exit code, and what it printed. */
  async function run(text: string, ...options: string[]): Promise<{ code: number; out: string }> {
    const file = await write('credential.txt', `${text}\n`);
    const original = process.stdout.write;
    let out = '';
    process.stdout.write = ((chunk: string) => {
      out += chunk;
      return true;
    }) as typeof process.stdout.write;
    try {
      return { code: await credentialVerifyCommand.run([file, ...options, ...AT]), out };
    } finally {
      process.stdout.write = original;
    }
  }

  test('tells each check, and what a credential says', async () => {
    const { code, out } = await run(credential(0), ...key, ...status);
    assert.equal(code, 0, out);
    assert.match(out, /^credential\.txt: It holds\./);
    assert.match(out, /✓ The credential has not expired\. \(RFC 7519 §4\.1\.4\)/);
    assert.match(out, /✓ The issuer's signature is genuine\./);
    assert.match(out, /✓ It is valid\./);
    assert.match(out, /"name": "美玲"/);
    assert.doesNotMatch(out, /[✗·]/);
  });

  test('is undecided without the status list', async () => {
    assert.equal((await run(credential(0), ...key)).code, 3);
  });

  test('tells what is revoked from what is suspended', async () => {
    for (const [idx, says] of [
      [1, '✗ It is not revoked.'],
      [2, '✗ It is not suspended.'],
      [4, '✗ The list has a place for it.'],
    ] as const) {
      const { code, out } = await run(credential(idx), ...key, ...status);
      assert.deepEqual([code, out.includes(says), out.includes('美玲')], [1, true, false], out);
    }
  });

  test('takes a presentation for the verifier to whom it was made', async () => {
    const binding = { alg: 'ES256', nonce: 'n-1', audience: 'shop', at: NOW } as const;
    const shown = signBy(holder, bindKey(disclose(credential(0), [['over_19']], sha256), binding, sha256));
    const json = async (...options: string[]) =>
      JSON.parse((await run(shown, ...key, ...status, '--json', ...options)).out);
    const { outcome, claims, checks } = await json('--nonce', 'n-1', '--audience', 'shop');
    assert.deepEqual([outcome, claims.over_19, claims.name], ['proved', true, undefined]);
    assert.ok(checks.every(({ ok }: { ok: boolean }) => ok));
    assert.equal((await json('--nonce', 'n-2', '--audience', 'shop')).failed, 'binding.nonce');
    assert.equal((await json()).failed, 'binding.absent');
    assert.match((await run(shown, ...key)).out, /give --nonce and --audience/);
  });

  test('refuses what was changed, and what a stranger signed', async () => {
    const [jws, ...rest] = credential(0).split('~');
    const changed = await run([jws, rest[1], rest[0]!.replace(/.$/, 'A'), ''].join('~'), ...key, ...status);
    assert.equal(changed.code, 1);
    assert.match(changed.out, /✗/);
    const stranger = ['--issuer-key', await write('stranger.jwk', JSON.stringify(testKey().jwk))];
    const { code, out } = await run(credential(0), ...stranger, ...status);
    assert.equal(code, 1);
    assert.match(out, /✗ The issuer's signature is genuine\./);
  });

  test('trusts those in a list, under the root of who keeps it', async () => {
    const root = ['--root', await write('root.pem', pem(issuer.root))];
    const list = async (state: 'current' | 'distrusted') => ['--trust-list', await write('list.jwt', trustList(state))];
    const good = await run(credential(0), ...(await list('current')), ...root, ...status);
    assert.equal(good.code, 0, good.out);
    assert.match(good.out, /✓ The trust list vouches for it: Residents\./);
    const bad = await run(credential(0), ...(await list('distrusted')), ...root, ...status);
    assert.deepEqual(
      [bad.code, bad.out.includes('✗ The key that signed it has not fallen into other hands.')],
      [1, true],
    );
    const other = ['--root', await write('other.pem', pem(testChain().root))];
    const alien = await run(credential(0), ...(await list('current')), ...other, ...status);
    assert.deepEqual([alien.code, alien.out.startsWith('credential.txt: It does not hold.')], [1, true]);
  });

  test('says how it is called', async () => {
    const file = await write('any.txt', 'x');
    for (const args of [
      [],
      [file],
      [file, 'more', ...key],
      [file, ...key, '--nonce', 'n'],
      [file, ...key, '--at', 'noon'],
    ])
      await assert.rejects(credentialVerifyCommand.run(args), UsageError);
    await assert.rejects(credentialVerifyCommand.run([file, '--issuer-key', file]), UsageError);
    await assert.rejects(credentialVerifyCommand.run([join(folder, 'none'), ...key]), UsageError);
  });
});
