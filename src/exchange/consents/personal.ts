import { type PersonalData, sql } from '../../kernel/index.ts';

const THEIRS = (person: string) => sql`person = ${person}`;

/** What becomes of what is kept of people's consents. What was signed goes with the person; that they had agreed, and to whom, stays as a row of ids. */
export const consentsPersonal: PersonalData = {
  salts: [{ table: 'consent_act', column: 'salt', whose: THEIRS }],
  values: [
    { table: 'consent_act', columns: { content: sql`'{}'::jsonb` }, whose: THEIRS },
    {
      table: 'consent_proof',
      columns: { document: sql`'{}'::jsonb`, words: sql`'{}'::jsonb`, signature: sql`null` },
      whose: THEIRS,
    },
  ],
  keeps: {},
};
