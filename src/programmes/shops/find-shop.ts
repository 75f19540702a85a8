import { type Db, first, sql } from '../../kernel/index.ts';
import type { Shop } from './clerks.ts';

/** What everybody may know of a shop. */
export type PublicShop = Pick<Shop, 'id' | 'number' | 'name' | 'class' | 'region' | 'address' | 'state'>;

const COLUMNS = sql`id, number, name, class, region, address, state`;

/** A shop by its id; undefined where there is none, or none any more. */
export function shopById(db: Db, id: string): Promise<PublicShop | undefined> {
  return first(db, sql<PublicShop>`select ${COLUMNS} from programmes.shop where id = ${id} and state <> 'left'`);
}

/** A shop by its business number, blanks and hyphens aside; undefined where there is none. */
export function shopByNumber(db: Db, number: string): Promise<PublicShop | undefined> {
  const plain = number.normalize('NFKC').replaceAll(/[\s\p{Pd}]/gu, '');
  return first(
    db,
    sql<PublicShop>`select ${COLUMNS} from programmes.shop
      where replace(number, '-', '') = ${plain} and state <> 'left'`,
  );
}
