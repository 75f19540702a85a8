import { Paragraph, Section, SummaryList } from '../../design/index.ts';
import { numberOf } from '../../identity/index.ts';
import { formatDay, type Locale } from '../../kernel/index.ts';
import type { Government, Registry } from '../../pack/index.ts';
import { type Read, type Reading, type ReadRecord, readFacts, recordsOf } from '../../registry/index.ts';
import { tell } from '../site.ts';
import { showValue } from '../values.tsx';
import { WORDS } from '../words.ts';
import { ACCOUNT } from './account-words.ts';

/** Everything that registries hold about one person. */
export interface Held {
  person: string;
  /** The person's national number. */
  number: string | undefined;
  records: readonly { registry: Registry; record: ReadRecord }[];
  /** Names by person, of those whose name a record tells the reader: themselves, and whoever lists them as family. */
  names: ReadonlyMap<string, string>;
}

/** Reads every record in which a person stands, in the order of the pack's registries. Nothing of it is a disclosure. */
export async function heldAbout(gov: Government, person: string): Promise<Held> {
  const readings = await readAll(gov, person);
  const { registry: people, name } = gov.pack.people;
  const records = readings.flatMap(({ read, records: [record] }) =>
    record ? [{ registry: gov.pack.registries.get(read.registry)!, record }] : [],
  );
  const named = records.filter(({ registry }) => registry.id === people);
  return {
    person,
    number: (await numberOf(gov.db, [person])).get(person),
    records,
    names: new Map(named.map(({ record }) => [record.subject, String(record.values[name] ?? '')])),
  };
}

async function readAll(gov: Government, person: string): Promise<Reading[]> {
  const registries = [...gov.pack.registries.values()];
  const heads = await Promise.all(registries.map(({ id }) => recordsOf(gov.db, gov, { registry: id, person })));
  const reads = registries.flatMap(({ id, fields }, place) =>
    heads[place]!.map(
      ({ subject, key }): Read => ({ registry: id, person, fields: Object.keys(fields), record: { subject, key } }),
    ),
  );
  return readFacts(gov.db, gov, { reader: { kind: 'self', person }, purpose: { text: WORDS.whoSaw }, reads });
}

interface HeldRecordsProps {
  gov: Government;
  locale: Locale;
  held: Held;
}

/** Each record with its fields, the agency that keeps it, and the day from which it holds. */
export function HeldRecords({ gov, locale, held }: HeldRecordsProps) {
  if (held.records.length === 0) return <Paragraph>{ACCOUNT.nothingHeld[locale]}</Paragraph>;
  return held.records.map(({ registry, record }, place) => (
    <Section id={`record-${place + 1}`} title={registry.title[locale]} level={3} key={`${registry.id} ${record.key}`}>
      <Paragraph size="s">
        {tell(ACCOUNT.heldBy, locale, {
          agency: gov.pack.agencies.get(registry.agency)?.title[locale] ?? registry.agency,
          day: formatDay(record.validFrom, locale, gov.pack.era),
        })}
      </Paragraph>
      <SummaryList locale={locale} rows={rowsOf(gov, locale, held, registry, record)} />
    </Section>
  ));
}

function rowsOf(gov: Government, locale: Locale, held: Held, registry: Registry, record: ReadRecord) {
  const names = namesFor(record, registry, held, locale);
  return Object.entries(registry.fields).map(([name, field]) => {
    const value = record.values[name];
    // In the registry of people itself, the subject is a number that its owner knows.
    const isOwnNumber = registry.id === gov.pack.people.registry && name === registry.subject && value === held.person;
    return {
      key: field.title[locale],
      value: isOwnNumber && held.number ? held.number : showValue(gov, locale, field, value, names),
    };
  });
}

/** The names that the reader may see, and "another person" for everybody else in the record. */
function namesFor(record: ReadRecord, { fields }: Registry, held: Held, locale: Locale): Map<string, string> {
  const people = Object.entries(fields)
    .filter(([, { type }]) => type === 'person' || type === 'people')
    .flatMap(([name]) => (record.values[name] ?? []) as string | string[]);
  return new Map(people.map((person) => [person, held.names.get(person) || ACCOUNT.anotherPerson[locale]]));
}
