import { dayOf, formatDay, type Locale, say } from '../../../kernel/index.ts';
import { type Fact, type Government, valueText } from '../../../pack/index.ts';
import type { OwnPopulation } from '../../../services/index.ts';
import { numberText } from './numbers.ts';
import type { ResultState } from './state.ts';
import { COST } from './words.ts';

interface About {
  gov: Government;
  locale: Locale;
  state: ResultState;
  on: string;
  /** The file that the people are of. */
  file: OwnPopulation | undefined;
}

/** What the population is and is not, in sentences. */
export function aboutLines(about: About): string[] {
  const { locale, state, on } = about;
  const { weight } = state;
  return [
    whoseText(about),
    ...(weight === 1 ? [] : [say(COST.aboutWeight, locale, { n: numberText(weight) })]),
    say(COST.aboutDay, locale, { day: formatDay(on, locale) }),
  ];
}

function whoseText({ gov, locale, state, on, file }: About): string {
  const { population } = state;
  const day = (at: Date) => formatDay(dayOf(at, gov.pack.timeZone), locale);
  if (population.kind === 'synthetic') {
    const { seed } = gov.pack.demo;
    return say(COST.aboutSynthetic, locale, { n: numberText(population.size), seed, day: formatDay(on, locale) });
  }
  return say(COST.aboutOwn, locale, {
    n: numberText(file?.rowsKept ?? 0),
    file: file?.fileName ?? '',
    day: file ? day(file.broughtAt) : '',
    until: file ? day(file.expiresAt) : '',
  });
}

/** A value that is assumed of everybody, as people read it. */
export function assumedText(gov: Government, locale: Locale, fact: Fact, value: unknown): string {
  return valueText(gov.pack, locale, fact, value as never) ?? String(value);
}
