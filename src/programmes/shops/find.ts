import { all, array, type Db, sql } from '../../kernel/index.ts';
import type { Government, Programme } from '../../pack/index.ts';
import type { Shop } from './clerks.ts';
import { SHOP_COLUMNS } from './columns.ts';

/** So many shops at most are given at once. */
export const MOST_SHOPS = 500;

/** Where somebody may spend. */
export interface ShopSearch {
  programme: Programme;
  /** Where whoever took it lives: a programme may be bound to that. */
  home?: string;
  region?: string;
  class?: string;
  /** Words that all stand in the name or in the address. */
  text?: string;
  /** The shop after which the next page begins. */
  after?: string;
  limit: number;
}

/** What a page or a map shows of a shop: nothing that is the business of its owner alone. */
export type FoundShop = Pick<Shop, 'id' | 'name' | 'class' | 'region' | 'address' | 'latitude' | 'longitude'>;

export interface ShopPage {
  shops: FoundShop[];
  /** For `after`; undefined where there are no more. */
  next: string | undefined;
}

/** Shops that take part and that the terms of a programme admit, in the order of their names. */
export async function findShops(db: Db, _gov: Government, search: ShopSearch): Promise<ShopPage> {
  const limit = Math.max(1, Math.min(search.limit, MOST_SHOPS));
  const rows = await all(
    db,
    sql<Shop>`select ${SHOP_COLUMNS} from programmes.shop s
      where s.state = 'active' and ${admitted(search)} and ${wanted(search)}
      order by s.name, s.id limit ${limit + 1}`,
  );
  const shops = rows.slice(0, limit).map(({ id, name, class: kind, region, address, latitude, longitude }) => ({
    ...{ id, name, class: kind, region, address, latitude, longitude },
  }));
  return { shops, next: rows.length > limit ? shops.at(-1)!.id : undefined };
}

function admitted({ programme: { spending }, home }: ShopSearch) {
  const { classes, regions } = spending;
  const inClass =
    'admitted' in classes
      ? sql`s.class = any(${array(classes.admitted, 'text')})`
      : sql`s.class <> all(${array(classes.refused, 'text')})`;
  if (regions === 'any' || (regions === 'home' && home === undefined)) return inClass;
  return sql`${inClass} and s.region = any(${array(regions === 'home' ? [home] : regions, 'text')})`;
}

function wanted({ region, class: kind, text = '', after }: ShopSearch) {
  const words = text.trim().split(/\s+/).filter(Boolean).slice(0, 5);
  const conditions = [
    ...(region === undefined ? [] : [sql`s.region = ${region}`]),
    ...(kind === undefined ? [] : [sql`s.class = ${kind}`]),
    ...words.map((word) => sql`strpos(lower(s.name || ' ' || s.address), lower(${word})) > 0`),
    ...(after === undefined
      ? []
      : [sql`(s.name, s.id) > (select last.name, last.id from programmes.shop last where last.id = ${after}::uuid)`]),
  ];
  return conditions.reduce((all, one) => sql`${all} and ${one}`, sql`true`);
}
