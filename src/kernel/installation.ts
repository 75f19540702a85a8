import { ConfigError } from './config.ts';
import { all, type Db, sql } from './database.ts';

/**
 * Makes a database that of a country pack, or finds that it is. Under another pack none of its people would be found, and
 * what that one brings would be written beside them.
 * @param pack its id.
 * @throws ConfigError if the database was filled with another.
 */
export async function claimDatabase(db: Db, pack: string): Promise<void> {
  // Two statements: what another process writes meanwhile is only seen by the one that begins after it.
  await sql`insert into kernel.installation (pack) values (${pack}) on conflict do nothing`.execute(db);
  const [owner] = await all<{ pack: string }>(db, sql`select pack from kernel.installation`);
  if (owner!.pack === pack) return;
  throw new ConfigError(
    `This database belongs to the pack "${owner!.pack}", and not to "${pack}". Set PACK back, or give "${pack}" a database of its own: another MADANG_HOME or DATABASE_URL.`,
  );
}
