import { type PersonalData, sql } from '../../kernel/index.ts';

const THEIRS = (person: string) => sql`person = ${person}`;

/** What becomes of what is kept of people who have shown cards. What they showed is gone after minutes anyway. */
export const presentingPersonal: PersonalData = {
  salts: [{ table: 'presentation_act', column: 'salt', whose: THEIRS }],
  values: [
    { table: 'presentation_act', columns: { content: sql`'{}'::jsonb` }, whose: THEIRS },
    {
      table: 'presentation',
      columns: { shown: sql`null` },
      whose: (person) => sql`shown @> ${JSON.stringify([{ holder: { person } }])}::jsonb`,
    },
  ],
  keeps: { 'party_act.salt': 'an operator’s act on a relying party; it names nobody' },
};
