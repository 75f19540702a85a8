import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import {
  decideGiven,
  explainDecision,
  linesOf,
  loadPack,
  mistakesOf,
  type Pack,
  parseGiven,
  readGiven,
} from '../../src/pack/index.ts';
import { type Block, blocksOf, pathOf, sectionOf, textOf } from './page.ts';

const PAGE = textOf('docs/rules.md');
const LESSON = blocksOf(sectionOf(PAGE, 'From the first condition to a table'));
const READINGS = sectionOf(PAGE, 'Five rules, line by line');
const SERVICE = 'services/moving-grant/service.yaml';

const packs = new Map<string, Promise<Pack>>();

/** A pack by the name or path that a command names. */
function packOf(name: string): Promise<Pack> {
  const found = packs.get(name) ?? loadPack(name);
  packs.set(name, found);
  return found;
}

/** A call of `rules explain` on the page, with the facts and the output that stand around it. */
interface Shown {
  readonly service: string;
  readonly pack: string;
  readonly on: string;
  readonly facts: string;
  readonly output: string;
}

const COMMAND = /^npx madang rules explain (\S+) --pack (\S+) --facts (\S+) --on (\S+)\n$/;

/** The calls in a part of the page: facts are the block that begins with the file's name, output the block that follows. */
function explainsIn(blocks: readonly Block[]): Shown[] {
  return blocks.flatMap(({ text }, index) => {
    const [, service, pack, file, on] = COMMAND.exec(text) ?? [];
    if (!service || !pack || !on) return [];
    const facts = blocks.slice(0, index).findLast((block) => block.text.startsWith(`# ${file}\n`));
    const next = blocks[index + 1];
    assert.ok(facts && next?.language === 'text', `${service} has facts and an output`);
    return [{ service, pack, on, facts: facts.text, output: next.text }];
  });
}

/** What the command prints. */
function explained(pack: Pack, { service: id, on, facts }: Shown): string {
  const service = pack.services.get(id);
  assert.ok(service);
  const { json, problems } = parseGiven('facts.yaml', facts);
  const given = readGiven(pack, service, json, on);
  assert.deepEqual([problems, mistakesOf(pack, service, given)], [[], []], id);
  const lines = linesOf(explainDecision(pack, service, decideGiven(service, given), 'en', given.lawDay), 'en');
  return lines.map((line) => `${line}\n`).join('');
}

describe('the lesson of docs/rules.md', () => {
  let folder: string;
  const files = LESSON.filter(({ text }) => text.includes('id: moving-grant')).map(({ text }) => text);
  const outputs = LESSON.filter(({ language }) => language === 'text').map(({ text }) => text);
  const [first = '', whole = ''] = files;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'madang-rules-page-'));
  });
  after(() => rm(folder, { recursive: true }));

  /** The pack with this text as the service of the lesson. */
  async function packWith(name: string, text: string): Promise<string> {
    const pack = join(folder, name);
    await cp(pathOf('packs/kr'), pack, { recursive: true });
    await mkdir(dirname(join(pack, SERVICE)), { recursive: true });
    await writeFile(join(pack, SERVICE), text);
    return pack;
  }

  const rulesTest = async (name: string, text: string): Promise<string> => {
    const pack = await packWith(name, text);
    return new Promise((resolve) => {
      const words = ['bin/madang.mjs', 'rules', 'test', join(pack, dirname(SERVICE))];
      execFile(process.execPath, words, { cwd: pathOf('.') }, (_, out, err) => resolve(out + err));
    });
  };

  test('its first and its last file pass, and one with a gap or a mistake says so', async () => {
    const gap = whole.replace(/^ {2}- \{title: nothing paid.*\n/m, '');
    const wrong = whole.replace('amount: 90000}', 'amount: 80000}');
    assert.ok(files.length === 2 && gap !== whole && wrong !== whole);
    const found = await Promise.all([
      rulesTest('first', first),
      rulesTest('whole', whole),
      rulesTest('gap', gap),
      rulesTest('wrong', wrong),
    ]);
    assert.deepEqual(found.slice(0, 3), outputs.slice(0, 3));
    assert.ok(found[3]!.startsWith(outputs[3]!), found[3]);
  });

  test('what is added on the way stands in the last file', () => {
    const parts = LESSON.filter(({ language, text }) => language === 'yaml' && !files.includes(text));
    const added = parts.map(({ text }) => text).filter((text) => !/^# \w+\.yaml\n|^uses:/.test(text));
    assert.ok(added.length > 5);
    assert.deepEqual(
      added.filter((text) => !`\n${whole}`.includes(`\n${text}`)),
      [],
    );
  });

  test('its reasons are those that are printed', async () => {
    const [shown] = explainsIn(LESSON);
    assert.ok(shown?.pack === 'kr');
    assert.equal(explained(await packOf(await packWith('explained', whole)), shown), shown.output);
  });
});

test('what is quoted of a file right after its name stands in it', () => {
  const quoted = blocksOf(PAGE).flatMap(({ text, before }) => {
    const [, path] = /`(packs\/[\w./-]+)`:\n\n$/.exec(before) ?? [];
    return path ? [{ text, path }] : [];
  });
  assert.ok(quoted.length > 1);
  assert.deepEqual(
    quoted.filter(({ text, path }) => !`\n${textOf(path)}`.includes(`\n${text}`)),
    [],
  );
});

describe('the five rules of docs/rules.md', () => {
  const titles = [...READINGS.matchAll(/^### (.*)$/gm)].map(([, title]) => title!);

  test('are five, two of one pack and three of the other', () => {
    const countries = titles.flatMap((title) => explainsIn(blocksOf(sectionOf(PAGE, title))).map(({ pack }) => pack));
    assert.deepEqual(countries.toSorted(), ['kr', 'kr', 'kr', 'tw', 'tw']);
  });

  for (const title of titles) {
    const section = sectionOf(PAGE, title);
    const blocks = blocksOf(section);

    test(`${title}: each fragment stands in a file that is named before it`, () => {
      const fragments = blocks.filter(({ language, text }) => language === 'yaml' && !/^# \w+\.yaml\n/.test(text));
      assert.ok(fragments.length > 2);
      for (const { text, before } of fragments) {
        const named = [...before.matchAll(/`(packs\/[\w./-]+)`/g)].map(([, path]) => textOf(path!));
        assert.ok(
          named.some((file) => `\n${file}`.includes(`\n${text}`)),
          text,
        );
      }
    });

    test(`${title}: its reasons are those that are printed`, async () => {
      const shown = explainsIn(blocks);
      assert.equal(shown.length, 1);
      for (const one of shown) {
        const printed = explained(await packOf(one.pack), one);
        assert.ok(`\n${printed}`.includes(`\n${one.output}`), printed);
      }
    });
  }
});
