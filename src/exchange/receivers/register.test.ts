import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { testGovernment } from '../../../test/support/government.ts';
import { relyingParty } from '../../credentials/index.ts';
import { movableClock, transaction } from '../../kernel/index.ts';
import { personaOf as persona } from '../ways/testing.ts';
import { readKeys } from './keys.ts';
import { takeAnswer } from './limits.ts';
import { enrolReceiver, readEnrolment } from './register.ts';
import { keysOfParty, receiverOf, receiversOn } from './store.ts';
import { partyFile, receiverKey, testReceiver } from './testing.ts';

const sig = receiverKey('sig', 'one').jwk;
const enc = receiverKey('enc', 'two').jwk;
const problemOf = (keys: unknown) => {
  const read = readKeys(typeof keys === 'string' ? keys : JSON.stringify(keys));
  return 'problem' in read ? read.problem.en.split(':')[0] : 'taken';
};

describe('keys of a receiver', () => {
  for (const [what, keys, says] of [
    ['one of each', { keys: [sig, enc] }, 'taken'],
    ['two to sign by, since one follows another', { keys: [sig, enc, receiverKey('sig', 'three').jwk] }, 'taken'],
    ['no JSON', 'no', 'Paste a JWK Set'],
    ['no set', [sig, enc], 'Paste a JWK Set'],
    [
      'a secret',
      { keys: [{ ...sig, d: 'AA' }, enc] },
      'It has a private key. Paste public keys only, and replace the one that was shown.',
    ],
    [
      'a key of another curve',
      { keys: [{ ...sig, crv: 'P-384' }, enc] },
      'Each key has to be an EC key on P-256 with a kid and a use, sig or enc.',
    ],
    [
      'a point beside the curve',
      { keys: [{ ...sig, x: enc.x }, enc] },
      'Each key has to be an EC key on P-256 with a kid and a use, sig or enc.',
    ],
    [
      'a key without a name',
      { keys: [{ ...sig, kid: undefined }, enc] },
      'Each key has to be an EC key on P-256 with a kid and a use, sig or enc.',
    ],
    ['one name for two', { keys: [sig, { ...enc, kid: 'one' }] }, 'Each key needs a kid of its own.'],
    ['nothing to encrypt to', { keys: [sig] }, 'It takes 1 to 3 keys to sign by (use'],
  ] as const)
    it(`${what}: ${says}`, () => assert.equal(problemOf(keys), says));
});

describe('enrolment', async () => {
  const { gov } = await testGovernment();
  const [owner, stranger] = [await persona(gov, 'father'), await persona(gov, 'employed-mother')];
  const keys = JSON.stringify({ keys: [sig, enc] });
  const enrol = (file: string, by: string) =>
    transaction(gov.db, (tx) => enrolReceiver(tx, gov, { owner: by, file, keys, webhook: '' }));

  it('registers the party with its keys, and puts it on the desk of who did it', async () => {
    const { party, key } = await testReceiver(gov, { id: 'acme', owner });
    assert.equal((await relyingParty(gov.db, gov, party))?.id, 'acme');
    assert.deepEqual((await keysOfParty(gov.db, party)).sign[0]?.x, key.jwk.x);
    assert.deepEqual(
      (await receiversOn(gov.db, owner)).map((one) => one.party),
      ['acme'],
    );
    await assert.rejects(keysOfParty(gov.db, 'bank'), { code: 'not-found' });
  });

  it('with other keys replaces those that were, and only by who has it', async () => {
    await enrol(partyFile('acme'), owner);
    assert.deepEqual((await receiverOf(gov.db, 'acme'))?.sign[0]?.x, sig.x);
    await assert.rejects(enrol(partyFile('acme'), stranger), { code: 'conflict' });
    await assert.rejects(enrol(partyFile('bank'), stranger), { code: 'conflict' });
  });

  it('says all that is wrong, by its part', () => {
    const read = readEnrolment(gov, { file: partyFile('a'), keys: 'no', webhook: 'https://elsewhere.example/' });
    assert.deepEqual('problems' in read && read.problems.map(({ part }) => part), ['keys', 'webhook']);
    const broken = readEnrolment(gov, { file: 'id: 1', keys, webhook: '' });
    assert.ok(
      'problems' in broken &&
        broken.problems.every(({ part, problem }) => part === 'file' && /party\.yaml:\d/.test(problem.en)),
    );
  });

  for (const webhook of [
    'http://party.example/',
    'https://user@party.example/',
    'https://party.example.evil/',
    'ftp://party.example',
  ])
    it(`takes no webhook at ${webhook}`, async () => {
      const read = readEnrolment(gov, { file: partyFile('a'), keys, webhook });
      assert.ok('problems' in read && read.problems[0]!.part === 'webhook');
    });
});

describe('limits', () => {
  it('are counted by the minute, in all and for each person, and said', () => {
    const clock = movableClock('2026-11-02T09:00:20Z');
    const take = (person: string) => takeAnswer({ clock }, { party: 'a', person, limits: { all: 3, person: 2 } });
    assert.deepEqual(take('x'), {
      'ratelimit-policy': '"party";q=3;w=60, "person";q=2;w=60',
      ratelimit: '"party";r=2;t=40, "person";r=1;t=40',
    });
    take('x');
    assert.throws(() => take('x'), { code: 'too-many-requests' });
    take('y');
    assert.throws(() => take('z'), { code: 'too-many-requests' });
    clock.advance(40_000);
    take('x');
  });
});
