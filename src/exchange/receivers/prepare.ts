import { AppError, all, type Db, first, json, run, sha256, sql, type Text } from '../../kernel/index.ts';
import { canonicalJson } from '../../log/index.ts';
import type { Government } from '../../pack/index.ts';
import type { Jwk } from './model.ts';
import { type Enrolment, enrolReceiver, readEnrolment } from './register.ts';

/** What somebody has handed in to be looked at. */
export interface Prepared extends Enrolment {
  party: string;
  /** `party.hash`: it names every word and key, and another hand-in has another. */
  code: string;
  owner: string;
  at: Date;
}

interface PreparedRow {
  party: string;
  id: string;
  owner: string;
  file: string;
  keys: { keys: Jwk[] };
  webhook: string;
  at: Date;
}

const ROW = sql`party, id, owner, file, keys, webhook, at`;
const fromRow = ({ id, keys, ...row }: PreparedRow): Prepared => ({
  ...row,
  code: `${row.party}.${id}`,
  keys: JSON.stringify(keys),
});

const UNKNOWN: Text = {
  'zh-Hant': '查無此代碼。請至「資料接收者」頁面複製代碼。',
  ko: '이 코드로 낸 내용이 없어요. ‘정보 받는 곳’ 화면에서 코드를 복사해 주세요.',
  en: 'Nothing was handed in under this code. Copy the code from the page for recipients.',
};

/**
 * Keeps what somebody hands in, for an officer to look at. The same again has the same code.
 * @throws AppError `invalid` with what is wrong.
 */
export async function prepareEnrolment(
  tx: Db,
  gov: Government,
  { owner, ...enrolment }: Enrolment & { owner: string },
): Promise<Prepared> {
  const read = readEnrolment(gov, enrolment);
  if ('problems' in read) throw new AppError('invalid', read.problems[0]!.problem);
  const keys = { keys: [...read.keys.sign, read.keys.encrypt] };
  const [webhook, at] = [read.webhook ?? '', gov.clock.now()];
  const id = sha256(canonicalJson({ owner, file: enrolment.file, keys, webhook }))
    .toString('hex')
    .slice(0, 16);
  await run(
    tx,
    sql`insert into exchange.enrolment (party, id, owner, file, keys, webhook, at)
      values (${read.party}, ${id}, ${owner}, ${enrolment.file}, ${json(keys)}, ${webhook}, ${at})
      on conflict do nothing`,
  );
  return fromRow({ party: read.party, id, owner, file: enrolment.file, keys, webhook, at });
}

/** What was handed in under a code. @throws AppError `not-found`. */
export async function preparedBy(db: Db, code: string): Promise<Prepared> {
  const [party = '', id = ''] = code.trim().split('.');
  const row = await first(
    db,
    sql<PreparedRow>`select ${ROW} from exchange.enrolment where party = ${party} and id = ${id}`,
  );
  if (!row) throw new AppError('not-found', UNKNOWN);
  return fromRow(row);
}

/** What somebody has handed in last, newest first. */
export async function preparedOn(db: Db, owner: string, most: number): Promise<Prepared[]> {
  const rows = await all(
    db,
    sql<PreparedRow>`select ${ROW} from exchange.enrolment where owner = ${owner} order by at desc limit ${most}`,
  );
  return rows.map(fromRow);
}

/**
 * Registers what was handed in under a code, as an officer has approved it.
 * @param owner who applied: what another has handed in is not theirs.
 * @returns the party.
 * @throws AppError `not-found`, `conflict`, `invalid`.
 */
export async function enrolPrepared(
  tx: Db,
  gov: Government,
  { owner, code }: { owner: string; code: string },
): Promise<string> {
  const prepared = await preparedBy(tx, code);
  if (prepared.owner !== owner) throw new AppError('not-found', UNKNOWN);
  const { file, keys, webhook } = prepared;
  return enrolReceiver(tx, gov, { owner, file, keys, webhook });
}
