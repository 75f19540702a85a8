import assert from 'node:assert/strict';
import { it } from 'node:test';
import { type Compiled, compilePack } from './compile.ts';
import type { Adapters } from './model.ts';
import { formatProblem } from './problems.ts';

/** A small right pack, for tests that put one mistake into it. */

export const GRANT = 'services/dog-grant/service.yaml';
export const LICENCE = 'services/dog-licence/service.yaml';

const PACK = `id: ex
title: {ko: 예시국, zh-Hant: 範例國, en: Exampleland}
locale: en
time_zone: Europe/Oslo
currency: {code: EUR, decimals: 2, format: {ko: "€{amount}", zh-Hant: "€{amount}", en: "€{amount}"}}
people: {registry: people, name: name, number: plain}
appeal: {within: 30 days, title: {ko: 이의신청, zh-Hant: 訴願, en: Appeal}, law: {act: Dog Act}}
agencies:
  kennel: {title: {ko: 개집, zh-Hant: 犬舍, en: Kennel}, roles: {keeper: {ko: 담당자, zh-Hant: 承辦人, en: Keeper}}}
  town: {title: {ko: 시청, zh-Hant: 市府, en: Town}, roles: {clerk: {ko: 담당자, zh-Hant: 承辦人, en: Clerk}}}
funds:
  dog-fund: {agency: kennel, title: {ko: 기금, zh-Hant: 基金, en: Fund}, budget: 100}
acts:
  Dog Act: {title: {ko: 개 법, zh-Hant: 犬法, en: Dog Act}}
holidays: {"2026": [2026-01-01]}
country: NO
`;

const PEOPLE = `id: people
title: {ko: 사람, zh-Hant: 人, en: People}
agency: town
keeper: clerk
subject: person
fields:
  person: {type: person, title: {ko: 사람, zh-Hant: 人, en: Person}}
  name: {type: name, title: {ko: 이름, zh-Hant: 姓名, en: Name}}
  born_on: {type: date, title: {ko: 생일, zh-Hant: 生日, en: Born on}}
read: [kennel]
`;

const DOGS = `id: dogs
title: {ko: 개, zh-Hant: 狗, en: Dogs}
agency: kennel
keeper: keeper
subject: owner
key: chip
people: [friends]
fields:
  owner: {type: person, title: {ko: 주인, zh-Hant: 飼主, en: Owner}}
  chip: {type: text, title: {ko: 칩, zh-Hant: 晶片, en: Chip}}
  size: {type: enum, title: {ko: 크기, zh-Hant: 大小, en: Size}, of: {big: {ko: 큼, zh-Hant: 大, en: Big}, small: {ko: 작음, zh-Hant: 小, en: Small}}}
  weight: {type: integer, unit: kg, title: {ko: 무게, zh-Hant: 體重, en: Weight}}
  friends: {type: people, optional: true, title: {ko: 친구, zh-Hant: 朋友, en: Friends}}
  licensed_on: {type: date, optional: true, title: {ko: 허가일, zh-Hant: 核准日, en: Licensed on}}
read: []
`;

const FACTS = `account:
  type: bank-account
  title: {ko: 계좌, zh-Hant: 帳戶, en: Account}
  ask: {ko: 어느 계좌인가요?, zh-Hant: 哪個帳戶？, en: Which account?}
`;

const GRANT_TEXT = `id: dog-grant
agency: kennel
title: {ko: 지원금, zh-Hant: 補助, en: Dog grant}
summary: {ko: 지원, zh-Hant: 補助, en: Money for dogs}
law: [{act: Dog Act, article: "1"}]
about: dogs
for: owner
uses: [account]
facts:
  size: {from: dogs.size}
  weight: {from: dogs.weight}
  born_on: {from: people.born_on}
  grown_up: {derive: born_on + duration("P18Y") <= applied_on, title: {ko: 성인, zh-Hant: 成年, en: Grown up}}
parameters:
  per_kg: {title: {ko: 단가, zh-Hant: 單價, en: Per kg}, unit: EUR/kg, values: {2020-01-01: 3}, law: {act: Dog Act}}
eligible:
  all:
    - {id: big, if: size = "big", text: {ko: 커요, zh-Hant: 大, en: It is big}}
    - {id: grown-up, if: grown_up, text: {ko: 성인이에요, zh-Hant: 成年, en: You are grown up}}
amount: weight * per_kg
decide: {auto: complete, otherwise: {role: keeper, within: 5 working days}}
effects:
  - pay: {from: dog-fund, to: account}
  - record: {registry: dogs, about: true, set: {licensed_on: applied_on}}
  - notify: {title: {ko: 승인, zh-Hant: 核准, en: Approved}, body: {ko: "{amount}", zh-Hant: "{amount}", en: "{amount}"}}
given: {size: big, weight: 10, born_on: 1990-01-01, account: "12345678"}
examples:
  - {on: 2026-03-01, out: {eligible: yes, amount: 30}}
`;

/** The shortest kind of service: about nothing but the applicant. */
const LICENCE_TEXT = `id: dog-licence
agency: kennel
title: {ko: 면허, zh-Hant: 執照, en: Dog licence}
summary: {ko: 면허, zh-Hant: 執照, en: A licence}
law: []
facts:
  dogs_owned: {count: dogs.owner, where: item.size = "big", title: {ko: 개 수, zh-Hant: 隻數, en: Big dogs}}
  granted_before: {granted: dog-grant}
decide: {auto: never, otherwise: {role: keeper, within: 5 days}}
eligible: {all: [{id: few, if: dogs_owned < 3 and granted_before, text: {ko: 적어요, zh-Hant: 少, en: Few dogs}}]}
effects: []
examples:
  - {on: 2026-03-01, in: {dogs_owned: 3}, out: {eligible: no, because: [few]}}
`;

const EVENT = `id: new-dog
title: {ko: 새 개, zh-Hant: 新狗, en: New dog}
summary: {ko: 새 개, zh-Hant: 新狗, en: New dog}
about: dogs
offer: {to: [owner], title: {ko: 축하, zh-Hant: 恭喜, en: Hello}, body: {ko: 축하, zh-Hant: 恭喜, en: Hello}}
services: [dog-licence, dog-grant]
`;

const DEMO = `seed: 1
count: 0
personas:
  - {id: ann, number: N1, title: {ko: 앤, zh-Hant: 安, en: Ann}, post: {agency: kennel, role: keeper}}
records:
  people:
    - {person: N1, name: Ann, born_on: -30 years}
`;

export const GOOD: ReadonlyMap<string, string> = new Map([
  ['pack.yaml', PACK],
  ['facts.yaml', FACTS],
  ['people.yaml', DEMO],
  ['registries/people.yaml', PEOPLE],
  ['registries/dogs.yaml', DOGS],
  [GRANT, GRANT_TEXT],
  [LICENCE, LICENCE_TEXT],
  ['life-events/new-dog.yaml', EVENT],
]);

const adapters: Adapters = {
  numberings: {
    plain: {
      check: (number) => (number.startsWith('N') ? undefined : { ko: 'N', 'zh-Hant': 'N', en: 'Begin it with N' }),
      make: (serial) => `N${serial}`,
    },
  },
  *population() {},
};

/** The good pack with some of its files changed. */
export function compileTexts(changes: Readonly<Record<string, string>> = {}): Compiled {
  const texts = new Map([...GOOD, ...Object.entries(changes)]);
  return compilePack({ folder: '/nowhere', texts, code: new Map(), adapters });
}

/** The good pack with one text in one file replaced by another. */
export function withChange(file: string, from: string, to: string): Compiled {
  const text = GOOD.get(file) ?? '';
  assert.ok(text.includes(from), `${file} holds ${from}`);
  return compileTexts({ [file]: text.replace(from, to) });
}

/** What is replaced by what in which file, and all that is then told. */
export type Mistake = [what: string, file: string, from: string, to: string, ...problems: string[]];

/** One test for each mistake: the pack is refused as a whole, and nothing is told but this. */
export function testMistakes(mistakes: readonly Mistake[]): void {
  for (const [what, file, from, to, ...expected] of mistakes) {
    it(what, () => {
      const { pack, problems } = withChange(file, from, to);
      assert.equal(pack, undefined);
      assert.deepEqual(problems.map(formatProblem).sort(), expected.sort());
    });
  }
}
