import { all, type Db, run, sql, uuidOf } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';

/** A device of somebody that has fetched cards. */
export interface WalletSeen {
  /** As its copies name it. */
  wallet: string;
  /** The program, where it has registered under a name. */
  name?: string;
  /** What it called itself last, as browsers do (`User-Agent`). */
  agent?: string;
  firstAt: Date;
  lastAt: Date;
  /** Of how many cards it has copies that are in force. */
  cards: number;
}

const LONGEST_AGENT = 200;

/**
 * The id of a device: drawn from its DPoP key, which is the same for all that it fetches; without one it is known for what
 * it fetches under one grant only.
 */
export const walletOf = (thumbprint: string | undefined, grant: Buffer): string =>
  thumbprint === undefined ? uuidOf('grant', grant.toString('base64url')) : uuidOf('dpop', thumbprint);

/** Writes down that a device was here, and ties its grant to it. */
export async function walletWasHere(
  tx: Db,
  { clock }: Pick<Government, 'clock'>,
  seen: { person: string; wallet: string; grant: Buffer; client: string; agent: string | undefined },
): Promise<void> {
  const at = clock.now();
  await run(
    tx,
    sql`insert into credentials.wallet as w (person, wallet, client, agent, first_at, last_at)
      values (${seen.person}, ${seen.wallet}, ${seen.client}, ${seen.agent?.slice(0, LONGEST_AGENT) ?? null}, ${at}, ${at})
      on conflict (person, wallet) do update
        set client = excluded.client, agent = excluded.agent, last_at = excluded.last_at`,
  );
  await run(
    tx,
    sql`update credentials.permit set wallet = ${seen.wallet}
      where person = ${seen.person} and grant_id = ${seen.grant} and wallet is distinct from ${seen.wallet}`,
  );
}

/** The devices of somebody, the latest seen first. */
export async function walletsOf(db: Db, { clock }: Pick<Government, 'clock'>, person: string): Promise<WalletSeen[]> {
  const rows = await all(
    db,
    sql<Omit<WalletSeen, 'name' | 'agent'> & { name: string | null; agent: string | null }>`
      select w.wallet, o.payload->>'client_name' as name, w.agent, w.first_at as "firstAt", w.last_at as "lastAt",
        (select count(distinct c.card)::integer from credentials.copy c
          where c.person = w.person and c.wallet = w.wallet and c.revoked_at is null and c.expires_at > ${clock.now()})
          as cards
      from credentials.wallet w
      left join credentials.oauth o on o.model = 'Client' and o.id = sha256(convert_to(w.client, 'UTF8'))
      where w.person = ${person} order by w.last_at desc, w.wallet`,
  );
  return rows.map(({ name, agent, ...seen }) => ({ ...seen, ...(name && { name }), ...(agent && { agent }) }));
}
