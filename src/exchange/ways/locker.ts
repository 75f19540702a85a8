import { passkeysOf } from '../../identity/index.ts';
import { AppError, all, type Db, fill, first, json, run, sql, type Text, transaction } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';

/** For so long a locker keeps something, in days. */
export const LOCKER_DAYS = 30;
/** So many things fit into a person's locker, of so many bytes each. */
export const MOST_KEPT = 20;
export const MOST_SEALED = 1024 * 1024;

/**
 * How the key is made of what only the owner has, a passkey's secret (HKDF, RFC 5869) or a passphrase (PBKDF2, RFC 8018); then
 * AES-256-GCM, which binds it to owner and id. Salt and nonce in base64, the passkey's id in base64url.
 */
export type Opening =
  | { kdf: 'HKDF-SHA-256'; credential: string; salt: string; nonce: string }
  | { kdf: 'PBKDF2-SHA-256'; rounds: number; salt: string; nonce: string };

/** Something in a locker, without what it holds. */
export interface Kept {
  id: string;
  /** The id of the passkey that alone opens it; null where a passphrase does. */
  passkey: string | null;
  bytes: number;
  madeAt: Date;
  expiresAt: Date;
}

const COLUMNS = sql`id, opening ->> 'credential' as passkey, length(sealed) as bytes, made_at as "madeAt",
  expires_at as "expiresAt"`;

/**
 * Keeps what somebody has locked in their browser, for 30 days. Nobody here can open it.
 * @param id drawn by the browser, since what it locked is bound to it.
 * @throws AppError `conflict` where the locker is full or has this id, `not-found` where it opens by no passkey of theirs.
 */
export function putIntoLocker(
  gov: Government,
  { person, id, opening, sealed }: { person: string; id: string; opening: Opening; sealed: Uint8Array },
): Promise<void> {
  const at = gov.clock.now();
  const expiresAt = new Date(at.getTime() + LOCKER_DAYS * 86_400_000);
  return transaction(gov.db, async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${`exchange.locker ${person}`}, 0))`.execute(tx);
    if ((await lockerOf(tx, person, at)).length >= MOST_KEPT)
      throw new AppError(
        'conflict',
        fill(FULL, () => ({ most: MOST_KEPT })),
      );
    await refuseOthersPasskey(tx, person, opening);
    const put = await run(
      tx,
      sql`insert into exchange.locker (person, id, opening, sealed, made_at, expires_at)
        values (${person}, ${id}, ${json(opening)}, ${Buffer.from(sealed)}, ${at}, ${expiresAt}) on conflict do nothing`,
    );
    if (put === 0) throw new AppError('conflict', TWICE);
  });
}

/** Whoever removes a passkey is told what hangs on it, and that is known of their own passkeys alone. */
async function refuseOthersPasskey(tx: Db, person: string, opening: Opening): Promise<void> {
  if (opening.kdf !== 'HKDF-SHA-256') return;
  const own = await passkeysOf(tx, person);
  if (!own.some(({ id }) => id === opening.credential)) throw new AppError('not-found', NO_PASSKEY);
}

/** What is in somebody's locker, newest first. */
export function lockerOf(db: Db, person: string, at: Date): Promise<Kept[]> {
  return all(
    db,
    sql<Kept>`select ${COLUMNS} from exchange.locker where person = ${person} and expires_at > ${at}
      order by made_at desc, id`,
  );
}

/** Something in a locker as it was sealed, with how it opens. @throws AppError `not-found`. */
export async function sealedIn(
  db: Db,
  { person, id, at }: { person: string; id: string; at: Date },
): Promise<{ opening: Opening; sealed: Buffer }> {
  const found = await first(
    db,
    sql<{ opening: Opening; sealed: Buffer }>`select opening, sealed from exchange.locker
      where person = ${person} and id = ${id} and expires_at > ${at}`,
  );
  if (!found) throw new AppError('not-found', GONE);
  return found;
}

/** Takes something out of a locker for ever. @throws AppError `not-found`. */
export async function removeFromLocker(db: Db, person: string, id: string): Promise<void> {
  const gone = await run(db, sql`delete from exchange.locker where person = ${person} and id = ${id}`);
  if (gone === 0) throw new AppError('not-found', GONE);
}

/** Deletes what was kept for its time. */
export async function emptyLockers(db: Db, at: Date): Promise<void> {
  await run(db, sql`delete from exchange.locker where expires_at <= ${at}`);
}

const FULL: Text = {
  ko: '보관함이 가득 찼어요({most}개). 필요 없는 것을 지워 주세요.',
  'zh-Hant': '保管箱已滿（{most} 項），請先刪除不需要的項目。',
  en: 'The locker is full ({most}). Delete what you do not need.',
};
const TWICE: Text = {
  ko: '이미 보관함에 넣었어요.',
  'zh-Hant': '這一項已在保管箱中。',
  en: 'It is in your locker already.',
};
const NO_PASSKEY: Text = {
  ko: '내 계정에 없는 패스키예요. 설정에서 확인해 주세요.',
  'zh-Hant': '您的帳號沒有這個密碼金鑰，請到設定確認。',
  en: 'Your account has no such passkey. Look at your settings.',
};
const GONE: Text = {
  ko: '보관함에 없어요. 지웠거나 30일이 지났어요.',
  'zh-Hant': '保管箱中沒有這一項，可能已刪除或已超過 30 天。',
  en: 'It is not in your locker. It was deleted, or is older than 30 days.',
};
