import { AsyncLocalStorage } from 'node:async_hooks';
import type { Adapter, AdapterPayload } from 'oidc-provider';
import {
  atSeconds,
  type Db,
  first,
  json,
  type RawBuilder,
  run,
  sha256,
  sql,
  transaction,
  trueSeconds,
} from '../../kernel/index.ts';

/*
 * Where the authorization server keeps what it knows. Names are hashed before they come here, since the name of a token is
 * the token: a copy of the database opens nothing.
 */

const asked = new AsyncLocalStorage<Db>();

/** The transaction that the authorization server is asked in. */
export const askedWithin = (): Db => asked.getStore()!;

/** Whatever the authorization server writes meanwhile commits together, or not at all. */
export const withinTransaction = <T>(db: Db, work: (tx: Db) => Promise<T>): Promise<T> =>
  transaction(db, (tx) => asked.run(tx, () => work(tx)));

/** What opens something, as it is stored. */
export const hashOf = (name: string): Buffer => sha256(name);

/** Those of which only one request may have its way: whoever is second waits, and finds it used. */
const ONE_TIME = new Set(['AuthorizationCode', 'RefreshToken', 'PushedAuthorizationRequest']);

/** Sessions are those of the portal: the authorization server has none of its own. */
const NOT_KEPT = new Set(['Session']);

/**
 * The store of a model of oidc-provider.
 * @param named of the room whose server it is, with the columns of `credentials.oauth`.
 */
export function adapterOf(database: Db, named: string, model: string): Adapter {
  const db = () => asked.getStore() ?? database;
  if (NOT_KEPT.has(model)) return NOTHING;
  const table = sql.table(named);
  const of = { table, model };
  return {
    upsert: (id, payload, seconds) => write(db(), of, id, payload, seconds),
    find: (id) => read(db(), of, id),
    findByUid: () => NONE,
    findByUserCode: () => NONE,
    async consume(id) {
      await run(
        db(),
        sql`update ${table} set payload = payload || ${json({ consumed: trueSeconds() })}
          where id = ${hashOf(id)} and model = ${model}`,
      );
    },
    async destroy(id) {
      await run(db(), sql`delete from ${table} where id = ${hashOf(id)} and model = ${model}`);
    },
    async revokeByGrantId(id) {
      await run(db(), sql`delete from ${table} where grant_id = ${hashOf(id)} and model = ${model}`);
    },
  };
}

const NONE = Promise.resolve(undefined);
const NOTHING: Adapter = {
  upsert: () => NONE,
  find: () => NONE,
  findByUid: () => NONE,
  findByUserCode: () => NONE,
  consume: () => NONE,
  destroy: () => NONE,
  revokeByGrantId: () => NONE,
};

/** Where things of one kind are. */
interface Place {
  table: RawBuilder<unknown>;
  model: string;
}

async function write(
  db: Db,
  { table, model }: Place,
  id: string,
  payload: AdapterPayload,
  seconds?: number,
): Promise<void> {
  const { jti, grantId, accountId, ...rest } = payload;
  const grant = model === 'Grant' ? id : grantId;
  const ends = seconds === undefined ? null : atSeconds(trueSeconds() + seconds);
  const registered = model === 'Client' ? atSeconds(trueSeconds()) : null;
  await run(
    db,
    sql`insert into ${table} (id, model, grant_id, person, payload, ends_at, registered_at)
      values (${hashOf(id)}, ${model}, ${grant ? hashOf(grant) : null}, ${accountId ?? null},
        ${json({ ...rest, grantId, accountId })}, ${ends}, ${registered})
      on conflict (id, model) do update set grant_id = excluded.grant_id, person = excluded.person,
        payload = excluded.payload, ends_at = excluded.ends_at`,
  );
}

async function read(db: Db, { table, model }: Place, id: string): Promise<AdapterPayload | undefined> {
  const found = await first(
    db,
    sql<{ payload: AdapterPayload }>`select payload from ${table}
      where id = ${hashOf(id)} and model = ${model} and payload <> '{}'
        and (ends_at is null or ends_at > ${atSeconds(trueSeconds())})
      ${ONE_TIME.has(model) ? sql`for update` : sql``}`,
  );
  if (!found) return undefined;
  // A wallet that has registered is named by client_id, everything else by what was asked for.
  return model === 'Client' ? found.payload : { ...found.payload, jti: id };
}
