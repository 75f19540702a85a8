import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { testGovernment } from '../../../test/support/government.ts';
import { findPeople, forgetPerson } from '../../identity/index.ts';
import type { SoftwareAuthenticator } from '../../identity/testing.ts';
import { addDays, all, dayOf, drainJobs, run, sql, startOfDay, transaction } from '../../kernel/index.ts';
import { canonicalJson } from '../../log/index.ts';
import { disclosuresOf, patchRecord } from '../../registry/index.ts';
import { exchangeMigrations } from '../room.ts';
import {
  actsFor,
  COUNTER,
  type Consent,
  changeConsent,
  chooseOfDraft,
  consentActs,
  consentById,
  consentCovers,
  consentOf,
  consentProof,
  consentReceipt,
  consentRefusal,
  consentsCover,
  consentsOf,
  consentsPart,
  giveCounterConsent,
  isInForce,
  mayWithdraw,
  openConsentAct,
  openDraft,
  pauseConsent,
  resumeConsent,
  validConsent,
  verifyConsent,
  wardsOf,
  withdrawAll,
  withdrawConsent,
} from './index.ts';
import { asked, given, passkeyOf } from './testing.ts';

const { gov, lines } = await testGovernment('tw');
const refusedAs = (reason: string) => (error: unknown) => consentRefusal(error) === reason;

/** The demo's mother and father of a child of five, and somebody else. */
const NUMBERS = ['A200000058', 'A100000038', 'A200000094', 'A200000012'];
let mother: string;
let father: string;
let child: string;
let other: string;
let key: SoftwareAuthenticator;
before(async () => {
  const people = await findPeople(gov.db, NUMBERS);
  [mother, father, child, other] = NUMBERS.map((number) => people.get(number)!) as [string, string, string, string];
  key = await passkeyOf(gov, mother);
});

const listed = (person: string) => consentsOf(gov.db, person, { at: gov.clock.now(), limit: 50 });

const BANK = { party: 'bank', use: 'card-application', statements: ['salary-enough'] };
const REVIEW = { party: 'bank', use: 'card-limit-review', fields: ['labour-enrolment.employer'] };

describe('of a regular one', () => {
  it('each period is answered once, by whom it was given to', async () => {
    const consent = await given(gov, key, { person: mother, ...REVIEW });
    const { id } = consent;
    const answer = (party = 'bank') =>
      transaction(gov.db, (tx) => validConsent(tx, gov, { consent: id, party, at: gov.clock.now() }));
    assert.equal(consent.often, 'month');
    await assert.rejects(answer('school'), refusedAs('other-party'));
    assert.deepEqual((await answer()).fields, consent.fields);
    await assert.rejects(answer(), refusedAs('this-time-done'));
    gov.clock.advance(31 * 86_400_000);
    await answer();
    const change = (fields: readonly string[]) =>
      transaction(gov.db, (tx) => changeConsent(tx, gov, { person: mother, consent: id, fields, statements: [] }));
    await assert.rejects(change(['labour-enrolment.employer']), refusedAs('needed-for-it'));
    await change(['labour-enrolment.average_salary']);
    gov.clock.advance(31 * 86_400_000);
    assert.deepEqual((await answer()).fields, ['labour-enrolment.average_salary']);
  });

  it('a transaction is needed, since the row is held until its end', async () => {
    await assert.rejects(validConsent(gov.db, gov, { consent: mother, party: 'bank', at: gov.clock.now() }));
  });
});

it('covers what a statement rests on, and nothing besides', async () => {
  const consent = await given(gov, key, { person: mother, ...BANK });
  const look = { consent: consent.id, party: 'bank', person: mother, at: gov.clock.now() };
  const salary = ['labour-enrolment.average_salary'];
  assert.equal(await consentCovers(gov.db, gov, { ...look, fields: salary }), 'over', 'nobody has asked yet');
  await transaction(gov.db, (tx) => validConsent(tx, gov, { consent: consent.id, party: 'bank', at: look.at }));
  assert.equal(await consentCovers(gov.db, gov, { ...look, fields: [...salary, 'persons.name'] }), 'covered');
  assert.equal(await consentCovers(gov.db, gov, { ...look, fields: ['households.address'] }), 'beyond');
  const reader = { kind: 'party', party: 'bank', use: 'card-application' } as const;
  const many = await consentsCover(gov)(gov.db, [
    { consent: consent.id, person: mother, at: look.at, fields: salary, reader },
    { consent: child, person: mother, at: look.at, fields: salary, reader },
    { consent: consent.id, person: mother, at: look.at, fields: salary, reader: { kind: 'self', person: mother } },
  ]);
  assert.deepEqual(many, [true, false, false]);
});

describe('for a child', () => {
  it('who acts for it agrees, until it comes of age', async () => {
    const ward = { person: child, name: '李品妍', as: 'child', until: '2039-08-12' };
    assert.deepEqual(await wardsOf(gov, mother), [ward]);
    assert.equal((await actsFor(gov, { person: father, subject: child }))?.until, '2039-08-12');
    const consent = await given(gov, key, { person: mother, subject: child, ...BANK });
    assert.deepEqual([consent.person, consent.givenBy], [child, mother]);
    assert.ok((await listed(mother)).some(({ id }) => id === consent.id));
    assert.ok((await listed(child)).some(({ id }) => id === consent.id));
    await assert.rejects(consentOf(gov, { person: other, consent: consent.id }), refusedAs('no-consent'));
    const { words } = (await consentProof(gov.db, consent.id))!;
    assert.ok(!JSON.stringify(words).includes('李品妍'), 'the words hold no name');
  });

  it('nobody else does, and the parent does not for it as an adult', async () => {
    await assert.rejects(asked(gov, { person: other, subject: child, ...BANK }), refusedAs('not-theirs'));
    await assert.rejects(asked(gov, { person: child, subject: mother, ...BANK }), refusedAs('not-theirs'));
    const { draft } = await asked(gov, { person: mother, ...BANK });
    await transaction(gov.db, (tx) =>
      chooseOfDraft(tx, gov, { person: mother, draft }, { fields: [], statements: [], subject: child }),
    );
    assert.equal((await openDraft(gov.db, gov, { person: mother, draft })).subject, child);
    await assert.rejects(
      transaction(gov.db, (tx) =>
        chooseOfDraft(tx, gov, { person: mother, draft }, { fields: [], statements: [], subject: other }),
      ),
      refusedAs('not-theirs'),
    );
    const back = gov.clock.now();
    gov.clock.set('2039-08-11T12:00:00+08:00');
    const { draft: last } = await asked(gov, { person: mother, subject: child, ...REVIEW });
    const { until } = await openDraft(gov.db, gov, { person: mother, draft: last });
    assert.equal(until.toISOString(), '2039-08-11T16:00:00.000Z', 'midnight there');
    gov.clock.set('2039-08-12T12:00:00+08:00');
    await assert.rejects(asked(gov, { person: mother, subject: child, ...BANK }), refusedAs('not-theirs'));
    gov.clock.set(back.toISOString());
  });
});

describe('for a ward under a mandate', () => {
  let guardian: string;
  let ward: string;
  before(async () => {
    const people = await findPeople(gov.db, ['A200000030', 'A200000049']);
    [guardian, ward] = ['A200000030', 'A200000049'].map((number) => people.get(number)!) as [string, string];
  });
  const mandate = (set: Record<string, string | null>) =>
    patchRecord(gov.db, gov, {
      ...{ registry: 'guardianships', subject: ward, key: '新北家親聲監宣-000021' },
      ...{ set, source: 'court', at: gov.clock.now() },
    });
  const act = () => actsFor(gov, { person: guardian, subject: ward });
  const inDays = (count: number) => addDays(dayOf(gov.clock.now(), gov.pack.timeZone), count);

  it('who the register names acts, and it is told to the ward', async () => {
    assert.deepEqual(await wardsOf(gov, guardian), [{ person: ward, name: '林秀英', as: 'ward', until: undefined }]);
    assert.equal((await act())?.as, 'ward');
    await assert.rejects(actsFor(gov, { person: other, subject: ward }), refusedAs('not-theirs'));
    await assert.rejects(actsFor(gov, { person: ward, subject: guardian }), refusedAs('not-theirs'));
    const [look] = await disclosuresOf(gov.db, ward, { limit: 1, at: gov.clock.now() });
    assert.deepEqual([look!.readerKind, look!.fields], ['relative', ['name']]);
  });

  it('nobody acts beyond its scope, before it begins, or once it has ended, and is told why', async () => {
    await mandate({ scope: 'property' });
    await assert.rejects(act(), refusedAs('mandate-too-small'));
    assert.deepEqual(await wardsOf(gov, guardian), []);
    await mandate({ scope: 'personal', since: inDays(1) });
    await assert.rejects(act(), refusedAs('mandate-not-yet'));
    await mandate({ since: inDays(-9), until: inDays(0) });
    await assert.rejects(act(), refusedAs('mandate-over'));
    await mandate({ scope: 'all', until: null });
    assert.equal((await act())?.person, ward);
  });

  it('what was agreed to ends with the mandate, and who gave it has no say any more', async () => {
    const key = await passkeyOf(gov, guardian);
    const consent = await given(gov, key, { person: guardian, subject: ward, ...REVIEW });
    const { id } = consent;
    const now = () => consentById(gov.db, id);
    const decide = (what: typeof pauseConsent, person = guardian) =>
      transaction(gov.db, (tx) => what(tx, gov, { person, consent: id }));
    await decide(pauseConsent);
    await decide(resumeConsent);
    const hers = await given(gov, await passkeyOf(gov, ward), { person: ward, ...REVIEW });
    assert.equal((await consentOf(gov, { person: guardian, consent: hers.id })).givenBy, ward, 'who acts sees her own');
    await assert.rejects(decide(withdrawConsent, other), refusedAs('no-consent'));

    const end = inDays(9);
    await mandate({ until: end });
    await drainJobs(gov.pool, consentsPart.of(gov).jobs!, gov);
    assert.equal((await now())!.until.toISOString(), startOfDay(end, 'Asia/Taipei').toISOString());
    await mandate({ until: inDays(-1) });
    await drainJobs(gov.pool, consentsPart.of(gov).jobs!, gov);
    assert.equal((await now())!.state, 'lapsed');

    for (const what of [pauseConsent, resumeConsent, withdrawConsent])
      await assert.rejects(decide(what), refusedAs('mandate-over'));
    await assert.rejects(asked(gov, { person: guardian, subject: ward, ...REVIEW }), refusedAs('mandate-over'));
    assert.deepEqual(await transaction(gov.db, (tx) => withdrawAll(tx, gov, { person: guardian })), []);
    assert.equal((await decide(withdrawConsent, ward)).state, 'lapsed', 'to the ward it is still there');
  });
});

it('at a counter nothing is signed, and one look is agreed to, whichever agency takes the code', async () => {
  const at = gov.clock.now();
  const until = new Date(at.getTime() + 600_000);
  const consent = await transaction(gov.db, (tx) =>
    giveCounterConsent(tx, gov, {
      person: mother,
      subject: mother,
      fields: ['persons.name'],
      statements: [],
      until,
      locale: 'ko',
    }),
  );
  const proof = (await consentProof(gov.db, consent.id))!;
  assert.equal(proof.signature, null);
  assert.equal(await verifyConsent(proof), false);
  const answer = () => transaction(gov.db, (tx) => validConsent(tx, gov, { consent: consent.id, party: COUNTER, at }));
  await answer();
  await assert.rejects(answer(), refusedAs('over'));
  const reader = { kind: 'officer', person: father, agency: 'social-affairs' } as const;
  const look = { consent: consent.id, person: mother, at, fields: ['persons.name'], reader };
  assert.deepEqual(await consentsCover(gov)(gov.db, [look]), [true]);
});

it('has a receipt as the standard has it, with the proof in it', async () => {
  const consent = await given(gov, key, { person: mother, ...BANK });
  const { template } = await asked(gov, { person: mother, ...BANK });
  const [proof, acts] = [(await consentProof(gov.db, consent.id))!, await consentActs(gov.db, consent.id)];
  const receipt = consentReceipt(gov, { consent, template, acts, proof });
  const text = canonicalJson(receipt);
  for (const part of ['ConsentReceipt', 'hasDataSubject', 'hasDataController', 'hasPurpose', 'hasLegalBasis'])
    assert.match(text, new RegExp(`dpv:${part}`));
  for (const part of ['hasPersonalData', 'hasNecessity', 'hasStorageCondition', 'hasConsentStatus', 'WithdrawConsent'])
    assert.match(text, new RegExp(`dpv:${part}`));
  assert.equal(await verifyConsent(JSON.parse(text)['madang:proof']), true);
});

describe('afterwards', () => {
  it('all is withdrawn at once, of children too, and of nobody else', async () => {
    const keyOfFather = await passkeyOf(gov, father);
    const his = await given(gov, keyOfFather, { person: father, ...BANK });
    const ended = await transaction(gov.db, (tx) => withdrawAll(tx, gov, { person: mother }));
    assert.ok(ended.length > 3);
    const states = (await listed(mother)).map(({ state }) => state);
    assert.deepEqual([...new Set(states)], ['withdrawn']);
    assert.equal((await consentById(gov.db, his.id))!.state, 'given');
    assert.deepEqual(await transaction(gov.db, (tx) => withdrawAll(tx, gov, { person: mother })), []);
  });

  it('an act is opened for its people alone, and by nobody once they are erased', async () => {
    const consent = await given(gov, key, { person: mother, ...BANK });
    const [act] = await consentActs(gov.db, consent.id);
    const open = (person: string) => openConsentAct(gov.db, { person, entry: act!.entry });
    assert.deepEqual((await open(mother))!.content, act!.content);
    assert.equal(await open(father), undefined);
    await transaction(gov.db, (tx) =>
      forgetPerson(tx, gov, [exchangeMigrations], mother, { agency: 'household-registration', reason: 'a law' }),
    );
    assert.deepEqual(await open(mother), { kind: 'given', content: {}, salt: null });
    assert.equal(await consentProof(gov.db, consent.id), undefined);
    const left = await all(
      gov.db,
      sql`select from exchange.consent_proof where person = ${mother} and signature is not null`,
    );
    assert.equal(left.length, 0);
  });

  it('no line of the log holds a value', () => {
    assert.ok(!lines.some((line) => /李品妍|A200000058|average_salary/.test(line)));
  });
});

describe('the list of ten thousand', () => {
  const person = '018f0000-0000-7000-8000-0000000000aa';
  const at = gov.clock.now();
  before(() =>
    run(
      gov.db,
      sql`insert into exchange.consent (id, person, given_by, party, fields, statements, often, state, locale, from_at,
          until_at, given_at, changed_at)
        select gen_random_uuid(), case when n % 5 = 0 then ${other}::uuid else ${person}::uuid end, ${person}, 'bank',
          '{}', '{}', 'once', (array['given', 'paused', 'used', 'withdrawn', 'lapsed'])[1 + n % 7 % 5], 'en',
          ${at}::timestamptz - interval '1 year', ${at}::timestamptz + (n % 3 - 1) * interval '1 day', ${at}, ${at}
        from generate_series(1, 10000) n`,
    ),
  );

  it('is read page by page: those in force first, each newest first, and none twice or left out', async () => {
    const seen: Consent[] = [];
    for (let page: Consent[] = []; seen.length === 0 || page.length > 0; seen.push(...page)) {
      const last = seen.at(-1);
      const after = last && { id: last.id, over: !isInForce(last, at) };
      page = await consentsOf(gov.db, person, { at, limit: 900, after });
    }
    assert.equal(new Set(seen.map(({ id }) => id)).size, 10_000);
    const inForce = seen.filter((consent) => isInForce(consent, at));
    const rest = seen.filter((consent) => !isInForce(consent, at));
    assert.ok(inForce.length > 1_000);
    const newestFirst = (part: Consent[]) => part.toSorted((one, next) => (one.id < next.id ? 1 : -1));
    const sorted = [...newestFirst(inForce), ...newestFirst(rest)];
    assert.deepEqual(
      seen.map(({ id }) => id),
      sorted.map(({ id }) => id),
    );
  });

  it('says whether there is any to withdraw', async () => {
    assert.equal(await mayWithdraw(gov.db, person), true);
    assert.equal(await mayWithdraw(gov.db, '018f0000-0000-7000-8000-0000000000ab'), false);
  });
});
