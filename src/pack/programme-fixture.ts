import assert from 'node:assert/strict';
import type { Compiled } from './compile.ts';
import { compileTexts, GOOD } from './fixture.ts';

/** The small right pack with a programme, for tests that put one mistake into it. */

export const PROGRAMME = 'programmes/dog-voucher.yaml';
export const ENROLMENT = 'services/dog-shop/service.yaml';

const named = (text: string) => `{ko: ${text}, zh-Hant: ${text}, en: ${text}}`;

const HOMES = `id: homes
title: ${named('Homes')}
agency: town
keeper: clerk
subject: head
people: [members]
fields:
  head: {type: person, title: ${named('Head')}}
  members: {type: people, title: ${named('Members')}}
  region: {type: enum, title: ${named('Region')}, of: {north: ${named('North')}, south: ${named('South')}}}
read: [kennel]
`;

const VOUCHER = `id: dog-voucher
agency: kennel
office: keeper
title: ${named('Dog voucher')}
summary: ${named('Food for dogs')}
law: [{act: Dog Act, article: "3"}]
facts:
  region: {from: homes.region}
  homes: {count: homes.members, title: ${named('Homes')}}
parameters:
  face: {title: ${named('Face value')}, unit: EUR, values: {2026-01-01: 30}, law: {act: Dog Act}}
eligible:
  all:
    - {id: housed, if: homes > 0, text: ${named('Housed')}}
    - {id: north, if: region = "north", text: ${named('North')}}
amount: face
price: face / 3
every: once
take: whole
window: {from: 2026-02-01, until: 2026-03-31}
channels:
  phone: {kind: wallet, title: ${named('Phone')}}
  paper: {kind: paper, notes: {10: 2, 5: 2}, title: ${named('Paper')}}
  card: {kind: cash-back, spend: 30, back: 19.5, title: ${named('Card')}}
fund: {from: dog-fund, limit: 90000.5}
spend:
  until: 2026-06-30
  regions: [north]
  classes: {except: [bar]}
  not_for: {leash: ${named('Leash')}}
  most: {at_once: 20, a_day: 25.5}
share: homes.members
refund: {within: 7 days}
change: {once_spent: 60%, small: {up_to: 10, once_spent: 80%}}
fee: {rate: 0.75%, vat: 5%}
given: {region: north, homes: 1}
examples:
  - {on: 2026-03-01, out: {eligible: yes, amount: 30, price: 10}}
purchases:
  - {on: 2026-03-01, class: shop, region: north, amount: 12.5, out: paid}
  - {on: 2026-03-01, class: bar, region: north, amount: 12.5, out: class}
  - {on: 2026-03-01, class: shop, region: south, amount: 12.5, out: region}
  - {on: 2026-03-01, class: shop, region: north, amount: 12.5, goods: [leash], out: goods}
  - {on: 2026-03-01, class: shop, region: north, amount: 12.5, spent_today: 13.01, out: too-much-today}
  - {on: 2026-07-01, class: shop, region: north, amount: 12.5, out: expired}
`;

/** By which a business takes part. */
const SHOP = `id: dog-shop
agency: kennel
title: ${named('Dog shop')}
summary: ${named('Sell to dogs')}
law: []
uses: [account]
facts:
  owner: {from: people.name}
  region: {from: homes.region}
  number: {type: text, title: ${named('Number')}, ask: ${named('Number')}}
  kind: {type: enum, title: ${named('Class')}, ask: ${named('Class')}, of: {shop: ${named('Shop')}, bar: ${named('Bar')}}}
decide: {auto: never, otherwise: {role: keeper, within: 5 days}}
effects:
  - enrol: {shop: owner, owner: owner, number: number, class: kind, region: region, address: number, to: account}
examples:
  - {on: 2026-03-01, in: {owner: Ann}, out: {eligible: need}}
`;

const PACK = `${GOOD.get('pack.yaml')}regions: homes.region
shop_classes: {shop: ${named('Shop')}, bar: ${named('Bar')}}
`;

const TEXTS: Readonly<Record<string, string>> = {
  'pack.yaml': PACK,
  'registries/homes.yaml': HOMES,
  [PROGRAMME]: VOUCHER,
  [ENROLMENT]: SHOP,
  'places.yaml': `office: {region: north, at: [60, 10.5], title: ${named('Office')}, address: ${named('Road')}}\n`,
  'outline.yaml': 'rings: [[[10, 59], [11, 59], [11, 61], [10, 61]]]\n',
  'shops.yaml': `bowl: {name: Bowl, owner: ann, number: "1", class: shop, region: north, address: Road 1, at: [60, 10.5],
  bank_account: "99"}\n`,
};

/** The pack with its programme, where some texts in one file are replaced by others. */
export function withProgramme(
  file = PROGRAMME,
  ...changes: readonly (readonly [from: string, to: string])[]
): Compiled {
  const text = TEXTS[file] ?? GOOD.get(file) ?? '';
  const changed = changes.reduce((so, [from, to]) => {
    assert.ok(so.includes(from), `${file} holds ${from}`);
    return so.replace(from, to);
  }, text);
  return compileTexts({ ...TEXTS, [file]: changed });
}
