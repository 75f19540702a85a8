import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ConfigError } from '../../kernel/index.ts';
import { cosignerOf, formatSecret, KEY_ALGORITHMS, parseSecrets, signerOf } from './key.ts';
import { parseVerifierKey } from './vkey.ts';

const seed = Buffer.alloc(32, 5);

const secrets = fc.array(
  fc.record(
    { algorithm: fc.constantFrom(...KEY_ALGORITHMS), seed: fc.uint8Array({ minLength: 32, maxLength: 32 }) },
    { noNullPrototype: true },
  ),
  { minLength: 1, maxLength: 4 },
);

test('keys are read as they were written, however they are spaced', () => {
  fc.assert(
    fc.property(secrets, fc.constantFrom(' ', '\n', ' \n\n'), (keys, space) => {
      const text = keys.map((key) => `${space}${formatSecret(key)}${space}`).join('');
      const read = parseSecrets(text, 'a test').map((key) => ({ ...key, seed: Uint8Array.from(key.seed) }));
      assert.deepEqual(read, keys);
    }),
  );
});

test('what is no key is refused, without a word of it in the message', () => {
  const good = seed.toString('base64');
  for (const bad of [
    '',
    'short',
    seed.subarray(1).toString('base64'),
    good.slice(0, -1),
    `rsa:${good}`,
    `ml-dsa-44:${good.slice(4)}`,
    `ml-dsa-44: ${good}`,
    `:${good}`,
    `${good}:ml-dsa-44`,
  ])
    assert.throws(
      () => parseSecrets(`${good}\n${bad === '' ? '=' : bad}`, 'MADANG_KEY'),
      (error: Error) =>
        error instanceof ConfigError &&
        /key [23] in it is not/.test(error.message) &&
        !error.message.includes(good.slice(8, 20)),
      bad,
    );
  assert.throws(() => parseSecrets(' \n', 'MADANG_KEY'), ConfigError);
});

test('a name that cannot name a key is refused', () => {
  for (const name of ['', 'a b', 'a+b', 'a\nb', 'a\u3000b', 'a\ud800']) {
    assert.throws(() => signerOf(name, seed), ConfigError);
    assert.throws(() => cosignerOf(name, { seed, algorithm: 'ed25519' }), ConfigError);
  }
});

test('every signer has a verifier key that reads, and the types tell log and witness apart', async () => {
  const types = KEY_ALGORITHMS.map(async (algorithm) => {
    const [log, witness] = await Promise.all([
      parseVerifierKey(signerOf('example.org/log', seed, algorithm).vkey),
      parseVerifierKey(cosignerOf('example.org/log', { seed, algorithm }).vkey),
    ]);
    assert.deepEqual(log.publicKey, witness.publicKey);
    return [log.type, witness.type];
  });
  assert.deepEqual(await Promise.all(types), [
    [0x01, 0x04],
    [0x06, 0x06],
  ]);
});
