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

/**
 * The value itself when it fits the schema.
 * @param origin `text` for what arrives as strings (query, form): `"3"` becomes 3 where the schema wants a number.
 * @throws AppError `invalid`, naming every field that does not fit and why.
 */
export function validated(schema: TSchema, value: unknown, origin: 'json' | 'text', part: string): unknown {
  const validator = validatorOf(schema);
  const candidate = origin === 'text' ? validator.Convert(value) : value;
  if (validator.Check(candidate)) return candidate;
  const fields: FieldError[] = validator
    .Errors(candidate)
    .slice(0, 20)
    .map((error) => ({ path: error.instancePath || '/', message: error.message }));
  const summary = fields.map((field) => `${field.path} ${field.message}`).join('; ');
  throw new AppError('invalid', `The ${part} does not fit: ${summary}`, { fields });
}
