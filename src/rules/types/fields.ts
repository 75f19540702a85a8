import { propertyTypes } from '../evaluate/functions/index.ts';
import { didYouMean } from '../spelling.ts';
import { ANY, describe, kindOfType, type Type, type TypeOrReason, type Types } from './types.ts';

/** The type of `of.field`, or why there is none: of a list, the list of the items' fields. */
export function fieldType(of: Type, field: string): TypeOrReason {
  if (kindOfType(of) === undefined) return ANY;
  if (of.kind === 'list') {
    const items = fieldType(of.of, field);
    return typeof items === 'string' ? items : { kind: 'list', of: items };
  }
  const fields = fieldsOf(of);
  if (Object.hasOwn(fields, field)) return fields[field]!;
  const owner = of.kind === 'record' ? 'the record' : describe(of);
  return `${owner} has no ${field}${didYouMean(field, Object.keys(fields))}`;
}

const MEASURED = { months: ['years', 'months'], days: ['days', 'hours', 'minutes', 'seconds'] } as const;

/** A duration whose measure is known has only the properties of that. */
function fieldsOf(type: Type): Types {
  if (type.kind === 'record') return type.fields;
  const properties = propertyTypes(type);
  if (type.kind !== 'duration' || type.measure === undefined) return properties;
  return Object.fromEntries(MEASURED[type.measure].map((name) => [name, properties[name]!]));
}
