import { Tag } from '../../../design/index.ts';
import type { Locale } from '../../../kernel/index.ts';
import type { Government } from '../../../pack/index.ts';
import type { DisclosureAlarm } from '../../../registry/index.ts';
import { FAULTS, NOT_ALLOWED } from './words.ts';

/** An alarm, and how it is told. */
export interface OneAlarm {
  gov: Government;
  locale: Locale;
  alarm: DisclosureAlarm;
}

/** Who looked: a person's id, or the name of a service or a party. */
export const Who = ({ gov, locale, alarm: { agency, reader, use } }: OneAlarm) => (
  <div>
    {gov.pack.agencies.get(agency)?.title[locale] ?? agency}
    <br />
    <span class="md-breakable">{use === null ? reader : `${reader} · ${use}`}</span>
  </div>
);

/** At which fields of which register. */
export function What({ gov, locale, alarm: { registry: name, fields } }: OneAlarm) {
  const registry = gov.pack.registries.get(name);
  return (
    <div>
      <strong>{registry?.title[locale] ?? name}</strong>
      <br />
      {fields.map((field) => registry?.fields[field]?.title[locale] ?? field).join(' · ')}
    </div>
  );
}

/** What is wrong with it, and which entry it is. */
export const Why = ({ locale, alarm: { id, reason } }: OneAlarm) => (
  <div>
    {FAULTS[reason][locale]}
    <br />
    {NOT_ALLOWED.entry[locale]} <code class="md-breakable">{id}</code>
  </div>
);

/** Whether an alarm is open or settled. */
export const AlarmState = ({ locale, alarm }: Pick<OneAlarm, 'locale' | 'alarm'>) =>
  alarm.settledAt ? (
    <Tag tone="success">{NOT_ALLOWED.settled[locale]}</Tag>
  ) : (
    <Tag tone="danger">{NOT_ALLOWED.open[locale]}</Tag>
  );
