import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { all, sql } from '../../src/kernel/index.ts';
import { trialBalance } from '../../src/ledger/index.ts';
import { formatPolicy, openLog, policyOf, receiptOf, verifyReceipt } from '../../src/log/index.ts';
import { audit } from '../../src/log/log-fixture.ts';
import type { Government } from '../../src/pack/index.ts';
import { casesOfApplication, eventsOf } from '../../src/services/index.ts';
import type { Applicant } from './mothers.ts';

/** One row that has not what belongs to it. */
interface Half {
  subject: string;
}

/** Where the rooms keep which entry of the log is theirs. */
const ENTRIES_OF_ACTS = sql.raw(
  [
    'services.event',
    ...['taking', 'payment', 'refund', 'share', 'change', 'settlement', 'bank_change'].map(
      (act) => `programmes.${act}`,
    ),
  ]
    .concat(
      ['paper', 'office', 'clerk', 'payout'].map((kind) => `programmes.${kind}_act`),
      'programmes.note_moved',
      'credentials.issuer_act',
      'credentials.card_act',
      'credentials.party_act',
      'credentials.presentation_act',
      'exchange.template',
      'exchange.over_asking',
      'exchange.consent_act',
      'exchange.receiver_act',
    )
    .map((table) => `select entry from ${table}`)
    .concat('select id from registry.disclosure')
    .concat('select entry from exchange.deletion where entry is not null')
    .concat('select entry from registry.alarm where entry is not null')
    .concat('select back_entry from programmes.taking where back_entry is not null')
    .concat('select cancel_entry from programmes.bank_change where cancel_entry is not null')
    .concat('select entry from programmes.unpaid where entry is not null')
    .join(' union all '),
);

/**
 * Half acts, each as a query for those that there are: rows that should have been written by one transaction, of which
 * one is there without the other. The queries look past the rooms' doors on purpose, since a door shows whole acts.
 */
const HALF_ACTS: Record<string, ReturnType<typeof sql<Half>>> = {
  'submitted without all its cases, or cases of a draft': sql<Half>`
    select id as subject from services.application a
    where (select count(*) from services.case c where c.applicant = a.applicant and c.application = a.id)
      <> case when submitted_at is null then 0 else cardinality(services) end`,
  'a case twice': sql<Half>`
    select min(application::text) as subject from services.case group by application, service having count(*) > 1`,
  'a case without its receipt': sql<Half>`
    select id as subject from services.case c where not exists (select from services.event e
      where e.applicant = c.applicant and e.case_id = c.id and e.kind = 'received')`,
  'a decision without its event, or an event without the decision': sql<Half>`
    select id as subject from services.case c
    where (state = 'approved') <> exists (select from services.event e
      where e.applicant = c.applicant and e.case_id = c.id and e.kind = 'approved')`,
  'a decision that the person was not told': sql<Half>`
    select id as subject from services.case c
    where state = 'approved' and not exists (select from messages.message m
      where m.person = c.applicant and m.link = '/cases/' || c.id)`,
  'an event that is not in the log': sql<Half>`
    select entry as subject from services.event
    where entry not in (select unnest(ids) from log.outbox union all select id from log.entry)`,
  'a leaf in the log that is no event': sql<Half>`
    select id as subject from (select unnest(ids) as id from log.outbox union all select id from log.entry) leaf
    where id not in (${ENTRIES_OF_ACTS})`,
  'a registration without its child, or a child without the registration': sql<Half>`
    select b.subject from registry.record b
    where b.registry = 'births' and (b.data ? 'child') <> exists (select from services.case c
      where c.service = 'birth-registration' and c.state = 'approved' and c.matter ->> 'key' = b.key)`,
  'a child of a notice who is not a person of the register and the household': sql<Half>`
    select b.subject from registry.record b where b.registry = 'births' and b.data ? 'child' and not (
      exists (select from registry.record p where p.subject = (b.data ->> 'child')::uuid and p.registry = 'persons')
      and exists (select from registry.reference r where r.person = (b.data ->> 'child')::uuid and r.registry = 'households'))`,
  'a child registered twice': sql<Half>`
    select min(p.subject::text) as subject from registry.record p
    where p.registry = 'persons' and p.data ->> 'registered_on' is not null group by p.data ->> 'mother' having count(*) > 1`,
  'an approved benefit without an instalment': sql<Half>`
    select id as subject from services.case c
    where state = 'approved' and service in ('maternity-benefit-pension', 'maternity-benefit-labour', 'childcare-allowance')
      and not exists (select from services.instalment i where i.applicant = c.applicant and i.case_id = c.id)`,
  'an instalment paid without its transfer': sql<Half>`
    select case_id as subject from services.instalment i
    where (paid_at is null) <> (transfer is null) or (transfer is not null and not exists (
      select from ledger.transfer t where t.id = i.transfer and t.amount = i.amount))`,
  'an instalment paid that is on its way to no bank account': sql<Half>`
    select case_id as subject from services.instalment i
    where transfer is not null and not exists (select from ledger.payout p
      where p.client = 'services' and p.key = i.case_id || ':' || i.month and p.amount = i.amount)`,
  'a transfer that pays no instalment': sql<Half>`
    select id as subject from ledger.transfer t
    where client = 'services' and not exists (select from services.instalment i where i.transfer = t.id)`,
  'an instalment without exactly one event of its payment': sql<Half>`
    select case_id as subject from services.instalment i
    where (select count(*) from services.event e where e.applicant = i.applicant and e.case_id = i.case_id
      and e.kind = 'paid' and e.content ->> 'month' = i.month::text) <> (paid_at is not null)::int`,
};

/** Fails with what is half done, what the books say, or where the log has a gap. */
export async function assertSound(gov: Government): Promise<void> {
  const found: string[] = [];
  for (const [what, query] of Object.entries(HALF_ACTS)) {
    const rows = await all(gov.db, query);
    if (rows.length > 0) found.push(`${what}: ${rows.length}, for example ${rows[0]!.subject}`);
  }
  assert.deepEqual(found, []);
  const books = await trialBalance(gov.db);
  assert.ok(books.holds, JSON.stringify(books.problems));
  await audit(gov.db, await openLog(gov.config, gov.logOrigin));
}

/** What was acknowledged is there: each application has all its cases, decided, and each act has a proof that holds. */
export async function assertKept(gov: Government, acknowledged: readonly Applicant[], cases: number): Promise<void> {
  for (const { person, application } of acknowledged) {
    const found = await casesOfApplication(gov.db, person, application);
    assert.deepEqual(
      found.map(({ state }) => state),
      Array(cases).fill('approved'),
      `the cases of ${application}`,
    );
  }
  for (const { person, application } of acknowledged.slice(-5)) {
    for (const { id } of await casesOfApplication(gov.db, person, application)) await assertProved(gov, person, id);
  }
}

async function assertProved(gov: Government, person: string, caseId: string): Promise<void> {
  const log = await openLog(gov.config, gov.logOrigin);
  for (const { entry, salt, content } of await eventsOf(gov.db, person, caseId)) {
    const receipt = await receiptOf(gov.db, log, entry);
    assert.ok(receipt.state === 'logged' && salt !== null, 'nobody was erased here');
    const checks = await verifyReceipt(receipt.receipt, { salt, content }, formatPolicy(policyOf(log)));
    assert.ok(
      checks.every(({ ok }) => ok),
      JSON.stringify(checks),
    );
  }
}

/** Waits until the sequencer has taken every act and every job that is due is done. */
export async function untilSettled(gov: Government): Promise<void> {
  const waiting = () =>
    all(
      gov.db,
      sql<{ what: string }>`select 'act' as what from log.outbox
        union all select 'checkpoint' from log.checkpoint where published_at is null
          and size = (select max(size) from log.checkpoint)
        union all select task || coalesce(' held by ' || taken_by, '') from kernel.job where run_at <= now()`,
    );
  await until(
    async () => (await waiting()).length === 0,
    async () => `everything is settled, but for ${JSON.stringify((await waiting()).slice(0, 5))}`,
  );
}

const PATIENCE_MS = 60_000;

/** Asks again and again until it is so. @throws Error naming what did not come about. */
export async function until(holds: () => Promise<boolean>, what: string | (() => Promise<string>)): Promise<void> {
  for (const deadline = Date.now() + PATIENCE_MS; !(await holds()); await sleep(50)) {
    if (Date.now() > deadline) throw new Error(`Not in time: ${typeof what === 'string' ? what : await what()}`);
  }
}
