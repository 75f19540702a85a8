import { type Rule, valueOn, whyNotInSql } from '../rules/index.ts';
import type { Bench } from './bench.ts';
import type { At } from './expressions.ts';
import type { Fact, Parameter } from './model.ts';
import { ruleTypeOf } from './parts.ts';

/** What the registers are asked: a rule, and what it speaks of. */
export interface Askable {
  readonly rule: Rule;
  readonly facts: ReadonlyMap<string, Fact>;
  readonly parameters: ReadonlyMap<string, Parameter>;
  placeOf(part: string): At;
}

/** Whom to offer a service to is asked of the registers themselves: its rule must be one that SQL can say. */
export function checkOffer(bench: Bench, askable: Askable): void {
  if (!bench.yaml.offer || bench.file.problems.length > 0) return;
  for (const key of ['about', 'as_of'] as const)
    if (bench.yaml[key])
      bench.file.mistakeInKey(['offer'], `a service with "${key}" cannot be offered to whoever is eligible`);
  checkAskable(bench, askable, '"offer" asks the registers');
}

/** Where nothing is wrong yet, a rule that SQL cannot say is a mistake. @param why the registers are asked. */
export function checkAskable(bench: Bench, { rule, facts, parameters, placeOf }: Askable, why: string): void {
  if (bench.file.problems.length > 0) return;
  const held = [...facts.values()].filter(({ source }) => ['registry', 'count', 'each'].includes(source.kind));
  const types = Object.fromEntries(held.map((fact) => [fact.name, ruleTypeOf(bench.parts.pack, fact)]));
  const constants = Object.fromEntries(
    [...parameters.values()].map((parameter) => [parameter.name, valueOn(parameter, lastDayOf(parameter))]),
  );
  const problem = whyNotInSql(rule, { ...types, applied_on: { kind: 'date' } }, constants);
  if (!problem) return;
  const { file, path } = placeOf(problem.in);
  file.mistakeWithin(path, problem.at, `${why}, and they cannot be asked this: ${problem.reason}`);
}

const lastDayOf = ({ values }: Parameter): string => Object.keys(values).sort().at(-1) ?? '9999-12-31';
