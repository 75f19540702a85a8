import { all, type Db, json, run, sql, uuidv7 } from '../../kernel/index.ts';
import { commitAct } from '../../log/index.ts';
import type { Government, Programme } from '../../pack/index.ts';

/** Everything that is done with paper. */
export const PAPER_ACTS = [
  'run-ordered',
  'run-sheets',
  'run-printed',
  'run-cancelled',
  'delivered',
  'brought-back',
  'destroyed',
  'blocked',
  'lifting-asked',
  'lifted',
  'handed-over',
  'taken-back',
  'lapsed',
] as const;
export type PaperActKind = (typeof PAPER_ACTS)[number];

/** One line of the history of a programme's paper. */
export interface PaperAct {
  id: string;
  kind: PaperActKind;
  at: Date;
  /** Null for what the clock did. */
  officer: string | null;
  content: Record<string, unknown>;
  /** Its entry in the public log. */
  entry: string;
}

/** Writes an act into the history and, in the same transaction, its commitment into the public log. @returns its entry there. */
export async function recordPaperAct(
  tx: Db,
  gov: Government,
  programme: Programme,
  kind: PaperActKind,
  officer: string | null,
  content: Record<string, unknown>,
): Promise<string> {
  const at = gov.clock.now();
  const committed = { programme: programme.id, kind, at: at.toISOString(), officer, ...content };
  const { entry, salt } = await commitAct(tx, gov.logOrigin, {
    kind: `paper.${kind}`,
    agency: programme.agency,
    at,
    content: committed,
  });
  await run(
    tx,
    sql`insert into programmes.paper_act (programme, id, kind, at, officer, content, entry, salt)
      values (${programme.id}, ${uuidv7(at)}, ${kind}, ${at}, ${officer}, ${json(committed)}, ${entry}, ${salt})`,
  );
  return entry;
}

/** The history of a programme's paper, newest first. */
export function paperActs(
  db: Db,
  programme: string,
  { limit, before, kinds }: { limit: number; before?: string; kinds?: readonly PaperActKind[] },
): Promise<PaperAct[]> {
  return all(
    db,
    sql<PaperAct>`select id, kind, at, officer, content, entry from programmes.paper_act
      where programme = ${programme} and ${before ? sql`id < ${before}` : sql`true`}
        and ${kinds ? sql`kind = any(${kinds as PaperActKind[]}::text[])` : sql`true`}
      order by id desc limit ${limit}`,
  );
}
