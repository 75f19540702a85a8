import { GIVEN_NAMES, PLACES, type Place, SURNAMES } from '../names.ts';
import type { Draw, Sex } from './draw.ts';

export interface Person {
  readonly number: string;
  readonly name: string;
  readonly surname: string;
  readonly sex: Sex;
  readonly born: Date;
  readonly age: number;
  readonly father: Person | undefined;
  readonly mother: Person | undefined;
  readonly children: Person[];
  spouse?: Person;
  marriedOn?: Date;
}

/** People who live together, the head first. */
export interface Household {
  readonly place: Place;
  readonly members: readonly Person[];
}

type Parents = Partial<Pick<Person, 'father' | 'mother'>>;

function personBorn(draw: Draw, sex: Sex, born: Date, { father, mother }: Parents = {}): Person {
  const surname = father?.surname ?? mother?.surname ?? draw.one(SURNAMES);
  const generation = Math.min(4, Math.max(0, Math.floor((born.getUTCFullYear() - 1940) / 20)));
  const name = surname + draw.one(GIVEN_NAMES[sex][generation]!);
  const number = draw.number(sex, born);
  const person: Person = { number, name, surname, sex, born, age: draw.ageOf(born), father, mother, children: [] };
  for (const parent of [father, mother]) parent?.children.push(person);
  return person;
}

const anySex = (draw: Draw): Sex => (draw.happens(0.5) ? 'female' : 'male');

const aged = (draw: Draw, from: number, until: number, sex = anySex(draw), parents: Parents = {}): Person =>
  personBorn(draw, sex, draw.bornAt(draw.between(from, until)), parents);

/** A couple by the age of the wife; the husband comes first. */
function couple(draw: Draw, from: number, until: number, yearsMarried?: number): [Person, Person] {
  const wife = aged(draw, from, until, 'female');
  const husband = personBorn(draw, 'male', draw.bornAt(Math.max(20, wife.age + draw.between(-2, 5))));
  const years = Math.min(yearsMarried ?? Math.max(0, wife.age - draw.between(24, 33)), wife.age - 22);
  const marriedOn = draw.daysAgo(Math.floor((years + draw.chance()) * 365.25));
  Object.assign(wife, { spouse: husband, marriedOn });
  Object.assign(husband, { spouse: wife, marriedOn });
  return [husband, wife];
}

/** Between these ages the demo's mothers have children. */
const MOTHERHOOD = { from: 20, until: 42 };

/** Brothers and sisters, two to four years apart, the oldest first; as many as wanted if the mother's age allows it. */
function children(draw: Draw, wanted: number, youngest: number, oldest: number, parents: Parents): Person[] {
  const elder = parents.mother?.age ?? parents.father!.age;
  const most = Math.min(oldest, elder - MOTHERHOOD.from - 1);
  const least = Math.min(most, Math.max(youngest, elder - MOTHERHOOD.until));
  const made: Person[] = [];
  for (let age = draw.between(least, most); age >= least && made.length < wanted; age -= draw.between(3, 4)) {
    made.push(aged(draw, age, age, anySex(draw), parents));
  }
  return made;
}

const alone = (draw: Draw, place: Place, from: number, until: number, parents: Parents = {}): Household => ({
  place,
  members: [aged(draw, from, until, anySex(draw), parents)],
});

interface Shape {
  readonly share: number;
  /** The most people that it makes. */
  readonly most: number;
  make(draw: Draw, place: Place): Household[];
}

/** Parents with children at home. @param wife her age @param ages of the children */
const family = (wife: [number, number], ages: [number, number], most: number) => (draw: Draw, place: Place) => {
  const [father, mother] = couple(draw, ...wife);
  return [{ place, members: [father, mother, ...children(draw, draw.between(1, most), ...ages, { father, mother })] }];
};

export const SHAPES: readonly Shape[] = [
  { share: 10, most: 1, make: (draw, place) => [alone(draw, place, 19, 34)] },
  { share: 14, most: 1, make: (draw, place) => [alone(draw, place, 35, 64)] },
  { share: 12, most: 1, make: (draw, place) => [alone(draw, place, 65, 90)] },
  { share: 1, most: 1, make: (draw, place) => [alone(draw, place, 16, 18)] },
  { share: 7, most: 2, make: (draw, place) => [{ place, members: couple(draw, 25, 37, draw.between(0, 8)) }] },
  { share: 14, most: 2, make: (draw, place) => [{ place, members: couple(draw, 45, 84) }] },
  { share: 14, most: 5, make: family([26, 40], [0, 6], 3) },
  { share: 13, most: 4, make: family([36, 51], [7, 17], 2) },
  { share: 9, most: 4, make: family([46, 62], [18, 30], 2) },
  {
    // Parents whose grown children live by themselves, often in the capital area.
    share: 11,
    most: 4,
    make(draw, place) {
      const [father, mother] = couple(draw, 45, 61);
      const grown = children(draw, draw.between(1, 2), 19, 32, { father, mother });
      const homes = grown.map((child) => ({ place: draw.happens(0.4) ? place : draw.oneByShare(PLACES), child }));
      return [
        { place, members: [father, mother] },
        ...homes.map((home) => ({ place: home.place, members: [home.child] })),
      ];
    },
  },
  {
    share: 7,
    most: 3,
    make(draw, place) {
      const parent = aged(draw, 24, 50, draw.happens(0.8) ? 'female' : 'male');
      const role = parent.sex === 'female' ? 'mother' : 'father';
      return [{ place, members: [parent, ...children(draw, draw.between(1, 2), 0, 17, { [role]: parent })] }];
    },
  },
  {
    share: 3,
    most: 6,
    make(draw, place) {
      const [grandfather, grandmother] = couple(draw, 58, 70);
      const born = draw.between(grandmother.age - 32, grandmother.age - 25);
      const father = aged(draw, born, born, 'male', { father: grandfather, mother: grandmother });
      const mother = aged(draw, Math.max(26, father.age - 4), father.age, 'female');
      const marriedOn = draw.daysAgo(draw.between(300, 2_500));
      Object.assign(father, { spouse: mother, marriedOn });
      Object.assign(mother, { spouse: father, marriedOn });
      const young = children(draw, draw.between(1, 2), 0, 4, { father, mother });
      return [{ place, members: [grandfather, grandmother, father, mother, ...young] }];
    },
  },
];

/** Households of people who belong together, no more than wanted. */
export function cluster(draw: Draw, wanted: number): Household[] {
  const place = draw.oneByShare(PLACES);
  const shape = draw.oneByShare(SHAPES);
  return (shape.most <= wanted ? shape : SHAPES[1]!).make(draw, place);
}
