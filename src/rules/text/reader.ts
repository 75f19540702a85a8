import type { Place } from '../problem.ts';
import type { Tree, TypeName } from '../tree.ts';
import { MAX_DEPTH, TOO_DEEP } from './limits.ts';
import type { SpacedNames } from './names.ts';
import { partsOf, type SyntaxNode, spellingOf, wordsOf } from './nodes.ts';
import { isSequence, readSequence } from './sequence.ts';
import type { Source } from './source.ts';
import { readTypeName } from './type-names.ts';

/** The properties of values that have two words (DMN 1.5, table 65); a pack's own names have none. */
const SPACED_PROPERTIES = ['time offset', 'start included', 'end included'];

const PUNCTUATION = ['(', ')', '[', ']', '{', '}', '.', '..'];

/** Reads one kind of lezer's nodes. */
export type NodeReader = (node: SyntaxNode, reader: Reader) => Tree;

export type NodeReaders = Readonly<Record<string, NodeReader>>;

/** Reads lezer's nodes. A mistake in one is noted, and something put in its place, so that the others are found too. */
export class Reader {
  readonly source: Source;
  readonly #names: SpacedNames | undefined;
  readonly #readers: NodeReaders;
  #depth = 0;
  #isTooDeep = false;

  constructor(source: Source, names: SpacedNames | undefined, readers: NodeReaders) {
    this.source = source;
    this.#names = names;
    this.#readers = readers;
  }

  /** The tree of one expression. */
  read(node: SyntaxNode): Tree {
    this.#depth += 1;
    const tree = this.#depth > MAX_DEPTH ? this.#tooDeep(node) : this.#attempt(node);
    this.#depth -= 1;
    return tree;
  }

  #attempt(node: SyntaxNode): Tree {
    try {
      if (isSequence(node)) return readSequence(node, this.source, (operand) => this.read(operand), this.#depth > 1);
      const reader = Object.hasOwn(this.#readers, node.name) ? this.#readers[node.name] : undefined;
      if (!reader) throw this.source.error(`${this.source.textOf(node).slice(0, 40)} is not expected here`, node.from);
      return reader(node, this);
    } catch (error) {
      this.source.noteThrown(error);
      return { kind: 'null', ...this.place(node) };
    }
  }

  #tooDeep(node: SyntaxNode): Tree {
    if (!this.#isTooDeep) this.source.note(TOO_DEEP, node.from);
    this.#isTooDeep = true;
    return { kind: 'null', ...this.place(node) };
  }

  place(node: SyntaxNode): { at: Place } {
    return { at: this.source.place(node.from) };
  }

  /** The parts of a node without its brackets and dots. */
  operands(node: SyntaxNode): SyntaxNode[] {
    return partsOf(node).filter(({ name }) => !PUNCTUATION.includes(name));
  }

  words(node: SyntaxNode): string {
    const words = wordsOf(node, this.source);
    return this.#names?.spelling.get(words) ?? words;
  }

  /** The name of a fact, variable, key or field, as it was declared. Spaces and signs in it are a mistake in a pack. */
  name(node: SyntaxNode): string {
    const words = wordsOf(node, this.source);
    if (!words.includes(' ')) return words;
    if (this.#names) return this.#names.spelling.get(words) ?? spellingOf(node, this.source);
    this.source.note(whyNotAName(words), node.from);
    return words;
  }

  type(node: SyntaxNode): TypeName {
    return readTypeName(node, this.source, (name) => this.name(name));
  }

  field(node: SyntaxNode): string {
    const words = wordsOf(node, this.source);
    return SPACED_PROPERTIES.includes(words) ? words : this.name(node);
  }

  /** Arguments in order, or each with the name of the parameter that it is for. */
  arguments(node: SyntaxNode): { arguments: readonly Tree[]; names?: readonly string[] } {
    const list = partsOf(node).find(({ name }) => name.endsWith('Parameters'))!;
    if (list.name === 'PositionalParameters') return { arguments: partsOf(list).map((part) => this.read(part)) };
    const named = partsOf(list).map((part) => partsOf(part));
    return {
      arguments: named.map(([, value]) => this.read(value!)),
      names: named.map(([name]) => this.words(partsOf(name!)[0]!)),
    };
  }

  /** What is gone through: a list, or the whole numbers of `1..10`. */
  iterated(context: SyntaxNode): Tree {
    const [low, high] = this.operands(context);
    if (!high) return this.read(low!);
    const [from, to] = [this.read(low!), this.read(high)];
    return { kind: 'range', ...this.place(context), low: from, high: to, includesLow: true, includesHigh: true };
  }

  /** `x in list, y in list` after `for`, `some` or `every` */
  variables(expressions: SyntaxNode): { name: string; list: Tree }[] {
    return partsOf(expressions).map((expression) => {
      const [name, , context] = partsOf(expression);
      return { name: this.name(name!), list: this.iterated(context!) };
    });
  }
}

/** `not x` reads as a name of two words. */
function whyNotAName(words: string): string {
  if (words.startsWith('not ')) return `write not(${words.slice(4)})`;
  if (words.endsWith(' not')) return `write not(${words.slice(0, -4)} in …)`;
  return `a name has no spaces or signs: write ${words.replace(/[^\p{L}\p{N}_]+/gu, '_')}`;
}
