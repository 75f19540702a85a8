import { typeOfParameter } from '../rules/index.ts';
import type { Bench } from './bench.ts';
import type { At } from './expressions.ts';
import type { Parameter } from './model.ts';
import { lawOf } from './parts.ts';
import type { ParameterYaml } from './schema.ts';

/** Compiles a service's own parameters and those it shares, and adds their types to the bench's names. */
export function compileParameters(bench: Bench): Map<string, Parameter> {
  const { parts, yaml } = bench;
  const shared = parts.files.parameters;
  const parameters = new Map<string, Parameter>();
  for (const name of parts.shared.reach(yaml.uses ?? [])) {
    const parameter = shared?.yaml[name];
    if (parameter) parameters.set(name, compileParameter(bench, name, parameter, { file: shared.file, path: [name] }));
  }
  for (const [name, parameter] of Object.entries(yaml.parameters ?? {})) {
    const at = bench.at('parameters', name);
    if (shared && Object.hasOwn(shared.yaml, name))
      at.file.mistakeInKey(at.path, `parameters.yaml has a parameter "${name}": list it under "uses", or rename one`);
    parameters.set(name, compileParameter(bench, name, parameter, at));
  }
  for (const [name, parameter] of bench.broughtParameters) if (!parameters.has(name)) parameters.set(name, parameter);
  const types = [...parameters].map(([name, parameter]) => [name, typeOfParameter(forRules(parameter))]);
  bench.names = { ...bench.names, ...Object.fromEntries(types) };
  return parameters;
}

function compileParameter(bench: Bench, name: string, yaml: ParameterYaml, { file, path }: At): Parameter {
  const dated = Object.entries(yaml.values).map(([day, given]) => {
    const isUnchecked = typeof given === 'object' && 'checked' in given;
    return { day, value: isUnchecked ? (given.value as Parameter['values'][string]) : given, isUnchecked };
  });
  if (dated.length === 0) file.mistake([...path, 'values'], `${name} has no value`);
  const isTable = yaml.by !== undefined;
  for (const { day, value } of dated) {
    if ((typeof value === 'object') !== isTable)
      file.mistake(
        [...path, 'values', day],
        isTable
          ? 'this must be a table, since "by" is stated'
          : 'a table needs "by": the unit by which it is looked up',
      );
  }
  if (yaml.marginal && !isTable) file.mistakeInKey([...path, 'marginal'], '"marginal" goes with "by"');
  return {
    name,
    title: yaml.title,
    unit: yaml.unit,
    by: yaml.by,
    marginal: yaml.marginal ?? false,
    values: Object.fromEntries(dated.map(({ day, value }) => [day, value as Parameter['values'][string]])),
    unchecked: dated.filter(({ isUnchecked }) => isUnchecked).map(({ day }) => day),
    law: lawOf(bench.parts, yaml.law, file, [...path, 'law']),
  };
}

/** `rules` tells a unit that is not stated by its absence. */
function forRules({ unit, by, marginal, values }: Parameter) {
  return { values, marginal, ...(unit !== undefined && { unit }), ...(by !== undefined && { by }) };
}
