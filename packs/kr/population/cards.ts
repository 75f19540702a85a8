import type { ImportRow } from '#pack';
import { BUSINESSES } from '../names.ts';
import { inLatin } from '../romanisation.ts';
import { type Draw, dayOf } from './draw.ts';
import type { Person } from './families.ts';

/** What the registries hold of a household's members that only a card can say: licences, companies, who acts for a child. */
export function* cardRecords(draw: Draw, members: readonly Person[]): Generator<ImportRow> {
  for (const person of members) {
    yield* authority(person);
    yield* licence(draw, person);
  }
  yield* company(draw, members);
}

function* authority({ number, age, father, mother }: Person): Generator<ImportRow> {
  const parents = [father, mother].flatMap((parent) => parent?.number ?? []);
  if (age < 19 && parents.length > 0) yield { registry: 'parental-authority', row: { child: number, parents } };
}

/** From this age on until that, this share may drive. */
const DRIVING = { from: 18, until: 84, share: 0.68 };
const CLASSES = [
  { share: 62, class: 'class-2-ordinary' },
  { share: 30, class: 'class-1-ordinary' },
  { share: 5, class: 'class-1-large' },
  { share: 3, class: 'class-2-small' },
] as const;

function* licence(draw: Draw, { number, name, surname, age }: Person): Generator<ImportRow> {
  const [chance, held, serial] = [draw.chance(), draw.chance(), draw.between(100_000, 999_999)];
  const kind = draw.oneByShare(CLASSES).class;
  if (age < DRIVING.from || age > DRIVING.until || chance > DRIVING.share) return;
  const days = Math.floor(Math.min(age - DRIVING.from, 30) * held * 365.25) + 1;
  const issued = draw.daysAgo(days);
  const year = issued.getUTCFullYear();
  const today = draw.today.getUTCFullYear();
  // 도로교통법 제87조: it is renewed every ten years, in the year's course.
  const expires = year + 10 * (1 + Math.floor((today - year) / 10));
  yield {
    registry: 'driving-licences',
    row: {
      person: number,
      number: `${draw.between(11, 28)}-${String(year).slice(2)}-${serial}-${draw.between(10, 99)}`,
      family_name: inLatin(surname),
      given_name: inLatin(name.slice(surname.length)),
      class: kind,
      issued_on: dayOf(issued),
      expires_on: `${expires}-12-31`,
    },
  };
}

/** Some heads of households represent a company, with their spouse as a director. */
function* company(draw: Draw, [head, other]: readonly Person[]): Generator<ImportRow> {
  const [chance, years, serial] = [draw.chance(), draw.chance(), draw.between(1_000_000, 9_999_999)];
  if (!head || head.age < 28 || head.age > 75 || chance > 0.04) return;
  const partner = other && head.spouse === other ? [other.number] : [];
  const founded = draw.daysAgo(Math.floor(years * Math.min(20, head.age - 25) * 365.25) + 1);
  yield {
    registry: 'companies',
    row: {
      representative: head.number,
      number: `110111-${serial}`,
      name: `${draw.one(BUSINESSES)} 주식회사`,
      ...(partner.length > 0 && { directors: partner }),
      address: `서울특별시 중구 새빛로 ${draw.between(1, 300)}`,
      registered_on: dayOf(founded),
    },
  };
}
