import { didYouMean } from '../spelling.ts';
import type { TypeName } from '../tree.ts';
import {
  ANY,
  BARE_NUMBER,
  BOOLEAN,
  DATE,
  DATE_AND_TIME,
  DAYS,
  MONTHS,
  STRING,
  TIME,
  type Type,
  type TypeOrReason,
} from './types.ts';

/** The types that have no parts, or that are named without them. A number of the text is one in any unit. */
const SIMPLE: Readonly<Record<string, Type>> = {
  Any: ANY,
  Null: { kind: 'null' },
  number: BARE_NUMBER,
  string: STRING,
  boolean: BOOLEAN,
  date: DATE,
  time: TIME,
  'date and time': DATE_AND_TIME,
  'days and time duration': DAYS,
  'years and months duration': MONTHS,
  list: { kind: 'list', of: ANY },
  range: { kind: 'range', of: ANY },
  context: ANY,
  function: ANY,
};

/** The type that a text names (DMN 1.5, section 10.3.2.3), or why there is none. */
export function namedType({ name, of = [], fields, returns }: TypeName): TypeOrReason {
  const parts = [...of, ...(returns ? [returns] : [])].map(namedType);
  const entries = Object.entries(fields ?? {}).map(([field, type]) => [field, namedType(type)] as const);
  const wrong = [...parts, ...entries.map(([, type]) => type)].find((type) => typeof type === 'string');
  if (wrong !== undefined) return wrong;
  const types = parts as Type[];
  if (fields) return { kind: 'record', fields: Object.fromEntries(entries) as Record<string, Type> };
  if (returns) return { kind: 'function', parameters: types.slice(0, -1), returns: types.at(-1)! };
  if (types.length > 0) return { kind: name as 'list' | 'range', of: types[0]! };
  if (Object.hasOwn(SIMPLE, name)) return SIMPLE[name]!;
  return `there is no type ${name}${didYouMean(name, Object.keys(SIMPLE))}`;
}
