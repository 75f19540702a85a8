import { all, array, type Db, first, run, sql, transaction } from '../../../kernel/index.ts';
import type { Government } from '../../../pack/index.ts';
import { type Cell, type Mark, type Published, publish, SLOT, THRESHOLD, THRESHOLD_WITHOUT_SHOPS } from './publish.ts';
import { countTrade, FIGURES_LOCK } from './tally.ts';

/** What is counted, each by itself. */
export const FIGURE_KINDS = ['taken', 'given-back', 'spent', 'refunded'] as const;
export type FigureKind = (typeof FIGURE_KINDS)[number];

/** Counts what was taken and paid since the last run, and publishes what may be. Does nothing the second time. */
export async function updateFigures(gov: Government): Promise<void> {
  await countTrade(gov);
  const waiting = await all(
    gov.db,
    sql<{ programme: string; kind: FigureKind }>`select distinct programme, kind from programmes.tally`,
  );
  for (const { programme, kind } of waiting) {
    await transaction(gov.db, (tx) => publishKind(tx, programme, kind, gov.clock.now()));
  }
}

/** The beginning of the quarter of an hour that is under way: what came before may be published. */
export const closedUntil = (now: Date): Date => new Date(Math.floor(now.getTime() / SLOT) * SLOT);

async function publishKind(tx: Db, programme: string, kind: FigureKind, now: Date): Promise<void> {
  await sql`select ${FIGURES_LOCK}`.execute(tx);
  const rows = await all(
    tx,
    sql<Omit<Cell, 'slot'> & { slot: Date }>`select slot, channel, region, class, count, amount, people, shops
      from programmes.tally where programme = ${programme} and kind = ${kind}`,
  );
  const cells = rows.map((row) => ({ ...row, slot: row.slot.getTime() }));
  const before = await markOf(tx, programme, kind);
  const hasShops = kind === 'spent' || kind === 'refunded';
  const threshold = hasShops ? THRESHOLD : THRESHOLD_WITHOUT_SHOPS;
  const { published, mark } = publish(cells, before, closedUntil(now).getTime(), threshold);
  if (!mark || published.length === 0) return;
  await add(tx, programme, kind, published);
  const [totalsUntil, partsUntil] = [new Date(mark.totalsUntil), new Date(mark.partsUntil)];
  await run(
    tx,
    sql`insert into programmes.figure_mark (programme, kind, totals_until, parts_until)
      values (${programme}, ${kind}, ${totalsUntil}, ${partsUntil})
      on conflict (programme, kind) do update set totals_until = excluded.totals_until, parts_until = excluded.parts_until`,
  );
  await run(
    tx,
    sql`delete from programmes.tally where programme = ${programme} and kind = ${kind} and slot < ${partsUntil}`,
  );
}

async function markOf(db: Db, programme: string, kind: FigureKind): Promise<Mark | undefined> {
  const row = await first(
    db,
    sql<{ totalsUntil: Date; partsUntil: Date }>`
      select totals_until as "totalsUntil", parts_until as "partsUntil"
      from programmes.figure_mark where programme = ${programme} and kind = ${kind}`,
  );
  return row && { totalsUntil: row.totalsUntil.getTime(), partsUntil: row.partsUntil.getTime() };
}

async function add(tx: Db, programme: string, kind: FigureKind, published: readonly Published[]): Promise<void> {
  const column = (type: string, value: (row: Published) => unknown) => array(published.map(value), type);
  await run(
    tx,
    sql`insert into programmes.figure as f (programme, kind, hour, dimension, category, count, amount)
      select ${programme}, ${kind}, hour, dimension, category, sum(count), sum(amount)
      from unnest(${column('timestamptz', ({ hour }) => new Date(hour))}, ${column('text', (row) => row.dimension)},
        ${column('text', (row) => row.category)}, ${column('bigint', (row) => row.count)},
        ${column('bigint', (row) => row.amount)}) as given (hour, dimension, category, count, amount)
      group by hour, dimension, category
      on conflict (programme, kind, hour, dimension, category) do update set
        count = f.count + excluded.count, amount = f.amount + excluded.amount`,
  );
}
