import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { testGovernment } from '../../../test/support/government.ts';
import { all, drainJobs, sql, transaction } from '../../kernel/index.ts';
import { CHANGED_TASK, patchRecord } from '../../registry/index.ts';
import { credentialsRoom } from '../room.ts';
import { type Card, cardsOf, credentialType, grantCard, mattersOf } from './index.ts';
import { personOf, record, withCards } from './testing.ts';

const { gov } = await testGovernment('tw');
const jobs = { ...credentialsRoom(gov).jobs, 'registry.recorded': async () => {} };
const work = () => drainJobs(gov.pool, jobs, gov);
const told = async () => (await all(gov.db, sql`select from kernel.job where task = ${CHANGED_TASK}`)).length;

async function stateOf({ person, id }: Card): Promise<string> {
  return (await cardsOf(gov.db, person)).find((card) => card.id === id)!.state;
}

describe('when a register records what cards depend on, they are looked at at once', () => {
  before(async () => {
    await withCards(gov);
    await work();
  });

  it('a card ends whose holder left', async () => {
    const person = await personOf(gov, 'A100000127');
    const card = await transaction(gov.db, (tx) => grantCard(tx, gov, { person, type: 'student-card' }));
    const enrolment = { student: 'A100000127', school: '晴川大學', student_no: 'B11305012', level: 'undergraduate' };
    await record(gov, 'student-enrolment', { ...enrolment, enrolled_until: '2027-07-31' });
    await work();
    assert.equal(await stateOf(card), 'valid');
    await record(gov, 'student-enrolment', { ...enrolment, enrolled_until: '2027-07-31', left_on: '2026-11-01' });
    await work();
    assert.equal(await stateOf(card), 'revoked');
  });

  it('and that of who no longer stands in the record of which it speaks', async () => {
    const [father, mother] = [await personOf(gov, 'A100000010'), await personOf(gov, 'A200000012')];
    const type = credentialType(gov, 'company-officer');
    const [about] = await mattersOf(gov.db, gov, mother, type);
    const [his, hers] = await Promise.all(
      [father, mother].map((person) =>
        transaction(gov.db, (tx) => grantCard(tx, gov, { person, type: type.id, about: about! })),
      ),
    );
    const { holder } = type;
    assert.ok(holder.kind === 'named');
    const field = gov.pack.registries.get(holder.registry)!.fields;
    const list = holder.fields.find((name) => field[name]!.type === 'people')!;
    const change = { registry: holder.registry, source: 'test', at: gov.clock.now() };
    await patchRecord(gov.db, gov, { ...change, ...about!, set: { [list]: [father] } });
    await work();
    assert.deepEqual([await stateOf(his!), await stateOf(hers!)], ['valid', 'revoked']);
  });

  it('nobody is told of a write that changes nothing, or that no card speaks of', async () => {
    const person = await personOf(gov, 'A100000127');
    const change = { source: 'test', at: gov.clock.now(), subject: person };
    await patchRecord(gov.db, gov, { ...change, registry: 'student-enrolment', set: {} });
    const unread = { ...gov, pack: { ...gov.pack, credentials: new Map() } };
    await patchRecord(gov.db, unread, { ...change, registry: 'student-enrolment', set: { left_on: '2026-10-30' } });
    assert.equal(await told(), 0);
    await patchRecord(gov.db, gov, { ...change, registry: 'student-enrolment', set: { left_on: '2026-10-31' } });
    assert.equal(await told(), 1);
  });
});
