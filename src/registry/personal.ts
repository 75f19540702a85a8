import { type PersonalData, sql } from '../kernel/index.ts';

/** What becomes of what this room keeps of people. */
export const registryPersonal: PersonalData = {
  salts: [
    {
      table: 'disclosure',
      column: 'salt',
      // A relative's look is an act of two people.
      whose: (person) => sql`person = ${person} or access in (select id from registry.access
        where reader_kind = 'relative' and reader = ${person})`,
    },
    { table: 'alarm', column: 'salt', whose: (person) => sql`person = ${person}` },
  ],
  values: [{ table: 'alarm', columns: { settlement: sql`null` }, whose: (person) => sql`person = ${person}` }],
  keeps: {
    'record.data': 'a register is kept, corrected and closed by the law of its agency',
    'record_history.data': 'what a register said when something was decided by it; a correction never erases',
  },
};
