import { type PersonalData, sql } from '../kernel/index.ts';

const FILE = 'the file of the case, kept as long as the law of its agency says: decisions stand and can be appealed';
const OWN = 'the person’s own, there until they delete it';

/**
 * What becomes of what is kept of people for cases. An act is theirs
 * - who applied: all acts of that case, whoever did them;
 * - whose record the case is about (the mother's, where the father applied for their child): the same;
 * - who answered when asked to agree: that answer alone, the rest of the case is the others';
 * - who disputed a value, or whose record it stood in.
 */
export const servicesPersonal: PersonalData = {
  salts: [
    {
      table: 'event',
      column: 'salt',
      whose: (person) => sql`(applicant, case_id) in (
          select applicant, id from services.case where applicant = ${person} or matter ->> 'subject' = ${person}::text)
        or actor ->> 'kind' = 'resident' and actor ->> 'person' = ${person}::text
          and (applicant, case_id) in (select applicant, case_id from services.agreement where person = ${person})`,
    },
    {
      table: 'dispute',
      column: 'salt',
      whose: (person) => sql`person = ${person} or subject = ${person}`,
    },
  ],
  values: [],
  keeps: {
    'application.answers': FILE,
    'application.shown': FILE,
    'case.facts': FILE,
    'case.decision': FILE,
    'event.actor': FILE,
    'event.content': FILE,
    'agreement.shown': FILE,
    'dispute.held': FILE,
    'dispute.claimed': FILE,
    'appeal.grounds': FILE,
    'appeal.answer': FILE,
    'instalment.account': 'where money was paid, and may still have to be; accounting law keeps it',
    'saved_answer.value': OWN,
    'saved_search.topics': OWN,
    'saved_search.told': OWN,
    'population.file_name': 'an officer’s word for a file, deleted after a day',
    'population_part.content': 'made-up or nameless people of an officer’s file, deleted after a day',
  },
};
