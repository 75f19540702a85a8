import { isMap, isScalar, isSeq, LineCounter, type Node, type Pair, parseDocument, type Scalar } from 'yaml';
import type { PackProblem } from './problems.ts';

/** Keys and indexes from a file's root to a value. */
export type YamlPath = readonly (string | number)[];

/** A place within a text, such as an expression; both count from 1. */
interface Place {
  readonly line: number;
  readonly column: number;
}

/** One YAML file of a pack, which knows where each value stands and collects what is wrong with it. */
export class YamlFile {
  readonly name: string;
  readonly value: unknown;
  readonly problems: PackProblem[] = [];
  readonly #root: Node | null;
  readonly #lines = new LineCounter();

  /** @param name the path to show. Syntax errors and keys written twice are recorded as problems. */
  constructor(name: string, text: string) {
    this.name = name;
    const document = parseDocument(text, { lineCounter: this.#lines, prettyErrors: false });
    this.#root = document.contents;
    // What follows the first syntax error is mostly its echo.
    const [error] = [...document.errors, ...document.warnings];
    if (error) this.#report(error.pos[0], error.message);
    this.value = document.errors.length > 0 ? undefined : document.toJS();
  }

  /** Records a mistake in the value at a path, or in the nearest value above it that exists. */
  mistake(path: YamlPath, message: string): void {
    this.#report(offsetOf(this.#find(path)), message);
  }

  /** Records a mistake in a key. */
  mistakeInKey(path: YamlPath, message: string): void {
    this.#report(offsetOf((this.#pair(path)?.key as Node | undefined) ?? this.#find(path)), message);
  }

  /** Records a mistake at a place within a text, such as the seventh character of an expression. */
  mistakeWithin(path: YamlPath, place: Place, message: string): void {
    const node = this.#find(path);
    const start = this.#lines.linePos(offsetOf(node));
    const { line, column } = insideOf(node, start, place);
    this.problems.push({ file: this.name, line, column, message });
  }

  #report(offset: number, message: string): void {
    const { line, col } = this.#lines.linePos(offset);
    this.problems.push({ file: this.name, line: Math.max(line, 1), column: Math.max(col, 1), message });
  }

  #pair(path: YamlPath): Pair | undefined {
    const parent = this.#find(path.slice(0, -1));
    return isMap(parent)
      ? parent.items.find(({ key }) => isScalar(key) && String(key.value) === path.at(-1))
      : undefined;
  }

  #find(path: YamlPath): Node | null {
    let node = this.#root;
    for (const step of path) {
      const next = isMap(node)
        ? node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step))?.value
        : isSeq(node)
          ? node.items[Number(step)]
          : undefined;
      if (!next) return node;
      node = next as Node;
    }
    return node;
  }
}

const offsetOf = (node: Node | null): number => node?.range?.[0] ?? 0;

const QUOTED = ['QUOTE_DOUBLE', 'QUOTE_SINGLE'];
const BLOCK = ['BLOCK_FOLDED', 'BLOCK_LITERAL'];

/** A block's text begins on the line after its mark; a quoted one after its quote; a plain one where it stands. */
function insideOf(node: Node | null, start: { line: number; col: number }, place: Place): Place {
  const style = isScalar(node) ? ((node as Scalar).type ?? '') : '';
  if (BLOCK.includes(style)) return { line: start.line + place.line, column: place.column };
  const quote = QUOTED.includes(style) ? 1 : 0;
  if (place.line > 1) return { line: start.line + place.line - 1, column: place.column };
  return { line: start.line, column: start.col + quote + place.column - 1 };
}
