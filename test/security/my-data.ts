import { heldAbout, openCounterCode, putIntoLocker, tokenOf } from '../../src/exchange/index.ts';
import { uuidv7 } from '../../src/kernel/index.ts';
import type { TestSite } from '../support/site.ts';

const OPENING = { kdf: 'PBKDF2-SHA-256', rounds: 600_000, salt: 'c2FsdA==', nonce: 'bm9uY2U=' } as const;

/** A code for a counter and something in a locker, by the beginnings of the paths that lead to them. */
export async function makeMyData({ gov }: Pick<TestSite, 'gov'>, person: string) {
  const paths = ['persons.name'];
  const code = await openCounterCode(gov, { person, subject: person, paths, locale: 'en' });
  const id = uuidv7(gov.clock.now());
  await putIntoLocker(gov, { person, id, opening: OPENING, sealed: new Uint8Array([1]) });
  const [record] = (await heldAbout(gov, { reader: person })).records;
  return {
    params: {
      '/my-data/counter/': { consent: code.consent },
      '/my-data/locker/': { id },
      '/api/my-data/locker/': { id },
    },
    marks: [code.code!, code.consent, id, tokenOf(record!)],
  };
}

const CHOSEN = { field: 'persons.name' };

/** What is sent to take data along. */
export const MY_DATA_BODIES: Record<string, object> = {
  'POST /my-data/disputes': { record: '0'.repeat(16), field: 'surname', claimed: '程' },
  'POST /my-data/download/preview': CHOSEN,
  'POST /my-data/download': { ...CHOSEN, form: 'json' },
  'POST /my-data/counter/preview': CHOSEN,
  'POST /my-data/counter': CHOSEN,
  'POST /my-data/locker/preview': CHOSEN,
  'POST /api/my-data/locker': { id: '00000000-0000-7000-8000-000000000000', opening: OPENING, sealed: 'AQ==' },
  'POST /office/data-counter': { code: '0000000000' },
};
