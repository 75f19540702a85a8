import {
  type BuiltIn,
  compileColumns,
  FUNCTION_GROUPS,
  NotCompilable,
  parse,
  type Rule,
  type Types,
  whyNotInSql,
} from '../../src/rules/index.ts';

type Rows = Readonly<Record<string, BuiltIn>>;
type Parameter = BuiltIn['signatures'][number]['parameters'][number];

const ROWS = Object.values<Rows>(FUNCTION_GROUPS).flatMap((rows) => Object.entries(rows));

/** The names of all built-in functions. */
export const FUNCTION_NAMES = ROWS.map(([name]) => name);

/** The names of all their parameters. */
export const PARAMETER_NAMES = ROWS.flatMap(([, { signatures }]) =>
  signatures.flatMap(({ parameters }) => parameters.map(({ name }) => name)),
);

const HEAD = '| function | gives | example | runs |\n|---|---|---|---|';

/** The built-in functions as a page shows them: one table for each group. */
export function functionTables(): string {
  const tables = Object.entries<Rows>(FUNCTION_GROUPS).map(([group, rows]) => {
    const title = `#### ${group[0]!.toUpperCase()}${group.slice(1)}`;
    return [title, '', HEAD, ...Object.entries(rows).map(([name, row]) => rowOf(name, row))].join('\n');
  });
  return tables.join('\n\n');
}

const code = (text: string): string => `\`${text.replaceAll('|', '\\|')}\``;

function rowOf(name: string, { summary, example, signatures }: BuiltIn): string {
  const calls = signatures.map(({ parameters }) => code(callOf(name, parameters))).join('<br>');
  const runs = runsOf(name, signatures).join(', ');
  return `| ${calls} | ${summary} | ${example ? code(example) : ''} | ${runs} |`;
}

const FORMS: Readonly<Record<Parameter['occurs'], (name: string) => string>> = {
  once: (name) => name,
  optional: (name) => `[${name}]`,
  rest: (name) => `${name} …`,
};

const callOf = (name: string, parameters: readonly Parameter[]): string =>
  `${name}(${parameters.map((parameter) => FORMS[parameter.occurs](parameter.name)).join(', ')})`;

/** A fact of each kind that columns and registers hold. */
const FACTS: Types = {
  number: { kind: 'number' },
  string: { kind: 'string' },
  boolean: { kind: 'boolean' },
  date: { kind: 'date' },
  span: { kind: 'duration', measure: 'days' },
  numbers: { kind: 'list', of: { kind: 'number' } },
  truths: { kind: 'list', of: { kind: 'boolean' } },
};

/** What is given for a parameter of a kind: facts, and a number that the rule states itself, as of digits after the point. */
const GIVEN: Readonly<Record<string, readonly string[]>> = {
  number: ['number', '2'],
  string: ['string'],
  boolean: ['boolean'],
  date: ['date'],
  duration: ['span'],
  list: ['numbers', 'truths'],
};

/** The other ways to run a rule in which the function is known, for facts of some kinds. */
function runsOf(name: string, signatures: BuiltIn['signatures']): string[] {
  const calls = signatures.flatMap(({ parameters }) => {
    const needed = parameters.filter(({ occurs }) => occurs !== 'optional');
    return combinations(
      needed.map(({ kinds }) => (kinds.length === 0 ? ['number'] : kinds).flatMap((kind) => GIVEN[kind] ?? [])),
    );
  });
  // A call without a fact is worked out beforehand, whatever the function.
  const rules = calls
    .filter((args) => args.some((arg) => Object.hasOwn(FACTS, arg)))
    .map((args) => ruleOf(`(${name}(${args.join(', ')})) != null`));
  const ways = { columns: whyNotInColumns, SQL: whyNotInSql };
  return Object.entries(ways).flatMap(([way, refuses]) =>
    rules.some((rule) => !refuses(rule, FACTS, {})) ? [way] : [],
  );
}

const combinations = (ways: readonly (readonly string[])[]): readonly (readonly string[])[] =>
  ways.reduce<readonly (readonly string[])[]>(
    (some, way) => some.flatMap((row) => way.map((one) => [...row, one])),
    [[]],
  );

/** A rule of one condition. */
export const ruleOf = (text: string): Rule => ({
  clauses: [{ id: 'condition', text, tree: parse(text) }],
  derived: [],
  flags: [],
});

/** Why a rule on facts of these types cannot be run in columns; undefined where it can. */
export const whyNotInColumns: typeof whyNotInSql = (rule, types, constants) => {
  try {
    compileColumns(rule, types, constants);
    return undefined;
  } catch (error) {
    if (error instanceof NotCompilable) return error;
    throw error;
  }
};
