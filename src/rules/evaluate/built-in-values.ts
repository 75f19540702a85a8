import type { FunctionValue } from '../values/values.ts';
import type { Environment } from './environment.ts';
import { FUNCTIONS, prepareFunction } from './functions/index.ts';

/** A built-in function as a value, or undefined where there is none of that name. */
export function builtInValue(name: string, environment: Environment): FunctionValue | undefined {
  if (!Object.hasOwn(FUNCTIONS, name)) return undefined;
  const [signature] = FUNCTIONS[name]!.signatures;
  const parameters = signature!.parameters.map((parameter) => parameter.name);
  return { kind: 'function', parameters, call: (args) => prepareFunction(name, args.length)!(args, environment) };
}
