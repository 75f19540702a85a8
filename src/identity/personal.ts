import type { PersonalData } from '../kernel/index.ts';

/** What becomes of what this room keeps of people. */
export const identityPersonal: PersonalData = {
  salts: [],
  values: [],
  keeps: {
    'person.number': 'by it the registers know who somebody is, and an erased person goes on to be one',
    'session.user_agent': 'so that people tell their devices apart; it goes when the session is over',
    'passkey.title': 'the person’s own word for a device with which they sign in; it goes when they remove it',
  },
};
