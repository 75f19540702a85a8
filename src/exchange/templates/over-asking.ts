import { actingFor, PARTIES } from '../../credentials/index.ts';
import { all, atMost, type Db, dayOf, json, run, sql, transaction, uuidv7 } from '../../kernel/index.ts';
import { commitAct } from '../../log/index.ts';
import type { Government } from '../../pack/index.ts';
import { capped, tooMuch } from './capped.ts';
import type { Template, Wish } from './model.ts';

/** Names that one record holds at most. */
const MOST_NAMES = 50;
/** Records of one purpose on one day at most; what comes then is counted with the last. */
const MOST_A_DAY = 20;

/** Somebody asked for more than their purpose allows, and was refused. */
export interface OverAsking {
  template: string;
  /** Names of fields and statements. */
  asked: readonly string[];
  /** How often on that day. */
  times: number;
  at: Date;
  /** Its entry in the public log. */
  entry: string;
}

/**
 * A wish that a template allows; one that goes further is recorded, whatever becomes of the request.
 * @throws AppError `forbidden`, which names what is too much.
 */
export async function cappedOrRecorded(gov: Government, template: Template, wish: Wish): Promise<Wish> {
  if (tooMuch(template, wish).length > 0)
    await transaction(gov.db, (tx) => recordOverAsking(tx, gov, { template, wish }));
  return capped(template, wish);
}

/**
 * Records that a relying party asked for too much: an act of the public log, once a day for the same, so that nobody fills
 * the log by asking. Call it in a transaction of its own, since the request itself is refused.
 */
export async function recordOverAsking(
  tx: Db,
  gov: Government,
  { template, wish }: { template: Template; wish: Wish },
): Promise<void> {
  const { party, id: named } = template;
  const asked = tooMuch(template, wish).slice(0, MOST_NAMES);
  const at = gov.clock.now();
  const day = dayOf(at, gov.pack.timeZone);
  const today = await all(
    tx,
    sql<{ id: string; asked: string[] }>`select id, asked from exchange.over_asking
      where party = ${party.id} and template = ${named} and day = ${day} order by id for update`,
  );
  const same = today.find((row) => asked.every((name) => row.asked.includes(name)));
  const counted = same ?? (today.length >= MOST_A_DAY ? today.at(-1) : undefined);
  if (counted) {
    await run(
      tx,
      sql`update exchange.over_asking set times = times + 1 where party = ${party.id} and id = ${counted.id}`,
    );
    return;
  }
  const content = { party: party.id, template: named, asked };
  const { entry, salt } = await commitAct(tx, gov.logOrigin, {
    ...{ kind: 'exchange.over-asked', agency: actingFor(gov, PARTIES), at, content },
  });
  await run(
    tx,
    sql`insert into exchange.over_asking (party, id, template, asked, day, times, at, entry, salt)
      values (${party.id}, ${uuidv7(at)}, ${named}, ${json(asked)}, ${day}, 1, ${at}, ${entry}, ${salt})`,
  );
}

/** Most that are shown: of the last days. */
const MOST_SHOWN = 100;

/** What a relying party asked for too much lately, the newest first. @param use only for this purpose. */
export const overAskedBy = (db: Db, party: string, use?: string): Promise<OverAsking[]> =>
  all(
    db,
    sql<OverAsking>`select template, asked, times, at, entry from exchange.over_asking
      where party = ${party} and (${use ?? null}::text is null or split_part(template, '.', 2) = ${use ?? null})
      order by id desc limit ${atMost(MOST_SHOWN)}`,
  );
