import {
  all,
  array,
  askInBatches,
  type Caller,
  type Db,
  randomSecret,
  run,
  sha256,
  sql,
  transaction,
  type World,
} from '../kernel/index.ts';
import { sessionCookie, sessionSecretOf } from './cookies.ts';
import type { Post } from './posts.ts';

const MINUTE = 60_000;
/** A session ends this long after its last request, in milliseconds. */
export const IDLE_LIMIT = 30 * MINUTE;
/** A session ends this long after sign-in, whatever happens in it, in milliseconds. */
export const ABSOLUTE_LIMIT = 12 * 60 * MINUTE;
/** Requests closer together than this do not each write when the session was seen. */
const SEEN_STEP = MINUTE;
const LONGEST_USER_AGENT = 200;

/** Who signs in, and in which office if in one. */
export interface SignIn {
  person: string;
  post?: Post | undefined;
}

/** A session as its owner may see it. `id` is the hash of its secret: it names the session and opens nothing. */
export interface Session {
  id: string;
  post: Post | undefined;
  userAgent: string | undefined;
  createdAt: Date;
  seenAt: Date;
  expiresAt: Date;
}

const minus = (at: Date, milliseconds: number) => new Date(at.getTime() - milliseconds);
const hashOf = (id: string) => Buffer.from(id, 'base64url');

/** Starts a session and returns its secret, which is nowhere else. */
export async function createSession(tx: Db, signIn: SignIn, at: Date, userAgent?: string): Promise<string> {
  const secret = randomSecret();
  await run(
    tx,
    sql`insert into identity.session (id_hash, person, agency, role, user_agent, created_at, seen_at, expires_at)
      values (${sha256(secret)}, ${signIn.person}, ${signIn.post?.agency ?? null}, ${signIn.post?.role ?? null},
        ${userAgent?.slice(0, LONGEST_USER_AGENT) ?? null}, ${at}, ${at},
        ${new Date(at.getTime() + ABSOLUTE_LIMIT)})`,
  );
  return secret;
}

/**
 * Signs the sender of a request in and returns the `Set-Cookie` for the answer. The session always gets a new secret,
 * and the one that the request carries ends: a secret planted in the browser before is worth nothing after.
 */
export async function signIn(
  world: Pick<World, 'db' | 'clock' | 'config'>,
  request: Request,
  who: SignIn,
): Promise<string> {
  const earlier = sessionSecretOf(request, world.config);
  const secret = await transaction(world.db, async (tx) => {
    if (earlier) await run(tx, sql`delete from identity.session where id_hash = ${sha256(earlier)}`);
    return createSession(tx, who, world.clock.now(), request.headers.get('user-agent') ?? undefined);
  });
  return sessionCookie(secret, world.config);
}

/**
 * Goes on in an office that the person holds: the session gets a new secret, as with every change of what it may do,
 * and keeps its end. Returns the secret; undefined if the session is over or the office is not theirs.
 */
export async function takeUpPost(tx: Db, id: string, post: Post): Promise<string | undefined> {
  const secret = randomSecret();
  const moved = await run(
    tx,
    sql`with earlier as (
        delete from identity.session s where id_hash = ${hashOf(id)} and exists (select from identity.post p
          where p.person = s.person and p.agency = ${post.agency} and p.role = ${post.role})
        returning person, user_agent, created_at, seen_at, expires_at)
      insert into identity.session (id_hash, person, agency, role, user_agent, created_at, seen_at, expires_at)
      select ${sha256(secret)}::bytea, person, ${post.agency}::text, ${post.role}::text, user_agent, created_at, seen_at,
        expires_at from earlier`,
  );
  return moved === 1 ? secret : undefined;
}

/** A session that is asked for by the hash of its secret, and the instant of the request. */
interface Asked {
  hash: Buffer;
  at: Date;
}

/** Most sessions that are looked up together. */
const MOST_ASKED = 256;

const readers = new WeakMap<Db, (asked: Asked) => Promise<Caller | undefined>>();

/**
 * Who has the session of this secret: a query that requests of the same moment share, and a write once a minute.
 * Undefined if it is over or never was.
 */
export function sessionCaller(db: Db, secret: string, at: Date): Promise<Caller | undefined> {
  let ask = readers.get(db);
  if (!ask) {
    ask = askInBatches((asked: readonly Asked[]) => sessionCallers(db, asked), MOST_ASKED);
    readers.set(db, ask);
  }
  return ask({ hash: sha256(secret), at });
}

async function sessionCallers(db: Db, asked: readonly Asked[]): Promise<(Caller | undefined)[]> {
  // An officer's session ends with the office.
  const rows = await all(
    db,
    sql<{ nth: number; person: string; agency: string | null; role: string | null; seen_at: Date }>`
      select nth::int, s.* from unnest(${array(
        asked.map(({ hash }) => hash),
        'bytea',
      )},
        ${array(
          asked.map(({ at }) => at),
          'timestamptz',
        )}, ${array(
          asked.map(({ at }) => minus(at, IDLE_LIMIT)),
          'timestamptz',
        )})
        with ordinality as r(hash, at, idle, nth)
      cross join lateral (
        select person, agency, role, seen_at from identity.session s
        where s.id_hash = r.hash and s.expires_at > r.at and s.seen_at > r.idle
          and (s.agency is null or exists (select from identity.post p
            where p.person = s.person and p.agency = s.agency and p.role = s.role)) limit 1) s`,
  );
  const found = rows.map((row) => ({ ...row, ...asked[row.nth - 1]! }));
  await markSeen(
    db,
    found.filter(({ seen_at, at }) => seen_at <= minus(at, SEEN_STEP)),
  );
  const callers: (Caller | undefined)[] = asked.map(() => undefined);
  for (const { nth, hash, person, agency, role } of found) {
    const session = hash.toString('base64url');
    callers[nth - 1] =
      agency !== null && role !== null
        ? { kind: 'officer', person, agency, role, session }
        : { kind: 'resident', person, session };
  }
  return callers;
}

/** When a session was seen last may be lost in a crash: nobody waits for the disk because of it. */
async function markSeen(db: Db, seen: readonly Asked[]): Promise<void> {
  if (seen.length === 0) return;
  // In one order, so that two processes which mark the same sessions do not wait for each other in a ring.
  const ordered = seen.toSorted((one, other) => Buffer.compare(one.hash, other.hash));
  await run(
    db,
    sql`with r as materialized (
        select s.id_hash, r.at from unnest(${array(
          ordered.map(({ hash }) => hash),
          'bytea',
        )},
          ${array(
            ordered.map(({ at }) => at),
            'timestamptz',
          )}) as r(hash, at)
        cross join lateral (select id_hash from identity.session s
          where s.id_hash = r.hash and s.seen_at < r.at limit 1 for update) s)
      update identity.session s set seen_at = r.at from r where s.id_hash = r.id_hash
      returning set_config('synchronous_commit', 'off', true)`,
  );
}

/** The sessions of a person that are not over, the latest used first. */
export async function sessionsOf(db: Db, person: string, at: Date): Promise<Session[]> {
  const rows = await all(
    db,
    sql<Omit<Session, 'id' | 'post' | 'userAgent'> & { hash: Buffer; userAgent: string | null } & Nullable<Post>>`
      select id_hash as hash, agency, role, user_agent as "userAgent", created_at as "createdAt", seen_at as "seenAt",
        expires_at as "expiresAt" from identity.session
      where person = ${person} and expires_at > ${at} and seen_at > ${minus(at, IDLE_LIMIT)}
      order by seen_at desc, created_at desc`,
  );
  return rows.map(({ hash, agency, role, userAgent, ...times }) => ({
    id: hash.toString('base64url'),
    post: agency !== null && role !== null ? { agency, role } : undefined,
    userAgent: userAgent ?? undefined,
    ...times,
  }));
}

type Nullable<T> = { [Key in keyof T]: T[Key] | null };

/** Ends a session. */
export async function endSession(tx: Db, id: string): Promise<void> {
  await run(tx, sql`delete from identity.session where id_hash = ${hashOf(id)}`);
}

/** Ends all sessions of a person but the one with the id `keep`; says how many. */
export async function endOtherSessions(tx: Db, person: string, keep: string): Promise<number> {
  return run(tx, sql`delete from identity.session where person = ${person} and id_hash <> ${hashOf(keep)}`);
}
