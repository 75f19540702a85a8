import { normalizeContextKey, parser, trackVariables } from 'lezer-feel';

/**
 * Names of several words or with signs in them (`Full Name`, `a-b`). FEEL can only tell them from operators and
 * operands by knowing them beforehand (DMN 1.5, section 10.3.1.2). They are known in the whole text, not only where
 * they are in scope: a text in which `a-b` is a name here and a difference there is read as the name.
 */
export interface SpacedNames {
  /** How a name is spelled, by its words with single spaces, each sign being a word. */
  readonly spelling: ReadonlyMap<string, string>;
  /** What the tokens of a name may be so far, for lezer-feel's tokenizer. */
  readonly keys: ReadonlySet<string>;
  readonly prefixes: ReadonlySet<string>;
}

const PLAIN = /^[\p{L}_?][\p{L}\p{N}_?]*$/u;

/** The names of those given that are of several words or have signs. */
export function spacedNames(names: Iterable<string>): SpacedNames {
  const spelling = new Map<string, string>();
  const prefixes = new Set<string>();
  for (const name of names) {
    const words = normalizeContextKey(name);
    if (PLAIN.test(words) || words === '') continue;
    spelling.set(words, name);
    for (let end = words.indexOf(' '); end > 0; end = words.indexOf(' ', end + 1)) prefixes.add(words.slice(0, end));
  }
  return { spelling, keys: new Set(spelling.keys()), prefixes };
}

/** What lezer-feel's tokenizer asks of the context of a parse: the words of the name so far, and the known names. */
interface TokenizerContext {
  readonly tokens: readonly string[];
  readonly contextCache: () => SpacedNames;
}

const idsOf = (...names: string[]): ReadonlySet<number> =>
  new Set(parser.nodeSet.types.filter(({ name }) => names.includes(name)).map(({ id }) => id));

const WORD = idsOf('Identifier');
const NAME = idsOf('VariableName', 'PathName', 'Name', 'ParameterName');

/**
 * lezer-feel's parser with these names. Its own tracker also knows the values of names and where each is in scope,
 * at a cost that grows with the square of the text; this one only knows which words belong to one name.
 */
export function parserWith(names: SpacedNames): typeof parser {
  const longest = Math.max(0, ...[...names.keys].map((name) => name.split(' ').length));
  const start: TokenizerContext = { tokens: [], contextCache: () => names };
  const inside: TokenizerContext = { ...start, tokens: [''] };
  const contextTracker = {
    ...trackVariables(),
    start,
    reduce(context: TokenizerContext, term: number, stack: { pos: number }, input: { pos: number; read: Read }) {
      if (NAME.has(term)) return start;
      if (!WORD.has(term)) return context;
      if (context.tokens.length >= longest) return inside;
      return { ...start, tokens: [...context.tokens, input.read(input.pos, stack.pos)] };
    },
  };
  return parser.configure({ contextTracker: contextTracker as unknown as ReturnType<typeof trackVariables> });
}

type Read = (from: number, to: number) => string;
