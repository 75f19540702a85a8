import { addDays, array, dayOf, first, type RawBuilder, sql } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import { programmesOfOfficer } from '../office/officer.ts';
import { PAYMENT } from '../payments/lookups.ts';
import type { Payment, Refund } from '../payments/model.ts';
import { madeContent, refundedContent } from '../payments/receipt.ts';
import { REFUND } from '../payments/refund.ts';
import { contentOfSettlement, type Settled } from '../settlement/model.ts';
import { type ClerkAct, contentOfClerkAct } from '../shops/appoint.ts';
import { contentOfCancelled, contentOfNamed } from '../shops/bank-account.ts';
import { isTreasury } from '../treasury/officer.ts';
import { madeAt, type Opener, type ReceiptReader } from './ask.ts';
import { NOBODY } from './own.ts';

/* Acts at shops. A payment is the payer's and the shop's, whoever stands at its till now; a case shows it to the office. */

/** The shops at whose till somebody stands, or only those that are theirs. */
const shopsOf = ({ person }: ReceiptReader, role?: 'owner') => sql`(
  select c.shop from programmes.clerk c join programmes.shop s on s.id = c.shop
  where c.person = ${person} and s.state <> 'left' and ${role ? sql`c.role = ${role}` : sql`true`})`;

/** The programmes that the reader's post runs. */
function programmesRun(gov: Government, { person, post }: ReceiptReader): RawBuilder<unknown> {
  const own = post ? programmesOfOfficer(gov, { person, ...post }) : [];
  return array(
    own.map(({ id }) => id),
    'text',
  );
}

/** The payments in cases of the reader's office, as `shown (shop, payment)`. */
const shownInCases = (gov: Government, reader: ReceiptReader) => sql`shown as (
  select (p ->> 'shop')::uuid as shop, (p ->> 'id')::uuid as payment
  from programmes.suspicion s cross join jsonb_array_elements(s.payments) as p
  where s.programme = any(${programmesRun(gov, reader)}))`;

/** The payer, the shop, and the office that has it in a case. */
export const paid: Opener = async ({ db, gov, entry, at, reader = NOBODY }) => {
  const find = (whose: RawBuilder<unknown>, cases: RawBuilder<unknown> = sql``) =>
    first(
      db,
      sql<Payment>`${cases} select ${PAYMENT} from programmes.payment p
        where ${whose} and ${madeAt(sql`p.id`, at)} and p.entry = ${entry}`,
    );
  const row =
    (await find(sql`p.person = ${reader.person}`)) ??
    (await find(sql`p.shop in ${shopsOf(reader)}`)) ??
    (reader.post &&
      (await find(
        sql`(p.shop, p.id) in (select shop, payment from shown where ${madeAt(sql`payment`, at)})`,
        sql`with ${shownInCases(gov, reader)}`,
      )));
  return row && { content: madeContent(gov, row), salt: row.salt };
};

/** The same as of the payment. */
export const refunded: Opener = async ({ db, gov, entry, at, reader = NOBODY }) => {
  const find = (whose: RawBuilder<unknown>, cases: RawBuilder<unknown> = sql``) =>
    first(db, sql<Refund>`${cases} select ${REFUND} from programmes.refund r where ${whose} and r.entry = ${entry}`);
  const row =
    (await find(
      sql`(r.shop, r.payment) in (select shop, id from programmes.payment where person = ${reader.person})`,
    )) ??
    (await find(sql`r.shop in ${shopsOf(reader)} and r.day = ${dayOf(at, gov.pack.timeZone)}::date`)) ??
    (reader.post &&
      (await find(
        sql`(r.shop, r.payment) in (select shop, payment from shown)`,
        sql`with ${shownInCases(gov, reader)}`,
      )));
  return row && { content: refundedContent(gov, row), salt: row.salt };
};

/** A day is settled after it; so many days later at the most, where nothing settled for a while. */
const DAYS_LATE = 31;

/** The shop's owner, the programme's office and whoever pays it out. */
export const settled: Opener = async ({ db, gov, entry, at, reader = NOBODY }) => {
  const { post } = reader;
  const find = (whose: RawBuilder<unknown>) =>
    first(
      db,
      sql<Settled & Salted>`select shop, programme, day, gross, refunded, carried, fee, vat, net, paid, payout, salt
        from programmes.settlement where ${whose} and entry = ${entry}`,
    );
  const day = dayOf(at, gov.pack.timeZone);
  const programmes = post && isTreasury(gov, post) ? sql`true` : sql`programme = any(${programmesRun(gov, reader)})`;
  const row =
    (await find(sql`shop in ${shopsOf(reader, 'owner')}`)) ??
    (post && (await find(sql`${programmes} and day between ${addDays(day, -DAYS_LATE)}::date and ${day}::date`)));
  return row && { content: contentOfSettlement(row), salt: row.salt };
};

/** The shop's owners. */
export const bankAccountAct: Opener = async ({ db, entry, reader = NOBODY }) => {
  const row = await first(
    db,
    sql<BankAct>`select id, shop, bank_account as "bankAccount", asked_by as "askedBy", asked_at as "askedAt",
        in_force_at as "inForceAt", cancelled_by as "cancelledBy", cancelled_at as "cancelledAt", entry, salt,
        cancel_salt as "cancelSalt"
      from programmes.bank_change
      where shop in ${shopsOf(reader, 'owner')} and (entry = ${entry} or cancel_entry = ${entry})`,
  );
  if (!row) return undefined;
  return row.entry === entry
    ? { content: contentOfNamed({ ...row, by: row.askedBy, at: row.askedAt }), salt: row.salt }
    : { content: contentOfCancelled({ ...row, by: row.cancelledBy!, at: row.cancelledAt! }), salt: row.cancelSalt };
};

interface BankAct extends Salted {
  id: string;
  shop: string;
  bankAccount: string;
  askedBy: string;
  askedAt: Date;
  inForceAt: Date;
  cancelledBy: string | null;
  cancelledAt: Date | null;
  entry: string;
  cancelSalt: string | null;
}

/** The shop's owner, and the clerk as long as they are one. */
export const clerkAct: Opener = async ({ db, entry, at, reader = NOBODY }) => {
  const row = await first(
    db,
    sql<ClerkAct & Salted>`
      select shop, kind, person, by_person as by, at, salt,
        case when kind = 'dismissed' then null else jsonb_build_object('mostAtOnce', most_at_once, 'mostRefund', most_refund) end
          as limits
      from programmes.clerk_act
      where (shop in ${shopsOf(reader, 'owner')} or shop in ${shopsOf(reader)} and person = ${reader.person})
        and ${madeAt(sql`id`, at)} and entry = ${entry}`,
  );
  return row && { content: contentOfClerkAct(row), salt: row.salt };
};

interface Salted {
  salt: string | null;
}
