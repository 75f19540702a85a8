import { ValueError } from '../problem.ts';
import { childrenOf, type Tree } from '../tree.ts';
import { decimal, toText } from '../values/decimal.ts';
import { isSequence, readSequence } from './sequence.ts';
import { MAX_DEPTH, partsOf, readSyntax, Source, type SyntaxNode, tooDeep } from './syntax.ts';

/**
 * FEEL text (OMG DMN 1.5, chapter 10) to an expression tree.
 * Texts have at most 10,000 characters and trees at most 100 levels. Throws RuleSyntaxError, and nothing else.
 */
export function parse(text: string): Tree {
  const source = new Source(text);
  const tree = new Reader(source).read(readSyntax(source));
  if (depthOf(tree) > MAX_DEPTH) throw tooDeep(source, 0);
  return tree;
}

/** Levels of a tree. Not recursive, since it measures trees that may be too deep for that. */
function depthOf(tree: Tree): number {
  let depth = 0;
  for (let level: readonly Tree[] = [tree]; level.length > 0; level = level.flatMap(childrenOf)) depth += 1;
  return depth;
}

/** What FEEL has and this language does not, in words. */
const NOT_HERE: Readonly<Record<string, string>> = {
  FilterExpression: 'a filter',
  ForExpression: 'for',
  Context: 'a context',
  FunctionDefinition: 'a function definition',
  InstanceOfExpression: 'instance of',
  NamedParameters: 'a named argument',
  Interval: 'a range that does not follow in',
  PositiveUnaryTests: 'a list of tests that does not follow in',
};

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

type NodeReader = (this: Reader, node: SyntaxNode) => Tree;

class Reader {
  readonly source: Source;
  #depth = 0;

  constructor(source: Source) {
    this.source = source;
  }

  /** The tree of one expression. */
  read(node: SyntaxNode): Tree {
    this.#depth += 1;
    if (this.#depth > MAX_DEPTH) throw tooDeep(this.source, node.from);
    const tree = isSequence(node)
      ? readSequence(node, this.source, (operand) => this.read(operand))
      : this.#operand(node);
    this.#depth -= 1;
    return tree;
  }

  #operand(node: SyntaxNode): Tree {
    const reader = Object.hasOwn(OPERANDS, node.name) ? OPERANDS[node.name] : undefined;
    if (!reader) throw this.notHere(node);
    return reader.call(this, node);
  }

  notHere(node: SyntaxNode) {
    const what = NOT_HERE[node.name] ?? this.source.textOf(node).slice(0, 40);
    return this.source.error(`${what} is not part of this language`, node.from);
  }

  place(node: SyntaxNode) {
    return { at: this.source.place(node.from) };
  }

  /** The words of a node with single spaces, whatever stood between them. */
  words(node: SyntaxNode): string {
    const parts = partsOf(node);
    return parts.length > 0 ? parts.map((part) => this.source.textOf(part)).join(' ') : this.source.textOf(node);
  }

  /** The name of a fact, variable or field, which has no spaces here. */
  name(node: SyntaxNode): string {
    const name = this.words(node);
    if (!name.includes(' ')) return name;
    throw this.source.error(`a name has no spaces: write ${name.replaceAll(' ', '_')}`, node.from);
  }

  call(node: SyntaxNode, callee: SyntaxNode): Tree {
    const parameters = partsOf(node).find(({ name }) => name.endsWith('Parameters'));
    if (parameters?.name !== 'PositionalParameters') throw this.notHere(parameters ?? node);
    return {
      kind: 'call',
      ...this.place(node),
      function: this.words(callee),
      arguments: partsOf(parameters).map((argument) => this.read(argument)),
    };
  }
}

/** How each operand of lezer's grammar is read. */
const OPERANDS: Readonly<Record<string, NodeReader>> = {
  NumericLiteral(node) {
    const text = this.source.textOf(node).replace(/\s/g, '');
    try {
      return { kind: 'number', ...this.place(node), value: toText(decimal(text)) };
    } catch (error) {
      if (error instanceof ValueError) throw this.source.error(error.message, node.from);
      throw error;
    }
  },

  StringLiteral(node) {
    const text = this.source.textOf(node).slice(1, -1);
    const value = text.replace(/\\(?:u([0-9a-fA-F]{4})|([nrtbf"'\\]))/g, (_escape, hex, letter) =>
      hex ? String.fromCharCode(Number.parseInt(hex, 16)) : (ESCAPES[letter] ?? letter),
    );
    return { kind: 'string', ...this.place(node), value };
  },

  BooleanLiteral(node) {
    return { kind: 'boolean', ...this.place(node), value: this.source.textOf(node) === 'true' };
  },

  null(node) {
    return { kind: 'null', ...this.place(node) };
  },

  VariableName(node) {
    return { kind: 'name', ...this.place(node), name: this.name(node) };
  },

  PathExpression(node) {
    const [of, , field] = partsOf(node);
    return { kind: 'path', ...this.place(node), of: this.read(of!), field: this.name(field!) };
  },

  List(node) {
    const items = partsOf(node).filter(({ name }) => name !== '[' && name !== ']');
    return { kind: 'list', ...this.place(node), items: items.map((item) => this.read(item)) };
  },

  ParenthesizedExpression(node) {
    return this.read(partsOf(node)[1]!);
  },

  IfExpression(node) {
    const [, condition, , yes, , no] = partsOf(node);
    return {
      kind: 'if',
      ...this.place(node),
      condition: this.read(condition!),
      consequent: this.read(yes!),
      alternate: this.read(no!),
    };
  },

  /** Several lists are quantifiers inside one another: `some a in x, b in y satisfies p`. */
  QuantifiedExpression(node) {
    const [quantifier, variables, , condition] = partsOf(node);
    const at = this.place(node);
    const satisfies = this.read(condition!);
    return partsOf(variables!).reduceRight((inner: Tree, variable): Tree => {
      const [name, , context] = partsOf(variable);
      const [list, ...more] = partsOf(context!);
      if (more.length > 0) throw this.source.error('a range cannot be gone through', more[0]!.from);
      const kind = quantifier!.name as 'some' | 'every';
      return {
        kind: 'quantified',
        ...at,
        quantifier: kind,
        name: this.name(name!),
        list: this.read(list!),
        satisfies: inner,
      };
    }, satisfies);
  },

  FunctionInvocation(node) {
    const callee = partsOf(node)[0]!;
    const isName = callee.name === 'VariableName' || callee.name === 'SpecialFunctionName';
    if (!isName) throw this.source.error('only a function name can be called', callee.from);
    return this.call(node, callee);
  },

  DateTimeLiteral(node) {
    const callee = partsOf(node)[0]!;
    if (callee.name !== 'DateTimeConstructor') throw this.notHere(node);
    return this.call(node, callee);
  },
};
