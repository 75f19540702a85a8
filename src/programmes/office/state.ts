import { type Day, type Db, dayOf, first, sql } from '../../kernel/index.ts';
import type { Government, Programme } from '../../pack/index.ts';

/** How a programme stands now. */
export interface ProgrammeNow {
  programme: Programme;
  /** `ended` is when nothing can be taken any more; what was taken may still be spent until `spendUntil`. */
  state: 'planned' | 'open' | 'paused' | 'ended';
  /** The last day on which it can be taken. */
  takeUntil: Day;
  /** The last day on which anything of it can be spent, where that is a day for all. */
  spendUntil: Day | undefined;
}

/** What the file says, and what its office has decided since. */
export async function programmeNow(db: Db, gov: Government, programme: Programme): Promise<ProgrammeNow> {
  const row = await first(
    db,
    sql<{ state: 'open' | 'paused'; takeUntil: Day | null; spendUntil: Day | null }>`
      select state, take_until as "takeUntil", spend_until as "spendUntil"
      from programmes.programme where id = ${programme.id}`,
  );
  const day = dayOf(gov.clock.now(), gov.pack.timeZone);
  const takeUntil = row?.takeUntil ?? programme.window.until;
  const spendUntil = row?.spendUntil ?? ('on' in programme.expiry ? programme.expiry.on : undefined);
  const state = day < programme.window.from ? 'planned' : day > takeUntil ? 'ended' : (row?.state ?? 'open');
  return { programme, state, takeUntil, spendUntil };
}
