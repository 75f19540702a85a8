import type { Day } from '../../kernel/index.ts';
import { type Government, parametersOn, ruleTypeOf, type Statement } from '../../pack/index.ts';
import { type Prepared, prepare, type Scope, toValue, trace } from '../../rules/index.ts';
import { pathOf, statementOf, type Template } from './model.ts';

/**
 * The answer instead of the data: whether a statement of a template holds of somebody, by what registers say of them.
 * @param values by path, as `readFacts` gives them; null is known to be absent, and one that is not there is unknown.
 * @returns undefined where what is known does not tell.
 * @throws AppError `not-found` for a statement that the template does not make.
 */
export function answerStatement(
  gov: Pick<Government, 'pack'>,
  template: Template,
  id: string,
  values: Readonly<Record<string, unknown>>,
  on: Day,
): boolean | undefined {
  return holds(gov, statementOf(template, id), values, on);
}

/** The same of a statement alone, as one of a bundle. */
export function holds(
  { pack }: Pick<Government, 'pack'>,
  { condition }: Pick<Statement, 'condition'>,
  values: Readonly<Record<string, unknown>>,
  on: Day,
): boolean | undefined {
  const scope: Record<string, Scope[string]> = { applied_on: toValue({ kind: 'date' }, on) };
  for (const fact of condition.facts.values()) {
    if (fact.source.kind !== 'registry') continue;
    const value = values[pathOf(fact.source)];
    if (value !== undefined) scope[fact.name] = toValue(ruleTypeOf(pack, fact), value);
  }
  const { eligible } = trace(preparedOf(condition), scope, parametersOn(condition, on));
  return eligible === 'need' ? undefined : eligible === 'yes';
}

function preparedOf(condition: Statement['condition']): Prepared {
  const known = prepared.get(condition) ?? prepare(condition.rule);
  prepared.set(condition, known);
  return known;
}

const prepared = new WeakMap<Statement['condition'], Prepared>();
