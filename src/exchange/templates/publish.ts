import { actingFor, type KnownParty, PARTIES, relyingParties } from '../../credentials/index.ts';
import { AppError, attempt, type Db, first, hasSqlState, run, sql, transaction } from '../../kernel/index.ts';
import { canonicalJson, commitAct } from '../../log/index.ts';
import type { Government } from '../../pack/index.ts';
import { hasData, type Template, templateOf } from './model.ts';

/** The task that publishes what has changed. */
export const PUBLISH_TASK = 'exchange.publish-templates';

/** The templates of what relying parties ask for now, those of the pack first. */
export async function templatesNow(gov: Government): Promise<Template[]> {
  return (await relyingParties(gov.db, gov)).flatMap((party) => templatesOf(gov, party));
}

/** Those of one relying party; none where it is registered no more. */
export function templatesOf({ pack }: Pick<Government, 'pack'>, party: KnownParty): Template[] {
  if (party.withdrawnAt) return [];
  return [...party.uses.values()].flatMap((use) => (hasData(use) ? [templateOf(pack, party, use)] : []));
}

/**
 * Publishes templates that are new, of one relying party or of all: each version once, an act of the public log.
 * @returns the ids of those that are new.
 */
export async function publishTemplates(db: Db, gov: Government, party?: string): Promise<string[]> {
  const parties = (await relyingParties(db, gov)).filter(({ id }) => party === undefined || id === party);
  const published: string[] = [];
  for (const template of parties.flatMap((one) => templatesOf(gov, one)))
    if (await publish(db, gov, template)) published.push(template.id);
  return published;
}

/**
 * Publishes one template, unless it is.
 * @returns whether it was new.
 * @throws AppError `conflict` where another document was published under its id, which somebody must have sought.
 */
export async function publish(db: Db, gov: Government, template: Template): Promise<boolean> {
  if (await isPublished(db, template)) return false;
  return transaction(db, async (tx) => {
    const done = await attempt(tx, () => insert(tx, gov, template));
    if ('done' in done) return true;
    if (!hasSqlState(done.failed, '23505')) throw done.failed;
    await isPublished(tx, template);
    return false;
  });
}

async function isPublished(db: Db, { party, id, hash }: Template): Promise<boolean> {
  const row = await first(
    db,
    sql<{ hash: string }>`select hash from exchange.template where party = ${party.id} and id = ${id}`,
  );
  if (row && row.hash !== hash) throw new AppError('conflict', `Another purpose was published as ${id}.`);
  return row !== undefined;
}

async function insert(tx: Db, gov: Government, { party, id, use, hash, document }: Template): Promise<void> {
  const at = gov.clock.now();
  const content = { template: id, party: party.id, use, hash };
  const { entry, salt } = await commitAct(tx, gov.logOrigin, {
    ...{ kind: 'template.published', agency: actingFor(gov, PARTIES), at, content },
  });
  await run(
    tx,
    sql`insert into exchange.template (party, id, use, document, hash, published_at, entry, salt)
      values (${party.id}, ${id}, ${use}, ${canonicalJson(document)}, ${hash}, ${at}, ${entry}, ${salt})`,
  );
}
