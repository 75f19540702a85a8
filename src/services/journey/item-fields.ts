import type { Tree } from '../../rules/index.ts';

/** The fields of `item` that a condition on records looks at, each once. */
export function itemFields(tree: Tree): string[] {
  const fields = new Set<string>();
  JSON.stringify(tree, (_, node: { kind?: string; of?: { kind?: string; name?: string }; field?: string }) => {
    if (node?.kind === 'path' && node.of?.kind === 'name' && node.of.name === 'item') fields.add(node.field!);
    return node;
  });
  return [...fields];
}
