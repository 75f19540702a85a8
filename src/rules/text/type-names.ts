import type { TypeName } from '../tree.ts';
import { MAX_DEPTH, TOO_DEEP } from './limits.ts';
import { partsOf, type SyntaxNode, wordsOf } from './nodes.ts';
import type { Source } from './source.ts';

/** How the parts of a type are read, which has no places of its own. */
interface Reading {
  readonly source: Source;
  /** Reads the name of a field. */
  readonly name: (node: SyntaxNode) => string;
  readonly type: (node: SyntaxNode) => TypeName;
}

/**
 * Reads the name of a type: lezer's `Type` (DMN 1.5, grammar rule 54); the names of fields by the function given.
 * Throws RuleSyntaxError.
 */
export function readTypeName(type: SyntaxNode, source: Source, name: Reading['name'], depth = 1): TypeName {
  if (depth > MAX_DEPTH) throw source.error(TOO_DEEP, type.from);
  const [form] = partsOf(type);
  const read = Object.hasOwn(FORMS, form!.name) ? FORMS[form!.name]! : wordsOfType;
  return read(form!, { source, name, type: (inner) => readTypeName(inner, source, name, depth + 1) });
}

type FormReader = (form: SyntaxNode, reading: Reading) => TypeName;

/** `date and time` */
const wordsOfType: FormReader = (form, { source }) => ({ name: wordsOf(form, source) });

const within = (form: SyntaxNode, name: string): SyntaxNode[] => partsOf(form).filter((part) => part.name === name);

const FORMS: Readonly<Record<string, FormReader>> = {
  /** `number`, or a name with dots, as of an imported type. */
  QualifiedName: (form, { source }) => ({
    name: within(form, 'VariableName')
      .map((part) => wordsOf(part, source))
      .join('.'),
  }),

  /** `list<…>`, and `range<…>`, which lezer-feel knows only in the guise of the other. */
  ListType: (form, { source, type }) => ({
    name: source.text.startsWith('range', form.from) ? 'range' : 'list',
    of: within(form, 'Type').map(type),
  }),

  ContextType(form, { name, type }) {
    const entries = within(form, 'ContextEntryTypes').flatMap(partsOf);
    const fields = entries.map((entry) => {
      const [key, value] = ['Name', 'Type'].map((part) => within(entry, part)[0]!);
      return [name(key!), type(value!)] as const;
    });
    return { name: 'context', fields: Object.fromEntries(fields) };
  },

  FunctionType(form, { type }) {
    const parameters = within(form, 'ArgumentTypes').flatMap(partsOf).flatMap(partsOf);
    return { name: 'function', of: parameters.map(type), returns: type(within(form, 'Type')[0]!) };
  },
};
