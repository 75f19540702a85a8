import type { PersonalData } from '../kernel/index.ts';

/** What becomes of what this room keeps of people. */
export const messagesPersonal: PersonalData = {
  salts: [],
  values: [],
  keeps: {
    'message.title': 'an official letter, by which terms run; its person reads it in their inbox',
    'message.body': 'an official letter, by which terms run; its person reads it in their inbox',
  },
};
