import { AppError, type Db, first, run, sql, uuidv7 } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import type { Shop } from './clerks.ts';
import { SHOP_COLUMNS } from './columns.ts';

/** A business that is to take part. */
export interface NewShop {
  /** Who owns it, and the name under which they stand at its till. */
  owner: string;
  ownerName: string;
  /** The business number. */
  number: string;
  name: string;
  class: string;
  region: string;
  address: string;
  /** Degrees (WGS 84), where they are known. */
  at?: readonly [latitude: number, longitude: number];
  bankAccount: string;
}

/**
 * Lets a business take part as a shop, with its owner at the till, in the caller's transaction.
 * @throws AppError `conflict` where a business of this number takes part already.
 */
export async function enrolShop(tx: Db, gov: Government, given: NewShop): Promise<Shop> {
  const at = gov.clock.now();
  const [latitude = null, longitude = null] = given.at ?? [];
  const shop = await first(
    tx,
    sql<Shop>`insert into programmes.shop as s (id, owner, number, name, class, region, address, latitude, longitude,
        bank_account, state, enrolled_at)
      values (${uuidv7(at)}, ${given.owner}, ${given.number}, ${given.name}, ${given.class}, ${given.region},
        ${given.address}, ${latitude}, ${longitude}, ${given.bankAccount}, 'active', ${at})
      on conflict (number) where state <> 'left' do nothing returning ${SHOP_COLUMNS}`,
  );
  if (!shop) {
    throw new AppError('conflict', {
      ko: `사업자등록번호 ${given.number}은 이미 가맹점으로 등록되어 있어요.`,
      'zh-Hant': `統一編號 ${given.number} 已加入為店家，不必再次申請。`,
      en: `The business with the number ${given.number} takes part already.`,
    });
  }
  await run(
    tx,
    sql`insert into programmes.clerk (shop, person, role, name, most_refund, appointed_at)
      values (${shop.id}, ${given.owner}, 'owner', ${given.ownerName}, ${OWNERS_REFUND}, ${at})`,
  );
  return shop;
}

/** An owner gives back as much as was paid: the greatest number that all of the house can count. */
export const OWNERS_REFUND = Number.MAX_SAFE_INTEGER;
