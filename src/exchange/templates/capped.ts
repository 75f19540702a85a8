import { AppError } from '../../kernel/index.ts';
import { pathsOf, type Template, type Wish } from './model.ts';

/** Names in errors and records are no longer than those of fields can be. */
const LONGEST_NAME = 121;

/** What of a wish a template does not allow, as names of fields and statements. */
export function tooMuch(template: Template, { fields, statements }: Wish): string[] {
  const paths = pathsOf(template);
  const further = [
    ...fields.filter((path) => !paths.includes(path)),
    ...statements.filter((id) => !template.data.statements.has(id)),
  ];
  return [...new Set(further.map((name) => name.slice(0, LONGEST_NAME)))].sort();
}

/**
 * A wish that a template allows.
 * @throws AppError `forbidden`, which names what is too much.
 */
export function capped(template: Template, wish: Wish): Wish {
  const further = tooMuch(template, wish);
  if (further.length > 0)
    throw new AppError('forbidden', `The purpose ${template.id} does not allow to ask for: ${further.join(', ')}.`);
  return wish;
}
