import { AppError, sha256, type Text } from '../../kernel/index.ts';
import { canonicalJson } from '../../log/index.ts';
import type {
  AskedStandard,
  DataUse,
  DataUseYaml,
  FieldPlace,
  LawRef,
  Pack,
  PartyUse,
  RelyingParty,
  Statement,
} from '../../pack/index.ts';
import { print } from '../../rules/index.ts';

/** What a relying party may ask registers for, for one purpose, in the very words that people are shown. It never changes. */
export interface Template {
  /** `party.use.hash`: it names these words and caps, and no others. */
  id: string;
  /** SHA-256 of the document, in hex. */
  hash: string;
  party: TemplateDocument['party'];
  use: string;
  purpose: Text;
  law: readonly LawRef[];
  refusing: Text | undefined;
  fields: readonly TemplateField[];
  statements: readonly TemplateStatement[];
  data: DataUse;
  document: TemplateDocument;
}

/** A field in the words of the register that holds it. */
export interface TemplateField {
  /** `registry.field` */
  path: string;
  title: Text;
  /** What the register is called. */
  register: Text;
  /** Who keeps it. */
  keeper: Text;
  /** Whether it may be refused, and the rest still does. */
  optional: boolean;
  /** The field of a standard in whose form it is handed over: `finance/income@1.monthly_wage`. */
  as?: string;
}

/** A version of a standard, in whose form fields are handed over. */
export interface TemplateStandard {
  /** `finance/income@1` */
  id: string;
  title: Text;
  /** SHA-256 of what the version promises, in hex. */
  hash: string;
}

/** A statement, and how it is worked out. The values that it rests on are not handed over. */
export interface TemplateStatement {
  id: string;
  title: Text;
  optional: boolean;
  reads: readonly Omit<TemplateField, 'optional' | 'as'>[];
  rule: StatementRule;
}

/** What a statement means, in FEEL. Numbers of the law are named, not written out: they have their own days. */
export interface StatementRule {
  if: string;
  /** Names that stand for fields. */
  facts: Readonly<Record<string, string>>;
  /** Names that stand for expressions. */
  derived: Readonly<Record<string, string>>;
  parameters: readonly string[];
}

/** A template as it is published: plain JSON, from which everything else of it follows. */
export interface TemplateDocument {
  v: 1;
  party: { id: string; title: Text; agency?: string | undefined };
  use: string;
  purpose: Text;
  law: readonly LawRef[];
  refusing?: Text | undefined;
  fields: readonly TemplateField[];
  /** Only where fields are asked for by standard. */
  standards?: readonly TemplateStandard[];
  statements: readonly TemplateStatement[];
  /** As the file of the relying party says it: `docs/authoring.md`. */
  data: DataUseYaml;
}

/** A use that asks registers. */
export type DataPartyUse = PartyUse & { data: DataUse };

/** Whether a use asks registers. */
export const hasData = (use: PartyUse | undefined): use is DataPartyUse => use?.data !== undefined;

/** How the place of a value is written. */
export const pathOf = ({ registry, field }: FieldPlace): string => `${registry}.${field}`;

type Words = Pick<Pack, 'registries' | 'agencies'>;

/** The template that a use of a relying party makes. */
export function templateOf(pack: Words, party: RelyingParty, use: DataPartyUse) {
  const known = made.get(use);
  if (known?.party.id === party.id) return known;
  const { id, title, agency } = party;
  const template = templateFrom(
    {
      ...{ v: 1, party: { id, title, ...(agency !== undefined && { agency }) }, use: use.id, purpose: use.purpose },
      ...{ law: use.law, ...(use.refusing && { refusing: use.refusing }) },
      fields: use.data.fields.map((field) => ({
        ...{ ...wordsOf(pack, field), optional: field.optional },
        ...(field.as !== undefined && { as: field.as }),
      })),
      ...(use.data.standards.length > 0 && { standards: use.data.standards.map(standardWords) }),
      statements: [...use.data.statements.values()].map((statement) => statementWords(pack, statement)),
      data: use.data.written,
    },
    use.data,
  );
  made.set(use, template);
  return template;
}

/** By the use as it was compiled: a document is hashed once. */
const made = new WeakMap<PartyUse, Template>();

/** A template by its document. @param data what the document says, compiled. */
export function templateFrom(document: TemplateDocument, data: DataUse): Template {
  const hash = sha256(canonicalJson(document)).toString('hex');
  const { party, use, purpose, law, refusing, fields, statements } = document;
  const id = `${party.id}.${use}.${hash.slice(0, 16)}`;
  return { id, hash, party, use, purpose, law, refusing, fields, statements, data: inOrder(document, data), document };
}

/** Fields and statements as the document lists them: canonical JSON keeps the order of a list, and of no table. */
function inOrder({ fields, statements }: TemplateDocument, data: DataUse): DataUse {
  const places = new Map(data.fields.map((field) => [pathOf(field), field]));
  return {
    ...data,
    fields: fields.map(({ path }) => places.get(path)!),
    statements: new Map(statements.map(({ id }) => [id, data.statements.get(id)!])),
  };
}

const standardWords = ({ standard: { id, title, hash } }: AskedStandard): TemplateStandard => ({ id, title, hash });

function wordsOf({ registries, agencies }: Words, place: FieldPlace): TemplateStatement['reads'][number] {
  const { agency, fields, title: register } = registries.get(place.registry)!;
  const keeper = agencies.get(agency)!.title;
  return { path: pathOf(place), title: fields[place.field]!.title, register, keeper };
}

function statementWords(pack: Words, { id, title, optional, reads, condition }: Statement): TemplateStatement {
  return { id, title, optional, reads: reads.map((place) => wordsOf(pack, place)), rule: ruleOf(condition) };
}

/** What a statement means, whatever its file shares with others. */
export function ruleOf({ rule, facts, parameters }: Statement['condition']): StatementRule {
  return {
    if: rule.clauses.map(({ tree }) => print(tree)).join(' and '),
    facts: Object.fromEntries(
      [...facts.values()].flatMap(({ name, source }) => (source.kind === 'registry' ? [[name, pathOf(source)]] : [])),
    ),
    derived: Object.fromEntries(rule.derived.map(({ name, tree }) => [name, print(tree)])),
    parameters: [...parameters.keys()].sort(),
  };
}

/** The versions of standards in whose form fields are handed over. */
export const standardsOf = ({ document }: Pick<Template, 'document'>): readonly TemplateStandard[] =>
  document.standards ?? [];

/** The paths of all fields that may be asked for. */
export const pathsOf = ({ fields }: Template): string[] => fields.map(({ path }) => path);

/** Without which it does not do. */
export function requiredOf({ fields, data }: Template): Wish {
  const statements = [...data.statements.values()].filter(({ optional }) => !optional);
  return {
    fields: fields.filter(({ optional }) => !optional).map(({ path }) => path),
    statements: statements.map(({ id }) => id),
  };
}

/** What is asked for, or agreed to: fields by their paths, statements by their ids. */
export interface Wish {
  fields: readonly string[];
  statements: readonly string[];
}

/**
 * A statement of a template.
 * @throws AppError `not-found`.
 */
export function statementOf({ data }: Template, id: string): Statement {
  const statement = data.statements.get(id);
  if (!statement) throw new AppError('not-found', 'This purpose makes no such statement.');
  return statement;
}

/** The paths of what a statement rests on. */
export const pathsOfStatement = ({ reads }: Pick<Statement, 'reads'>): string[] => reads.map(pathOf);

/** What has to be read for a wish: each registry once, with the fields that go and those that statements rest on. */
export function readsOf(template: Template, wish: Wish): { registry: string; fields: string[] }[] {
  const places = [
    ...template.data.fields.filter((field) => wish.fields.includes(pathOf(field))),
    ...wish.statements.flatMap((id) => statementOf(template, id).reads),
  ];
  return byRegistry(places);
}

/** Fields by their registry, each once. */
export const byRegistry = (places: readonly FieldPlace[]): { registry: string; fields: string[] }[] =>
  [...Map.groupBy(places, ({ registry }) => registry)].map(([registry, own]) => ({
    registry,
    fields: [...new Set(own.map(({ field }) => field))],
  }));
