import { Counter } from 'prom-client';
import { all, type Db, first, sql, transaction } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import { type AccessColumns, accessFrom } from '../disclosure-content.ts';
import { type Faulty, raiseAlarms, rememberWatched, watchedUntil } from './alarms.ts';
import type { ConsentsCover } from './consents.ts';
import { type Fault, faultOf } from './grounds.ts';

/** What is younger may belong to a transaction that has yet to commit. */
const SETTLED_MS = 5 * 60_000;

/** So much time is looked at in one transaction. */
const STRETCH_MS = 10_000;

/** Consents that are asked about at once. */
const CONSENTS = 1_000;

/** A stretch of time: after `from`, up to `until`. */
interface Stretch {
  from: Date;
  until: Date;
}

/**
 * Looks at each disclosure once, some minutes after it was made, and raises an alarm where nothing allowed it: a row that
 * somebody wrote past the door, or a door that let through what it should not. An alarm is an error in the log, a figure,
 * and a line on a page of the agency that keeps the registry. Older rows that appear later are not looked at.
 */
export function disclosureWatch(gov: Government, consentsCover: ConsentsCover): () => Promise<void> {
  const alarms = new Counter({
    name: 'madang_disclosures_not_allowed_total',
    help: 'Disclosures of personal data that no consent and no law allowed, by registry and reason',
    labelNames: ['registry', 'reason'],
    registers: [gov.metrics.registry],
  });
  return async () => {
    for (let raised = await watchNext(gov, consentsCover); raised; raised = await watchNext(gov, consentsCover)) {
      const found = Map.groupBy(raised, ({ registry, reason }) => `${registry} ${reason}`).values();
      for (const same of found) {
        const { registry, reason } = same[0]!;
        alarms.inc({ registry, reason }, same.length);
        gov.logger.error(
          { registry, reason, count: same.length },
          'personal data was disclosed and nothing allowed it',
        );
      }
    }
  };
}

/** Looks at the next stretch in which there is something; undefined when there is none. */
function watchNext(gov: Government, consentsCover: ConsentsCover) {
  return transaction(gov.db, async (tx) => {
    const settled = new Date(gov.clock.now().getTime() - SETTLED_MS);
    const watched = await watchedUntil(tx);
    const next = await first(
      tx,
      sql<{ at: Date }>`select at from registry.disclosure
        where at > coalesce(${watched ?? null}::timestamptz, '-infinity') and at <= ${settled}
        order by at limit 1`,
    );
    if (!next) return undefined;
    const until = new Date(Math.min(next.at.getTime() + STRETCH_MS, settled.getTime()));
    // The database counts microseconds.
    const from = new Date(Math.max(next.at.getTime() - 1, watched?.getTime() ?? 0));
    const stretch = { from, until };
    const faulty = [...(await notByLaw(tx, gov, stretch)), ...(await notByConsent(tx, stretch, consentsCover))];
    await rememberWatched(tx, until);
    return raiseAlarms(tx, gov, faulty);
  });
}

const ACCESS = sql`a.reader_kind as "readerKind", a.reader, a.use, a.agency, a.registry, a.fields, a.purpose, a.asked`;

/** What many read by one law is one access, and judged once. */
async function notByLaw(tx: Db, gov: Government, { from, until }: Stretch): Promise<Faulty[]> {
  const accesses = await all(
    tx,
    sql<AccessColumns & { id: string; logged: boolean }>`
      select a.id, seen.logged, ${ACCESS}
      from (select distinct access, salt is not null as logged from registry.disclosure
        where at > ${from} and at <= ${until} and consent is null) as seen
      join registry.access a on a.id = seen.access`,
  );
  const faults = accesses.flatMap((row) => {
    const fault = faultOf(gov, accessFrom(row)) ?? (row.logged ? undefined : 'unlogged');
    return fault ? [{ ...row, fault }] : [];
  });
  const found = await Promise.all(
    faults.map(async ({ id, logged, registry, fault }) => {
      const rows = await all(
        tx,
        sql<{ person: string; id: string }>`select person, id from registry.disclosure
          where at > ${from} and at <= ${until} and consent is null and access = ${id}
            and (salt is not null) = ${logged}`,
      );
      return rows.map((row): Faulty => ({ ...row, registry, reason: fault }));
    }),
  );
  return found.flat();
}

async function notByConsent(tx: Db, { from, until }: Stretch, consentsCover: ConsentsCover): Promise<Faulty[]> {
  const faulty: Faulty[] = [];
  for (let last: { person: string; id: string } | undefined; ; ) {
    const rows = await all(
      tx,
      sql<AccessColumns & { person: string; id: string; at: Date; consent: string; logged: boolean }>`
        select d.person, d.id, d.at, d.consent, d.salt is not null as logged, ${ACCESS}
        from registry.disclosure d join registry.access a on a.id = d.access
        where d.at > ${from} and d.at <= ${until} and d.consent is not null
          and (d.id, d.person) > (${last?.id ?? NOTHING}::uuid, ${last?.person ?? NOTHING}::uuid)
        order by d.id, d.person limit ${CONSENTS}`,
    );
    const looks = rows.map(({ person, consent, at, ...row }) => {
      const { reader, registry, fields } = accessFrom(row);
      return { consent, person, reader, fields: fields.map((field) => `${registry}.${field}`), at };
    });
    const covered = looks.length > 0 ? await consentsCover(tx, looks) : [];
    for (const [nth, { person, id, registry, logged }] of rows.entries()) {
      const reason: Fault | undefined = covered[nth] ? (logged ? undefined : 'unlogged') : 'consent';
      if (reason) faulty.push({ person, id, registry, reason });
    }
    if (rows.length < CONSENTS) return faulty;
    last = rows.at(-1);
  }
}

/** No id comes before it. */
const NOTHING = '00000000-0000-0000-0000-000000000000';
