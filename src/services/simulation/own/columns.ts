import type { Text } from '../../../kernel/index.ts';
import type { Fact, Pack } from '../../../pack/index.ts';
import { namesOf } from '../../../rules/index.ts';
import { regionNames } from '../breakdowns.ts';
import type { Policy } from '../policy.ts';

export type Trait = 'region' | 'bornOn' | 'income';

/** A column that a file may have. */
export interface FileColumn {
  name: string;
  title: Text;
  type: Fact['type'];
  unit: string | undefined;
  /** The values of an enum with their names. */
  options: Readonly<Record<string, Text>> | undefined;
  /** Of records: what each holds. */
  fields: Fact['fields'];
  /** A file without it is refused, unless it has all of `instead`. */
  required: boolean;
  /** Columns from which it follows. */
  instead: readonly string[];
  /** What an empty cell says: that it is not known, or that there is none. */
  empty: 'unknown' | 'none';
  /** What the breakdowns take from it. */
  trait: Trait | undefined;
  /** Only for the breakdowns; the policy does not look at it. */
  isExtra: boolean;
}

/** The fields of the pack by which figures are broken down, under the names that columns for them have. */
const TRAITS: readonly { name: 'region' | 'born_on' | 'income'; trait: Trait; title: Text; type: Fact['type'] }[] = [
  { name: 'region', trait: 'region', type: 'text', title: { ko: '지역', 'zh-Hant': '地區', en: 'Region' } },
  {
    name: 'born_on',
    trait: 'bornOn',
    type: 'date',
    title: { ko: '생년월일', 'zh-Hant': '出生日期', en: 'Date of birth' },
  },
  { name: 'income', trait: 'income', type: 'money', title: { ko: '소득', 'zh-Hant': '所得', en: 'Income' } },
];

/**
 * The columns of a policy's file. A fact that may be told instead of all that it rests on stands for it; what it rests
 * on is taken as well, where a file has that.
 */
export function columnsOf(pack: Pack, policy: Policy): FileColumn[] {
  const { service, rule } = policy;
  const derived = new Map(rule.derived.map((fact) => [fact.name, fact]));
  const columns = new Map<string, FileColumn>();
  const visit = (name: string, required: boolean): void => {
    const fact = service.facts.get(name);
    const under = derived.get(name);
    if (under?.told && fact) {
      if (columns.has(name)) return;
      const instead = basesOf(policy, name);
      columns.set(name, { ...columnOf(pack, policy, fact), required, instead });
      for (const base of instead) visit(base, false);
    } else if (under) for (const below of namesOf(under.tree)) visit(below, required);
    else if (fact && policy.facts.includes(fact)) {
      const isAsked = policy.assumed.includes(fact);
      const column = columns.get(name) ?? columnOf(pack, policy, fact);
      columns.set(name, { ...column, required: column.required || (required && !isAsked) });
    }
  };
  const trees = [...rule.clauses.map(({ tree }) => tree), ...(rule.amount ? [rule.amount] : [])];
  for (const name of [...trees.flatMap(namesOf), ...(service.asOf ? [service.asOf] : [])]) visit(name, true);
  return [...columns.values(), ...extrasOf(pack, [...columns.values()])];
}

/** Facts at the bottom of a derived one. */
function basesOf({ rule, facts }: Policy, name: string): string[] {
  const derived = new Map(rule.derived.map((fact) => [fact.name, fact.tree]));
  const names = new Set([name]);
  for (const one of names) {
    const tree = derived.get(one);
    for (const below of tree ? namesOf(tree) : []) names.add(below);
  }
  return facts.map((fact) => fact.name).filter((fact) => names.has(fact));
}

function columnOf(pack: Pack, { service, assumed }: Policy, fact: Fact): FileColumn {
  const { name, title, type, unit, options, fields, source, optional } = fact;
  const path = source.kind === 'registry' && source.person === service.for ? `${source.registry}.${source.field}` : '';
  const { region, born_on, income } = pack.simulation;
  const trait =
    path === ''
      ? undefined
      : { [region ?? '-']: 'region', [born_on ?? '-']: 'bornOn', [income ?? '-']: 'income' }[path];
  return {
    name,
    title,
    type,
    unit: unit ?? (type === 'money' ? pack.currency.code : undefined),
    options,
    fields,
    required: false,
    instead: [],
    empty: optional && !assumed.includes(fact) ? 'none' : 'unknown',
    trait: trait as Trait | undefined,
    isExtra: false,
  };
}

/** Columns for the breakdowns, as far as no fact is one already or has the name. */
function extrasOf(pack: Pack, columns: readonly FileColumn[]): FileColumn[] {
  const regions = regionNames(pack);
  const hasRegions = Object.keys(regions).length > 0;
  const names = new Set(columns.map(({ name }) => name));
  return TRAITS.filter(({ name, trait }) => !names.has(name) && columns.every((column) => column.trait !== trait)).map(
    ({ name, trait, title, type }) => ({
      name,
      title,
      type: trait === 'region' && hasRegions ? 'enum' : type,
      unit: trait === 'income' ? incomeUnit(pack) : undefined,
      options: trait === 'region' && hasRegions ? regions : undefined,
      fields: undefined,
      required: false,
      instead: [],
      empty: 'unknown',
      trait,
      isExtra: true,
    }),
  );
}

function incomeUnit(pack: Pack): string {
  const [registry = '', field = ''] = pack.simulation.income?.split('.') ?? [];
  return pack.registries.get(registry)?.fields[field]?.unit ?? pack.currency.code;
}

/** The columns that a template has: those that are needed, and those that only help. */
export const templateColumns = (columns: readonly FileColumn[]): FileColumn[] => {
  const bases = new Set(columns.flatMap(({ instead }) => instead));
  return columns.filter(({ name, required, isExtra }) => required || isExtra || !bases.has(name));
};

/** Columns that are needed and neither there nor told by others that are. */
export function missingColumns(columns: readonly FileColumn[], present: ReadonlySet<string>): FileColumn[] {
  const isTold = ({ instead }: FileColumn) => instead.length > 0 && instead.every((base) => present.has(base));
  return columns.filter((column) => column.required && !present.has(column.name) && !isTold(column));
}

/** Of the columns that a file has, those that no register would tell: answers, and facts that stand for others. */
export function toldBy(pack: Pack, policy: Policy, present: readonly string[]): string[] {
  const asked = new Set(policy.assumed.map(({ name }) => name));
  return columnsOf(pack, policy)
    .filter(
      ({ name, isExtra, instead }) => !isExtra && present.includes(name) && (instead.length > 0 || asked.has(name)),
    )
    .map(({ name }) => name);
}
