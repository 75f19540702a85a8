import { deflateSync } from 'node:zlib';
import {
  emptyStatusList,
  encodeHeader,
  encodeStatusList,
  issueStatusList,
  STATUS,
  STATUS_LIST_TYPE,
  setStatus,
} from '../../formats/index.ts';
import { addJob, all, array, type Db, first, run, sql } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import { issOf, issuerOf } from '../issuers/index.ts';
import type { StatusPlace } from './indices.ts';
import { LIST_SIZE } from './permutation.ts';

/** The job that signs lists anew in which something has changed, and those that are getting old. */
export const STATUS_TASK = 'credentials.status';

/** Told of a list in which something was revoked or suspended, once that commits. */
export const REVOKED_TASK = 'credentials.revoked';

/** What it is told. */
export type RevokedIn = ListOf;

/** For how many seconds a verifier may keep a list: with the job at the act itself, within a minute of it all know. */
export const STATUS_TTL = 30;

/** How long a list may be believed where nothing newer can be had, as when every server is down. */
const BELIEVED_MS = 48 * 3_600_000;
/** From this age on it is signed anew though nothing has changed. */
const OLD_MS = 12 * 3_600_000;
/** For so long after a change a list is signed again: who wrote the change may have committed after it was looked at. */
const UNSETTLED_MS = 120_000;

/** At this age, where no job has come round, whoever asks for it has it signed. */
const TOO_OLD_MS = 2 * OLD_MS;

/** What a status list says of a copy. */
export type CopyStatus = keyof typeof STATUS;

/**
 * Sets the statuses of copies, in the transaction that changes what they are of. Once it commits their lists are signed
 * anew, without waiting for the job's turn.
 */
export async function setStatuses(
  tx: Db,
  { clock }: Pick<Government, 'clock'>,
  agency: string,
  places: readonly StatusPlace[],
  status: CopyStatus,
): Promise<void> {
  if (places.length === 0) return;
  const at = clock.now();
  const ordered = places.toSorted((one, other) => one.list - other.list || one.index - other.index);
  const column = (name: keyof StatusPlace) =>
    array(
      ordered.map((place) => place[name]),
      'int',
    );
  await run(
    tx,
    sql`insert into credentials.status as s (agency, list, index, status, changed_at)
      select ${agency}, list, index, ${STATUS[status]}::smallint, ${at}
      from unnest(${column('list')}, ${column('index')}) as given (list, index)
      on conflict (agency, list, index) do update set status = excluded.status, changed_at = excluded.changed_at
      where s.status <> ${STATUS.invalid}::smallint`,
  );
  const tasks = status === 'valid' ? [STATUS_TASK] : [STATUS_TASK, REVOKED_TASK];
  for (const list of new Set(ordered.map(({ list }) => list)))
    for (const task of tasks) await addJob(tx, task, { agency, list }, { key: `${task} ${agency} ${list}` });
}

/** A list as it was signed, and when. */
export interface SignedList {
  token: string;
  builtAt: Date;
}

/**
 * The status list token of an agency, as it was last signed; one that has never been, or is old, is signed now.
 * @returns undefined where there is no such list.
 */
export async function statusListToken(
  db: Db,
  gov: Government,
  { agency, list }: { agency: string; list: number },
): Promise<SignedList | undefined> {
  const found = await lastSigned(db, gov, { agency, list });
  if (found && gov.clock.now().getTime() - found.builtAt.getTime() < TOO_OLD_MS) return found;
  const known = await first(db, sql`select from credentials.status_list where agency = ${agency} and list = ${list}`);
  return known ? signList(gov, { agency, list }) : undefined;
}

/** A list as it was last signed. Its text is fetched once: all verifiers ask for the same few, and mostly nothing has changed. */
async function lastSigned(db: Db, gov: Government, { agency, list }: ListOf): Promise<SignedList | undefined> {
  const own = fetched.get(gov) ?? new Map<string, Fetched>();
  fetched.set(gov, own);
  const known = own.get(`${agency} ${list}`);
  // Each version of a row has its xmin; a second signing in the same instant has the same time.
  const found = await first(
    db,
    sql<Omit<Fetched, 'token'> & { token: string | null }>`select built_at as "builtAt", xmin::text as version,
        case when xmin::text is distinct from ${known?.version ?? null}::text then token end as token
      from credentials.status_token where agency = ${agency} and list = ${list}`,
  );
  if (!found) return undefined;
  const { builtAt, version, token = null } = found;
  const signed = { builtAt, version, token: token ?? known!.token };
  own.set(`${agency} ${list}`, signed);
  return { token: signed.token, builtAt };
}

interface Fetched extends SignedList {
  /** Of its row. */
  version: string;
}

const fetched = new WeakMap<Government, Map<string, Fetched>>();

interface ListOf {
  agency: string;
  list: number;
}

/** Signs a list as it stands. Two who do so at once leave the later one. */
export async function signList(gov: Government, { agency, list }: ListOf): Promise<SignedList> {
  const builtAt = gov.clock.now();
  const rows = await all(
    gov.db,
    sql<{ index: number; status: number }>`select index, status from credentials.status
      where agency = ${agency} and list = ${list} and status <> 0`,
  );
  const statuses = emptyStatusList(LIST_SIZE, 2);
  for (const { index, status } of rows) setStatus(statuses, index, status);
  const issuer = await issuerOf(gov, agency, builtAt);
  const seconds = Math.floor(builtAt.getTime() / 1_000);
  const unsigned = issueStatusList(
    encodeHeader({ alg: 'ES256', typ: STATUS_LIST_TYPE, kid: issuer.kid, x5c: issuer.x5c }),
    {
      uri: statusUri(gov, agency, list),
      iss: issuer.iss,
      at: seconds,
      exp: seconds + BELIEVED_MS / 1_000,
      ttl: STATUS_TTL,
    },
    encodeStatusList(statuses, (bytes) => deflateSync(bytes, { level: 9 })),
  );
  const token = unsigned.finish(await issuer.sign(unsigned.input));
  await run(
    gov.db,
    sql`insert into credentials.status_token as t (agency, list, token, kid, built_at)
      values (${agency}, ${list}, ${token}, ${issuer.kid}, ${builtAt})
      on conflict (agency, list) do update set token = excluded.token, kid = excluded.kid, built_at = excluded.built_at
      where t.built_at <= excluded.built_at`,
  );
  return { token, builtAt };
}

/** The address of a list, as its copies name it. */
export const statusUri = (gov: Pick<Government, 'config'>, agency: string, list: number): string =>
  `${issOf(gov, agency)}/status/${list}`;

/** Signs one list anew, or all in which something changed of late, that are getting old, or whose key signs no more. */
export async function signLists(gov: Government, only?: Partial<ListOf>): Promise<void> {
  if (only?.agency !== undefined && only.list !== undefined) {
    await signList(gov, { agency: only.agency, list: only.list });
    return;
  }
  const at = gov.clock.now();
  const lists = await all(
    gov.db,
    sql<ListOf & { kid: string; due: boolean }>`select t.agency, t.list, t.kid,
        t.built_at < ${new Date(at.getTime() - OLD_MS)} or exists (
          select from credentials.status s where s.agency = t.agency and s.list = t.list
            and s.changed_at > t.built_at - ${UNSETTLED_MS / 1_000} * interval '1 second') as due
      from credentials.status_token t order by 1, 2`,
  );
  for (const [agency, own] of Map.groupBy(lists, (list) => list.agency)) {
    const { kid } = await issuerOf(gov, agency, at);
    for (const { list, ...token } of own) if (token.due || token.kid !== kid) await signList(gov, { agency, list });
  }
}
