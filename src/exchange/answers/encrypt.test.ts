import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compactDecrypt, exportJWK, generateKeyPair } from 'jose';
import { encryptTo } from './encrypt.ts';

const LONG = 'x'.repeat(20_000);

test('what is encrypted to a receiver jose opens, and only with that key', async () => {
  const { publicKey, privateKey } = await generateKeyPair('ECDH-ES', { crv: 'P-256', extractable: true });
  const { x, y } = await exportJWK(publicKey);
  for (const text of ['', 'eyJ~WyJ~', '王美玲 · 홍길동', LONG]) {
    const jwe = await encryptTo({ kid: 'enc-1', x: x!, y: y! }, text, 'dc+sd-jwt');
    const { plaintext, protectedHeader } = await compactDecrypt(jwe, privateKey);
    assert.equal(Buffer.from(plaintext).toString(), text);
    const { epk, ...header } = protectedHeader;
    assert.deepEqual(header, { alg: 'ECDH-ES', enc: 'A256GCM', kid: 'enc-1', cty: 'dc+sd-jwt' });
    const other = await generateKeyPair('ECDH-ES', { crv: 'P-256' });
    await assert.rejects(compactDecrypt(jwe, other.privateKey), /decryption operation failed/);
    assert.deepEqual(Object.keys(epk!).sort(), ['crv', 'kty', 'x', 'y']);
  }
});

test('each time it is another key and another nonce', async () => {
  const { publicKey } = await generateKeyPair('ECDH-ES', { crv: 'P-256', extractable: true });
  const { x, y } = await exportJWK(publicKey);
  const jwes = await Promise.all(Array.from({ length: 50 }, () => encryptTo({ kid: 'k', x: x!, y: y! }, 'same', 't')));
  const parts = jwes.map((jwe) => jwe.split('.'));
  for (const nth of [0, 2, 3, 4]) assert.equal(new Set(parts.map((part) => part[nth])).size, 50);
});

test('a coordinate that begins with zeros keeps its length', async () => {
  const { publicKey, privateKey } = await generateKeyPair('ECDH-ES', { crv: 'P-256', extractable: true });
  const { x, y } = await exportJWK(publicKey);
  const jwes = await Promise.all(Array.from({ length: 600 }, () => encryptTo({ kid: 'k', x: x!, y: y! }, 'text', 't')));
  const headers = jwes.map((jwe) => JSON.parse(Buffer.from(jwe.split('.')[0]!, 'base64url').toString()));
  assert.ok(headers.every(({ epk }) => epk.x.length === 43 && epk.y.length === 43));
  const short = headers.findIndex(({ epk }) => epk.x.startsWith('A') || epk.y.startsWith('A'));
  await compactDecrypt(jwes[Math.max(short, 0)]!, privateKey);
});
