import { addJob, all, array, type Db, first, run, sql } from '../../../kernel/index.ts';
import { HELD_MS, PAUSES_MS, type Webhook } from './model.ts';

/** The job that tells receivers what is due. */
export const SEND_TASK = 'exchange.send-webhooks';

const ROW = sql`party, id, event, consent, content, at, tries, next_at as "nextAt", outcome, delivered_at as "deliveredAt"`;

/** Something to tell. */
export type NewWebhook = Pick<Webhook, 'party' | 'id' | 'event' | 'consent' | 'content' | 'at'> & {
  /** What it has in common with others that need not be told besides: it is held back for a while, and they are left out. */
  alike?: string;
};

/** Has receivers told something, at once if it can be and need not be held back. The same id again is the same thing. */
export async function addWebhooks(tx: Db, told: readonly NewWebhook[]): Promise<void> {
  if (told.length === 0) return;
  const column = (type: string, value: (one: NewWebhook) => unknown) => array(told.map(value), type);
  const added = await all(
    tx,
    sql<{ isDue: boolean }>`insert into exchange.webhook (party, id, event, consent, content, at, alike, next_at)
      select party, id, event, consent, content, at, alike,
        case when alike is null then at else at + ${HELD_MS} * interval '1 millisecond' end
      from unnest(${column('text', ({ party }) => party)}, ${column('uuid', ({ id }) => id)},
        ${column('text', ({ event }) => event)}, ${column('uuid', ({ consent }) => consent)},
        ${column('jsonb', ({ content }) => JSON.stringify(content))},
        ${column('timestamptz', ({ at }) => at.toISOString())}, ${column('text', ({ alike }) => alike ?? null)})
        as given (party, id, event, consent, content, at, alike)
      on conflict do nothing returning alike is null as "isDue"`,
  );
  // What is held back is sent when the job comes round by the clock.
  if (added.some(({ isDue }) => isDue)) await addJob(tx, SEND_TASK, {}, { key: SEND_TASK });
}

/** The same of one. */
export const addWebhook = (tx: Db, told: NewWebhook): Promise<void> => addWebhooks(tx, [told]);

/** Of a consent, what is to be told of its data and it no longer covers: who may not ask now is not told that it changed. */
export async function dropUntold(tx: Db, consent: string): Promise<void> {
  await run(
    tx,
    sql`delete from exchange.webhook w using exchange.consent c
      where c.id = ${consent} and w.party = c.party and w.consent = c.id and w.event = 'data.changed'
        and w.next_at is not null and (c.state <> 'given' or not exists (
          select from unnest(c.fields) field where split_part(field, '.', 1) = w.content ->> 'registry'))`,
  );
}

/** Receivers for whom something is due. */
export async function partiesToTell(db: Db, at: Date): Promise<string[]> {
  const rows = await all(
    db,
    sql<{ party: string }>`select distinct party from exchange.webhook where next_at <= ${at} order by party limit 100`,
  );
  return rows.map(({ party }) => party);
}

/**
 * Takes what a receiver is to be told next. It is put off as if the try had failed, so that who takes it may die: then it is
 * tried again.
 */
export function takeWebhook(db: Db, party: string, at: Date): Promise<Webhook | undefined> {
  const pauses = sql`(array[${sql.join(PAUSES_MS.map((pause) => sql.raw(String(pause))))}])[tries + 1]`;
  return first(
    db,
    sql<Webhook>`update exchange.webhook set tries = tries + 1, tried_at = ${at}, outcome = 'under way',
        next_at = ${at}::timestamptz + ${pauses} * interval '1 millisecond'
      where party = ${party} and id = (select id from exchange.webhook
        where party = ${party} and next_at <= ${at} order by next_at, id limit 1 for update skip locked)
      returning ${ROW}`,
  );
}

/** Notes what came of a try. */
export async function noteOutcome(
  db: Db,
  { party, id }: Pick<Webhook, 'party' | 'id'>,
  { outcome, deliveredAt }: { outcome: string; deliveredAt: Date | null },
): Promise<void> {
  await run(
    db,
    sql`update exchange.webhook set outcome = ${outcome}, delivered_at = ${deliveredAt},
        next_at = case when ${deliveredAt}::timestamptz is null then next_at end
      where party = ${party} and id = ${id} and delivered_at is null`,
  );
}

/** What a receiver is told nowhere is not tried again. */
export async function giveUpAll(db: Db, party: string): Promise<void> {
  await run(
    db,
    sql`update exchange.webhook set next_at = null, outcome = 'no address is registered'
      where party = ${party} and next_at is not null`,
  );
}

/** What a receiver was told last, newest first. */
export function lastWebhooks(db: Db, party: string, most: number): Promise<Webhook[]> {
  return all(
    db,
    sql<Webhook>`select ${ROW} from exchange.webhook where party = ${party} order by id desc limit ${most}`,
  );
}

/** Forgets what was told, or given up, before an instant. */
export async function forgetWebhooks(db: Db, before: Date): Promise<void> {
  await run(db, sql`delete from exchange.webhook where next_at is null and at < ${before}`);
}
