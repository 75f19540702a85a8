import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { testGovernment } from '../../../test/support/government.ts';
import { all, run, sql, uuidv7 } from '../../kernel/index.ts';
import { LOCKER_DAYS, lockerOf, MOST_KEPT, type Opening, putIntoLocker, removeFromLocker, sealedIn } from './locker.ts';
import { waysPart } from './part.ts';
import { personaOf } from './testing.ts';

const opening = { kdf: 'PBKDF2-SHA-256', rounds: 600_000, salt: 'c2FsdA==', nonce: 'bm9uY2U=' } as const;

describe('a locker', async () => {
  const { gov } = await testGovernment();
  const [person, stranger] = await Promise.all([personaOf(gov, 'employed-mother'), personaOf(gov, 'no-newborn')]);
  const now = () => gov.clock.now();
  const put = async (of: string, by: Opening = opening, id = uuidv7(now())) => {
    await putIntoLocker(gov, { person: of, id, opening: by, sealed: new Uint8Array([1, 2, 3]) });
    return id;
  };

  test('gives back what was put in, to its owner alone', async () => {
    const id = await put(person);
    const found = await sealedIn(gov.db, { person, id, at: now() });
    assert.deepEqual([found.opening, [...found.sealed]], [opening, [1, 2, 3]]);
    await assert.rejects(sealedIn(gov.db, { person: stranger, id, at: now() }), /not in your locker/);
    await assert.rejects(removeFromLocker(gov.db, stranger, id), /not in your locker/);
    await removeFromLocker(gov.db, person, id);
    assert.deepEqual(await lockerOf(gov.db, person, now()), []);
  });

  test('says which passkey opens a thing, and takes none that opens by another person’s', async () => {
    await run(
      gov.db,
      sql`insert into identity.passkey (id, person, public_key, counter, transports, title, created_at)
        values ('AQ-_', ${person}, ''::bytea, 0, '{}', 'Phone', ${now()})`,
    );
    const byPasskey = { kdf: 'HKDF-SHA-256', credential: 'AQ-_', salt: 'c2FsdA==', nonce: 'bm9uY2U=' } as const;
    const ids = [await put(person), await put(person, byPasskey)];
    const kept = await lockerOf(gov.db, person, now());
    assert.deepEqual(
      new Map(kept.map(({ id, passkey }) => [id, passkey])),
      new Map([
        [ids[0], null],
        [ids[1], 'AQ-_'],
      ]),
    );
    await assert.rejects(put(stranger, byPasskey), /no such passkey/);
    await assert.rejects(put(person, opening, ids[0]), /already/);
    for (const id of ids) await removeFromLocker(gov.db, person, id!);
  });

  test('is full at some point, also for who fills it from two sides', async () => {
    const filled = await Promise.allSettled(Array.from({ length: MOST_KEPT + 2 }, () => put(stranger)));
    assert.equal(filled.filter(({ status }) => status === 'rejected').length, 2);
  });

  test('keeps for 30 days, and then nothing is left', async () => {
    const id = await put(person);
    gov.clock.advance(LOCKER_DAYS * 86_400_000);
    await assert.rejects(sealedIn(gov.db, { person, id, at: now() }), /not in your locker/);
    await waysPart.of(gov).jobs!['exchange.forget-ways']!(undefined as never);
    assert.deepEqual(await all(gov.db, sql`select from exchange.locker`), []);
  });
});
