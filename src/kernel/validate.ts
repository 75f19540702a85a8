import type { TSchema } from 'typebox';
import { Compile, type Validator } from 'typebox/compile';
import { AppError, type FieldError } from './errors.ts';

const compiled = new WeakMap<TSchema, Validator>();

function validatorOf(schema: TSchema): Validator {
  let validator = compiled.get(schema);
  if (!validator) {
    validator = Compile(schema) as unknown as Validator;
    compiled.set(schema, validator);
  }
  return validator;
}

/** Most problems that one answer names. */
const MOST_FIELDS = 20;

/**
 * The value itself when it fits the schema.
 * @param origin `text` for what arrives as strings (query, form): `"3"` becomes 3 where the schema wants a number.
 * @throws AppError `invalid`, naming every field that does not fit and why.
 */
export function validated(schema: TSchema, value: unknown, origin: 'json' | 'text', part: string): unknown {
  const validator = validatorOf(schema);
  const candidate = origin === 'text' ? fromText(schema, value) : value;
  if (validator.Check(candidate)) return candidate;
  const fields = validator.Errors(candidate).flatMap(fieldErrorsOf).slice(0, MOST_FIELDS);
  const summary = fields.map((field) => `${field.path} ${field.message}`.trim()).join('; ');
  throw new AppError('invalid', `The ${part} does not fit: ${summary}`, { fields });
}

type SchemaError = ReturnType<Validator['Errors']>[number];

/** TypeBox names the object that lacks a field, and calls an unknown field twice; people look for the field, once. */
function fieldErrorsOf({ keyword, instancePath, message, params }: SchemaError): FieldError[] {
  switch (keyword) {
    case 'required':
      return params.requiredProperties.map((name) => ({
        path: `${instancePath}/${escapePointer(name)}`,
        message: 'is required',
      }));
    case 'boolean':
      return [{ path: instancePath, message: 'is not known' }];
    case 'additionalProperties':
      return [];
    default:
      return [{ path: instancePath, message }];
  }
}

/** A name as one step of a JSON Pointer (RFC 6901 §3). */
function escapePointer(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** The parts of a schema that say what a text stands for. */
interface Wanted {
  type?: string;
  properties?: Record<string, TSchema>;
  items?: TSchema;
  anyOf?: TSchema[];
}

const READERS: Record<string, (text: string) => unknown> = {
  integer: (text) => (/^-?\d+$/.test(text) && Number.isSafeInteger(Number(text)) ? Number(text) : text),
  number: (text) => (/^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text),
  boolean: (text) => (text === 'true' ? true : text === 'false' ? false : text),
};

/**
 * What texts stand for where a schema wants numbers, truth values or lists. A text that stands for no such thing stays
 * as it is and fails the check: TypeBox's own `Convert` makes 0 of `0.5` and of an empty text.
 */
function fromText(schema: TSchema, value: unknown): unknown {
  const { type = '', properties, items, anyOf } = schema as Wanted;
  if (anyOf) {
    const fitting = anyOf.find((option) => validatorOf(option).Check(fromText(option, value)));
    return fitting ? fromText(fitting, value) : value;
  }
  if (properties && typeof value === 'object' && value !== null) return fieldsFromText(properties, value);
  if (items && value !== undefined) return [value].flat().map((item) => fromText(items, item));
  return typeof value === 'string' && Object.hasOwn(READERS, type) ? READERS[type]!(value) : value;
}

function fieldsFromText(properties: Record<string, TSchema>, value: object): object {
  const entries = Object.entries(value).map(([name, text]) => {
    const wanted = Object.hasOwn(properties, name) ? properties[name] : undefined;
    return [name, wanted ? fromText(wanted, text) : text];
  });
  return Object.fromEntries(entries);
}
