import { namesOf, parse, RuleSyntaxError } from '../rules/index.ts';
import type { PackFiles } from './files.ts';
import type { FactYaml } from './schema.ts';

/** What services share by name: the facts of facts.yaml and the parameters of parameters.yaml. */
export interface Vocabulary {
  readonly names: readonly string[];
  /** These names and all that they rest on, each once. A name that is not shared leads nowhere. */
  reach(names: readonly string[]): string[];
}

/** The vocabulary of a pack. What a fact rests on is read once. */
export function vocabularyOf({ vocabulary, parameters }: Pick<PackFiles, 'vocabulary' | 'parameters'>): Vocabulary {
  const facts = vocabulary?.yaml ?? {};
  const names = [...Object.keys(facts), ...Object.keys(parameters?.yaml ?? {})];
  const known = new Set(names);
  const under = new Map<string, string[]>();
  const restsOn = (name: string): string[] => {
    const found = under.get(name) ?? (Object.hasOwn(facts, name) ? spokenOf(facts[name]!) : []);
    under.set(name, found);
    return found;
  };
  return {
    names,
    reach(from) {
      const reached = new Set(from.filter((name) => known.has(name)));
      // A set is gone through in the order of insertion, including what is inserted meanwhile.
      for (const name of reached) {
        for (const below of restsOn(name)) if (known.has(below)) reached.add(below);
      }
      return [...reached];
    },
  };
}

/** The names in a fact's expressions; one that cannot be read is a mistake that is told where it is compiled. */
function spokenOf({ derive, when, where, each }: FactYaml): string[] {
  const inTexts = [derive, when, where].flatMap((text) => (text === undefined ? [] : namesIn(text)));
  return each === undefined ? inTexts : [...inTexts, each];
}

function namesIn(text: string): string[] {
  try {
    return namesOf(parse(text));
  } catch (error) {
    if (error instanceof RuleSyntaxError) return [];
    throw error;
  }
}
