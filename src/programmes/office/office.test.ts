import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { testGovernment } from '../../../test/support/government.ts';
import { findPeople } from '../../identity/index.ts';
import { AppError, all, type ErrorCode, first, sql, uuidOf } from '../../kernel/index.ts';
import { accountOf, balanceOf } from '../../ledger/index.ts';
import { inboxOf } from '../../messages/index.ts';
import { disclosuresOf, relatedPeople } from '../../registry/index.ts';
import { programmeAccount } from '../accounts.ts';
import {
  confirmFreeze,
  decideSuspicion,
  declineFreeze,
  endFreeze,
  extendProgramme,
  frozenAmong,
  fundProgramme,
  isFrozen,
  objectToFreeze,
  openFreezes,
  openProgramme,
  openSuspicion,
  type ProgrammeOfficer,
  pauseProgramme,
  programmeActs,
  programmeNow,
  proposeFreeze,
  refuseObjection,
  resumeProgramme,
  suspicionsOf,
} from './index.ts';

const refused = (code: ErrorCode) => (error: unknown) => error instanceof AppError && error.code === code;

describe('the office of a programme', async () => {
  const { gov } = await testGovernment('tw');
  const programme = gov.pack.programmes.get('triple-stimulus-voucher')!;
  const { id } = programme;
  const persona = async (name: string) => {
    const { number, post } = gov.pack.demo.personas.find((candidate) => candidate.id === name)!;
    return { person: (await findPeople(gov.db, [number])).get(number)!, ...post } as ProgrammeOfficer;
  };
  const [one, two, counter, pension, { person: victim }, { person: wife }] = (await Promise.all(
    [
      'programme-officer',
      'programme-reviewer',
      'counter-officer',
      'pension-officer',
      'no-newborn',
      'employed-mother',
    ].map(persona),
  )) as [ProgrammeOfficer, ProgrammeOfficer, ProgrammeOfficer, ProgrammeOfficer, ProgrammeOfficer, ProgrammeOfficer];
  let keys = 0;
  const wish = (reason = 'Because.') => {
    keys += 1;
    return { reason, key: uuidOf('wish', String(keys)) };
  };
  const now = () => programmeNow(gov.db, gov, programme);
  const propose = (by: ProgrammeOfficer, subject = victim, kind: 'wallet' | 'shop' = 'wallet') =>
    proposeFreeze(gov, by, { programme: id, kind, subject, reason: 'It looks odd.' });
  const frozen = () => isFrozen(gov.db, 'wallet', victim, id);

  /** Everything that only the programme's own office may do. */
  const deeds: Record<string, (by: ProgrammeOfficer) => Promise<unknown>> = {
    open: (by) => openProgramme(gov, by, id, wish()),
    pause: (by) => pauseProgramme(gov, by, id, wish()),
    resume: (by) => resumeProgramme(gov, by, id, wish()),
    extend: (by) => extendProgramme(gov, by, id, { takeUntil: '2027-07-31' }, wish()),
    fund: (by) => fundProgramme(gov, by, id, 100, wish()),
    suspicions: (by) => suspicionsOf(gov.db, gov, by, id, 'open'),
    'open a case': (by) => openSuspicion(gov, by, id, uuidOf('none')),
    decide: (by) => decideSuspicion(gov, by, id, uuidOf('none'), { state: 'cleared', reason: 'x' }),
    freezes: (by) => openFreezes(gov, by, id, { over: false }),
    propose: (by) => propose(by),
  };

  for (const [name, deed] of Object.entries(deeds)) {
    test(`${name}: nobody of another role or agency may`, async () => {
      const { agency } = one;
      for (const other of [
        counter,
        pension,
        { person: one.person, agency, role: 'shop-officer' },
        { ...one, agency: 'x' },
      ])
        await assert.rejects(deed(other), refused('not-found'), `${other.agency} ${other.role}`);
    });
  }

  test('it is opened once, paused and resumed, each with a reason that is kept and logged', async () => {
    assert.equal((await now()).isOpened, false);
    await openProgramme(gov, one, id, wish('It begins.'));
    assert.equal((await now()).isOpened, true);
    await assert.rejects(openProgramme(gov, one, id, wish()), refused('conflict'));
    await pauseProgramme(gov, two, id, wish('Forged notes.'));
    assert.equal((await now()).state, 'paused');
    await assert.rejects(pauseProgramme(gov, two, id, wish()), refused('conflict'));
    await resumeProgramme(gov, one, id, wish('They are recalled.'));
    assert.equal((await now()).state, 'open');
    await assert.rejects(pauseProgramme(gov, one, id, wish('  ')), refused('invalid'));
    const acts = await programmeActs(gov.db, id);
    assert.deepEqual(
      acts.map(({ kind, officer, reason }) => [kind, officer, reason]),
      [
        ['resumed', one.person, 'They are recalled.'],
        ['paused', two.person, 'Forged notes.'],
        ['opened', one.person, 'It begins.'],
      ],
    );
    const logged = await all(gov.db, sql`select from log.outbox where id = ${acts[0]!.entry}`);
    assert.equal(logged.length, 1);
  });

  test('days can only be moved out', async () => {
    const extend = (takeUntil?: string, spendUntil?: string) =>
      extendProgramme(gov, one, id, { ...(takeUntil && { takeUntil }), ...(spendUntil && { spendUntil }) }, wish());
    await assert.rejects(extend('2027-06-29'), refused('invalid'));
    await assert.rejects(extend(), refused('invalid'));
    await assert.rejects(extend('2027-08-31'), refused('invalid'), 'taking must not outlast spending');
    await extend('2027-07-31', '2027-08-31');
    const { takeUntil, spendUntil } = await now();
    assert.deepEqual([takeUntil, spendUntil], ['2027-07-31', '2027-08-31']);
  });

  test('what the fund gives stays within its limit; a form that is sent twice counts once', async () => {
    const balance = async () => (await balanceOf(gov.db, accountOf(programmeAccount(gov, programme)))) ?? 0;
    const before = await balance();
    const twice = wish('The first part.');
    await Promise.all([fundProgramme(gov, one, id, 5_000, twice), fundProgramme(gov, one, id, 5_000, twice)]);
    assert.equal((await balance()) - before, 5_000);
    const { funded } = await now();
    await assert.rejects(fundProgramme(gov, one, id, programme.fund.limit - funded + 1, wish()), refused('conflict'));
    for (const bad of [0, -5, 0.5, Number.NaN]) {
      await assert.rejects(fundProgramme(gov, one, id, bad, wish()), refused('invalid'));
    }
    assert.equal((await now()).funded, funded);
  });

  test('one person never freezes, whatever they try', async () => {
    const freeze = await propose(one);
    for (const other of [counter, pension]) {
      const acts = [confirmFreeze, declineFreeze, endFreeze, refuseObjection];
      for (const act of acts) {
        await assert.rejects(act(gov, other, freeze, 'x'), refused('not-found'), `${other.agency} ${other.role}`);
      }
    }
    assert.equal(await frozen(), false);
    await assert.rejects(confirmFreeze(gov, one, freeze), refused('forbidden'));
    await assert.rejects(confirmFreeze(gov, { ...one, role: 'counter-officer' }, freeze), refused('not-found'));
    await assert.rejects(propose(one), refused('conflict'), 'nor by proposing it again');
    await assert.rejects(propose(two), refused('conflict'));
    await declineFreeze(gov, one, freeze, 'It was a mistake.');
    const again = await propose(one);
    await assert.rejects(confirmFreeze(gov, one, again), refused('forbidden'));
    await assert.rejects(
      sql`update programmes.freeze set confirmed_by = proposed_by, confirmed_at = proposed_at where id = ${again}`.execute(
        gov.db,
      ),
      /check constraint/,
      'nor past the program',
    );
    assert.equal(await frozen(), false);
    await declineFreeze(gov, two, again, 'No.');
  });

  test('two people freeze; whose it is reads why, objects, and a third person or none keeps it', async () => {
    const freeze = await propose(one);
    await Promise.allSettled([confirmFreeze(gov, two, freeze), confirmFreeze(gov, two, freeze)]);
    assert.equal(await frozen(), true);
    const batch = await frozenAmong(gov.db, { wallets: [{ person: victim, programme: id }], shops: [wife] });
    assert.deepEqual(
      [batch.isWallet(victim, id), batch.isWallet(victim, 'other'), batch.isShop(wife)],
      [true, false, false],
    );
    const letters = await inboxOf(gov.db, victim, { limit: 5 });
    assert.equal(letters.length, 1);
    assert.match(letters[0]!.body.en, /It looks odd/);
    assert.equal(letters[0]!.link, `/freezes/${freeze}`);
    await assert.rejects(objectToFreeze(gov, wife, freeze, 'Not mine.'), refused('not-found'));
    await objectToFreeze(gov, victim, freeze, 'It was me.');
    await assert.rejects(objectToFreeze(gov, victim, freeze, 'Again.'), refused('conflict'));
    for (const froze of [one, two])
      await assert.rejects(refuseObjection(gov, froze, freeze, 'No.'), refused('forbidden'));
    await refuseObjection(gov, { ...one, person: counter.person }, freeze, 'The shop says otherwise.');
    assert.equal(await frozen(), true);
    await endFreeze(gov, one, freeze, 'It is cleared up.');
    assert.equal(await frozen(), false);
    assert.equal((await inboxOf(gov.db, victim, { limit: 5 })).length, 3);
    await assert.rejects(endFreeze(gov, one, freeze, 'Again.'), refused('conflict'));
  });

  test('a frozen shop says so to the till, until nothing holds it any more', async () => {
    const shop = await first(
      gov.db,
      sql<{ id: string; owner: string }>`
        insert into programmes.shop (id, owner, number, name, class, region, address, bank_account, state, enrolled_at)
        values (${uuidOf('shop')}, ${victim}, 'test', 'Noodles', 'restaurant', 'taipei', '–', '–', 'active', ${gov.clock.now()})
        returning id, owner`,
    );
    const state = async () =>
      (await first(gov.db, sql<{ state: string }>`select state from programmes.shop where id = ${shop!.id}`))!.state;
    const freeze = await propose(one, shop!.id, 'shop');
    assert.equal(await state(), 'active');
    await confirmFreeze(gov, two, freeze);
    assert.deepEqual([await state(), await isFrozen(gov.db, 'shop', shop!.id, 'any')], ['frozen', true]);
    await endFreeze(gov, two, freeze, 'It is cleared up.');
    assert.equal(await state(), 'active');
  });

  test('who is family steps aside', async () => {
    const family = await relatedPeople(gov.db, gov, wife);
    const relative = [...family].find((person) => person !== wife)!;
    const kin = { ...one, person: relative };
    await assert.rejects(propose(kin, wife), refused('forbidden'));
    const freeze = await propose(one, wife);
    await assert.rejects(confirmFreeze(gov, kin, freeze), refused('forbidden'));
    assert.deepEqual((await openFreezes(gov, kin, id, { over: false })).freezes, []);
    const seen = await openFreezes(gov, two, id, { over: false });
    assert.deepEqual(
      seen.freezes.map((one) => one.id),
      [freeze],
    );
    const [disclosure] = await disclosuresOf(gov.db, wife, { limit: 1 });
    assert.equal(disclosure!.reader, two.person, 'and who looks is written down');
    await declineFreeze(gov, two, freeze, 'No.');
  });
});
