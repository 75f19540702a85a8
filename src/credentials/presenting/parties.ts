import { AppError, all, type Db, first, sql } from '../../kernel/index.ts';
import { type Government, type PartyUse, type RelyingParty, readRelyingParty } from '../../pack/index.ts';
import { originOf } from '../issuers/index.ts';
import { SIGNING } from './model.ts';

/** A relying party as it stands. */
export interface KnownParty extends RelyingParty {
  /** Of the government itself, or anybody else. */
  kind: 'house' | 'outside';
  /** When an operator registered it; undefined for one of the pack. */
  registeredAt: Date | undefined;
  /** From when on it may ask no more. */
  withdrawnAt: Date | undefined;
}

interface PartyRow {
  party: string;
  file: string | null;
  registeredAt: Date;
  withdrawnAt: Date | null;
}

const ROW = sql`party, file, registered_at as "registeredAt", withdrawn_at as "withdrawnAt"`;

/** All relying parties, those of the pack first. One whose file goes with the pack no more is left out, and asked by its id says so. */
export async function relyingParties(db: Db, gov: Pick<Government, 'pack'>): Promise<KnownParty[]> {
  const rows = await all(db, sql<PartyRow>`select ${ROW} from credentials.relying_party order by party`);
  const byId = new Map(rows.map((row) => [row.party, row]));
  const ofPack = [...gov.pack.relyingParties.values()].map((party) => known(party, byId.get(party.id)));
  const others = rows.flatMap((row) => {
    const party = row.file === null ? undefined : readable(gov, row);
    return party ? [known(party, row)] : [];
  });
  return [...ofPack, ...others];
}

/** One relying party; undefined where there is none of this id. */
export async function relyingParty(db: Db, gov: Pick<Government, 'pack'>, id: string): Promise<KnownParty | undefined> {
  const row = await first(db, sql<PartyRow>`select ${ROW} from credentials.relying_party where party = ${id}`);
  const ofPack = gov.pack.relyingParties.get(id);
  if (ofPack) return known(ofPack, row);
  return row && row.file !== null ? known(readFile(gov, row), row) : undefined;
}

const known = (party: RelyingParty, row: PartyRow | undefined): KnownParty => ({
  ...party,
  kind: party.agency === undefined ? 'outside' : 'house',
  registeredAt: row?.file == null ? undefined : row.registeredAt,
  withdrawnAt: row?.withdrawnAt ?? undefined,
});

/** @throws AppError `unavailable` for a file that speaks of what the pack has no more. */
function readFile(gov: Pick<Government, 'pack'>, row: PartyRow): RelyingParty {
  const party = readable(gov, row);
  if (!party)
    throw new AppError('unavailable', `The registration of ${row.party} does not go with this pack any more.`);
  return party;
}

/** A file that was right when it was registered; undefined where it speaks of what the pack has no more. */
function readable({ pack }: Pick<Government, 'pack'>, { party, file }: PartyRow): RelyingParty | undefined {
  const name = `${party}.yaml`;
  const cached = read.get(file!);
  if (cached?.pack === pack.version) return cached.party;
  const found = readRelyingParty(pack, name, file!);
  if (!('party' in found)) return undefined;
  read.set(file!, { pack: pack.version, party: found.party });
  return found.party;
}

/** By their text: few, and asked for with each request. */
const read = new Map<string, { pack: string; party: RelyingParty }>();

/**
 * A relying party that may ask, and one of its uses.
 * @throws AppError `not-found`, `gone`.
 */
export async function askingParty(
  db: Db,
  gov: Pick<Government, 'pack'>,
  id: string,
  use: string,
): Promise<{ party: KnownParty; use: PartyUse }> {
  const party = await relyingParty(db, gov, id);
  const found = party?.uses.get(use);
  if (!party || !found?.asks.length) throw new AppError('not-found', 'No relying party is registered for this use.');
  if (party.withdrawnAt)
    throw new AppError('gone', 'This relying party is registered no more, and may ask for nothing.');
  return { party, use: found };
}

/** Whether people sign transactions by this use. */
export const maySign = ({ kind, id }: KnownParty, use: PartyUse): boolean =>
  kind === 'house' && id === SIGNING.party && use.id === SIGNING.use;

/** By which a relying party is named: in its certificate and in its registrations. */
export const addressOf = (gov: Pick<Government, 'config'>, party: string): string =>
  `${originOf(gov)}/relying-parties/${party}`;
