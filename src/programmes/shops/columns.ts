import { sql } from '../../kernel/index.ts';

/** The columns of a shop, which is called `s`, as a `Shop` has them. */
export const SHOP_COLUMNS =
  sql.raw(`s.id, s.owner, s.number, s.name, s.class, s.region, s.address, s.latitude, s.longitude,
  s.state, s.enrolled_at as "enrolledAt"`);
