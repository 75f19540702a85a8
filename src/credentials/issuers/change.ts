import { AppError, type Db, transaction } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import { kidOf, type Replaced, replaceKeys } from './issuer.ts';
import { actingFor, isIssuer, KEEPER } from './names.ts';
import { beginRecall } from './recalls.ts';
import { currentKey, endKeys, type IssuerKey, keysOf, lockIssuer, recordIssuerAct } from './store.ts';

/** How keys are replaced. */
export interface Rotation {
  /** Whether the root is, too. */
  root?: boolean;
  /** Who did it; an operator if left out. */
  officer?: string | undefined;
  /** The id of the signer that is to go: where there is another by now, nothing is done. */
  instead?: string | undefined;
}

/**
 * Gives an issuer a new signer, with a new root if asked for: an act of the public log. What the old ones signed goes on
 * being trusted until it ends; their secrets are destroyed.
 * @throws AppError `not-found` for an agency that vouches for nothing, `conflict` where another signer is there than is to go.
 */
export async function rotateIssuer(
  gov: Government,
  agency: string,
  { root = false, officer, instead }: Rotation = {},
): Promise<Replaced> {
  checkIssuer(gov, agency);
  return transaction(gov.db, async (tx) => {
    await lockIssuer(tx, agency);
    const current = await currentKey(tx, agency, 'signer');
    if (instead !== undefined && current?.id !== instead) throw new AppError('conflict', 'It has another key by now.');
    return replaceKeys(tx, gov, agency, { root, officer });
  });
}

/** A key that somebody else may have. */
export interface Compromise {
  agency: string;
  /** The name of the key, or the beginning of it; the current signer's if left out. */
  kid?: string | undefined;
  /** What the public log is told, which names nobody. */
  reason: string;
  /** The officer who decided it; an operator if left out. */
  officer?: string | undefined;
}

/** What was done about it. */
export interface Distrusted extends Replaced {
  /** Keys that nothing is believed of any more: the one that was named, and if it is a root all under it. */
  keys: readonly IssuerKey[];
}

/**
 * Distrusts a key of an issuer: an act of the public log, after which nothing is believed that it ever signed, whatever
 * date it bears, since a thief writes any. Where it was current, others are made at once. What its holders have is taken
 * back by a job that begins with this.
 * @throws AppError `not-found` for an issuer or a key that is none, `conflict` for a key that is distrusted already.
 */
export async function distrustIssuer(gov: Government, compromise: Compromise): Promise<Distrusted> {
  checkIssuer(gov, compromise.agency);
  return transaction(gov.db, (tx) => distrustKeys(tx, gov, compromise));
}

/** The same in the transaction of who decides it. */
export async function distrustKeys(
  tx: Db,
  gov: Government,
  { agency, kid, reason, officer }: Compromise,
): Promise<Distrusted> {
  await lockIssuer(tx, agency);
  const all = await keysOf(tx, agency);
  const named = namedKey(all, kid);
  const keys = all.filter((key) => (key === named || key.root === named.id) && key.state !== 'distrusted');
  const at = gov.clock.now();
  await endKeys(tx, keys, 'distrusted', at);
  const content = { distrusted: keys.map(kidOf), reason };
  const entry = await recordIssuerAct(tx, gov, {
    by: actingFor(gov, agency),
    agency,
    kind: 'distrusted',
    content,
    at,
    officer,
  });
  const { signer } = await currentOrNew(tx, gov, agency);
  if (agency !== KEEPER) await beginRecall(tx, keys, at);
  const ended = keys.map((key) => ({ ...key, state: 'distrusted' as const, endedAt: key.endedAt ?? at }));
  return { signer, entry, keys: ended };
}

function checkIssuer(gov: Government, agency: string): void {
  if (!isIssuer(gov, agency)) throw new AppError('not-found', `There is no issuer "${agency}".`);
}

/** @throws AppError `not-found` for a name of none or of several, `conflict` for a key that is distrusted already. */
export function namedKey(keys: readonly IssuerKey[], kid: string | undefined): IssuerKey {
  const found = keys.filter((key) =>
    kid === undefined ? key.kind === 'signer' && key.state === 'current' : kidOf(key).startsWith(kid),
  );
  if (found.length !== 1)
    throw new AppError('not-found', 'There is no such key, or more than one of which the name begins so.');
  if (found[0]!.state === 'distrusted') throw new AppError('conflict', 'This key is distrusted already.');
  return found[0]!;
}

async function currentOrNew(tx: Db, gov: Government, agency: string): Promise<{ signer: IssuerKey }> {
  const left = (await keysOf(tx, agency)).find(({ kind, state }) => kind === 'signer' && state === 'current');
  return left ? { signer: left } : replaceKeys(tx, gov, agency, { root: false });
}
