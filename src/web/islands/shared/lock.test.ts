import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { lockByPasskey, lockByPassphrase, placeInLocker, type Secrets, unlock } from './lock.ts';
import { newSalt } from './passkey-secret.ts';

const BYTES = new TextEncoder().encode('42,000');
const HERE = placeInLocker('somebody', 'one');
const none: Secrets = {
  passphrase: () => assert.fail('no passphrase is asked for'),
  passkey: () => assert.fail('no passkey is asked for'),
};
const typed = (passphrase: string): Secrets => ({ ...none, passphrase: () => passphrase });
const locked = () => lockByPassphrase('가나다 네 단어 암호문', BYTES, HERE);

describe('what is locked with a passphrase', () => {
  test('opens with it, however the keyboard wrote it, and with no other', async () => {
    const kept = await locked();
    assert.ok(!Buffer.from(kept.sealed).includes(Buffer.from(BYTES)));
    assert.deepEqual(await unlock(typed('가나다 네 단어 암호문'.normalize('NFD')), kept, HERE), BYTES);
    await assert.rejects(unlock(typed('another passphrase'), kept, HERE));
  });

  test('does not open where it was changed, or put in the place of another thing or person', async () => {
    const kept = await locked();
    const secret = typed('가나다 네 단어 암호문');
    for (const place of [placeInLocker('somebody', 'two'), placeInLocker('another', 'one')])
      await assert.rejects(unlock(secret, kept, place));
    kept.sealed[0]! ^= 1;
    await assert.rejects(unlock(secret, kept, HERE));
  });
});

describe('what is locked with what a passkey gives', async () => {
  const [secret, another] = [newSalt(), newSalt()];
  const credential = new Uint8Array([251, 255, 254, 1]).buffer;
  const salt = newSalt();
  const kept = await lockByPasskey({ credential, salt, secret }, BYTES, HERE);
  const giving = (given: BufferSource): Secrets => ({
    ...none,
    async passkey(...asked) {
      assert.deepEqual(asked, [credential, salt]);
      return given;
    },
  });

  test('opens with the secret of that passkey for that salt, and with no other', async () => {
    assert.deepEqual(await unlock(giving(secret), kept, HERE), BYTES);
    await assert.rejects(unlock(giving(another), kept, HERE));
  });

  test('does not open in the place of another thing', async () => {
    await assert.rejects(unlock(giving(secret), kept, placeInLocker('somebody', 'two')));
  });

  test('says by which passkey it opens, and keeps nothing of the secret', () => {
    assert.ok(kept.opening.kdf === 'HKDF-SHA-256');
    assert.equal(kept.opening.credential, '-__-AQ');
    assert.deepEqual(Object.keys(kept.opening).sort(), ['credential', 'kdf', 'nonce', 'salt']);
    assert.ok(!JSON.stringify(kept.opening).includes(Buffer.from(secret).toString('base64')));
  });
});
