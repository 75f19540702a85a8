import { all, type Db, sql } from '../../kernel/index.ts';
import { publishedCheckpoint } from '../store/checkpoints.ts';
import { readBundle } from '../store/entries.ts';
import { tilesOf } from '../store/tiles.ts';
import { HASH_BYTES } from '../tree/merkle.ts';
import { TILE_WIDTH } from '../tree/tiles.ts';
import { firstEntries } from './bundle.ts';
import { MissingFromLog } from './errors.ts';
import { formatPath, type Resource } from './path.ts';
import { type LogSource, widthIn } from './source.ts';

/** A log in its own database, as far as it is published: what no shown checkpoint covers is missing. */
export function postgresSource(db: Db, origin: string): LogSource {
  const tiles = tilesOf(db, origin);
  const newestSize = latestOnly(async () => (await publishedCheckpoint(db, origin))?.size ?? 0);
  let published = 0; // as far as is known here; it only grows
  const assertPublished = async (resource: Resource) => {
    const level = resource.level === 'entries' ? 0 : resource.level;
    const covered = () => widthIn(published, level, resource.index) >= resource.width;
    if (!covered()) published = Math.max(published, await newestSize());
    if (!covered()) throw new MissingFromLog(`The log has no ${formatPath(resource)}`);
  };
  return {
    async checkpoint() {
      const newest = await publishedCheckpoint(db, origin);
      if (!newest) throw new MissingFromLog('The log has no checkpoint yet');
      published = Math.max(published, newest.size);
      return newest.note;
    },
    async tile({ level, index, width }) {
      await assertPublished({ level, index, width });
      const [tile] = await tiles([{ level, index }]);
      const length = width * HASH_BYTES;
      if (!tile || tile.hashes.length < length) throw new Error(`Tile ${level}/${index} is not as it was published`);
      return tile.hashes.subarray(0, length);
    },
    async entries({ index, width }) {
      await assertPublished({ level: 'entries', index, width });
      return firstEntries(await readBundle(db, origin, index), width);
    },
  };
}

/** The widths, 0 to 255, that the last tile of a level had under published checkpoints of sizes between. */
export async function publishedWidths(
  db: Db,
  origin: string,
  level: number,
  { above, below }: { above: number; below: number },
): Promise<number[]> {
  const rows = await all(
    db,
    sql<{ width: number }>`select distinct size / ${TILE_WIDTH ** level}::bigint % ${TILE_WIDTH}::bigint as width
      from log.checkpoint
      where origin = ${origin} and published_at is not null and size > ${above} and size < ${below}`,
  );
  return rows.map(({ width }) => width);
}

/**
 * Asks once for all who ask at the same time. An answer that was under way when somebody asked may be older than they
 * know of, so they get the next one.
 */
function latestOnly<T>(ask: () => Promise<T>): () => Promise<T> {
  let underWay: Promise<unknown> = Promise.resolve();
  let next: Promise<T> | undefined;
  return () => {
    next ??= underWay.then(() => {
      const answer = next!;
      next = undefined;
      underWay = answer.catch(() => {});
      return ask();
    });
    return next;
  };
}
