import { Button, Details, Select, TextInput } from '../../../design/index.ts';
import type { Locale } from '../../../kernel/index.ts';
import type { Government } from '../../../pack/index.ts';
import { type Finding, searchCatalogue } from '../../../services/index.ts';
import { CONTROL, type Filter } from './state.ts';
import { FINDER } from './words.ts';

const isOpen = ({ word, topic, agency }: Filter): boolean => word !== '' || topic !== '' || agency !== '';

/** The findings that a person chose to see. */
export function filtered(
  { pack }: Government,
  findings: readonly Finding[],
  { word, topic, agency }: Filter,
  locale: Locale,
): Finding[] {
  const found = word === '' ? undefined : new Set(searchCatalogue(pack, word, locale).map(({ id }) => id));
  return findings.filter(
    ({ service }) =>
      (found?.has(service.id) ?? true) &&
      (topic === '' || service.topics.includes(topic)) &&
      (agency === '' || service.agency === agency),
  );
}

interface FilterProps {
  gov: Government;
  locale: Locale;
  filter: Filter;
  findings: readonly Finding[];
}

/** By topic, by agency, by a word; the agencies are those that have something to give. */
export function FilterPanel({ gov: { pack }, locale, filter, findings }: FilterProps) {
  const option = ([value, text]: readonly [string, string]) => ({ value, text });
  const all = { value: '', text: FINDER.all[locale] };
  const topics = Object.entries(pack.topics).map(([id, title]) => [id, title[locale]] as const);
  const agencies = [...new Set(findings.map(({ service }) => service.agency))].map(
    (id) => [id, pack.agencies.get(id)!.title[locale]] as const,
  );
  return (
    <Details summary={FINDER.filter[locale]} id="filter" open={isOpen(filter)}>
      {topics.length > 0 && (
        <Select
          locale={locale}
          name={CONTROL.topic}
          label={FINDER.byTopic[locale]}
          options={[all, ...topics.map(option)]}
          value={filter.topic}
        />
      )}
      <Select
        locale={locale}
        name={CONTROL.agency}
        label={FINDER.byAgency[locale]}
        options={[all, ...agencies.map(option)]}
        value={filter.agency}
      />
      <TextInput locale={locale} name={CONTROL.word} label={FINDER.byWord[locale]} value={filter.word} />
      <Button variant="secondary" name={CONTROL.act} value="filter">
        {FINDER.applyFilter[locale]}
      </Button>
    </Details>
  );
}
