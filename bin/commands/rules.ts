import { readFile, stat } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { parseArgs } from 'node:util';
import { isDay, isLocale, LOCALES, type Locale, readConfig } from '../../src/kernel/index.ts';
import {
  clauseLines,
  decideGiven,
  type ExampleResult,
  explainDecision,
  formatProblem,
  linesOf,
  loadPack,
  mistakesOf,
  type Pack,
  parseGiven,
  readGiven,
  runExamplesOf,
  type Service,
  untriedIn,
} from '../../src/pack/index.ts';
import { type Command, EXIT, UsageError } from './command.ts';
import { named } from './government.ts';

const print = (lines: readonly string[]) => process.stdout.write(lines.map((line) => `${line}\n`).join(''));

const count = (number: number, of: string): string => `${number} ${of}${number === 1 ? '' : 's'}`;

export const rulesTestCommand: Command = {
  name: 'rules test',
  usage: 'FILE|DIR',
  summary: 'Run the examples of services: what came out otherwise and why, and what no example tries',
  details: `FILE is a service.yaml or a life event of a pack, DIR a pack or a folder in it.
What no example tries does not fail: a clause that no example meets, one that is in no example the only reason for a no,
and a branch of an "if" that leads to the amount and is never taken.`,
  async run([path, ...more]) {
    if (!path || more.length > 0) throw new UsageError('Name a service.yaml, a folder of services, or a pack.');
    const { pack, services } = await servicesAt(path);
    const results = services.map((service) => ({ service, examples: runExamplesOf(pack, service) }));
    const failed = results.flatMap(({ service, examples }) =>
      examples.filter(({ passed }) => !passed).map((example) => ({ service, example })),
    );
    const untried = services.flatMap((service) => untriedIn(pack, service).map((line) => `${service.id}: ${line}`));
    for (const { service, example } of failed) print([...failureLines(pack, service, example), '']);
    if (untried.length > 0) print(['Not tried:', ...untried.map((line) => `  ${line}`), '']);
    const all = results.flatMap(({ examples }) => examples).length;
    print([`${all - failed.length} of ${count(all, 'example')} passed, ${untried.length} not tried`]);
    return failed.length === 0 ? EXIT.done : EXIT.failed;
  },
};

export const rulesExplainCommand: Command = {
  name: 'rules explain',
  usage: '[--pack PACK] [--lang LANG] --facts FILE --on DATE SERVICE',
  summary: 'Decide a service on the facts in a file, and print the reasons as a person reads them',
  details: `FILE holds facts by name, in YAML or JSON; what it leaves out is unknown, and null is known to be absent.
DATE is the day of application, as 2026-03-01. LANG is ${LOCALES.join(', ')}. PACK is a name in packs/ or a path; the one
that is set (PACK) unless given.`,
  async run(words) {
    const { id, file, on, locale, packName } = readWords(words);
    const text = await readFile(file, 'utf8').catch(() => undefined);
    if (text === undefined) throw new UsageError(`There is no file "${file}".`);
    const pack = await loadPack(packName);
    const service = named('service', id, pack.services);
    const { json, problems } = parseGiven(file, text);
    const given = readGiven(pack, service, json, on);
    const mistakes = problems.length > 0 ? problems.map(formatProblem) : mistakesOf(pack, service, given);
    if (mistakes.length > 0) {
      const lines = [`${file} has ${count(mistakes.length, 'mistake')}:`, ...mistakes.map((line) => `  ${line}`)];
      process.stderr.write(`${lines.join('\n')}\n`);
      return EXIT.failed;
    }
    print(linesOf(explainDecision(pack, service, decideGiven(service, given), locale, given.lawDay), locale));
    return EXIT.done;
  },
};

/** The services that a path means, and their pack, which is found above it. */
async function servicesAt(path: string): Promise<{ pack: Pack; services: readonly Service[] }> {
  const target = resolve(path);
  if (!(await exists(target))) throw new UsageError(`There is no file or folder "${path}".`);
  const root = await packAbove(target);
  if (root === undefined) throw new UsageError(`"${path}" lies in no pack: no folder above it has a pack.yaml.`);
  const pack = await loadPack(root);
  const event = /^life-events\/([^/]+)\.yaml$/.exec(relative(root, target).split(sep).join('/'))?.[1];
  const isMeant = (id: string) =>
    event === undefined
      ? `${join(root, 'services', id, 'service.yaml')}${sep}`.startsWith(`${target}${sep}`)
      : pack.lifeEvents.get(event)?.services.includes(id);
  const services = [...pack.services.values()].filter(({ id }) => isMeant(id));
  if (services.length === 0) throw new UsageError(`"${path}" is or holds no service of the pack in ${root}.`);
  return { pack, services };
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

async function packAbove(path: string): Promise<string | undefined> {
  if (await exists(join(path, 'pack.yaml'))) return path;
  const above = dirname(path);
  return above === path ? undefined : packAbove(above);
}

/** A failed example: what was expected and what came, and the clauses that decided, or that should have. */
function failureLines(
  pack: Pack,
  service: Service,
  { number, title, differences, trace, lawDay }: ExampleResult,
): string[] {
  const head = [`${service.id}, example ${number} (${title}):`, ...differences.map((line) => `  ${line}`)];
  if (!trace) return head;
  const { clauses, amount } = explainDecision(pack, service, trace, 'en', lawDay);
  const expected = service.examples[number - 1]?.out.because ?? [];
  const deciding = clauses.filter(({ id, outcome }) => outcome !== 'yes' || expected.includes(id));
  const isAmount = differences.some((line) => line.startsWith('amount:'));
  const paid = isAmount && amount ? [`Amount: ${amount.text}`, ...amount.because.map((line) => `    ${line}`)] : [];
  return [...head, ...[...deciding.flatMap((clause) => clauseLines(clause, 'en')), ...paid].map((line) => `  ${line}`)];
}

interface ExplainWords {
  readonly id: string;
  readonly file: string;
  readonly on: string;
  readonly locale: Locale;
  readonly packName: string;
}

const OPTIONS = {
  facts: { type: 'string' },
  on: { type: 'string' },
  lang: { type: 'string', default: 'en' },
  pack: { type: 'string' },
} as const;

function readWords(words: string[]): ExplainWords {
  const { values, positionals } = parsed(words);
  const { facts: file, on, lang, pack } = values;
  const [id, ...more] = positionals;
  if (!id || more.length > 0 || !file || !on) throw new UsageError('Name a service, a file of facts and a day.');
  if (!isDay(on)) throw new UsageError(`"${on}" is no day. Write it as 2026-03-01.`);
  if (!isLocale(lang)) throw new UsageError(`There is no language "${lang}" here. There is: ${LOCALES.join(', ')}.`);
  return { id, file, on, locale: lang, packName: pack ?? readConfig(process.env).PACK };
}

function parsed(words: string[]) {
  try {
    return parseArgs({ args: words, options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new UsageError((error as Error).message.split('. ')[0]!);
  }
}
