import type { Locale, Text } from '../../kernel/index.ts';
import type { Government, Service } from '../../pack/index.ts';
import { WORDS } from '../words.ts';
import { CONTENT, OUTCOME, WAITS_FOR } from './content-words.ts';
import { ACTS, actText } from './proof-words.ts';
import { EFFECT_MEMBERS, VERBS } from './verify-words.ts';

/**
 * The words in which the page that verifies shows what was recorded, so that it needs no server to do so. Its shape is
 * `Dictionary` in `islands/shared/content.ts`.
 */
export function dictionaryOf({ pack }: Government, locale: Locale) {
  const titles = (entries: Iterable<readonly [string, { title: Text }]>) =>
    Object.fromEntries([...entries].map(([id, { title }]) => [id, title[locale]]));
  const texts = (words: Readonly<Record<string, Text>>) =>
    Object.fromEntries(Object.entries(words).map(([id, text]) => [id, text[locale]]));
  const byService = <T>(of: (service: Service) => T) =>
    Object.fromEntries([...pack.services].map(([id, service]) => [id, of(service)]));
  const services = titles(pack.services);
  const acts = texts(ACTS);
  return {
    members: texts({ ...EFFECT_MEMBERS, ...CONTENT }),
    values: {
      service: services,
      kind: Object.fromEntries(Object.entries(acts).map(([kind, text]) => [kind.replace(/^case\./, ''), text])),
      for: { ...services, ...texts(WAITS_FOR) },
      registry: titles(pack.registries),
      fund: titles(pack.funds),
      verb: texts(VERBS),
    },
    clauses: byService(({ clauses, review }) =>
      Object.fromEntries([...clauses, ...review].map(({ id, text }) => [id, text[locale]])),
    ),
    outcomes: texts(OUTCOME),
    facts: byService(({ facts }) =>
      Object.fromEntries(
        [...facts].map(([name, { title, type, unit, options }]) => [
          name,
          {
            title: title[locale],
            ...(type === 'money' && !unit?.includes('/') && { money: true }),
            ...(options && { options: texts(options as Record<string, Text>) }),
          },
        ]),
      ),
    ),
    agencies: titles(pack.agencies),
    acts,
    otherAct: actText('{kind}')[locale],
    currency: { decimals: pack.currency.decimals, format: pack.currency.format[locale] },
    pair: WORDS.factAndValue[locale].replace('{fact}', '{name}').concat('{value}'),
    yes: WORDS.yes[locale],
    no: WORDS.no[locale],
    none: WORDS.none[locale],
    zone: pack.timeZone,
  };
}
