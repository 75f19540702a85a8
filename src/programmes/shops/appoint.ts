import { findPeople } from '../../identity/index.ts';
import { AppError, type Db, first, run, sql, type Text, transaction, uuidv7 } from '../../kernel/index.ts';
import { commitAct } from '../../log/index.ts';
import type { Government } from '../../pack/index.ts';
import { agencyOfShops } from './agency.ts';
import { asOwner, type Clerk } from './clerks.ts';

/** How far a clerk may go, in minor units; null for no limit of a payment. */
export type ClerkLimits = Pick<Clerk, 'mostAtOnce' | 'mostRefund'>;

/** Why somebody is not let to a till, or not sent away. */
const REFUSALS = {
  owner: {
    ko: '가게 대표만 직원을 정할 수 있어요.',
    'zh-Hant': '只有負責人可以管理店員。',
    en: 'Only the owner of the shop can decide about clerks.',
  },
  nobody: {
    ko: '이 번호를 가진 사람을 찾을 수 없어요. 번호를 다시 확인해 주세요.',
    'zh-Hant': '查無此身分證字號的人，請再確認。',
    en: 'Nobody has this number. Check it and enter it again.',
  },
  isOwner: {
    ko: '가게 대표는 이미 모든 것을 할 수 있어요.',
    'zh-Hant': '負責人本來就能使用所有功能。',
    en: 'The owner can do everything already.',
  },
  notHere: {
    ko: '이 사람은 이 가게의 직원이 아니에요.',
    'zh-Hant': '此人不是這家店的店員。',
    en: 'This person is no clerk of the shop.',
  },
} satisfies Record<string, Text>;

/**
 * Lets somebody to the till of a shop, or changes how far they may go. Theirs is the name that the owner gives them: no
 * registry is asked for it.
 * @param number the national number of the clerk.
 * @throws AppError `forbidden` for who is not the owner; `invalid` for a number that nobody has, or the owner's own.
 */
export async function appointClerk(
  gov: Government,
  { shop: id, by, number, name, ...limits }: ClerkLimits & { shop: string; by: string; number: string; name: string },
): Promise<void> {
  await transaction(gov.db, async (tx) => {
    const { shop } = await asOwner(tx, by, id, REFUSALS.owner);
    const person = (await findPeople(tx, [number])).get(number);
    if (!person) throw new AppError('invalid', REFUSALS.nobody);
    if (person === shop.owner) throw new AppError('invalid', REFUSALS.isOwner);
    const earlier = await first(
      tx,
      sql`select from programmes.clerk where shop = ${id} and person = ${person} for update`,
    );
    await run(
      tx,
      sql`insert into programmes.clerk (shop, person, role, name, most_at_once, most_refund, appointed_at)
        values (${id}, ${person}, 'clerk', ${name}, ${limits.mostAtOnce}, ${limits.mostRefund}, ${gov.clock.now()})
        on conflict (shop, person) do update set name = excluded.name, most_at_once = excluded.most_at_once,
          most_refund = excluded.most_refund`,
    );
    await record(tx, gov, { shop: id, by, person, kind: earlier ? 'changed' : 'appointed', limits });
  });
}

/**
 * Sends a clerk away from the till. What they did stays theirs.
 * @throws AppError `forbidden` for who is not the owner; `not-found` for who is no clerk of the shop.
 */
export async function dismissClerk(
  gov: Government,
  { shop, by, person }: { shop: string; by: string; person: string },
): Promise<void> {
  await transaction(gov.db, async (tx) => {
    await asOwner(tx, by, shop, REFUSALS.owner);
    const gone = await run(
      tx,
      sql`delete from programmes.clerk where shop = ${shop} and person = ${person} and role = 'clerk'`,
    );
    if (gone === 0) throw new AppError('not-found', REFUSALS.notHere);
    await record(tx, gov, { shop, by, person, kind: 'dismissed', limits: null });
  });
}

/** Who stands at the till of a shop, the owner first. */
export async function clerksOf(db: Db, shop: string): Promise<Clerk[]> {
  const rows = await first(
    db,
    sql<{ clerks: Clerk[] }>`select coalesce(jsonb_agg(jsonb_build_object('person', person, 'role', role, 'name', name,
        'mostAtOnce', most_at_once, 'mostRefund', most_refund) order by role desc, appointed_at, person), '[]') as clerks
      from programmes.clerk where shop = ${shop}`,
  );
  return rows!.clerks;
}

/** What was done about a clerk; without limits where they were sent away. */
export interface ClerkAct {
  shop: string;
  kind: 'appointed' | 'changed' | 'dismissed';
  person: string;
  by: string;
  at: Date;
  limits: ClerkLimits | null;
}

/** What the public log commits to of it. */
export function contentOfClerkAct({ shop, kind, person, by, at, limits }: ClerkAct): Record<string, unknown> {
  return { shop, kind, person, by, at: at.toISOString(), ...limits };
}

/** Keeps the act, and commits it to the public log. */
async function record(tx: Db, gov: Government, act: Omit<ClerkAct, 'at'>): Promise<void> {
  const { shop, kind, person, by, limits } = act;
  const at = gov.clock.now();
  const content = contentOfClerkAct({ ...act, at });
  const agency = agencyOfShops(gov);
  const { entry, salt } = await commitAct(tx, gov.logOrigin, { kind: `clerk.${kind}`, agency, at, content });
  await run(
    tx,
    sql`insert into programmes.clerk_act (shop, id, kind, person, by_person, most_at_once, most_refund, at, entry, salt)
      values (${shop}, ${uuidv7(at)}, ${kind}, ${person}, ${by}, ${limits?.mostAtOnce ?? null},
        ${limits?.mostRefund ?? null}, ${at}, ${entry}, ${salt})`,
  );
}
