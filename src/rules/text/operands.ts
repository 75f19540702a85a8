import type { Tree } from '../tree.ts';
import { readNumber, readString } from './literals.ts';
import { partsOf } from './nodes.ts';
import type { NodeReaders } from './reader.ts';

/** How each operand of lezer's grammar is read. */
export const OPERANDS: NodeReaders = {
  NumericLiteral(node, reader) {
    return { kind: 'number', ...reader.place(node), value: readNumber(node, reader.source) };
  },

  StringLiteral(node, reader) {
    return { kind: 'string', ...reader.place(node), value: readString(node, reader.source) };
  },

  BooleanLiteral(node, reader) {
    return { kind: 'boolean', ...reader.place(node), value: reader.source.textOf(node) === 'true' };
  },

  null(node, reader) {
    return { kind: 'null', ...reader.place(node) };
  },

  VariableName(node, reader) {
    return { kind: 'name', ...reader.place(node), name: reader.name(node) };
  },

  '?'(node, reader) {
    return { kind: 'name', ...reader.place(node), name: '?' };
  },

  PathExpression(node, reader) {
    const [of, field] = reader.operands(node);
    return { kind: 'path', ...reader.place(node), of: reader.read(of!), field: reader.field(field!) };
  },

  FilterExpression(node, reader) {
    const [of, condition] = reader.operands(node);
    return { kind: 'filter', ...reader.place(node), of: reader.read(of!), condition: reader.read(condition!) };
  },

  List(node, reader) {
    return { kind: 'list', ...reader.place(node), items: reader.operands(node).map((item) => reader.read(item)) };
  },

  Context(node, reader) {
    const entries = reader.operands(node).map((entry) => {
      const [key, value] = partsOf(entry);
      const [name] = partsOf(key!);
      const isQuoted = name!.name === 'StringLiteral';
      return { key: isQuoted ? readString(name!, reader.source) : reader.name(name!), value: reader.read(value!) };
    });
    return { kind: 'context', ...reader.place(node), entries };
  },

  Interval(node, reader) {
    const [open, low, , high, close] = partsOf(node);
    return {
      kind: 'range',
      ...reader.place(node),
      low: reader.read(low!),
      high: reader.read(high!),
      includesLow: open!.name === '[',
      includesHigh: close!.name === ']',
    };
  },

  ParenthesizedExpression(node, reader) {
    return reader.read(reader.operands(node)[0]!);
  },

  InstanceOfExpression(node, reader) {
    const parts = partsOf(node);
    const type = reader.type(parts.at(-1)!);
    return { kind: 'instance', ...reader.place(node), of: reader.read(parts[0]!), type };
  },

  IfExpression(node, reader) {
    const [, condition, , yes, , no] = partsOf(node);
    return {
      kind: 'if',
      ...reader.place(node),
      condition: reader.read(condition!),
      consequent: reader.read(yes!),
      alternate: reader.read(no!),
    };
  },

  ForExpression(node, reader) {
    const [, variables, , result] = partsOf(node);
    return {
      kind: 'for',
      ...reader.place(node),
      variables: reader.variables(variables!),
      result: reader.read(result!),
    };
  },

  /** Several lists are quantifiers inside one another: `some a in x, b in y satisfies p`. */
  QuantifiedExpression(node, reader) {
    const [word, variables, , condition] = partsOf(node);
    const quantifier = word!.name as 'some' | 'every';
    return reader.variables(variables!).reduceRight<Tree>(
      (satisfies, { name, list }) => ({
        kind: 'quantified',
        ...reader.place(node),
        quantifier,
        name,
        list,
        satisfies,
      }),
      reader.read(condition!),
    );
  },

  FunctionDefinition(node, reader) {
    const [parameters, ...rest] = reader.operands(node).slice(1);
    const external = rest.find(({ name }) => name === 'external');
    if (external) throw reader.source.error('a function of another language cannot be called from here', external.from);
    const [body] = partsOf(rest.at(-1)!);
    return {
      kind: 'function',
      ...reader.place(node),
      parameters: partsOf(parameters!).map((parameter) => {
        const [name, type] = partsOf(parameter);
        const declared = { name: reader.name(partsOf(name!)[0]!) };
        return type ? { ...declared, type: reader.type(type) } : declared;
      }),
      body: reader.read(body!),
    };
  },

  FunctionInvocation(node, reader) {
    const callee = partsOf(node)[0]!;
    const isName = callee.name === 'VariableName' || callee.name === 'SpecialFunctionName';
    const given = reader.arguments(node);
    return isName
      ? { kind: 'call', ...reader.place(node), function: reader.words(callee), ...given }
      : { kind: 'apply', ...reader.place(node), of: reader.read(callee), ...given };
  },

  /** `date("2026-03-01")`, or `@"2026-03-01"` */
  DateTimeLiteral(node, reader) {
    const [first] = partsOf(node);
    if (first!.name === 'DateTimeConstructor') {
      return { kind: 'call', ...reader.place(node), function: reader.words(first!), ...reader.arguments(node) };
    }
    const text = partsOf(first!).at(-1)!;
    return { kind: 'temporal', ...reader.place(node), value: readString(text, reader.source) };
  },
};
