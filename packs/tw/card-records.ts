import type { ImportRow } from '#pack';
import { businessNumber } from './business-number.ts';
import { ageOf, type Draw, dayOf, type Person, yearsAfter } from './draw.ts';
import { EMPLOYERS, LATIN, ROADS, SCHOOLS } from './names.ts';

/** What the registries hold of a household's members that a card can say: licences, studies, disabilities, companies. */
export function* cardRecords(draw: Draw, members: readonly Person[]): Generator<ImportRow> {
  for (const person of members) {
    yield* licence(draw, person);
    yield* study(draw, person);
    yield* disability(draw, person);
  }
  yield* company(draw, members);
}

/** By how many years of age somebody may drive, and how many of those who may do. */
const DRIVING = { from: 18, until: 85, share: 0.62 };

function* licence(draw: Draw, person: Person): Generator<ImportRow> {
  const age = ageOf(draw, person);
  const [chance, kind, when] = [draw.chance(), draw.chance(), draw.chance()];
  if (age < DRIVING.from || age > DRIVING.until || chance > DRIVING.share) return;
  const held = Math.min(age - DRIVING.from, 40) * when;
  const issued = yearsAfter(person.born, age - held);
  yield {
    registry: 'driving-licences',
    row: {
      person: person.number,
      number: person.number,
      ...latinNameOf(person),
      class: kind < 0.6 ? 'car' : kind < 0.92 ? 'motorcycle' : kind < 0.97 ? 'truck' : 'bus',
      issued_on: dayOf(issued),
      expires_on: dayOf(yearsAfter(issued, 6 * (1 + Math.floor(held / 6)))),
    },
  };
}

/** A name as a passport has it: Wade–Giles, the given name's syllables joined by a hyphen. */
export function latinNameOf({ surname, name }: Pick<Person, 'surname' | 'name'>): Record<string, string> {
  const given = [...name.slice(surname.length)].map((character) => LATIN[character]!);
  return { family_name: LATIN[surname]!, given_name: given.join('-') };
}

function* study(draw: Draw, person: Person): Generator<ImportRow> {
  const age = ageOf(draw, person);
  const [chance, serial] = [draw.chance(), draw.between(100_000, 999_999)];
  if (age < 18 || age > 25 || chance > 0.55) return;
  const year = draw.today.getUTCFullYear() + (draw.today.getUTCMonth() >= 7 ? 1 : 0);
  const level = age < 22 ? 'undergraduate' : 'graduate';
  yield {
    registry: 'student-enrolment',
    row: {
      student: person.number,
      school: SCHOOLS[serial % SCHOOLS.length]!,
      student_no: `${level === 'graduate' ? 'R' : 'B'}${serial}`,
      level,
      enrolled_until: `${year}-07-31`,
    },
  };
}

function* disability(draw: Draw, person: Person): Generator<ImportRow> {
  const age = ageOf(draw, person);
  const [chance, companion, ago] = [draw.chance(), draw.chance(), draw.between(30, 1_500)];
  if (age < 3 || chance > (age < 65 ? 0.03 : 0.13)) return;
  const since = new Date(draw.today.getTime() - ago * 86_400_000);
  yield {
    registry: 'disabilities',
    row: {
      person: person.number,
      companion: companion < 0.45,
      since: dayOf(since),
      ...(age < 65 && { until: dayOf(yearsAfter(since, 5)) }),
    },
  };
}

/** Serials below belong to the companies written out in people.yaml. */
const FIRST_COMPANY = 10_000;

/** Some heads of households represent a company, with their spouse as a director. */
function* company(draw: Draw, [head, other]: readonly Person[]): Generator<ImportRow> {
  const [chance, age] = [draw.chance(), head ? ageOf(draw, head) : 0];
  if (!head || age < 28 || age > 75 || chance > 0.05) return;
  const partner = other?.spouse === head ? [other.number] : [];
  const founded = yearsAfter(head.born, age - draw.chance() * Math.min(20, age - 25));
  yield {
    registry: 'companies',
    row: {
      representative: head.number,
      // Nobody's else: it follows from the number of a person, of whom each has one company here.
      number: businessNumber.make(FIRST_COMPANY + Number(head.number.slice(2, 9)), { sex: '', born_on: '' }),
      name: `${draw.one(EMPLOYERS)}第${draw.between(2, 99)}企業有限公司`,
      ...(partner.length > 0 && { directors: partner }),
      address: `臺北市中山區${draw.one(ROADS)}${draw.between(1, 480)}號`,
      registered_on: dayOf(founded),
    },
  };
}
