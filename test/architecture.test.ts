import assert from 'node:assert/strict';
import { dirname } from 'node:path';
import { test } from 'node:test';
import {
  type Import,
  importsOf,
  isProgram,
  isTest,
  linesWith,
  sourceFiles,
  withoutComments,
} from './support/source.ts';

/**
 * The house, from the ground floor up: each room and the rooms whose doors it may use. A row names only rows above it,
 * so that no two rooms can come to need each other.
 */
const EDGES: Record<string, readonly string[]> = {
  kernel: [],
  log: ['kernel'],
  rules: ['kernel'],
  design: ['kernel'],
  // On the wire, as everybody checks it: in a page too, so that it needs nothing of the house.
  formats: [],
  pack: ['kernel', 'rules', 'formats'],
  node: ['kernel', 'log', 'pack', 'formats'],
  identity: ['kernel', 'log', 'pack'],
  ledger: ['kernel', 'log', 'pack'],
  registry: ['kernel', 'log', 'rules', 'pack', 'node', 'identity', 'ledger'],
  messages: ['kernel', 'log', 'pack', 'identity', 'ledger'],
  programmes: ['kernel', 'log', 'rules', 'pack', 'identity', 'ledger', 'registry', 'messages'],
  credentials: ['kernel', 'log', 'rules', 'pack', 'identity', 'registry', 'messages', 'formats'],
  exchange: ['kernel', 'log', 'rules', 'pack', 'identity', 'registry', 'messages', 'formats', 'credentials'],
  services: [
    'kernel',
    'log',
    'rules',
    'pack',
    'identity',
    'ledger',
    'registry',
    'messages',
    'programmes',
    'credentials',
    'exchange',
  ],
  web: [
    'kernel',
    'log',
    'rules',
    'pack',
    'identity',
    'ledger',
    'registry',
    'messages',
    'programmes',
    'formats',
    'credentials',
    'exchange',
    'services',
    'design',
  ],
  'src/open.ts': [
    'kernel',
    'log',
    'pack',
    'identity',
    'ledger',
    'registry',
    'messages',
    'programmes',
    'credentials',
    'exchange',
    'services',
  ],
  'src/seed.ts': [
    'kernel',
    'log',
    'pack',
    'identity',
    'ledger',
    'registry',
    'messages',
    'programmes',
    'credentials',
    'services',
  ],
  'src/main.ts': [
    'kernel',
    'log',
    'pack',
    'identity',
    'ledger',
    'registry',
    'messages',
    'programmes',
    'credentials',
    'exchange',
    'services',
    'web',
    'src/open.ts',
  ],
  'src/sandbox.ts': ['kernel', 'src/open.ts'],
  packs: ['pack'],
  bin: [
    'kernel',
    'log',
    'rules',
    'pack',
    'node',
    'identity',
    'ledger',
    'registry',
    'programmes',
    'formats',
    'credentials',
    'exchange',
    'services',
    'src/open.ts',
    'src/seed.ts',
    'src/main.ts',
    'src/sandbox.ts',
  ],
};

/** Places that try the house as a whole: they may enter by every door of it. */
const ABOVE_ALL = ['test', 'bench'];

/** The parts of the room `web`: the portal, the office and the till stand side by side and do not know each other. */
const WEB_PARTS: Record<string, readonly string[]> = {
  'web/islands': [],
  web: ['web/portal', 'web/office', 'web/till', 'web/wallet'],
  'web/portal': ['web'],
  'web/office': ['web'],
  'web/till': ['web'],
  'web/wallet': ['web'],
};

/** Imports that go past a door, and why they may. */
const PAST_DOORS: { from: RegExp; to: RegExp; why: string }[] = [
  {
    from: /^src\/web\/islands\/verify(-page)?\.ts$/,
    to: /^src\/log\/browser\/verify(-file)?\.ts$/,
    why: 'it is bundled for the browser, where nothing else of the log can run',
  },
  {
    from: /^test\/support\//,
    to: /^src\/kernel\/(postgres|exclusive)\.ts$/,
    why: 'the launcher of the tests runs before any room is loaded',
  },
  {
    from: /^test\/journeys\//,
    to: /^src\/web\/.*words\.ts$/,
    why: 'a journey finds buttons by the very words that pages show',
  },
  {
    from: /^bench\//,
    to: /^src\/rules\/testing\/random\.ts$/,
    why: 'what a bench draws is the same each time',
  },
];

const files = sourceFiles().filter((file) => !file.path.startsWith('docs/'));
const programs = files.filter(isProgram);
const imports = programs.flatMap(importsOf);
const testPaths = new Set(programs.filter(isTest).map((file) => file.path));

/** The room of a file; a file of composition or another folder is a place of its own. */
function roomOf(path: string): string {
  const [top, second = ''] = path.split('/');
  if (top !== 'src') return top!;
  return second.endsWith('.ts') ? path : second;
}

function partOf(path: string): string {
  return /^src\/(web\/(?:portal|office|till|islands))\//.exec(path)?.[1] ?? roomOf(path);
}

const shown = ({ from, to }: Import) => `${from} imports ${to}`;
const isDoor = (path: string) => path === `src/${roomOf(path)}/index.ts` || !/^src\/.+\//.test(path);
const crossing = imports.filter(({ from, to }) => roomOf(from) !== roomOf(to));

test('the table has a row for every room, and a row names only rows above it', () => {
  const rooms = Object.keys(EDGES);
  const places = new Set(
    programs.filter((file) => /^(src|packs|bin)\//.test(file.path)).map(({ path }) => roomOf(path)),
  );
  assert.deepEqual(
    [...places].filter((place) => !rooms.includes(place)),
    [],
  );
  for (const [index, [room, allowed]] of Object.entries(EDGES).entries())
    for (const other of allowed)
      assert.ok(rooms.indexOf(other) < index, `${room} names ${other}, which stands above it`);
});

test('a room uses only the rooms that the table allows', () => {
  const forbidden = crossing.filter(({ from, to }) => {
    if (ABOVE_ALL.includes(roomOf(from))) return false;
    if (testPaths.has(from) && to.startsWith('test/support/')) return false;
    return !EDGES[roomOf(from)]?.includes(roomOf(to));
  });
  assert.deepEqual(forbidden.map(shown), []);
});

test('a room is entered by its door', () => {
  const past = crossing.filter(({ from, to }) => {
    if (isDoor(to) || (testPaths.has(from) && testPaths.has(to))) return false;
    return !PAST_DOORS.some((exception) => exception.from.test(from) && exception.to.test(to));
  });
  assert.deepEqual(past.map(shown), []);
});

test('every exception is still needed', () => {
  const idle = PAST_DOORS.filter(({ from, to }) => !crossing.some((one) => from.test(one.from) && to.test(one.to)));
  assert.deepEqual(idle, []);
});

test('the portal and the office do not know each other', () => {
  const inside = imports.filter(
    ({ from, to }) => roomOf(from) === 'web' && roomOf(to) === 'web' && partOf(from) !== partOf(to),
  );
  assert.deepEqual(inside.filter(({ from, to }) => !WEB_PARTS[partOf(from)]!.includes(partOf(to))).map(shown), []);
  const past = inside.filter(
    ({ from, to }) => partOf(from) === 'web' && !testPaths.has(from) && !/\/index\.ts$/.test(to),
  );
  assert.deepEqual(past.map(shown), []);
});

test('what people use does not import what only tests use', () => {
  const leaning = imports.filter(({ from, to }) => !testPaths.has(from) && testPaths.has(to));
  assert.deepEqual(leaning.filter(({ from }) => !from.startsWith('bench/')).map(shown), []);
});

test('every import leads to a file', () => {
  const paths = new Set(files.map((file) => file.path));
  assert.deepEqual(imports.filter(({ to }) => !paths.has(to)).map(shown), []);
});

test('no file needs itself at run time, in however many steps', () => {
  const next = Map.groupBy(
    imports.filter((one) => one.value),
    (one) => one.from,
  );
  const state = new Map<string, 'open' | 'done'>();
  const cycles: string[] = [];
  const visit = (path: string, way: readonly string[]) => {
    if (state.get(path) === 'open') cycles.push([...way.slice(way.indexOf(path)), path].join(' → '));
    if (state.has(path)) return;
    state.set(path, 'open');
    for (const { to } of next.get(path) ?? []) visit(to, [...way, path]);
    state.set(path, 'done');
  };
  for (const { path } of programs) visit(path, []);
  assert.deepEqual(cycles, []);
});

test('a pack brings types of #pack, its own files and nothing else', () => {
  const packs = programs.filter((file) => file.path.startsWith('packs/') && !isTest(file));
  const own = (one: Import) => one.to.split('/').slice(0, 2).join('/') === one.from.split('/').slice(0, 2).join('/');
  const foreign = packs.flatMap(importsOf).filter((one) => !own(one) && (one.to !== 'src/pack/index.ts' || one.value));
  assert.deepEqual(foreign.map(shown), []);
  assert.deepEqual(linesWith(packs, /\bfrom '(?!\.|#pack')|\bimport\('(?!\.)|\bprocess\.|\bfetch\(/), []);
});

test('the core imports no pack', () => {
  assert.deepEqual(imports.filter(({ from, to }) => from.startsWith('src/') && to.startsWith('packs/')).map(shown), []);
});

test('SQL names only tables of its own room', () => {
  const schemas = Object.keys(EDGES).filter((name) => /^\w+$/.test(name));
  const table = new RegExp(
    `\\b(?:from|join|into|update|table|on|references|truncate|select|using|call)\\s+(?:only\\s+)?"?(${schemas.join('|')})"?\\."?[a-z_]+`,
    'gi',
  );
  const foreign = files
    .filter((file) => /^(src|packs|bin)\/.*\.(tsx?|sql)$/.test(file.path) && !isTest(file))
    .flatMap(({ path, text }) => {
      const code = path.endsWith('.sql') ? text.replace(/--.*/g, '') : withoutComments(text);
      const found = [...code.matchAll(table)].filter(([, schema]) => schema !== roomOf(path));
      return found.map(([words]) => `${path}: ${words.replace(/\s+/g, ' ')}`);
    });
  assert.deepEqual(foreign, []);
});

test('a room’s migrations make tables in the schema of its name', () => {
  const strange = files
    .filter((file) => file.path.endsWith('.sql'))
    .flatMap(({ path, text }) =>
      [...text.matchAll(/\bcreate\s+(?:table|view|type|function)\s+(?:if not exists\s+)?(\S+)/gi)]
        .filter(([, name]) => !name!.startsWith(`${roomOf(path)}.`))
        .map(([words]) => `${path}: ${words}`),
    );
  assert.deepEqual(strange, []);
  assert.deepEqual(
    files.filter(({ path }) => path.endsWith('.sql') && !/\/migrations\/\d{4}-[\w-]+\.sql$/.test(path)),
    [],
  );
});

/** Words that only a country's pack may say. Languages and their regional tags are no country. */
const NATIONS = [
  /Taiwan|Taipei|Formosa|\bROC\b|R\.O\.C|\bTWD\b|NT\$/,
  /Korea(?!n)|\bROK\b|\bKRW\b|₩/,
  /臺灣|台灣|臺北|台北|中華民國|民國|勞工保險|國民年金|全民健康|新臺幣/,
  /대한민국|대만|타이완|중화민국|민국|주민등록|국민연금|노동보험|건강보험공단/,
  /packs\/(tw|kr)|['"](tw|kr)['"]/,
];

/** Where a country may be named after all, and why. */
const NAMED: { path: string; words: RegExp; why: string }[] = [
  { path: 'src/kernel/config.ts', words: /PACK: .*'tw'/, why: 'a fresh clone has to start with some pack' },
  {
    path: 'src/design/gallery/samples.ts',
    words: /text\('/,
    why: 'sample data, which only the gallery of components shows',
  },
];

test('the core knows no nation', () => {
  const core = files.filter((file) => file.path.startsWith('src/') && !isTest(file));
  const named = NATIONS.flatMap((words) => linesWith(core, words));
  const unexpected = named.filter(
    (line) => !NAMED.some(({ path, words }) => line.startsWith(`${path}:`) && words.test(line)),
  );
  assert.deepEqual(unexpected, []);
  assert.ok(NAMED.every(({ path, words }) => named.some((line) => line.startsWith(`${path}:`) && words.test(line))));
});

test('every folder of rooms has a door', () => {
  const rooms = new Set(
    programs.filter(({ path }) => /^src\/[^/]+\//.test(path)).map(({ path }) => `src/${roomOf(path)}`),
  );
  const doors = new Set(programs.filter(({ path }) => path.endsWith('/index.ts')).map(({ path }) => dirname(path)));
  assert.deepEqual(
    [...rooms].filter((room) => !doors.has(room)),
    [],
  );
});
