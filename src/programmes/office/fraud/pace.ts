import { sql } from '../../../kernel/index.ts';
import { evidence, type Finding, paymentsSince, type Signal } from './signal.ts';

/** From so many payments within ten minutes on. */
const WALLET_PACE = 6;
const DEVICE_PACE = 9;
const SHOP_PACE = 15;
/** By so many times a shop has to exceed what it takes in usual ten minutes. */
const SHOP_RISE = 5;

const TEN_MINUTES = sql`range between interval '10 minutes' preceding and current row`;

/** Many payments of one wallet within minutes: whoever shops walks from till to till. */
export const walletPace: Signal = (watched) => sql<Finding>`
  with ${paymentsSince(watched)}, paced as (
    select p.*, count(*) over (partition by person order by paid_at ${TEN_MINUTES}) as pace from p where person is not null
  )
  select p.person::text as subject, least(1, max(p.pace) / 15.0)::float as strength, ${evidence(sql`p.pace > 1`)},
    jsonb_build_object('payments', max(p.pace), 'minutes', 10) as measures
  from paced p group by p.person having max(p.pace) >= ${WALLET_PACE}::int`;

/** Many payments from one device within minutes. */
export const devicePace: Signal = (watched) => sql<Finding>`
  with ${paymentsSince(watched)}, paced as (
    select p.*, count(*) over (partition by device order by paid_at ${TEN_MINUTES}) as pace from p where device is not null
  )
  select p.device as subject, least(1, max(p.pace) / 20.0)::float as strength, ${evidence(sql`p.pace > 1`)},
    jsonb_build_object('payments', max(p.pace), 'minutes', 10) as measures
  from paced p group by p.device having max(p.pace) >= ${DEVICE_PACE}::int`;

/** Far more payments at a shop within minutes than it usually has. */
export const shopPace: Signal = (watched) => sql<Finding>`
  with ${paymentsSince(watched)}, paced as (
    select p.*, count(*) over (partition by shop order by paid_at ${TEN_MINUTES}) as pace from p
  ), usual as (
    select shop, count(*)::float / count(distinct date_bin('10 minutes', paid_at, '2000-01-01Z')) as pace from p group by shop
  )
  select p.shop::text as subject, least(1, max(p.pace) / (20.0 * usual.pace))::float as strength,
    ${evidence(sql`p.pace > 7`)},
    jsonb_build_object('payments', max(p.pace), 'minutes', 10, 'usual', round(usual.pace::numeric, 1)) as measures
  from paced p join usual on usual.shop = p.shop
  group by p.shop, usual.pace having max(p.pace) >= greatest(${SHOP_PACE}::int, ${SHOP_RISE}::int * usual.pace)`;

/** So many people on one device are more than a family. */
const DEVICE_WALLETS = 7;

/** Many wallets on one device. */
export const deviceWallets: Signal = (watched) => sql<Finding>`
  with ${paymentsSince(watched)}
  select p.device as subject, least(1, count(distinct p.person) / 15.0)::float as strength, ${evidence()},
    jsonb_build_object('wallets', count(distinct p.person), 'payments', count(*)) as measures
  from p where p.device is not null and p.person is not null
  group by p.device having count(distinct p.person) >= ${DEVICE_WALLETS}::int`;
