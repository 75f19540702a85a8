import fc from 'fast-check';

/** A part of a grammar's rule. */
type Part =
  | { readonly kind: 'word'; readonly text: string }
  | { readonly kind: 'rule'; readonly text: string }
  | { readonly kind: 'sequence'; readonly of: readonly Part[] }
  | { readonly kind: 'choice'; readonly of: readonly Part[] }
  | { readonly kind: 'repeated'; readonly of: Part }
  | { readonly kind: 'optional'; readonly of: Part };

/** The rules by name. */
export type Grammar = Readonly<Record<string, Part>>;

/** A word that the grammar leaves to the page: samples of it, and the pattern that it has. */
export interface Terminal {
  readonly samples: readonly string[];
  readonly pattern: RegExp;
}

export type Terminals = Readonly<Record<string, Terminal>>;

const CLOSING: Readonly<Record<string, string>> = { '(': ')', '{': '}', '[': ']' };

/** Reads a grammar as the page writes it: `name = …` at the start of a line, `{ }`, `[ ]`, `( )`, `|` and words in quotes. */
export function readGrammar(text: string): Grammar {
  const rules = text.trim().split(/\n(?=\w)/);
  return Object.fromEntries(
    rules.map((rule) => {
      const [, name = '', body = ''] = /^(\w+)\s*=\s*([\s\S]*)$/.exec(rule) ?? [];
      return [name, readChoice(body.match(/"[^"]*"|\w+|[|{}()[\]]/g) ?? [])];
    }),
  );
}

/** Takes the tokens that belong to it from the front. */
function readChoice(tokens: string[]): Part {
  const ways: Part[] = [readSequence(tokens)];
  while (tokens[0] === '|') {
    tokens.shift();
    ways.push(readSequence(tokens));
  }
  return ways.length === 1 ? ways[0]! : { kind: 'choice', of: ways };
}

function readSequence(tokens: string[]): Part {
  const parts: Part[] = [];
  while (tokens.length > 0 && !'|})]'.includes(tokens[0]!)) parts.push(readPart(tokens));
  return parts.length === 1 ? parts[0]! : { kind: 'sequence', of: parts };
}

function readPart(tokens: string[]): Part {
  const token = tokens.shift()!;
  if (token.startsWith('"')) return { kind: 'word', text: token.slice(1, -1) };
  if (!Object.hasOwn(CLOSING, token)) return { kind: 'rule', text: token };
  const of = readChoice(tokens);
  if (tokens.shift() !== CLOSING[token]) throw new Error(`a ${CLOSING[token]} is missing in the grammar`);
  return token === '(' ? of : { kind: token === '{' ? 'repeated' : 'optional', of };
}

const BOUND = { maxDepth: 4, depthIdentifier: 'grammar', depthSize: 'small' } as const;

/** Random sentences of a grammar, from its first rule. */
export function sentencesOf(grammar: Grammar, terminals: Terminals): fc.Arbitrary<string> {
  const { [Object.keys(grammar)[0]!]: start } = fc.letrec<Record<string, string>>((tie) => {
    const anyOf = (part: Part): fc.Arbitrary<string> => {
      if (part.kind === 'word') return fc.constant(part.text);
      if (part.kind === 'rule') {
        const terminal = terminals[part.text];
        return terminal ? fc.constantFrom(...terminal.samples) : tie(part.text);
      }
      if (part.kind === 'sequence') return fc.tuple(...part.of.map(anyOf)).map((words) => words.join(' '));
      if (part.kind === 'choice') return fc.oneof(BOUND, ...part.of.map(anyOf));
      if (part.kind === 'optional') return fc.oneof(BOUND, fc.constant(''), anyOf(part.of));
      const several = fc.array(anyOf(part.of), { maxLength: 2 }).map((words) => words.join(' '));
      return fc.oneof(BOUND, fc.constant(''), several);
    };
    return Object.fromEntries(Object.entries(grammar).map(([name, part]) => [name, anyOf(part)]));
  });
  return start!;
}

const SPACE = /(?:\s|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*/y;

/** Where a pattern that stands at a place ends, after the space that follows; undefined where it does not stand there. */
function endOf(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at;
  if (!pattern.test(text)) return undefined;
  SPACE.lastIndex = pattern.lastIndex;
  SPACE.test(text);
  return SPACE.lastIndex;
}

/** A word as it is written: letters end where no other letter follows, and spaces may be any. */
function patternOf(word: string): RegExp {
  const escaped = word.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&').replaceAll(' ', '\\s+');
  return new RegExp(/\w$/.test(word) ? `${escaped}(?![\\p{L}\\p{N}_])` : escaped, 'uy');
}

/** Whether a text is a sentence of a grammar, from its first rule: all ways are followed at once. */
export function isSentence(grammar: Grammar, terminals: Terminals, text: string): boolean {
  const known = new Map<Part, Map<number, readonly number[]>>();
  const patterns = new Map<string, RegExp>();

  function endsOf(part: Part, at: number): readonly number[] {
    const places = known.get(part) ?? new Map<number, readonly number[]>();
    known.set(part, places);
    const found = places.get(at) ?? [...new Set(findEnds(part, at))];
    places.set(at, found);
    return found;
  }

  function findEnds(part: Part, at: number): readonly number[] {
    if (part.kind === 'word') return ends(patterns.get(part.text) ?? remember(part.text), at);
    if (part.kind === 'rule') {
      const terminal = terminals[part.text];
      return terminal ? ends(terminal.pattern, at) : endsOf(grammar[part.text]!, at);
    }
    if (part.kind === 'choice') return part.of.flatMap((way) => endsOf(way, at));
    if (part.kind === 'optional') return [at, ...endsOf(part.of, at)];
    if (part.kind === 'sequence')
      return part.of.reduce<readonly number[]>(
        (places, next) => [...new Set(places.flatMap((place) => endsOf(next, place)))],
        [at],
      );
    const reached = new Set([at]);
    // A set is gone through in the order of insertion, including what is inserted meanwhile.
    for (const place of reached) for (const end of endsOf(part.of, place)) reached.add(end);
    return [...reached];
  }

  const ends = (pattern: RegExp, at: number): readonly number[] => {
    const end = endOf(pattern, text, at);
    return end === undefined ? [] : [end];
  };
  const remember = (word: string): RegExp => {
    const pattern = patternOf(word);
    patterns.set(word, pattern);
    return pattern;
  };

  const begin = endOf(/(?:)/y, text, 0)!;
  return endsOf(Object.values(grammar)[0]!, begin).includes(text.length);
}
