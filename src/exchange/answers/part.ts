import type { Part } from '../part.ts';
import { answerRoutes } from './routes.ts';
import { answersPersonal, forgetAnswers } from './store.ts';

const FORGET_TASK = 'exchange.forget-answers';

/** This folder as a part of its room. */
export const answersPart: Part = {
  personal: answersPersonal,
  of: (gov) => ({
    routes: answerRoutes(gov),
    jobs: { [FORGET_TASK]: () => forgetAnswers(gov) },
    schedule: [{ task: FORGET_TASK, cron: '*/5 * * * *' }],
  }),
};
