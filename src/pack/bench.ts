import { namesOf, type Tree, type Types } from '../rules/index.ts';
import { type At, compileAt, type Expected, parseAt } from './expressions.ts';
import type { Loaded } from './files.ts';
import type { Fact, LawRef, Parameter } from './model.ts';
import { lawOf, type Parts, rolesOfMatter } from './parts.ts';
import { didYouMean } from './problems.ts';
import type { LawYaml, ServiceYaml } from './schema.ts';
import type { YamlFile, YamlPath } from './yaml-file.ts';

/** What lies on the bench while one service is compiled: its file, the names it may use, and those it did use. */
export class Bench {
  readonly parts: Parts;
  readonly file: YamlFile;
  readonly yaml: ServiceYaml;
  /** The people of an application, `applicant` first; those whom an effect makes included. */
  readonly roles: readonly string[];
  /** Roles that come into being by an effect. */
  readonly creates: readonly string[];
  /** Facts, parameters, roles and what else an expression may name, with their types; grows as facts are compiled. */
  names: Types;
  readonly used = new Set<string>();
  /** Facts that are meant but not there for a mistake already told; whatever speaks of them is not wrong again. */
  readonly unresolved = new Set<string>();
  /** Facts and parameters that come along with the result of another service. */
  readonly broughtFacts = new Map<string, Fact>();
  readonly broughtParameters = new Map<string, Parameter>();
  /** Roles whose records are read or written, or who are spoken to. */
  readonly usedRoles = new Set<string>();

  constructor(parts: Parts, { file, yaml }: Loaded<ServiceYaml>) {
    this.parts = parts;
    this.file = file;
    this.yaml = yaml;
    this.creates = yaml.effects.flatMap((effect) =>
      'record' in effect && effect.record.new ? [effect.record.new] : [],
    );
    const matter = yaml.about === undefined ? undefined : parts.registries.get(yaml.about);
    this.roles = [...new Set([...rolesOfMatter(matter), ...this.creates])];
    const people = this.roles.map((role) => [role, { kind: 'string' }] as const);
    this.names = { ...Object.fromEntries(people), applied_on: { kind: 'date' } };
  }

  /** The role whose service it is. */
  get owner(): string {
    return this.yaml.for ?? 'applicant';
  }

  /** The agency, if there is such a one. */
  get agency(): string | undefined {
    return Object.hasOwn(this.parts.pack.agencies, this.yaml.agency) ? this.yaml.agency : undefined;
  }

  at(...path: (string | number)[]): At {
    return { file: this.file, path };
  }

  /** Reads an expression whose types are checked later, with the whole rule. */
  parse(text: string, at: At): Tree {
    return this.#note(parseAt(text, at));
  }

  /** Reads an expression and checks what it gives. */
  compile(text: string, at: At, expected: Expected, more: Types = {}): Tree {
    return this.#note(compileAt(text, at, { ...this.names, ...more }, expected));
  }

  law(law: LawYaml, ...path: YamlPath): LawRef {
    return lawOf(this.parts, law, this.file, path);
  }

  /** A role that is used at a place of a file; one that nobody can have is a mistake. */
  role(role: string, { file, path }: At): string {
    const { about } = this.yaml;
    const isTold = (role === this.owner && path[0] !== 'for') || (about && !this.parts.registries.has(about));
    if (!this.roles.includes(role) && !isTold) {
      const hint = about ? '' : ' (a service without "about" knows only the applicant)';
      file.mistake(path, `nobody has the role "${role}" here${didYouMean(role, this.roles)}${hint}`);
    }
    this.usedRoles.add(role);
    return role;
  }

  #note(tree: Tree): Tree {
    for (const name of namesOf(tree)) {
      this.used.add(name);
      if (this.roles.includes(name)) this.usedRoles.add(name);
    }
    return tree;
  }
}
