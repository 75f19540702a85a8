import { type PersonalData, sql } from '../../kernel/index.ts';

const theirs = (person: string) => sql`person = ${person}`;

/** What becomes of what is kept of people for their wallets. A token that says nothing is none: it opens nothing any more. */
export const issuingPersonal: PersonalData = {
  salts: [],
  values: [
    { table: 'oauth', columns: { payload: sql`'{}'::jsonb` }, whose: theirs },
    { table: 'wallet', columns: { agent: sql`null` }, whose: theirs },
  ],
  keeps: {},
};
