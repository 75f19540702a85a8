import type { Pack } from '../../../pack/index.ts';
import { ruleTypeOf } from '../../../pack/index.ts';
import { fromValue, prepare, type Scope, type Types, toScope, trace } from '../../../rules/index.ts';
import type { Policy } from '../policy.ts';
import { NO_REFORM, parametersUnder } from '../reform.ts';
import { writeCell } from './cells.ts';
import { columnsOf, type FileColumn, templateColumns } from './columns.ts';

/** A template of a policy's file: its columns, and what stands in them for two people of the policy's own examples. */
export interface Template {
  columns: readonly FileColumn[];
  rows: readonly (readonly string[])[];
}

const EXAMPLES = 2;

/** The template of a policy: first its own examples, then what suits the columns that no example tells. */
export function templateOf(pack: Pack, policy: Policy): Template {
  const columns = templateColumns(columnsOf(pack, policy));
  const { examples } = policy.service;
  const told = examples.slice(0, EXAMPLES).map((example) => knownIn(pack, policy, example));
  while (told.length < EXAMPLES) told.push(told[0] ?? {});
  const rows = told.map((known, index) => columns.map((column) => cellOf(pack, column, known, index)));
  return { columns, rows };
}

/** All that follows from an example. */
function knownIn(pack: Pack, policy: Policy, { on, in: given }: Policy['service']['examples'][number]): Scope {
  const types: Types = Object.fromEntries(policy.facts.map((fact) => [fact.name, ruleTypeOf(pack, fact)]));
  const facts = { ...toScope(types, given), ...toScope({ applied_on: { kind: 'date' } }, { applied_on: on }) };
  return trace(prepare(policy.rule), facts, parametersUnder(policy, on, NO_REFORM)).scope;
}

function cellOf(pack: Pack, column: FileColumn, known: Scope, index: number): string {
  if (column.isExtra) return EXTRAS[column.trait!](pack, column, index);
  const value = Object.hasOwn(known, column.name) ? fromValue(known[column.name]!) : undefined;
  return writeCell(column, value);
}

const INCOMES = ['2100000', '3400000'];
const BIRTHDAYS = ['1998-04-12', '1973-11-30'];

/** Examples of what only the breakdowns look at. */
const EXTRAS: Readonly<
  Record<NonNullable<FileColumn['trait']>, (pack: Pack, column: FileColumn, index: number) => string>
> = {
  region: (_, { options }, index) => Object.keys(options ?? { A: '', B: '' })[index] ?? '',
  bornOn: (_pack, _column, index) => BIRTHDAYS[index] ?? '',
  income: (_pack, _column, index) => INCOMES[index] ?? '',
};
