import type { Name } from '../../tree.ts';
import type { Cell, RecordCell } from '../cells/cells.ts';
import { choice } from '../cells/choice.ts';
import type { Level } from '../cells/levels.ts';
import { decided } from '../cells/logic.ts';
import { accept, type Frame, type Lowering, refuse, together } from './lowering.ts';

/** What a name means: inside a list's condition its item's field or a variable, else a fact, parameter or derived fact. */
export function lowerName(tree: Name, lowering: Lowering): Cell {
  const cell = accept(tree.at, meaning(tree, lowering, lowering.frame) ?? `there is no ${tree.name}`);
  return isHidden(tree.name, lowering.frame, cell.level)
    ? refuse(tree.at, 'a list is gone through within itself')
    : cell;
}

/** Whether a name is a variable of a list that is gone through once more further in, where it would be taken for the other item. */
function isHidden(name: string, frame: Frame | undefined, level: Level): boolean {
  if (!level.list || !frame || frame.names.has(name) || frame.item?.names.includes(name)) return false;
  return frame.level === level || isHidden(name, frame.outer, level);
}

/** What a name means in a frame; undefined when nothing there or outside has it. A text says why it has no cell. */
export function meaning(
  tree: Pick<Name, 'name' | 'at'>,
  lowering: Lowering,
  frame: Frame | undefined,
): Cell | string | undefined {
  const { name } = tree;
  if (!frame) return lowering.named(name);
  const { names, item, outer } = frame;
  const outside = names.get(name) ?? meaning(tree, lowering, outer);
  return item?.names.includes(name) ? fieldOr(tree, lowering, item, outside) : outside;
}

/** A field of the filter's item by its bare name. An item that is null has none: there the name means what it does outside. */
function fieldOr(
  { name, at }: Pick<Name, 'name' | 'at'>,
  lowering: Lowering,
  item: RecordCell,
  outside: Cell | string | undefined,
): Cell {
  const { graph } = lowering.context;
  const field = accept(at, item.field(name)!);
  const absent = graph.and(field.absent, graph.not(item.absent));
  const own = { ...field, absent, unknown: graph.or(field.unknown, item.absent) };
  if (outside === undefined || item.absent === graph.false) return own;
  const [ofItem, other] = together(lowering, at, [own, accept(at, outside)] as const);
  return accept(at, choice(graph, decided(graph, ofItem.level, item.absent), other, ofItem));
}
