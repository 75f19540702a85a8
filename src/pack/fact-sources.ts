import type { Bench } from './bench.ts';
import type { Declared } from './facts.ts';
import type { CardSource, Fact, FactType, Registry, Source } from './model.ts';
import { fieldOf, mayRead, refer } from './parts.ts';
import { didYouMean } from './problems.ts';
import { checkPattern } from './registries.ts';
import { resultOf } from './results.ts';
import type { FactYaml } from './schema.ts';
import type { YamlFile, YamlPath } from './yaml-file.ts';

/** What each source of a fact may say besides itself. */
export const SOURCES = {
  from: ['title', 'person', 'optional', 'question', 'hint'],
  count: ['title', 'person', 'where', 'question', 'hint'],
  each: ['title', 'take'],
  granted: ['title'],
  result: ['title', 'question', 'hint'],
  ask: ['title', 'type', 'unit', 'of', 'hint', 'format', 'when', 'optional', 'claim'],
  /** Written as `from: credential`. */
  credential: ['from', 'claim', 'title', 'type', 'unit', 'of', 'hint', 'when', 'optional', 'question'],
  derive: ['title', 'type', 'unit', 'of', 'question', 'hint'],
} as const;
export type SourceKey = keyof typeof SOURCES;

type Compile = (bench: Bench, declared: Declared) => Fact | undefined;

/** How a fact of each source is compiled; undefined and a mistake where it cannot be. */
export const COMPILE: Record<SourceKey, Compile> = {
  from(bench, item) {
    const { yaml } = item;
    const place = placeOf(item, 'from');
    const found = fieldOf(bench.parts, yaml.from!, place);
    if (!found) return undefined;
    const { registry, field, name } = found;
    checkAccess(bench, registry, place);
    return {
      ...plain(item, field.type, {
        kind: 'registry',
        registry: registry.id,
        field: name,
        person: personOf(bench, item, registry),
      }),
      unit: field.unit,
      options: field.of,
      title: yaml.title ?? field.title,
      optional: yaml.optional ?? field.optional ?? false,
    };
  },

  count(bench, item) {
    const { yaml, at } = item;
    const place = placeOf(item, 'count');
    const found = fieldOf(bench.parts, yaml.count!, place);
    if (!found) return undefined;
    const { registry, name: field } = found;
    if (!registry.foundBy.includes(field)) {
      at.file.mistake(
        place.path,
        `records of ${registry.id} are not found by ${field}${didYouMean(field, registry.foundBy)}`,
      );
    }
    checkAccess(bench, registry, place);
    const person = bench.role(yaml.person ?? bench.owner, placeOf(item, 'person'));
    return titled(item, 'integer', { kind: 'count', registry: registry.id, field, person, where: undefined });
  },

  /** What it takes is found by the same ways as a single person's; whom it goes through is checked when all facts are known. */
  each(bench, item) {
    const { yaml, at } = item;
    const taken = Object.entries(yaml.take ?? {}).flatMap(([as, reference]) => {
      const place = { file: at.file, path: [...at.path, 'take', as] };
      const found = fieldOf(bench.parts, reference, place);
      if (found) checkAccess(bench, found.registry, place);
      return found ? [{ as, ...found }] : [];
    });
    if (taken.length === 0) at.file.mistake(at.path, '"take" is missing: which fields of each person?');
    const take = taken.map(({ as, registry, name }) => [as, { registry: registry.id, field: name }] as const);
    bench.used.add(yaml.each!);
    return {
      ...titled(item, 'records', { kind: 'each', members: yaml.each!, take: Object.fromEntries(take) }),
      fields: Object.fromEntries(taken.map(({ as, field }) => [as, field])),
    };
  },

  granted(bench, item) {
    const { yaml } = item;
    const service = refer(bench.parts.files.services, yaml.granted!, 'service', placeOf(item, 'granted'));
    if (!service) return undefined;
    return {
      ...plain(item, 'boolean', { kind: 'granted', service: yaml.granted! }),
      title: yaml.title ?? service.yaml.title,
    };
  },

  result(bench, item) {
    const { yaml } = item;
    const place = placeOf(item, 'result');
    const service = bench.parts.service(yaml.result!, place);
    const tree = service && resultOf(bench, service, place);
    return tree && { ...plain(item, 'boolean', { kind: 'derived', tree }), title: yaml.title ?? service.title };
  },

  ask(_bench, item) {
    const { yaml, at, name } = item;
    if (!yaml.type) {
      at.file.mistake(at.path, `type is missing: what kind of answer is ${name}?`);
      return undefined;
    }
    if (yaml.type === 'enum' && !yaml.of) at.file.mistake(at.path, 'an enum needs its values under "of"');
    if (yaml.type === 'person' || yaml.type === 'people')
      at.file.mistake([...at.path, 'type'], 'people cannot be asked for, only found');
    if (yaml.format) checkPattern(yaml.format, at.file, [...at.path.map(String), 'format']);
    const label = yaml.ask!;
    const card = yaml.claim === undefined ? undefined : cardOf(yaml.claim, false);
    const source: Source = { kind: 'asked', label, hint: yaml.hint, format: yaml.format, when: undefined, card };
    const { unit, of: options, optional = false } = yaml;
    return { ...titled(item, yaml.type, source), unit, options, optional, question: { label, hint: yaml.hint } };
  },

  /** Which credential there is, and whether it says such a thing, is checked when all are known. */
  credential(_bench, item) {
    const { yaml, at, name } = item;
    if (yaml.claim === undefined) at.file.mistake(at.path, `claim is missing: what of which credential tells ${name}?`);
    if (!yaml.type) at.file.mistake(at.path, `type is missing: what kind of value is ${name}?`);
    if (yaml.claim === undefined || !yaml.type) return undefined;
    const { title = NO_TITLE, hint, unit, of: options, optional = false } = yaml;
    const asked = { kind: 'asked', label: title, hint, format: undefined, when: undefined } as const;
    const fact = titled(item, yaml.type, { ...asked, card: cardOf(yaml.claim, true) });
    return { ...fact, unit, options, optional };
  },

  derive(bench, item) {
    const { yaml } = item;
    const tree = bench.parse(yaml.derive!, placeOf(item, 'derive'));
    const { type = 'text', unit, of: options } = yaml;
    return { ...titled(item, type, { kind: 'derived', tree }), unit, options };
  },
};

/** @param text `student-card.school`; what a claim is called may have dots of its own. */
function cardOf(text: string, only: boolean): CardSource {
  const [type = '', ...claim] = text.split('.');
  return { type, claim: claim.join('.'), only };
}

const placeOf = ({ at }: Declared, key: keyof FactYaml): { file: YamlFile; path: YamlPath } => ({
  file: at.file,
  path: [...at.path, key],
});

const NO_TITLE = { ko: '', 'zh-Hant': '', en: '' };

function plain({ name, yaml }: Declared, type: FactType, source: Source): Fact {
  const question = yaml.question && { label: yaml.question, hint: yaml.hint };
  const nothing = { unit: undefined, options: undefined, fields: undefined };
  return { name, type, source, question, title: yaml.title ?? NO_TITLE, optional: false, ...nothing };
}

/** A fact that no registry or service gives a name. */
function titled(item: Declared, type: FactType, source: Source): Fact {
  const { yaml, at, name } = item;
  if (!yaml.title) at.file.mistake(at.path, `title is missing: by what name do people know ${name}?`);
  return plain(item, type, source);
}

/** Whose record it is; the record that the application is about needs nobody to find it. */
function personOf(bench: Bench, item: Declared, registry: Registry): string {
  const { yaml, at } = item;
  const path = [...at.path, 'person'];
  if (registry.id !== bench.yaml.about) return bench.role(yaml.person ?? bench.owner, { file: at.file, path });
  if (yaml.person)
    at.file.mistakeInKey(path, 'this is read from the record that the application is about: leave "person" out');
  return registry.subject;
}

function checkAccess(bench: Bench, registry: Registry, { file, path }: { file: YamlFile; path: YamlPath }): void {
  const { agency } = bench;
  if (agency && !mayRead(agency, registry))
    file.mistake(path, `${agency} may not read ${registry.id}: it is not under "read" there`);
}
