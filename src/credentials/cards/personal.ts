import { type PersonalData, sql } from '../../kernel/index.ts';

/** Of cards that are theirs, and of those that speak of them in the wallets of others. */
const THEIRS = (person: string) =>
  sql`person = ${person} or card in (select id from credentials.card where subject = ${person} and subject <> person)`;

/** What becomes of what is kept of people for their cards. What a card says is kept nowhere but in the wallet. */
export const cardsPersonal: PersonalData = {
  salts: [{ table: 'card_act', column: 'salt', whose: THEIRS }],
  values: [
    { table: 'card_act', columns: { content: sql`'{}'::jsonb` }, whose: THEIRS },
    { table: 'handing_out', columns: { copies: sql`null` }, whose: (person) => sql`person = ${person}` },
  ],
  keeps: {},
};
