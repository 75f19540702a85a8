import { all, type Db, first, run, sql, transaction, uuidv7 } from '../../../kernel/index.ts';
import type { Government } from '../../../pack/index.ts';
import type { Consent } from '../../consents/model.ts';
import { consentById } from '../../consents/store.ts';
import { templateById } from '../../templates/index.ts';
import { addWebhook } from '../webhooks/store.ts';
import { type DeletionStep, deletionStep, GRACE_MS } from './step.ts';

/** The job that demands what is due. */
export const DELETIONS_TASK = 'exchange.demand-deletions';

/** So many are looked at in one transaction. */
const BATCH = 200;

/** Looks at what a consent has become, and demands that its receiver deletes what it may keep no more. */
export async function followConsent(tx: Db, gov: Government, id: string): Promise<void> {
  const consent = await consentById(tx, id);
  if (!consent?.template) return;
  const known = await first(
    tx,
    sql<{ keptDays: number }>`select kept_days as "keptDays" from exchange.deletion
      where party = ${consent.party} and consent = ${id} for update`,
  );
  const { keptDays } = known ?? { keptDays: (await templateById(tx, gov, consent.template)).data.kept.days };
  if (!known)
    await run(
      tx,
      sql`insert into exchange.deletion (party, consent, person, kept_days)
        values (${consent.party}, ${id}, ${consent.person}, ${keptDays}) on conflict do nothing`,
    );
  await takeStep(tx, consent, deletionStep(consent, keptDays, gov.clock.now()), gov.clock.now());
}

async function takeStep(tx: Db, { id, party }: Consent, step: DeletionStep, at: Date): Promise<void> {
  const own = sql`party = ${party} and consent = ${id} and demanded_at is null`;
  if (step === 'nothing') await run(tx, sql`delete from exchange.deletion where ${own}`);
  else if (step !== 'demand') await run(tx, sql`update exchange.deletion set look_at = ${step.lookAt} where ${own}`);
  else {
    const due = new Date(at.getTime() + GRACE_MS);
    const demanded = await run(
      tx,
      sql`update exchange.deletion set look_at = null, demanded_at = ${at}, due_at = ${due} where ${own}`,
    );
    if (demanded === 0) return;
    const content = { due: due.toISOString() };
    await addWebhook(tx, { party, id: uuidv7(at), event: 'deletion.demanded', consent: id, content, at });
  }
}

/** Demands what has become due by itself. */
export async function demandDeletions(gov: Government): Promise<void> {
  for (let looked = BATCH; looked === BATCH; ) {
    looked = await transaction(gov.db, async (tx) => {
      const rows = await all(
        tx,
        sql<{ consent: string }>`select consent from exchange.deletion where look_at <= ${gov.clock.now()}
          order by look_at limit ${sql.raw(String(BATCH))} for update skip locked`,
      );
      for (const { consent } of rows) await followConsent(tx, gov, consent);
      return rows.length;
    });
  }
}
