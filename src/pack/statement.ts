import type { Loaded } from './files.ts';
import type { Service } from './model.ts';
import type { FieldPlace, Statement } from './model-data-use.ts';
import type { Parts } from './parts.ts';
import type { BundleYaml, RelyingPartyYaml, ServiceYaml, StatementYaml } from './schema.ts';
import { compileService } from './service.ts';
import type { YamlFile, YamlPath } from './yaml-file.ts';

type At = { file: YamlFile; path: YamlPath };
type Statements = Readonly<Record<string, StatementYaml>>;

/** The statements that the file of a relying party, or of a bundle, makes. */
export const statementsIn = (yaml: RelyingPartyYaml | BundleYaml): StatementYaml[] =>
  'uses' in yaml
    ? Object.values(yaml.uses).flatMap(({ data }) => Object.values(data?.statements ?? {}))
    : Object.values(yaml.statements ?? {});

/**
 * Compiles the statements at a place of a file; what is wrong is told there.
 * @param agency whose right to read decides; undefined where the person lets read, and everything is open.
 */
export function compileStatements(
  parts: Parts,
  statements: Statements | undefined,
  agency: string | undefined,
  { file, path }: At,
): ReadonlyMap<string, Statement> {
  const reader = agency ?? Object.keys(parts.pack.agencies)[0] ?? '';
  const open = agency === undefined ? openTo(parts, reader) : parts;
  return new Map(
    Object.entries(statements ?? {}).map(([id, yaml]) => [
      id,
      compileStatement(open, reader, id, yaml, { file, path: [...path, id] }),
    ]),
  );
}

/** A statement is the one clause of a service, since that is what the rules decide. */
function compileStatement(
  parts: Parts,
  agency: string,
  id: string,
  yaml: StatementYaml,
  { file, path }: At,
): Statement {
  const { title, optional = false, uses, facts, parameters, examples = [] } = yaml;
  const [role = 'nobody'] = Object.keys(parts.pack.agencies[agency]?.roles ?? {});
  const service: ServiceYaml = {
    ...{ id, agency, title, summary: title, law: [], effects: [], examples },
    ...(uses && { uses }),
    ...(facts && { facts }),
    ...(parameters && { parameters }),
    eligible: { all: [{ id, if: yaml.if, text: title }] },
    decide: { auto: 'complete', otherwise: { role, within: '10 working days' } },
  };
  const part = file.part(yaml, (own) => [...path, ...(own[0] === 'eligible' ? own.slice(3) : own)]);
  const { service: condition } = compileService(withoutUnused(parts, uses), { file: part, yaml: service });
  return { id, title, optional, reads: readsOf(condition, yaml, part), condition };
}

/**
 * What is stated rests on the person's own records: nothing that somebody has said, and nothing of other people, who were
 * not asked.
 */
function readsOf({ facts }: Service, yaml: StatementYaml, file: YamlFile): FieldPlace[] {
  const places = new Map<string, FieldPlace>();
  for (const { name, source } of facts.values()) {
    const own = Object.hasOwn(yaml.facts ?? {}, name) ? ['facts', name] : ['uses', yaml.uses?.indexOf(name) ?? -1];
    if (source.kind === 'registry') places.set(`${source.registry}.${source.field}`, source);
    else if (source.kind !== 'derived')
      file.mistakeInKey(own, `${name} is no field: a statement rests on fields of the person's own records`);
  }
  return Array.from(places.values(), ({ registry, field }) => ({ registry, field }));
}

/** Of what others share only what it uses: a name of its own clashes with no other, of files that come later neither. */
function withoutUnused(parts: Parts, uses: readonly string[] = []): Parts {
  const reached = new Set(parts.shared.reach(uses));
  const only = <T>(loaded: Loaded<Record<string, T>> | undefined) =>
    loaded && {
      file: loaded.file,
      yaml: Object.fromEntries(Object.entries(loaded.yaml).filter(([name]) => reached.has(name))),
    };
  const { vocabulary, parameters } = parts.files;
  return { ...parts, files: { ...parts.files, vocabulary: only(vocabulary), parameters: only(parameters) } };
}

/** By consent, who may read is for the person to say. */
function openTo(parts: Parts, agency: string): Parts {
  const registries = new Map(
    Array.from(parts.registries, ([id, registry]) => [id, { ...registry, read: [...registry.read, agency] }]),
  );
  return { ...parts, registries };
}
