import { relyingParty } from '../../credentials/index.ts';
import { AppError, all, array, first, run, sql } from '../../kernel/index.ts';
import {
  changesOf,
  type Government,
  type Pack,
  PackError,
  type PackProblem,
  placesOf,
  problemAt,
  type Standard,
  type StandardContract,
} from '../../pack/index.ts';
import { pathOf, type TemplateDocument } from './model.ts';

/*
 * Receivers go by the version of a standard by which they asked. A pack that would break one does not start: what can be
 * translated is, by the mappings in the pack, and what cannot is told with its place and what to do.
 */

/** Something that was promised, and that a pack makes impossible. */
export interface Breakage {
  standard: string;
  /** Undefined where it is the version as a whole. */
  field?: string;
  /** In English, with what to do. */
  says: string;
}

/**
 * Keeps every version of a pack's standards as it is when it is first in use.
 * @throws PackError where one differs from what was published, or a receiver could not be served any more.
 */
export async function keepStandards(gov: Government): Promise<void> {
  const { db, pack, clock } = gov;
  const published = await all(
    db,
    sql<{ id: string; contract: StandardContract; hash: string }>`select id, contract, hash from exchange.standard`,
  );
  const changed = published.flatMap(({ id, contract, hash }) => {
    const own = pack.standards.get(id);
    return own && own.hash !== hash ? changesIn(own, contract) : [];
  });
  const broken = [...changed, ...(await brokenInUse(gov))];
  if (broken.length > 0) throw new PackError(pack.folder, await Promise.all(broken.map((one) => placed(pack, one))));
  const known = new Set(published.map(({ id }) => id));
  const added = [...pack.standards.values()].filter(({ id }) => !known.has(id));
  if (added.length === 0) return;
  const column = (type: string, value: (standard: Standard) => unknown) => array(added.map(value), type);
  await run(
    db,
    sql`insert into exchange.standard (id, contract, hash, published_at)
      select id, contract, hash, ${clock.now()}
      from unnest(${column('text', ({ id }) => id)}, ${column('jsonb', ({ contract }) => JSON.stringify(contract))},
        ${column('text', ({ hash }) => hash)}) as given (id, contract, hash)
      on conflict (id) do nothing`,
  );
}

const changesIn = ({ id, name, version, contract }: Standard, published: StandardContract): Breakage[] =>
  changesOf(published, contract).map(({ field, says }) => ({
    ...{ standard: id, field },
    says: `${id} was published and never changes, but ${field} ${says}: put it back, and say it in ${name}@${version + 1}`,
  }));

/** What of the standards in a template a pack does not serve any more as it was published. */
export function breakagesOf({ standards }: Pick<Pack, 'standards'>, document: TemplateDocument): Breakage[] {
  const fields = document.fields.filter(({ as }) => as !== undefined);
  const paths = Map.groupBy(fields, ({ as }) => as!);
  const asked = (document.standards ?? []).flatMap(({ id, hash }): Breakage[] => {
    const standard = standards.get(id);
    if (standard?.hash === hash) return [];
    return [{ standard: id, says: `${id} is ${standard ? 'another' : 'not there'} any more: put it back` }];
  });
  const filled = [...paths].flatMap(([as, own]): Breakage[] => {
    const [id = '', name = ''] = [as.slice(0, as.lastIndexOf('.')), as.slice(as.lastIndexOf('.') + 1)];
    const field = standards.get(id)?.fields.get(name);
    if (!field) return [];
    const now = placesOf(field.form).map(pathOf).sort().join(', ');
    const agreed = own.map(({ path }) => path).sort();
    if (now === agreed.join(', ')) return [];
    return [
      {
        ...{ standard: id, field: name },
        says: `${name} of ${id} came out of ${agreed.join(', ')} when people agreed, and comes out of ${now || 'nothing'} now: let it come out of the same, or publish a version in which it is another field`,
      },
    ];
  });
  return [...asked, ...filled];
}

interface PublishedRow {
  party: string;
  use: string;
  id: string;
  document: string;
}

/** What breaks templates that somebody goes by: by a consent that is not over, or as what they ask now. */
async function brokenInUse(gov: Government): Promise<Breakage[]> {
  const rows = await all(
    gov.db,
    sql<PublishedRow>`select party, use, id, document from exchange.template
      where document::jsonb ? 'standards' order by published_at, id`,
  );
  const broken: Breakage[] = [];
  for (const row of rows) {
    const own = breakagesOf(gov.pack, JSON.parse(row.document) as TemplateDocument);
    if (own.length > 0 && (await isInUse(gov, row)))
      broken.push(...own.map((one) => ({ ...one, says: `${one.says} (${row.id} goes by it)` })));
  }
  return broken;
}

async function isInUse(gov: Government, { party, use, id }: PublishedRow): Promise<boolean> {
  const consent = await first(
    gov.db,
    sql<{ id: string }>`select id from exchange.consent
      where template = ${id} and state in ('given', 'paused') and until_at > ${gov.clock.now()} limit 1`,
  );
  // What the pack's own ask is compiled with it, and is right.
  if (consent || gov.pack.relyingParties.has(party)) return consent !== undefined;
  const newest = await first(
    gov.db,
    sql<{ id: string }>`select id from exchange.template where party = ${party} and use = ${use}
      order by published_at desc, id limit 1`,
  );
  return newest?.id === id && (await mayAsk(gov, party));
}

/** Whether an installation has somebody registered who may ask, be it that their file does not go with this pack. */
async function mayAsk(gov: Government, party: string): Promise<boolean> {
  try {
    const known = await relyingParty(gov.db, gov, party);
    return known !== undefined && !known.withdrawnAt;
  } catch (error) {
    if (error instanceof AppError && error.code === 'unavailable') return true;
    throw error;
  }
}

/** Where it is to be mended. What registers fill is said by the newest version. */
function placed(pack: Pack, { standard: id, field, says }: Breakage): Promise<PackProblem> {
  const path = field === undefined ? [] : ['fields', field];
  return problemAt(pack.folder, `standards/${id}.yaml`, path, says);
}
