import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

const PACK = `id: ex
title: {ko: 예시국, zh-Hant: 範例國, en: Exampleland}
locale: en
country: "NO"
time_zone: Europe/Oslo
currency: {code: EUR, decimals: 0, format: {ko: "€{amount}", zh-Hant: "€{amount}", en: "€{amount}"}}
people: {registry: people, name: name, number: plain}
appeal: {within: 30 days, title: {ko: 이의신청, zh-Hant: 訴願, en: Appeal}, law: {act: Tree Act}}
agencies:
  town: {title: {ko: 시청, zh-Hant: 市府, en: Town}, roles: {clerk: {ko: 담당자, zh-Hant: 承辦人, en: Clerk}}}
funds: {}
acts: {Tree Act: {title: {ko: 나무법, zh-Hant: 樹木法, en: Tree Act}}}
holidays: {}
`;

const PEOPLE = `id: people
title: {ko: 사람, zh-Hant: 人, en: People}
agency: town
keeper: clerk
subject: person
fields:
  person: {type: person, title: {ko: 사람, zh-Hant: 人, en: Person}}
  name: {type: name, title: {ko: 이름, zh-Hant: 姓名, en: Name}}
  trees: {type: integer, title: {ko: 나무 수, zh-Hant: 樹木數量, en: Trees}}
read: []
`;

const ADAPTERS = `export const numberings = { plain: { check: () => undefined, make: (serial) => String(serial) } };
export function* population() {}
`;

const service = (id: string, example: string) => `id: ${id}
agency: town
title: {ko: 나무 지원금, zh-Hant: 植樹補助, en: Tree grant}
summary: {ko: 지원, zh-Hant: 補助, en: For trees}
law: []
facts:
  trees: {from: people.trees}
parameters:
  needed: {title: {ko: 필요한 나무, zh-Hant: 應種樹木, en: Trees needed}, values: {2020-01-01: 3}, law: {act: Tree Act, article: "7"}}
eligible:
  all: [{id: enough, if: trees >= needed, law: {act: Tree Act, article: "7"}, text: {ko: 나무가 충분해요, zh-Hant: 樹木足夠, en: You have trees enough}}]
amount: if trees > 100 then 500 else 20
decide: {auto: never, otherwise: {role: clerk, within: 5 days}}
effects: []
examples:
  - {title: a garden, on: 2026-03-01, in: {trees: 3}, out: {eligible: yes, amount: 20}}
  - ${example}
`;

const RIGHT = '{title: a balcony, on: 2026-03-01, in: {trees: 2}, out: {eligible: no, because: [enough]}}';
const WRONG = '{title: a balcony, on: 2026-03-01, in: {trees: 2}, out: {eligible: yes}}';

/** How a command ended and what it said. */
interface Outcome {
  code: number;
  out: string;
  err: string;
}

describe('the commands for authors of rules', () => {
  let folder: string;
  const at = (...path: string[]) => join(folder, ...path);
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'madang-rules-'));
    await write('pack/pack.yaml', PACK);
    await write('pack/adapters.ts', ADAPTERS);
    await write('pack/registries/people.yaml', PEOPLE);
    await write('pack/services/right/service.yaml', service('right', RIGHT));
    await write('pack/services/wrong/service.yaml', service('wrong', WRONG));
    await write('broken/pack.yaml', 'id: ex');
    await write('facts.yaml', 'trees: 2');
    await write('bad.json', '{"tree": 2, "trees": "many", "applicant": 3}');
  });
  after(() => rm(folder, { recursive: true }));

  async function write(path: string, text: string): Promise<void> {
    await mkdir(dirname(at(path)), { recursive: true });
    await writeFile(at(path), text);
  }

  const madang = (...words: string[]): Promise<Outcome> =>
    new Promise((resolve) => {
      const child = execFile(process.execPath, ['bin/madang.mjs', ...words], { cwd: ROOT }, (_, out, err) =>
        resolve({ code: child.exitCode!, out, err }),
      );
    });

  /** Called wrongly: said in words, never by a stack, with how it is called. */
  const refused = ({ code, out, err }: Outcome, said: RegExp) => {
    assert.deepEqual([code, out], [2, '']);
    assert.match(err, said);
    assert.match(err, /^madang rules /m);
    assert.doesNotMatch(err, /^ +at /m);
  };

  test('examples that come out as written pass, and what none of them tries is listed', async () => {
    const { code, out, err } = await madang('rules', 'test', at('pack/services/right/service.yaml'));
    assert.deepEqual([code, err], [0, '']);
    assert.deepEqual(out.split('\n'), [
      'Not tried:',
      '  right: in the amount, no example that is not a no has "trees > 100" true',
      '',
      '2 of 2 examples passed, 1 not tried',
      '',
    ]);
  });

  test('one that comes out otherwise fails with what was expected, what came, and why', async () => {
    const [folderOf, whole] = await Promise.all([
      madang('rules', 'test', at('pack/services')),
      madang('rules', 'test', at('pack')),
    ]);
    assert.deepEqual(folderOf, whole);
    assert.equal(whole.code, 1);
    assert.deepEqual(whole.out.split('\n').slice(0, 8), [
      'wrong, example 2 (a balcony):',
      '  eligible: yes expected, no found',
      '  ✗ Not met: You have trees enough (Tree Act, Article 7)',
      '      Trees needed: 3 (since 1 January 2020; Tree Act, Article 7)',
      '      Trees: 2',
      '      → What would have to change',
      '        - Trees must be at least 3',
      '',
    ]);
    assert.match(whole.out, /^3 of 4 examples passed, 2 not tried$/m);
  });

  test('a decision is explained as a person reads it, in three languages', async () => {
    const explain = (...words: string[]) =>
      madang(
        'rules',
        'explain',
        'right',
        '--pack',
        at('pack'),
        '--facts',
        at('facts.yaml'),
        '--on',
        '2026-03-01',
        ...words,
      );
    const [english, korean, chinese] = await Promise.all([
      explain(),
      explain('--lang', 'ko'),
      explain('--lang', 'zh-Hant'),
    ]);
    assert.deepEqual([english.code, english.err], [0, '']);
    assert.deepEqual(english.out.split('\n'), [
      'You do not meet the conditions now: Tree grant',
      'By the law of 1 March 2026.',
      '',
      '✗ Not met: You have trees enough (Tree Act, Article 7)',
      '    Trees needed: 3 (since 1 January 2020; Tree Act, Article 7)',
      '    Trees: 2',
      '    → What would have to change',
      '      - Trees must be at least 3',
      '',
    ]);
    assert.match(korean.out, /^ {6}- 나무 수가 3 이상이어야 해요$/m);
    assert.match(chinese.out, /^ {6}- 樹木數量至少須為：3$/m);
  });

  test('bad facts are all listed, and a pack with mistakes is refused as a whole', async () => {
    const words = ['rules', 'explain', 'right', '--pack', at('pack'), '--facts', at('bad.json'), '--on', '2026-03-01'];
    const [facts, pack] = await Promise.all([madang(...words), madang('rules', 'test', at('broken'))]);
    assert.deepEqual([facts.code, facts.out, pack.code, pack.out], [1, '', 1, '']);
    assert.match(facts.err, /bad\.json has 3 mistakes:\n {2}tree: .*did you mean trees\?\n/);
    assert.match(pack.err, /^The pack in .* has a mistake:$/m);
  });

  test('called wrongly they say how they are called', async () => {
    const day = ['--facts', at('facts.yaml'), '--on', '2026-03-01', '--pack', at('pack')];
    const [nothing, outside, none, badDay, option] = await Promise.all([
      madang('rules', 'test'),
      madang('rules', 'test', at('facts.yaml')),
      madang('rules', 'explain', 'nothing', ...day),
      madang('rules', 'explain', 'right', '--facts', at('facts.yaml'), '--on', '2026-02-30'),
      madang('rules', 'explain', 'right', ...day, '--langue', 'fr'),
    ]);
    refused(nothing, /^Name a service\.yaml/);
    refused(outside, /lies in no pack/);
    refused(none, /^There is no service "nothing"\. There is:\n {2}right\n {2}wrong/);
    refused(badDay, /^"2026-02-30" is no day/);
    refused(option, /^Unknown option '--langue'/);
  });
});
