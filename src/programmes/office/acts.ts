import { all, array, type Db, first, json, run, sql, uuidv7 } from '../../kernel/index.ts';
import { commitAct } from '../../log/index.ts';
import type { Government, Programme } from '../../pack/index.ts';
import type { ProgrammeOfficer } from './officer.ts';

/** All that an office does; what was done to a programme itself comes first, and is public with its reason. */
export const PROGRAMME_ACTS = ['opened', 'paused', 'resumed', 'extended', 'funded'] as const;
export const FREEZE_ACTS = [
  'freeze-proposed',
  'freeze-declined',
  'frozen',
  'unfrozen',
  'objected',
  'objection-refused',
  'cleared',
  'watched',
] as const;
export type OfficeActKind = (typeof PROGRAMME_ACTS)[number] | (typeof FREEZE_ACTS)[number];

/** Something that an office did. */
export interface OfficeAct {
  id: string;
  kind: OfficeActKind;
  at: Date;
  officer: string;
  reason: string;
  content: Record<string, unknown>;
  /** Its entry in the public log. */
  entry: string;
}

/** An act to be kept; `details` is what it was, besides by whom, when and why. */
export interface NewOfficeAct {
  kind: OfficeActKind;
  officer: Pick<ProgrammeOfficer, 'person'>;
  reason: string;
  about?: string;
  details?: Record<string, unknown>;
  key?: string;
}

/** Keeps an act, and in the same transaction its commitment in the public log. */
export async function recordOfficeAct(
  tx: Db,
  gov: Government,
  programme: Programme,
  { kind, officer, reason, about, details = {}, key }: NewOfficeAct,
): Promise<void> {
  const at = gov.clock.now();
  const content = { programme: programme.id, kind, at: at.toISOString(), reason, ...(about && { about }), ...details };
  const logged = { kind: `programme.${kind}`, agency: programme.agency, at, content };
  const { entry, salt } = await commitAct(tx, gov.logOrigin, logged);
  await run(
    tx,
    sql`insert into programmes.office_act (programme, id, kind, at, officer, about, reason, content, key, entry, salt)
      values (${programme.id}, ${uuidv7(at)}, ${kind}, ${at}, ${officer.person}, ${about ?? null}, ${reason},
        ${json(content)}, ${key ?? null}, ${entry}, ${salt})`,
  );
}

const COLUMNS = sql`id, kind, at, officer, reason, content, entry`;

/** What was done to a programme itself, newest first. */
export function programmeActs(db: Db, programme: string, limit = 100): Promise<OfficeAct[]> {
  return all(
    db,
    sql<OfficeAct>`select ${COLUMNS} from programmes.office_act
      where programme = ${programme} and about is null order by id desc limit ${limit}`,
  );
}

/** What was done about a case or freezes, oldest first. */
export function actsAbout(db: Db, about: readonly string[]): Promise<OfficeAct[]> {
  return all(
    db,
    sql<OfficeAct>`select ${COLUMNS} from programmes.office_act where about = any(${array(about, 'uuid')}) order by id`,
  );
}

/** Whether a wish was granted before: a form that is sent twice does its work once. */
export async function wasDone(tx: Db, programme: string, key: string): Promise<boolean> {
  const done = await first(
    tx,
    sql`select from programmes.office_act where programme = ${programme} and key = ${key} limit 1`,
  );
  return done !== undefined;
}
