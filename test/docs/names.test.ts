import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { SETTINGS } from '../../src/kernel/index.ts';
import { FACT_TYPES, jsonSchemas } from '../../src/pack/index.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** What an example makes the reader write, and what another test writes. */
const NOT_THERE_YET = [/first-books/, /book-voucher/, /moving-grant/, /^docs\/portal\.png$/];

interface Page {
  path: string;
  text: string;
  lines: string[];
}

const pages = ['README.md', 'CHANGELOG.md', ...markdownIn('docs')].map(readPage);
const page = (path: string) => pages.find((candidate) => candidate.path === path)!;

function markdownIn(folder: string): string[] {
  const files = readdirSync(join(ROOT, folder), { recursive: true }) as string[];
  return files.filter((file) => file.endsWith('.md')).map((file) => `${folder}/${file}`);
}

function readPage(path: string): Page {
  const text = readFileSync(join(ROOT, path), 'utf8');
  return { path, text, lines: text.split('\n') };
}

/** Each line of each page with what stands in backticks, as `docs/x.md:12`. */
const lines = pages.flatMap(({ path, lines: all }) =>
  all.map((line, index) => ({
    place: `${path}:${index + 1}`,
    line,
    code: [...line.matchAll(/`([^`]+)`/g)].map(([, code]) => code!),
  })),
);

const isPath = (code: string) => /^(src|test|bin|bench|docs|packs)\/[\w./-]*$/.test(code) && !/\bID\b/.test(code);
const isExpected = (path: string) => NOT_THERE_YET.some((expected) => expected.test(path));

/** The text of a file, or of all files in a folder. */
function textOf(path: string): string {
  const full = join(ROOT, path);
  if (!statSync(full).isDirectory()) return readFileSync(full, 'utf8');
  const files = readdirSync(full, { recursive: true }) as string[];
  return files
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => readFileSync(join(full, file), 'utf8'))
    .join('\n');
}

const defines = (text: string, name: string) =>
  new RegExp(`\\b(?:function\\*?|const|class) ${name}\\b|^ +(?:async )?${name}\\(.*\\{$`, 'm').test(text);

describe('what the pages name is there', () => {
  test('every file and folder', () => {
    const missing = lines.flatMap(({ place, code }) =>
      code
        .filter((path) => isPath(path) && !isExpected(path) && !existsSync(join(ROOT, path)))
        .map((path) => `${place} ${path}`),
    );
    assert.deepEqual(missing, []);
  });

  test('every function is defined in the file named before it on the line, or else somewhere', () => {
    const all = textOf('src');
    const missing = lines.flatMap(({ place, code }) => {
      let file = '';
      return code.flatMap((item) => {
        if (isPath(item)) file = item;
        const name = /^(\w+)\(\)$/.exec(item)?.[1];
        if (!name || defines(file && existsSync(join(ROOT, file)) ? textOf(file) : all, name)) return [];
        return [`${place} ${file} ${name}`];
      });
    });
    assert.deepEqual(missing, []);
  });

  test('every relative link, and the heading in it', () => {
    const broken = pages.flatMap(({ path, text }) =>
      [...text.matchAll(/\]\((?!https?:)([^)#]*)(?:#([^)]*))?\)/g)].flatMap(([, target = '', heading]) => {
        const file = target === '' ? path : join(dirname(path), target);
        if (isExpected(file)) return [];
        if (!existsSync(join(ROOT, file))) return [`${path} ${target}`];
        if (!heading || headingsOf(file).includes(heading)) return [];
        return [`${path} ${target}#${heading}`];
      }),
    );
    assert.deepEqual(broken, []);
  });
});

/** The anchors of a page's headings, as GitHub makes them. */
function headingsOf(path: string): string[] {
  const headings = readFileSync(join(ROOT, path), 'utf8').matchAll(/^#+ (.*)$/gm);
  return [...headings].map(([, title]) =>
    title!
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

describe('docs/operations.md', () => {
  const { text } = page('docs/operations.md');
  const rows = (pattern: RegExp) => [...text.matchAll(pattern)].map(([, name]) => name!);

  test('describes every setting and no other, in the order of the table in the code', () => {
    assert.deepEqual(rows(/^\| `([A-Z][A-Z_]+)` \|/gm), Object.keys(SETTINGS));
  });

  test('states each default', () => {
    const stated = [...text.matchAll(/^\| `([A-Z][A-Z_]+)` \| (?:`([^`]*)`|empty) \|/gm)];
    assert.deepEqual(
      Object.fromEntries(stated.map(([, name, fallback = '']) => [name, fallback])),
      Object.fromEntries(Object.entries(SETTINGS).map(([name, { fallback }]) => [name, fallback])),
    );
  });

  test('describes every command', () => {
    const described = rows(/^\| `npx madang ([a-z -]+?)(?: [^a-z`][^`]*| packs\/tw)?` \|/gm);
    assert.deepEqual(described.sort(), commandNames().sort());
  });

  const named = (names: readonly string[]) => names.filter((name) => !text.includes(`\`${name}\``));

  test('describes every job', () => {
    const rooms = readdirSync(join(ROOT, 'src')).map((room) => `src/${room}/room.ts`);
    const found = rooms.filter((path) => existsSync(join(ROOT, path))).map(textOf);
    const jobs = found.flatMap((room) => [...room.matchAll(/'([a-z]+[.-][a-z.-]+)': /g)].map(([, name]) => name!));
    assert.ok(jobs.length > 8);
    assert.deepEqual(named(jobs), []);
  });

  test('describes every log line', () => {
    const calls = textOf('src').matchAll(/\blogger\.(?:error|warn|info)\(\s*\{[^}]*\},\s*'([^']+)'/g);
    const lines = [...calls].map(([, line]) => line!);
    assert.ok(lines.length > 8);
    assert.deepEqual(named(lines), []);
  });
});

describe('docs/authoring.md', () => {
  const { text } = page('docs/authoring.md');
  const named = new Set(
    [...text.matchAll(/`([^`\n]+)`/g)].flatMap(([, code]) => code!.match(/[a-z_]+(?: [a-z]+)*/g) ?? []),
  );
  const isNamed = (name: string) => [...named].some((code) => code === name || code.split(' ').includes(name));

  for (const [file, schema] of jsonSchemas())
    test(`names every field of ${file}`, () => {
      const left = propertiesOf(JSON.parse(schema)).filter((name) => !isNamed(name));
      assert.deepEqual(left, []);
    });

  test('names every type of a fact', () => {
    assert.deepEqual(
      FACT_TYPES.filter((name) => !text.includes(`\`${name}\``)),
      [],
    );
  });
});

/** The names of all properties that a schema declares, at any depth, but for the languages of a text. */
function propertiesOf(schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const { properties = {} } = schema as { properties?: Record<string, unknown> };
  const inside = Object.values(schema).flatMap(propertiesOf);
  return [...new Set([...Object.keys(properties), ...inside])].filter(
    (name) => !['ko', 'zh-Hant', 'en'].includes(name),
  );
}

function commandNames(): string[] {
  const files = readdirSync(join(ROOT, 'bin/commands'));
  const text = files.map((file) => readFileSync(join(ROOT, 'bin/commands', file), 'utf8')).join('\n');
  return [...text.matchAll(/^ {2}name: '([^']+)'/gm)].map(([, name]) => name!);
}

test('commands in the pages exist', () => {
  const names = commandNames();
  const scripts = Object.keys(JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).scripts);
  const wrong = lines.flatMap(({ place, line }) => {
    const madang = [...line.matchAll(/npx madang ([^`|\n]*)/g)].map(([, words]) => words!);
    const npm = [...line.matchAll(/npm run ([\w:]+)|npm (start|test)\b/g)].map(([, run, short]) => run ?? short!);
    return [
      ...madang.filter((words) => !words.startsWith('--') && !names.some((name) => words.startsWith(name))),
      ...npm.filter((script) => !scripts.includes(script)),
    ].map((words) => `${place} ${words}`);
  });
  assert.deepEqual(wrong, []);
});

test('README.md is short', () => {
  const { length } = page('README.md').text.trimEnd().split('\n');
  assert.ok(length < 120, `${length} lines`);
});

test('a decision is one page', () => {
  const long = pages
    .filter(({ path }) => /^docs\/decisions\/\d/.test(path))
    .filter(({ text }) => text.trimEnd().split('\n').length > 40)
    .map(({ path }) => path);
  assert.deepEqual(long, []);
});

test('docs/decisions/dependencies.md has one row for each package', () => {
  const { dependencies, devDependencies, optionalDependencies } = JSON.parse(
    readFileSync(join(ROOT, 'package.json'), 'utf8'),
  );
  const rows = [...page('docs/decisions/dependencies.md').text.matchAll(/^\| `([^`]+)` \|/gm)].map(([, name]) => name);
  assert.deepEqual(rows.sort(), Object.keys({ ...dependencies, ...devDependencies, ...optionalDependencies }).sort());
});
