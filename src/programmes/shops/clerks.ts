import { AppError, all, type Db, first, sql, type Text } from '../../kernel/index.ts';
import { SHOP_COLUMNS } from './columns.ts';

/** A shop that takes part. */
export interface Shop {
  id: string;
  owner: string;
  /** The business number. */
  number: string;
  name: string;
  class: string;
  region: string;
  address: string;
  /** Degrees (WGS 84); not known for all. */
  latitude: number | null;
  longitude: number | null;
  state: 'active' | 'frozen' | 'left';
  enrolledAt: Date;
}

/** Somebody at the till of a shop, and how far they may go. */
export interface Clerk {
  person: string;
  role: 'owner' | 'clerk';
  name: string;
  /** Most of one payment; null for no limit. */
  mostAtOnce: number | null;
  /** Most of one refund. */
  mostRefund: number;
}

/** A shop, and who acts for it. */
export interface AtTill {
  shop: Shop;
  clerk: Clerk;
}

const COLUMNS = sql`jsonb_build_object('person', c.person, 'role', c.role, 'name', c.name, 'mostAtOnce', c.most_at_once,
    'mostRefund', c.most_refund) as clerk, ${SHOP_COLUMNS}`;

type Row = Shop & { clerk: Clerk };
const atTill = ({ clerk, ...shop }: Row): AtTill => ({ shop, clerk });

/** The shops at whose till a person stands. */
export async function shopsOf(db: Db, person: string): Promise<AtTill[]> {
  const rows = await all(
    db,
    sql<Row>`select ${COLUMNS} from programmes.clerk c join programmes.shop s on s.id = c.shop
      where c.person = ${person} and s.state <> 'left' order by s.name, s.id`,
  );
  return rows.map(atTill);
}

/**
 * A person as somebody at the till of a shop.
 * @throws AppError `not-found` for a shop that is none of theirs: who works where is nobody else's business.
 */
export async function asClerk(db: Db, person: string, shop: string): Promise<AtTill> {
  const row = await first(
    db,
    sql<Row>`select ${COLUMNS} from programmes.clerk c join programmes.shop s on s.id = c.shop
      where c.shop = ${shop} and c.person = ${person} and s.state <> 'left'`,
  );
  if (!row) throw new AppError('not-found', 'There is no such shop.');
  return atTill(row);
}

/**
 * The same for what only an owner may do.
 * @param refusal what is said to anybody else at the till.
 * @throws AppError `forbidden` for a clerk; `not-found` as `asClerk`.
 */
export async function asOwner(db: Db, person: string, shop: string, refusal: Text): Promise<AtTill> {
  const found = await asClerk(db, person, shop);
  if (found.clerk.role !== 'owner') throw new AppError('forbidden', refusal);
  return found;
}
