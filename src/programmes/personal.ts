import { type PersonalData, sql } from '../kernel/index.ts';

const OWN = (person: string) => sql`person = ${person}`;

/** Their own, and of the shops that they own: a freeze, and the acts of the office about it. */
const frozen = (person: string) => sql`select id from programmes.freeze
  where kind = 'wallet' and subject = ${person}
    or kind = 'shop' and subject in (select id from programmes.shop where owner = ${person})`;

/** The acts on paper that are about something that they took. */
const ofTheirPaper = (person: string) =>
  sql`content ->> 'taking' in (select id::text from programmes.taking where person = ${person})`;

/** A card whose year is over: nothing is counted on it any more. */
const paidCard = (person: string) => sql`person = ${person} and paid_at is not null`;

const RIGHT = 'where money that they have, or gave, may be spent; the register of households holds the same';
const SHOP = 'a business’s account, which its settlements are paid to, and which accounting law keeps';
const STOCK =
  'notes are counted place by place from the printer to the hand; the law on public money wants each set shown';
const GROUNDS = 'why an office stopped money, and what was said against it: the law gives terms to contest both';

/**
 * What becomes of what is kept of people for programmes. An act is theirs who took, paid, gave, got, or moved a note; of
 * a payment the shop's part goes with the payer's, and of a freeze the office's. What was paid with a note is nobody's: a
 * note names no one.
 */
export const programmesPersonal: PersonalData = {
  salts: [
    { table: 'taking', column: 'salt', whose: OWN },
    { table: 'taking', column: 'back_salt', whose: OWN },
    { table: 'share', column: 'salt', whose: (person) => sql`person = ${person} or receiver = ${person}` },
    { table: 'change', column: 'salt', whose: OWN },
    { table: 'unpaid', column: 'salt', whose: OWN },
    { table: 'payment', column: 'salt', whose: OWN },
    {
      table: 'refund',
      column: 'salt',
      whose: (person) => sql`(shop, payment) in (select shop, id from programmes.payment where person = ${person})`,
    },
    { table: 'note_moved', column: 'salt', whose: OWN },
    { table: 'paper_act', column: 'salt', whose: ofTheirPaper },
    {
      table: 'office_act',
      column: 'salt',
      whose: (person) => sql`about in (${frozen(person)})
        or about in (select id from programmes.suspicion where wallets @> array[${person}::uuid])`,
    },
    { table: 'clerk_act', column: 'salt', whose: (person) => sql`person = ${person} or by_person = ${person}` },
    { table: 'bank_change', column: 'salt', whose: (person) => sql`asked_by = ${person}` },
    {
      table: 'bank_change',
      column: 'cancel_salt',
      whose: (person) => sql`asked_by = ${person} or cancelled_by = ${person}`,
    },
  ],
  values: [
    {
      table: 'taking',
      columns: { place: sql`null`, bank_account: sql`null` },
      whose: (person) => sql`person = ${person} and state <> 'ordered'`,
    },
    // Its acts are found by what they are about: the salts come first.
    { table: 'paper_act', columns: { content: sql`content - 'taking' - 'place'` }, whose: ofTheirPaper },
    { table: 'code', columns: { device: sql`null` }, whose: OWN },
    { table: 'payment', columns: { device: sql`null` }, whose: OWN },
    // Reports are found by the card: they come first.
    {
      table: 'card_report',
      columns: { card: sql`''` },
      whose: (person) =>
        sql`(programme, card) in (select programme, card from programmes.card where ${paidCard(person)})`,
    },
    {
      table: 'card',
      // A card is told from others by it.
      columns: { card: sql`'erased ' || person`, last_digits: sql`''`, bank_account: sql`''` },
      whose: paidCard,
    },
    {
      table: 'unpaid',
      columns: { reason: sql`null`, bank_account: sql`''` },
      whose: (person) => sql`person = ${person} and again is not null`,
    },
  ],
  keeps: {
    'entitlement.region': RIGHT,
    'share.region': RIGHT,
    'standing.bank_account': 'where they are paid next month; it goes when they end that',
    'shop.bank_account': SHOP,
    'bank_change.bank_account': SHOP,
    'settlement.salt': 'a business’s settlement, about nobody: accounting law lets it be shown to whoever asks for it',
    'payout_act.salt': 'an officer’s act on a file of many payments; it names none of them',
    'clerk.name': 'by which a shop knows who stands at its till; it goes when they are sent away from it',
    'request_to_pay.goods': 'deleted with the request, hours after it',
    'note_order.place': STOCK,
    'note_set.place': STOCK,
    'note_block.words': 'an officer’s words about a range of notes; nobody is found by them',
    'freeze.reason': GROUNDS,
    'freeze.objection': GROUNDS,
    'office_act.reason': GROUNDS,
    'office_act.content': GROUNDS,
  },
};
