import type { ImportRow, Population } from '#pack';
import { cardRecords } from './card-records.ts';
import { ageOf, Draw, dayOf, MS_PER_DAY, type Person, type Sex, yearsAfter } from './draw.ts';
import { EMPLOYERS, PLACES, ROADS, WAGES } from './names.ts';

type Shape = (draw: Draw, area: string, size: number) => Person[];

const sexOf = (draw: Draw): Sex => (draw.chance() < 0.5 ? 'female' : 'male');

/** The youngest and oldest age at which the demo's mothers have children. */
const MOTHERHOOD = { from: 21, to: 41 };

function couple(draw: Draw, area: string, age: number): [Person, Person] {
  const wife = draw.person(area, 'female', draw.bornAt(age));
  const husband = draw.person(area, 'male', draw.bornAt(age + draw.between(0, 6)));
  wife.spouse = husband;
  husband.spouse = wife;
  return [husband, wife];
}

/** Children who live at home, at least two years apart, born when the mother was between 21 and 41. */
function children(draw: Draw, area: string, most: number, parents: { mother: Person; father?: Person }): Person[] {
  const mothersAge = ageOf(draw, parents.mother);
  const oldest = Math.min(22, mothersAge - MOTHERHOOD.from - 1);
  const born: Date[] = [];
  for (let age = draw.between(Math.max(0, mothersAge - MOTHERHOOD.to), oldest); age <= oldest && born.length < most; ) {
    born.push(draw.bornAt(age));
    age += draw.between(3, 5);
  }
  return born.map((day) => draw.person(area, sexOf(draw), day, parents));
}

const SHAPES: Readonly<Record<string, { share: number; smallest: number; make: Shape }>> = {
  single: {
    share: 0.34,
    smallest: 1,
    make: (draw, area) => [draw.person(area, sexOf(draw), draw.bornAt(draw.between(20, 88)))],
  },
  couple: { share: 0.2, smallest: 2, make: (draw, area) => couple(draw, area, draw.between(25, 80)) },
  family: {
    share: 0.3,
    smallest: 4,
    make(draw, area) {
      const [father, mother] = couple(draw, area, draw.between(26, 48));
      return [father, mother, ...children(draw, area, draw.between(1, 2), { mother, father })];
    },
  },
  loneParent: {
    share: 0.09,
    smallest: 3,
    make(draw, area) {
      const mother = draw.person(area, 'female', draw.bornAt(draw.between(26, 50)));
      return [mother, ...children(draw, area, draw.between(1, 2), { mother })];
    },
  },
  threeGenerations: {
    share: 0.07,
    smallest: 6,
    make(draw, area) {
      const [grandfather, grandmother] = couple(draw, area, draw.between(58, 70));
      const [father, mother] = couple(draw, area, draw.between(28, 36));
      Object.assign(father, { surname: grandfather.surname, name: grandfather.surname + father.name.slice(1) });
      Object.assign(father, {
        father: grandfather,
        mother: grandmother,
        born: draw.bornAt(ageOf(draw, grandmother) - draw.between(24, 30)),
      });
      return [
        grandfather,
        grandmother,
        father,
        mother,
        ...children(draw, area, draw.between(1, 2), { mother, father }),
      ];
    },
  },
};

/** A shape by its share, if that many people are still wanted; else people who live alone. */
function shapeFor(draw: Draw, wanted: number): Shape {
  let left = draw.chance();
  const shape =
    Object.values(SHAPES).find(({ share }) => {
      left -= share;
      return left < 0;
    }) ?? SHAPES.single!;
  return shape.smallest <= wanted ? shape.make : SHAPES.single!.make;
}

/** Households of the shapes one finds, until there are `count` people; each person's rows, then the household's. */
export const people: Population = function* (seed, count, today) {
  const draw = new Draw(seed, today);
  // From a stream of its own, so that the people stay the same whatever more is kept of them.
  const cards = new Draw(seed + 1, today);
  for (let made = 0; made < count; ) {
    const { letter, region, city, districts } = draw.one(PLACES);
    const members = shapeFor(draw, count - made)(draw, letter, count - made);
    made += members.length;
    for (const member of members) yield* rowsOf(draw, member);
    yield* cardRecords(cards, members);
    const address = `${city}${draw.one(districts)}${draw.one(ROADS)}${draw.between(1, 480)}號${draw.between(2, 14)}樓`;
    yield {
      registry: 'households',
      row: { head: members[0]!.number, members: members.map(({ number }) => number), region, address },
    };
  }
};

const later = (a: string, b: string): string => (a > b ? a : b);

/** The days on which health insurance and the pension scheme began. */
const HEALTH_INSURANCE_BEGAN = '1995-03-01';
const PENSION_BEGAN = '2008-10-01';

function* rowsOf(draw: Draw, person: Person): Generator<ImportRow> {
  const { number, name, surname, sex, born, mother, father, spouse } = person;
  const family = {
    ...(mother && { mother: mother.number }),
    ...(father && { father: father.number }),
    ...(spouse && { spouse: spouse.number }),
  };
  yield { registry: 'persons', row: { person: number, name, surname, sex, born_on: dayOf(born), ...family } };
  yield {
    registry: 'health-enrolment',
    row: {
      person: number,
      since: later(dayOf(born), HEALTH_INSURANCE_BEGAN),
      ...(ageOf(draw, person) < 18 && mother && { insured_with: mother.number }),
    },
  };
  yield* workOf(draw, person);
}

/** People of working age are in labour insurance, or from 25 on in the pension scheme when they are not. */
function* workOf(draw: Draw, person: Person): Generator<ImportRow> {
  const age = ageOf(draw, person);
  const isEmployed = age >= 22 && age < 65 && draw.chance() < 0.72;
  if (isEmployed) {
    const since = yearsAfter(person.born, 20 + draw.chance() * (age - 20));
    const insuredDays = Math.max(0, Math.floor((draw.today.getTime() - since.getTime()) / MS_PER_DAY));
    const employer = `${draw.one(EMPLOYERS)}股份有限公司`;
    const work = { employer, since: dayOf(since), insured_days: insuredDays, average_salary: draw.one(WAGES) };
    yield { registry: 'labour-enrolment', row: { person: person.number, ...work } };
  } else if (age >= 25 && age < 65) {
    yield {
      registry: 'pension-enrolment',
      row: { person: person.number, since: later(dayOf(yearsAfter(person.born, 25)), PENSION_BEGAN) },
    };
  }
}
