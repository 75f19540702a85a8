import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { testGovernment } from '../../../test/support/government.ts';
import { relyingParty } from '../../credentials/index.ts';
import { run, sql, transaction } from '../../kernel/index.ts';
import { personaOf as persona } from '../ways/testing.ts';
import { enrolAtOnce, SANDBOX, sweepSandbox } from './sandbox.ts';
import { receiverOf } from './store.ts';
import { partyFile, receiverKey, testConsent } from './testing.ts';

const DAY_MS = 86_400_000;
const { gov: real } = await testGovernment();
const gov: typeof real = { ...real, config: { ...real.config, MADANG_MODE: 'sandbox' } };
const owner = await persona(gov, 'father');
const other = await persona(gov, 'student');
const keys = JSON.stringify({ keys: [receiverKey('sig', 'a').jwk, receiverKey('enc', 'b').jwk] });
const enrol = (id: string, by = owner, at = gov) =>
  transaction(gov.db, (tx) => enrolAtOnce(tx, at, { owner: by, file: partyFile(id), keys, webhook: '' }));

describe('in a sandbox', () => {
  it('who hands in receives, with few answers a minute', async () => {
    assert.equal(await enrol('gym'), 'gym');
    const receiver = await receiverOf(gov.db, 'gym');
    assert.deepEqual([receiver?.owner, receiver?.limits], [owner, { all: 120, person: 30 }]);
    await enrol('gym');
    await assert.rejects(enrol('gym', other), { code: 'conflict' });
    await assert.rejects(enrol('bank', other), { code: 'conflict' });
  });

  it('only so much is taken in a day', async () => {
    await run(
      gov.db,
      sql`insert into exchange.enrolment (party, id, owner, file, keys, webhook, at)
        select 'many', number::text, ${owner}, '', '{}', '', ${gov.clock.now()}
        from generate_series(1, ${SANDBOX.handInsADay - 1}) number`,
    );
    await assert.rejects(enrol('one-more'), { code: 'too-many-requests' });
    gov.clock.advance(DAY_MS);
    assert.equal(await enrol('one-more'), 'one-more');
  });

  it('what nobody uses for 30 days goes, and its name is free; what is used stays', async () => {
    gov.clock.advance((SANDBOX.unusedDays - 1) * DAY_MS);
    await testConsent(gov, { person: other, party: 'one-more', use: 'monthly' });
    gov.clock.advance(1.5 * DAY_MS);
    await sweepSandbox(gov);
    assert.equal(await receiverOf(gov.db, 'gym'), undefined);
    assert.equal(await relyingParty(gov.db, gov, 'gym'), undefined);
    assert.ok(await receiverOf(gov.db, 'one-more'));
    assert.equal(await enrol('gym', other), 'gym');
  });
});

describe('where there are real people', () => {
  it('nobody registers without an officer, and nothing is swept', async () => {
    await assert.rejects(enrol('baker', owner, real), { code: 'forbidden' });
    gov.clock.advance(90 * DAY_MS);
    await sweepSandbox(real);
    assert.ok(await receiverOf(gov.db, 'gym'));
  });
});
