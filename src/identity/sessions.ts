import {
  AppError,
  all,
  array,
  askInBatches,
  type Caller,
  type Db,
  randomSecret,
  run,
  sha256,
  sql,
  type Text,
  transaction,
  type World,
} from '../kernel/index.ts';
import { sessionCookie, sessionSecretOf } from './cookies.ts';
import { type Means, provesBy } from './means.ts';
import type { Post } from './posts.ts';

const MINUTE = 60_000;
/** A session ends this long after its last request, in milliseconds. */
export const IDLE_LIMIT = 30 * MINUTE;
/** A session ends this long after sign-in, whatever happens in it, in milliseconds. */
export const ABSOLUTE_LIMIT = 12 * 60 * MINUTE;
/** Requests closer together than this do not each write when the session was seen. */
const SEEN_STEP = MINUTE;
const LONGEST_USER_AGENT = 200;

/** Who signs in, by what, and in which office if in one. */
export interface SignIn {
  person: string;
  means: Means;
  post?: Post | undefined;
}

/** A session as its owner may see it. `id` is the hash of its secret: it names the session and opens nothing. */
export interface Session {
  id: string;
  post: Post | undefined;
  means: Means | undefined;
  userAgent: string | undefined;
  createdAt: Date;
  seenAt: Date;
  expiresAt: Date;
}

const NOT_PROVED: Text = {
  ko: '이것으로는 본인 확인이 되지 않아요. 로그인한 본인의 패스키나 디지털 지갑을 써 주세요.',
  'zh-Hant': '這無法證明是您本人。請使用目前登入者的密碼金鑰或數位憑證皮夾。',
  en: 'This does not prove that it is you. Use a passkey or wallet of the person who is signed in.',
};

const minus = (at: Date, milliseconds: number) => new Date(at.getTime() - milliseconds);
const hashOf = (id: string) => Buffer.from(id, 'base64url');

/** Starts a session and returns its secret, which is nowhere else. */
export async function createSession(tx: Db, signIn: SignIn, at: Date, userAgent?: string): Promise<string> {
  const secret = randomSecret();
  await run(
    tx,
    sql`insert into identity.session
        (id_hash, person, agency, role, means, proved_at, user_agent, created_at, seen_at, expires_at)
      values (${sha256(secret)}, ${signIn.person}, ${signIn.post?.agency ?? null}, ${signIn.post?.role ?? null},
        ${signIn.means}, ${provesBy(signIn.means) ? at : null}, ${userAgent?.slice(0, LONGEST_USER_AGENT) ?? null},
        ${at}, ${at}, ${new Date(at.getTime() + ABSOLUTE_LIMIT)})`,
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
export function takeUpPost(tx: Db, id: string, post: Post): Promise<string | undefined> {
  return renew(tx, id, {
    where: sql`exists (select from identity.post p
      where p.person = s.person and p.agency = ${post.agency} and p.role = ${post.role})`,
    place: sql`${post.agency}::text, ${post.role}::text, means, proved_at`,
  });
}

/**
 * Notes that the person of a session has proved anew who they are (step up). The session gets a new secret and keeps its
 * office and its end. Returns the secret; undefined if the session is over or another person's.
 */
export function renewProof(
  tx: Db,
  id: string,
  { person, means }: Pick<SignIn, 'person' | 'means'>,
  at: Date,
): Promise<string | undefined> {
  return renew(tx, id, {
    where: sql`person = ${person}`,
    place: sql`agency, role, ${means}::text, ${provesBy(means) ? at : null}::timestamptz`,
  });
}

/**
 * Proves anew who the caller is, in the session that they are in, and returns the `Set-Cookie` for the answer.
 * @throws AppError `forbidden` for the proof of another person; `not-signed-in` where the session is over meanwhile.
 */
export async function proveAgain(
  { db, clock, config }: Pick<World, 'db' | 'clock' | 'config'>,
  caller: { person: string; session: string },
  proof: Pick<SignIn, 'person' | 'means'>,
): Promise<string> {
  if (proof.person !== caller.person || !provesBy(proof.means)) throw new AppError('forbidden', NOT_PROVED);
  const secret = await renewProof(db, caller.session, proof, clock.now());
  if (!secret) throw new AppError('not-signed-in', 'This session is over. Sign in again.');
  return sessionCookie(secret, config);
}

/** Puts a session with another secret in the place of one. `place` is its agency, role, means and instant of proof. */
async function renew(
  tx: Db,
  id: string,
  { where, place }: Record<'where' | 'place', ReturnType<typeof sql>>,
): Promise<string | undefined> {
  const secret = randomSecret();
  const moved = await run(
    tx,
    sql`with earlier as (delete from identity.session s where id_hash = ${hashOf(id)} and ${where} returning *)
      insert into identity.session
        (id_hash, person, agency, role, means, proved_at, user_agent, created_at, seen_at, expires_at)
      select ${sha256(secret)}::bytea, person, ${place}, user_agent, created_at, seen_at, expires_at from earlier`,
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

/**
 * Looks sessions up, and marks those as seen that were not for a while. When that was may be lost in a crash: nobody waits
 * for the disk because of it.
 */
async function sessionCallers(db: Db, asked: readonly Asked[]): Promise<(Caller | undefined)[]> {
  // In one order, so that two processes which mark the same sessions do not wait for each other in a ring.
  const inOrder = asked.toSorted((one, other) => Buffer.compare(one.hash, other.hash));
  const column = (type: string, value: (one: Asked) => unknown) => array(inOrder.map(value), type);
  // An officer's session ends with the office.
  const rows = await all(
    db,
    sql<{ nth: number; proved_at: Date | null; person: string } & Nullable<Post>>`
      with found as materialized (
        select nth, r.hash, r.at, r.unseen, s.* from unnest(${column('bytea', ({ hash }) => hash)},
          ${column('timestamptz', ({ at }) => at)}, ${column('timestamptz', ({ at }) => minus(at, IDLE_LIMIT))},
          ${column('timestamptz', ({ at }) => minus(at, SEEN_STEP))})
          with ordinality as r(hash, at, idle, unseen, nth)
        cross join lateral (
          select person, agency, role, seen_at, proved_at from identity.session s
          where s.id_hash = r.hash and s.expires_at > r.at and s.seen_at > r.idle
            and (s.agency is null or exists (select from identity.post p
              where p.person = s.person and p.agency = s.agency and p.role = s.role)) limit 1) s
      ), unseen as materialized (
        select s.id_hash, found.at from found cross join lateral (select id_hash from identity.session s
          where found.seen_at <= found.unseen and s.id_hash = found.hash and s.seen_at < found.at limit 1 for update) s
      ), marked as (
        update identity.session s set seen_at = u.at from unseen u where s.id_hash = u.id_hash
        returning set_config('synchronous_commit', 'off', true)
      )
      select nth::int, person, agency, role, proved_at from found`,
  );
  const callers = new Map<Asked, Caller>();
  for (const { nth, person, agency, role, proved_at } of rows) {
    const one = inOrder[nth - 1]!;
    const session = one.hash.toString('base64url');
    const signedIn = { person, session, ...(proved_at && { provedAt: proved_at }) };
    const caller: Caller =
      agency !== null && role !== null
        ? { kind: 'officer', agency, role, ...signedIn }
        : { kind: 'resident', ...signedIn };
    callers.set(one, caller);
  }
  return asked.map((one) => callers.get(one));
}

/** The sessions of a person that are not over, the latest used first. */
export async function sessionsOf(db: Db, person: string, at: Date): Promise<Session[]> {
  const rows = await all(
    db,
    sql<SessionRow>`
      select id_hash as hash, agency, role, means, user_agent as "userAgent", created_at as "createdAt", seen_at as "seenAt",
        expires_at as "expiresAt" from identity.session
      where person = ${person} and expires_at > ${at} and seen_at > ${minus(at, IDLE_LIMIT)}
      order by seen_at desc, created_at desc`,
  );
  return rows.map(({ hash, agency, role, means, userAgent, ...times }) => ({
    id: hash.toString('base64url'),
    post: agency !== null && role !== null ? { agency, role } : undefined,
    means: means ?? undefined,
    userAgent: userAgent ?? undefined,
    ...times,
  }));
}

type Nullable<T> = { [Key in keyof T]: T[Key] | null };
type SessionRow = Pick<Session, 'createdAt' | 'seenAt' | 'expiresAt'> & { hash: Buffer } & Nullable<Post> &
  Nullable<{ means: Means; userAgent: string }>;

/** Ends a session. */
export async function endSession(tx: Db, id: string): Promise<void> {
  await run(tx, sql`delete from identity.session where id_hash = ${hashOf(id)}`);
}

/** Ends all sessions of a person but the one with the id `keep`; says how many. */
export async function endOtherSessions(tx: Db, person: string, keep: string): Promise<number> {
  return run(tx, sql`delete from identity.session where person = ${person} and id_hash <> ${hashOf(keep)}`);
}
