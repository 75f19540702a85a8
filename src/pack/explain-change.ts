import { type Locale, say, type Text } from '../kernel/index.ts';
import { fromValue, type Json, kindOf, type Shortfall, type Value } from '../rules/index.ts';
import { type Shown, shownAs, valueText } from './explain-values.ts';
import { DATE_TEST, LIST_SEPARATOR, NUMBER_TEST, TEST, WORDS } from './explain-words.ts';
import type { Pack, Service } from './model.ts';

/** Something that would have to be otherwise; several are ways of which one is enough where it says so. */
export interface Change {
  readonly text: string;
  readonly ways: readonly Change[];
}

/**
 * What would have to change, in words. undefined where a part of it has no title, as a role: half of an answer would
 * mislead.
 */
export function changesFor(pack: Pack, service: Service, locale: Locale, shortfall: Shortfall): Change[] | undefined {
  if ('of' in shortfall) {
    const parts = shortfall.of.map((part) => changesFor(pack, service, locale, part));
    if (!parts.every((part) => part !== undefined)) return undefined;
    return shortfall.kind === 'all' ? parts.flat() : [{ text: WORDS.anyOf[locale], ways: parts.flat() }];
  }
  const fact = shownAs(service, shortfall.name);
  const text = fact && testText(pack, locale, shortfall, fact);
  return text === undefined ? undefined : [{ text, ways: [] }];
}

type Test = Exclude<Shortfall, { of: unknown }>;

function testText(pack: Pack, locale: Locale, test: Test, fact: Shown & { readonly title: Text }): string | undefined {
  const name = fact.title[locale];
  const textOf = (value: Value) => valueText(pack, locale, fact, fromValue(value) as Json);
  if (test.kind !== 'test') {
    const values = test.values.map(textOf);
    if (values.includes(undefined)) return undefined;
    return say(TEST[test.kind], locale, { name, values: values.join(LIST_SEPARATOR[locale]) });
  }
  const special = specialTest(test.op, test.value);
  if (special) return say(special, locale, { name });
  const value = textOf(test.value);
  const words = kindOf(test.value) === 'date' ? DATE_TEST : NUMBER_TEST;
  return value === undefined ? undefined : say(words[test.op], locale, { name, value });
}

/** Tests that need no value: whether something is so, and whether it is there at all. */
function specialTest(op: string, value: Value): Text | undefined {
  if (typeof value === 'boolean' && (op === '=' || op === '!=')) return TEST[`${(op === '=') === value}`];
  return value === null ? (op === '=' ? TEST.absent : TEST.there) : undefined;
}
