import { all, array, type Day, type Db, dayOf, sql } from '../../kernel/index.ts';
import type { Government, Programme } from '../../pack/index.ts';

/** How a programme stands now. */
export interface ProgrammeNow {
  programme: Programme;
  /**
   * `ended` is when nothing can be taken any more; what was taken may still be spent until `spendUntil`. Where it is
   * `paused` nothing is taken and nothing is paid, whichever day it is.
   */
  state: 'planned' | 'open' | 'paused' | 'ended';
  /** The last day on which it can be taken. */
  takeUntil: Day;
  /** The last day on which anything of it can be spent, where that is a day for all. */
  spendUntil: Day | undefined;
  /** What its fund has given it so far, in the minor unit. */
  funded: number;
  /** Whether its office has opened it, so that entitlements are worked out before anybody asks. */
  isOpened: boolean;
}

interface Row {
  id: string;
  state: 'open' | 'paused';
  takeUntil: Day | null;
  spendUntil: Day | null;
  funded: number;
  isOpened: boolean;
}

/**
 * What the files say of some programmes, and what their offices have decided since, by id: one look at a few rows by
 * their keys. Nothing of it is kept between two looks, so that whoever asks within the transaction that takes or pays
 * acts on what holds, in every process from the commit of a pause on. A batch of payments asks once.
 */
export async function programmesNow(
  db: Db,
  gov: Government,
  programmes: readonly Programme[],
): Promise<Map<string, ProgrammeNow>> {
  const ids = programmes.map(({ id }) => id);
  const rows = await all(
    db,
    sql<Row>`select id, state, take_until as "takeUntil", spend_until as "spendUntil", funded,
        opened_at is not null as "isOpened"
      from programmes.programme where id = any(${array(ids, 'text')})`,
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  const day = dayOf(gov.clock.now(), gov.pack.timeZone);
  return new Map(programmes.map((programme) => [programme.id, standing(programme, byId.get(programme.id), day)]));
}

/** The same of one programme. */
export async function programmeNow(db: Db, gov: Government, programme: Programme): Promise<ProgrammeNow> {
  return (await programmesNow(db, gov, [programme])).get(programme.id)!;
}

function standing(programme: Programme, row: Row | undefined, day: Day): ProgrammeNow {
  const { window, expiry } = programme;
  const takeUntil = row?.takeUntil ?? window.until;
  return {
    programme,
    state: day < window.from ? 'planned' : row?.state === 'paused' ? 'paused' : day > takeUntil ? 'ended' : 'open',
    takeUntil,
    spendUntil: row?.spendUntil ?? ('on' in expiry ? expiry.on : undefined),
    funded: row?.funded ?? 0,
    isOpened: row?.isOpened ?? false,
  };
}
