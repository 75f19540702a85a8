import { Paragraph, Section, SummaryList } from '../../design/index.ts';
import { numberOf } from '../../identity/index.ts';
import { formatDay, type Locale, say } from '../../kernel/index.ts';
import type { Government, Registry } from '../../pack/index.ts';
import { type Read, type Reading, type ReadRecord, readFacts, recordsOf } from '../../registry/index.ts';
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
  const ownFirst = heads.map((found) =>
    found.sort((a, b) => Number(a.subject !== person) - Number(b.subject !== person)),
  );
  // Of a relative in the registry of people, one's own data is the tie alone, not the rest of their record.
  const { registry: people, name } = gov.pack.people;
  const tie = [name, ...(gov.pack.registries.get(people)?.people ?? [])];
  const reads = registries.flatMap(({ id, fields }, place) =>
    ownFirst[place]!.map(({ subject, key }): Read => {
      const isRelative = id === people && subject !== person;
      return { registry: id, person, fields: isRelative ? tie : Object.keys(fields), record: { subject, key } };
    }),
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
    <Section id={`record-${place + 1}`} title={titleOf(registry, record, held, locale)} level={3} key={place}>
      <Paragraph size="s">
        {say(ACCOUNT.heldBy, locale, {
          agency: gov.pack.agencies.get(registry.agency)?.title[locale] ?? registry.agency,
          day: formatDay(record.validFrom, locale, gov.pack.era),
        })}
      </Paragraph>
      <SummaryList locale={locale} rows={rowsOf(gov, locale, held, registry, record)} />
    </Section>
  ));
}

/** The registry, and what tells this record from the person's others in it: whose it is, or its key. */
function titleOf(registry: Registry, record: ReadRecord, held: Held, locale: Locale): string {
  const name = record.subject === held.person ? undefined : held.names.get(record.subject);
  const isOneOfSeveral = held.records.filter((other) => other.registry === registry).length > 1;
  const mark = name ?? (isOneOfSeveral ? record.key : '');
  return mark ? `${registry.title[locale]} · ${mark}` : registry.title[locale];
}

function rowsOf(gov: Government, locale: Locale, held: Held, registry: Registry, { subject, values }: ReadRecord) {
  const isPeople = registry.id === gov.pack.people.registry;
  const isShown = (name: string) =>
    !isPeople || subject === held.person || name === gov.pack.people.name || values[name] === held.person;
  return Object.keys(values)
    .filter(isShown)
    .map((name) => {
      const field = registry.fields[name]!;
      // In the registry of people itself, the subject is a number that its owner knows.
      const isNumber = isPeople && name === registry.subject && held.number !== undefined;
      const value = isNumber
        ? held.number
        : showValue(gov, locale, field, values[name], namesIn(values[name], held, locale));
      return { key: field.title[locale], value };
    });
}

/** The names that the reader may see, and "another person" for everybody else. */
function namesIn(value: unknown, held: Held, locale: Locale): Map<string, string> {
  const people = [value].flat().map(String);
  return new Map(people.map((person) => [person, held.names.get(person) || ACCOUNT.anotherPerson[locale]]));
}
