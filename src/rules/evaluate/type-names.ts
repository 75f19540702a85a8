import type { FunctionDefinition, Tree, TypeName } from '../tree.ts';

/** What the types that a text names say of one another (DMN 1.5, section 10.3.2.9). */

const ANY: TypeName = { name: 'Any' };

const LITERALS: { readonly [K in Tree['kind']]?: string } = { number: 'number', string: 'string', boolean: 'boolean' };

/** The type that can be read from an expression itself: of a literal, list, context or function; else Any. */
function typeRead(tree: Tree): TypeName {
  if (tree.kind === 'null') return { name: 'Null' };
  if (tree.kind === 'function') return functionType(tree);
  if (tree.kind === 'context') {
    const fields = tree.entries.map(({ key, value }) => [key, typeRead(value)] as const);
    return { name: 'context', fields: Object.fromEntries(fields) };
  }
  if (tree.kind === 'list') {
    const [first = ANY, ...others] = tree.items.map(typeRead);
    return { name: 'list', of: [others.every((other) => isSubtype(other, first)) ? first : ANY] };
  }
  const name = LITERALS[tree.kind];
  return name === undefined ? ANY : { name };
}

/** The type of a function: what its parameters are said to be, and what its body gives as far as that can be read. */
export const functionType = ({ parameters, body }: FunctionDefinition): TypeName => ({
  name: 'function',
  of: parameters.map(({ type }) => type ?? ANY),
  returns: typeRead(body),
});

/** Whether every value of one type is one of the other. A function may take more and give less than is asked for. */
export function isSubtype(type: TypeName, of: TypeName): boolean {
  if (of.name === 'Any' || type.name === 'Null') return true;
  if (type.name !== of.name) return false;
  if (of.name === 'function') return isSubfunction(type, of);
  const fields = Object.entries(of.fields ?? {});
  const parts = of.of ?? [];
  return (
    fields.every(([name, part]) => Object.hasOwn(type.fields ?? {}, name) && isSubtype(type.fields![name]!, part)) &&
    parts.every((part, index) => isSubtype(type.of?.[index] ?? ANY, part))
  );
}

function isSubfunction(type: TypeName, of: TypeName): boolean {
  if (!of.of && !of.returns) return true;
  const [own, asked] = [type.of ?? [], of.of ?? []];
  return (
    own.length === asked.length &&
    asked.every((parameter, index) => isSubtype(parameter, own[index]!)) &&
    isSubtype(type.returns ?? ANY, of.returns ?? ANY)
  );
}
