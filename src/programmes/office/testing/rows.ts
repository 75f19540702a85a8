import { addDays, type Day, type Db, dayOf, sql, uuidOf, uuidv7 } from '../../../kernel/index.ts';
import type { Government, Programme } from '../../../pack/index.ts';
import type { Random } from './random.ts';

/** A shop of made-up trade. */
export interface MadeShop {
  id: string;
  owner: string;
  class: string;
  region: string;
}

/** A person of made-up trade: what they took, when, and on which device they keep it. */
export interface MadePerson {
  id: string;
  region: string;
  device: string;
  channel: string;
  takenAt: Date;
  left: number;
}

export interface MadePayment {
  shop: string;
  person: string | null;
  note: string | null;
  device: string | null;
  amount: number;
  at: Date;
  refunded: number;
}

const NOTHING = { entry: uuidOf('nothing'), salt: '', terms: 'made-up' };
const AT_ONCE = 1_000;

/** What is written into the tables of the programmes, as taking and paying would, but without any money. */
export function tradeWriter(db: Db, gov: Government, programme: Programme) {
  const write = async (table: string, columns: string, rows: readonly object[]) => {
    const names = columns.split(', ').map((column) => column.split(' ')[0]!);
    for (let at = 0; at < rows.length; at += AT_ONCE) {
      const batch = JSON.stringify(rows.slice(at, at + AT_ONCE));
      await sql`insert into programmes.${sql.raw(table)} (${sql.raw(names.join(', '))})
        select * from jsonb_to_recordset(${batch}::jsonb) as given (${sql.raw(columns)})`.execute(db);
    }
  };
  const day = (at: Date): Day => dayOf(at, gov.pack.timeZone);
  return {
    shops: async (shops: readonly MadeShop[]) => {
      await write(
        'shop',
        'id uuid, owner uuid, number text, name text, class text, region text, address text, bank_account text, state text, enrolled_at timestamptz',
        shops.map((shop, nth) => ({
          ...shop,
          number: `made-${shop.id}`,
          name: `Shop ${nth + 1}`,
          address: '–',
          bank_account: '–',
          state: 'active',
          enrolled_at: new Date(0),
        })),
      );
      await write(
        'clerk',
        'shop uuid, person uuid, role text, name text, most_refund bigint, appointed_at timestamptz',
        shops.map(({ id, owner }) => ({
          shop: id,
          person: owner,
          role: 'owner',
          name: '–',
          most_refund: 0,
          appointed_at: new Date(0),
        })),
      );
    },
    takings: async (people: readonly MadePerson[], amount: number) => {
      const period =
        programme.every === 'month' ? (at: Date) => `${day(at).slice(0, 7)}-01` : () => programme.window.from;
      await write(
        'entitlement',
        'person uuid, programme text, period date, amount bigint, price bigint, taken bigint, region text, opened_at timestamptz',
        people.map(({ id, region, takenAt }) => ({
          person: id,
          programme: programme.id,
          period: period(takenAt),
          amount,
          price: 0,
          taken: amount,
          region,
          opened_at: takenAt,
        })),
      );
      await write(
        'taking',
        'person uuid, id uuid, programme text, period date, channel text, amount bigint, price bigint, state text, expires_at timestamptz, taken_at timestamptz, key text, terms text, entry uuid, salt text',
        people.map(({ id, channel, takenAt }) => ({
          ...NOTHING,
          person: id,
          id: uuidv7(takenAt),
          programme: programme.id,
          period: period(takenAt),
          channel,
          amount,
          price: 0,
          state: 'done',
          expires_at: `${addDays(day(takenAt), 365)}T00:00:00Z`,
          taken_at: takenAt,
          key: 'made-up',
        })),
      );
    },
    payments: async (payments: readonly MadePayment[], random: Random) => {
      const rows = payments.map((payment) => ({
        ...NOTHING,
        ...payment,
        id: uuidv7(payment.at),
        programme: programme.id,
        paid_at: payment.at,
        day: day(payment.at),
        clerk: payment.note ? payment.shop : null,
        way: payment.note ? 'note' : random.chance(0.7) ? 'code' : 'scan',
        transfer: random.uuid(),
      }));
      await write(
        'payment',
        'shop uuid, id uuid, programme text, person uuid, note text, amount bigint, refunded bigint, paid_at timestamptz, day date, clerk uuid, device text, way text, transfer uuid, terms text, entry uuid, salt text',
        rows,
      );
      await write(
        'uncounted',
        'id uuid, shops uuid[], payments uuid[]',
        rows.map(({ shop, id }) => ({ id, shops: [shop], payments: [id] })),
      );
      const refunds = rows
        .filter(({ refunded }) => refunded > 0)
        .map(({ shop, id, refunded, at }) => {
          const refunded_at = new Date(at.getTime() + random.whole(5, 50) * 60_000);
          return {
            ...NOTHING,
            shop,
            id: uuidv7(refunded_at),
            payment: id,
            amount: refunded,
            refunded_at,
            day: day(refunded_at),
            clerk: shop,
            transfer: random.uuid(),
          };
        });
      await write(
        'refund',
        'shop uuid, id uuid, payment uuid, amount bigint, refunded_at timestamptz, day date, clerk uuid, transfer uuid, entry uuid, salt text',
        refunds,
      );
    },
    shares: (rows: readonly { person: string; receiver: string; amount: number; at: Date }[]) =>
      write(
        'share',
        'person uuid, id uuid, programme text, receiver uuid, amount bigint, shared_at timestamptz, key text, entry uuid, salt text',
        rows.map((row) => ({
          ...NOTHING,
          ...row,
          id: uuidv7(row.at),
          programme: programme.id,
          shared_at: row.at,
          key: 'made-up',
        })),
      ),
  };
}
