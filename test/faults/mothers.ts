import { createSession, findPeople } from '../../src/identity/index.ts';
import { addDays, type Day, transaction } from '../../src/kernel/index.ts';
import type { Government } from '../../src/pack/index.ts';
import { writeRecords } from '../../src/registry/index.ts';
import { saveDraft, startApplication, today } from '../../src/services/index.ts';
import { inParallel } from './client.ts';

/** Their serials begin far above those of the demo's people. */
const FIRST_SERIAL = 7_000_000;
const ANSWERS = { given_name: '可可', account: '700000012345678' };

/** How many services a birth of theirs begins with: registration, pension benefit, allowance, health insurance. */
export const SERVICES = 4;

/** An unmarried mother in the pension scheme with a newborn: nothing of hers waits for anybody. */
export interface Mother {
  person: string;
  notice: string;
}

/** A mother who has answered everything and is signed in: one request submits her application. */
export interface Applicant extends Mother {
  application: string;
  /** The `Cookie` header of her session. */
  cookie: string;
}

/**
 * Makes mothers by the registries' own door.
 * @param from how many were made before in this database.
 * @param announce whether their births are offered to them by jobs.
 */
export async function makeMothers(
  gov: Government,
  { from = 0, count, announce = false }: { from?: number; count: number; announce?: boolean },
): Promise<Mother[]> {
  const born = addDays(today(gov), -5);
  const numbers = Array.from({ length: count }, (_, index) =>
    gov.pack.numbering.make(FIRST_SERIAL + from + index, { sex: 'female', born_on: '' }),
  );
  const notices = numbers.map((number) => `BENCH-${number}`);
  const write = (registry: string, row: (number: string, index: number) => object) =>
    transaction(gov.db, (tx) =>
      writeRecords(tx, gov, {
        registry,
        rows: numbers.map(row),
        source: 'synthetic',
        at: gov.clock.now(),
        announce: announce && registry === 'births',
      }),
    );
  await write('persons', (person) => ({ person, ...MOTHER }));
  await write('households', (head) => ({
    head,
    members: [head],
    region: 'taipei',
    address: '臺北市文山區木柵路 9 段 1 號',
  }));
  await write('pension-enrolment', (person) => ({ person, since: '2021-05-01' }));
  await write('health-enrolment', (person) => ({ person, since: '1996-02-03' }));
  await write('births', (mother, index) => ({ mother, notice_no: notices[index], ...birthOn(born) }));
  const people = await findPeople(gov.db, numbers);
  return numbers.map((number, index) => ({ person: people.get(number)!, notice: notices[index]! }));
}

const MOTHER = { name: '林可欣', surname: '林', sex: 'female', born_on: '1996-02-03' };

const birthOn = (born_on: Day) => ({
  hospital: '海岸綜合醫院',
  mother_born_on: MOTHER.born_on,
  born_on,
  sex: 'female',
  weeks: 39,
  order_in_delivery: 1,
});

/** Begins the births of these mothers, gives the answers and signs the mothers in, so that only submitting is left. */
export async function prepareApplicants(gov: Government, mothers: readonly Mother[]): Promise<Applicant[]> {
  const applicants: Applicant[] = [];
  await inParallel(4, mothers, async ({ person, notice }) => {
    const matter = { registry: 'births', subject: person, key: notice };
    const application = await startApplication(gov, person, { lifeEvent: 'birth', matter }, 'en');
    await saveDraft(gov.db, gov, { applicant: person, id: application }, { answers: ANSWERS });
    const secret = await createSession(gov.db, { person, means: 'demo' }, gov.clock.now());
    applicants.push({ person, notice, application, cookie: `session=${secret}` });
  });
  return applicants;
}
