import type { Part } from '../part.ts';
import { PUBLISH_TASK, publishTemplates } from './publish.ts';
import { templateRoutes } from './routes.ts';
import { standardRoutes } from './standard-routes.ts';

/** Purposes for which registers may be asked: public, signed, and each version kept. */
export const templatesPart: Part = {
  personal: {
    salts: [],
    values: [],
    keeps: {
      'template.salt': 'what relying parties may ask for is public; it names nobody',
      'over_asking.salt': 'an act of a relying party; it names nobody',
    },
  },
  of: (gov) => ({
    routes: [...templateRoutes(gov), ...standardRoutes(gov)],
    jobs: { [PUBLISH_TASK]: async () => void (await publishTemplates(gov.db, gov)) },
    schedule: [{ task: PUBLISH_TASK, cron: '* * * * *' }],
  }),
};
