import { all, array, type Db, first, run, sql } from '../../kernel/index.ts';

/** A tree that was signed. */
export interface SignedCheckpoint {
  origin: string;
  size: number;
  root: Buffer;
  /** The signed note: the log's own signatures and, as they are read here, those of its witnesses so far. */
  note: string;
  at: Date;
  /** When its witnesses were enough for it to be shown; null until then. */
  publishedAt: Date | null;
}

const COLUMNS = sql`checkpoint.origin, checkpoint.size, checkpoint.root, checkpoint.at, checkpoint.published_at as "publishedAt",
  checkpoint.note || coalesce((
    select string_agg(line, '' order by witness) from log.cosignature
    where cosignature.origin = checkpoint.origin and cosignature.size = checkpoint.size), '') as note`;

/** The newest checkpoint that was signed, shown or not; undefined before the first. */
export function latestCheckpoint(db: Db, origin: string): Promise<SignedCheckpoint | undefined> {
  return first(
    db,
    sql<SignedCheckpoint>`select ${COLUMNS} from log.checkpoint where origin = ${origin} order by size desc limit 1`,
  );
}

/** The newest checkpoint that enough witnesses signed: the log as the world sees it; undefined before the first. */
export function publishedCheckpoint(db: Db, origin: string): Promise<SignedCheckpoint | undefined> {
  return first(
    db,
    sql<SignedCheckpoint>`select ${COLUMNS} from log.checkpoint
      where origin = ${origin} and published_at is not null order by size desc limit 1`,
  );
}

/** Published checkpoints, the newest first, of sizes below `before`. */
export function publishedCheckpoints(
  db: Db,
  origin: string,
  { limit, before = Number.MAX_SAFE_INTEGER }: { limit: number; before?: number },
): Promise<SignedCheckpoint[]> {
  return all(
    db,
    sql<SignedCheckpoint>`select ${COLUMNS} from log.checkpoint
      where origin = ${origin} and published_at is not null and size < ${before} order by size desc limit ${limit}`,
  );
}

/** Keeps a checkpoint that the log has signed. Its size is new, or the statement fails. */
export async function insertCheckpoint(
  tx: Db,
  { origin, size, root, note, at, publishedAt }: SignedCheckpoint,
): Promise<void> {
  await run(
    tx,
    sql`insert into log.checkpoint (origin, size, root, note, at, published_at)
      values (${origin}, ${size}, ${root}, ${note}, ${at}, ${publishedAt})`,
  );
}

/** Shows a checkpoint to the world, once. */
export async function publishCheckpoint(db: Db, origin: string, size: number, at: Date): Promise<void> {
  await run(
    db,
    sql`update log.checkpoint set published_at = ${at}
      where origin = ${origin} and size = ${size} and published_at is null`,
  );
}

/** What a witness signed. */
export interface Cosignature {
  origin: string;
  size: number;
  /** Which key signed: `name+hash`, the first two parts of its verifier key. */
  witness: string;
  /** Its line of the note, newline and all. */
  line: string;
  /** The time that the witness gives. */
  at: Date;
}

/** Keeps a cosignature; a second one of the same witness for the same size is passed over. */
export async function insertCosignature(db: Db, { origin, size, witness, line, at }: Cosignature): Promise<void> {
  await run(
    db,
    sql`insert into log.cosignature (origin, witness, size, line, at)
      values (${origin}, ${witness}, ${size}, ${line}, ${at}) on conflict do nothing`,
  );
}

/** The newest cosignature of each of these witnesses that has signed. */
export function latestCosignatures(db: Db, origin: string, witnesses: readonly string[]): Promise<Cosignature[]> {
  return all(
    db,
    sql<Cosignature>`
      select newest.* from unnest(${array(witnesses, 'text')}) as asked (witness)
      cross join lateral (
        select origin, witness, size, line, at from log.cosignature
        where origin = ${origin} and cosignature.witness = asked.witness order by size desc limit 1
      ) newest`,
  );
}
