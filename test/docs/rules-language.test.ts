import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { loadPack, type Parameter, parseGiven } from '../../src/pack/index.ts';
import { written } from '../../src/rules/evaluate/functions/fixture.ts';
import {
  check,
  evaluate,
  evaluateLines,
  parse,
  print,
  RuleSyntaxError,
  type Scope,
  type Type,
  type Types,
  typeOfParameter,
  UNKNOWN,
  type Value,
  valueOn,
  whyNotInSql,
} from '../../src/rules/index.ts';
import { anyTree } from '../../src/rules/text/fixture.ts';
import { FUNCTION_NAMES, functionTables, PARAMETER_NAMES, ruleOf, whyNotInColumns } from './function-table.ts';
import { type Grammar, isSentence, readGrammar, sentencesOf, type Terminals } from './grammar.ts';
import { blocksOf, codeIn, FUNCTIONS_PART, pathOf, tablesOf, textOf } from './page.ts';

const PAGE = textOf('docs/rules.md');
const TABLES = tablesOf(PAGE);
const BLOCKS = blocksOf(PAGE);

/** The rows of all tables whose header begins so, with what stands in backticks. */
function rowsUnder(...header: readonly string[]): (readonly string[])[] {
  const found = TABLES.filter((table) => header.every((title, index) => table.header[index] === title));
  assert.ok(found.length > 0, `there is a table of ${header.join(', ')}`);
  return found.flatMap(({ rows }) => rows.map((row) => row.map(codeIn)));
}

/** A type in the words of the page: `number in KRW`, `one of a, b`, `list of wage: number`. */
function typeIn(words: string): Type {
  const [, fields] = /^list of (.*)$/.exec(words) ?? [];
  if (fields) {
    const entries = fields.split(', ').map((field) => field.split(': ') as [string, string]);
    return {
      kind: 'list',
      of: { kind: 'record', fields: Object.fromEntries(entries.map(([name, of]) => [name, typeIn(of)])) },
    };
  }
  const [, options] = /^one of (.*)$/.exec(words) ?? [];
  if (options) return { kind: 'enum', values: options.split(', ') };
  const [, unit] = /^number in (.*)$/.exec(words) ?? [];
  return unit ? { kind: 'number', unit } : ({ kind: words } as Type);
}

const NAMES = rowsUnder('name', 'type', 'value');
const FACT_TYPES: Types = Object.fromEntries(NAMES.map(([name, type]) => [name, typeIn(type!)]));
const FACTS: Scope = Object.fromEntries(
  NAMES.map(([name, , value]) => [name, value === 'not known' ? UNKNOWN : evaluate(parse(value!), {})]),
);

const PARAMETERS = BLOCKS.filter(({ language, text }) => language === 'yaml' && /^\w+:\n {2}title/.test(text))
  .flatMap(({ text }) => Object.entries(parseGiven('docs/rules.md', text).json as Record<string, Parameter>))
  .map(([name, parameter]) => ({ name, type: typeOfParameter(parameter), value: valueOn(parameter, '2026-03-01') }));
const FIGURES: Scope = Object.fromEntries(PARAMETERS.map(({ name, value }) => [name, value]));

const TYPES: Types = { ...FACT_TYPES, ...Object.fromEntries(PARAMETERS.map(({ name, type }) => [name, type])) };
const KNOWN: Scope = { ...FACTS, ...FIGURES };

/** What is said of an expression when a pack is loaded. */
function mistakesIn(text: string): string[] {
  try {
    return check(parse(text), TYPES).problems.map(({ message }) => message);
  } catch (error) {
    if (error instanceof RuleSyntaxError) return error.problems.map(({ message }) => message);
    throw error;
  }
}

describe('docs/rules.md', () => {
  test('each expression has no mistake and gives what the page says', () => {
    const rows = rowsUnder('expression', 'gives');
    assert.ok(rows.length > 60);
    for (const [expression, gives] of rows) {
      assert.deepEqual(mistakesIn(expression!), [], expression);
      assert.equal(written(evaluate(parse(expression!), KNOWN)), gives === 'unknown' ? '?' : gives, expression);
    }
  });

  test('each example of an operator has no mistake', () => {
    for (const [, , example] of rowsUnder('operators', 'meaning', 'example'))
      assert.deepEqual(mistakesIn(/`(.*)`/.exec(example!)?.[1] ?? example!), [], example);
  });

  test('each truth table is as the rules have it', () => {
    for (const op of ['a and b', 'a or b']) {
      const [table] = TABLES.filter(({ header }) => header[0] === op);
      assert.ok(table);
      for (const [left, ...results] of table.rows)
        for (const [index, result] of results.entries()) {
          const scope: Scope = { a: truthOf(left!), b: truthOf(table.header[index + 1]!) };
          assert.equal(evaluate(parse(op), scope), truthOf(result), `${op}: ${left}, ${table.header[index + 1]}`);
        }
    }
  });

  test('each mistake has the message that the page says', () => {
    for (const [text, message] of rowsUnder('you write', 'the message'))
      assert.deepEqual(mistakesIn(text!), [message], text);
  });

  test('the tables of functions are those of the rules', () => {
    const [part] = FUNCTIONS_PART.exec(PAGE) ?? [];
    assert.equal(part, functionTables(), 'run node --import tsx test/docs/write-functions.ts');
  });

  test('what runs in columns and in SQL does, and nothing else', () => {
    for (const [expression, inColumns, inSql] of rowsUnder('expression', 'in columns', 'in SQL')) {
      const { type, problems } = check(parse(expression!), TYPES);
      assert.deepEqual(problems, [], expression);
      const rule = ruleOf(type.kind === 'boolean' ? expression! : `(${expression}) != null`);
      const answers = [whyNotInColumns, whyNotInSql].map((why) => (why(rule, FACT_TYPES, FIGURES) ? 'no' : 'yes'));
      assert.deepEqual(answers, [inColumns, inSql], expression);
    }
  });

  test('rules eval --batch answers so', async () => {
    const [input, output] = BLOCKS.filter(({ language }) => language === 'json').map(({ text }) => text);
    const pieces = (async function* () {
      yield input!;
    })();
    assert.equal((await Array.fromAsync(evaluateLines(pieces))).join(''), output);
  });
});

const truthOf = (words: string): Value =>
  ({ true: true, false: false, null: null, unknown: UNKNOWN })[words.split(' ').at(-1)!]!;

const KEYWORDS = 'and|or|in|between|if|then|else|for|return|some|every|satisfies|instance|of|function|true|false|null';

const NAME = `(?!(?:${KEYWORDS})(?![\\p{L}\\p{N}_]))[\\p{L}_][\\p{L}\\p{N}_]*`;

/** One of some names, the longest first, or what has the form of a name. */
const oneOf = (names: readonly string[], otherwise: string): RegExp =>
  new RegExp(`(?:${[...names.toSorted((a, b) => b.length - a.length), otherwise].join('|')})`, 'uy');

const SPACED_FIELDS = ['time offset', 'start included', 'end included'];
const SPACED_PARAMETERS = PARAMETER_NAMES.filter((name) => name.includes(' '));

const TERMINALS: Terminals = {
  number: { samples: ['1', '0.5', '.5', '1e3'], pattern: /(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?/y },
  text: { samples: ['"a"', '"\\u4e2d"'], pattern: /"(?:[^"\\]|\\.)*"/y },
  moment: { samples: ['@"2026-03-01"', '@"P2M"'], pattern: /@"(?:[^"\\]|\\.)*"/y },
  name: { samples: ['age', 'born_on', 'x1'], pattern: new RegExp(NAME, 'uy') },
  field: { samples: ['wage', 'start included'], pattern: oneOf(SPACED_FIELDS, NAME) },
  key: { samples: ['wage', '"b c"'], pattern: /[\p{L}_][\p{L}\p{N}_]*|"(?:[^"\\]|\\.)*"/uy },
  given: { samples: ['n', 'start position'], pattern: oneOf(SPACED_PARAMETERS, NAME) },
  function: { samples: ['count', 'string length', 'date and time'], pattern: oneOf(FUNCTION_NAMES, NAME) },
};

describe('the grammar of docs/rules.md', async () => {
  const grammar: Grammar = readGrammar(BLOCKS.find(({ language }) => language === 'ebnf')!.text);
  const isOfGrammar = (text: string) => isSentence(grammar, TERMINALS, text);

  test('leaves to the page only what the page explains', () => {
    const explained = rowsUnder('word', 'form').map(([word]) => word);
    assert.deepEqual(explained.toSorted(), Object.keys(TERMINALS).sort());
  });

  test('makes nothing that cannot be read', () => {
    fc.assert(
      fc.property(sentencesOf(grammar, TERMINALS), (sentence) => {
        parse(sentence);
      }),
      { numRuns: 1000 },
    );
  });

  test('makes every expression as it is printed', () => {
    fc.assert(
      fc.property(anyTree, (tree) => isOfGrammar(print(tree))),
      { numRuns: 150 },
    );
  });

  for (const country of ['tw', 'kr'])
    test(`makes every expression of packs/${country}`, async () => {
      const { services } = await loadPack(pathOf(`packs/${country}`));
      const conditions = [...services.values()].flatMap(({ rule }) => rule.clauses.map(({ text }) => text));
      assert.ok(conditions.length > 10);
      assert.deepEqual(
        conditions.filter((text) => !isOfGrammar(text)),
        [],
      );
    });

  test('makes no mistake of the page', () => {
    const unreadable = rowsUnder('you write', 'the message').filter(([text]) => {
      try {
        parse(text!);
        return false;
      } catch {
        return true;
      }
    });
    assert.ok(unreadable.length > 5);
    assert.deepEqual(
      unreadable.filter(([text]) => isOfGrammar(text!)),
      [],
    );
  });
});
