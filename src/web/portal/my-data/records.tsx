import { InsetText, Section, SummaryCard, type SummaryRow, Tag } from '../../../design/index.ts';
import { ANOTHER_PERSON, type Held, type HeldRecord, sourceText, tokenOf, type Ward } from '../../../exchange/index.ts';
import { dayOf, formatDay, type Locale, say } from '../../../kernel/index.ts';
import type { Government } from '../../../pack/index.ts';
import type { DisputeRow } from '../../../services/index.ts';
import { askedNote } from '../../node-words.ts';
import { showValue } from '../../values.tsx';
import { addressOf } from './whose.ts';
import { MY_DATA } from './words.ts';

export interface RecordsProps {
  gov: Government;
  locale: Locale;
  held: Held;
  /** Values that the reader has said are wrong, and that are not settled. */
  disputes: readonly DisputeRow[];
  /** For whom the reader acts, where the data is not their own. */
  ward: Ward | undefined;
}

/** The agencies that hold something or did not answer, each with its records. */
export const byAgency = ({ records, asked }: Held): Map<string, HeldRecord[]> => {
  const known = Map.groupBy(records, ({ registry }) => registry.agency);
  const silent = asked.filter(({ asked: { state } }) => state !== 'answered');
  for (const { registry } of silent) if (!known.has(registry.agency)) known.set(registry.agency, []);
  return known;
};

/** The anchor of an agency's part of the page. */
export const anchorOf = (agency: string): string => `of-${agency}`;

/** What each agency holds: its records, each with its values, the day from which it holds, and where it is from. */
export function RecordsByAgency(props: RecordsProps) {
  const { gov, locale, held } = props;
  /** What is said of registers that an agency's node holds, where it did not answer. */
  const asked = (agency: string) =>
    held.asked.flatMap((one) =>
      one.registry.agency === agency ? (askedNote(gov, locale, agency, one.asked) ?? []) : [],
    );
  return [...byAgency(held)].map(([agency, records]) => (
    <Section id={anchorOf(agency)} title={gov.pack.agencies.get(agency)?.title[locale] ?? agency} key={agency}>
      {asked(agency).map((note) => (
        <InsetText key={note}>{note}</InsetText>
      ))}
      {records.map((one) => (
        <OneRecord key={tokenOf(one)} {...props} one={one} />
      ))}
    </Section>
  ));
}

function OneRecord({ gov, locale, held, disputes, ward, one }: RecordsProps & { one: HeldRecord }) {
  const { record } = one;
  const names = Object.keys(record.values);
  const absent = names.filter((name) => record.values[name] === null && disputeOf(disputes, one, name) === undefined);
  const present = names.filter((name) => !absent.includes(name));
  const absentTitles = absent.map((name) => one.registry.fields[name]!.title[locale]).join(' · ');
  return (
    <SummaryCard
      locale={locale}
      level={3}
      title={titleOf(one, held, locale)}
      actions={
        isCorrectedHere(one)
          ? [
              {
                href: addressOf('/my-data/disputes/new', ward, { record: tokenOf(one) }),
                text: MY_DATA.isWrong[locale],
              },
            ]
          : []
      }
      intro={<p class="govuk-hint">{originOf(gov, locale, one)}</p>}
      rows={present.map((name) => rowOf(gov, locale, held, one, name, disputeOf(disputes, one, name)))}
    >
      {absent.length > 0 && <p class="govuk-hint">{say(MY_DATA.notKnown, locale, { fields: absentTitles })}</p>}
    </SummaryCard>
  );
}

/** Whether a record can be corrected here: what stays with its agency is corrected there. */
export const isCorrectedHere = ({ registry }: HeldRecord): boolean => registry.held === undefined;

/** The day from which a record holds, where it is from, and when it was entered where that was later. */
function originOf(gov: Government, locale: Locale, { record: { validFrom, recordedAt, source } }: HeldRecord): string {
  const { era, timeZone } = gov.pack;
  const recordedOn = dayOf(recordedAt, timeZone);
  return say(recordedOn === validFrom ? MY_DATA.sinceShort : MY_DATA.since, locale, {
    day: formatDay(validFrom, locale, era),
    source: sourceText(source)[locale],
    recorded: formatDay(recordedOn, locale, era),
  });
}

/** The registry, and what tells this record from the person's others in it: whose it is, or its key. */
export function titleOf(one: HeldRecord, held: Held, locale: Locale): string {
  const { registry, record } = one;
  const name = record.subject === held.subject ? undefined : held.names.get(record.subject);
  const isOneOfSeveral = held.records.filter((other) => other.registry === registry).length > 1;
  const mark = name ?? (isOneOfSeveral ? record.key : '');
  return mark ? `${registry.title[locale]} · ${mark}` : registry.title[locale];
}

function rowOf(
  gov: Government,
  locale: Locale,
  held: Held,
  one: HeldRecord,
  name: string,
  dispute?: DisputeRow,
): SummaryRow {
  const value = valueIn(gov, locale, held, one, name);
  return {
    key: one.registry.fields[name]!.title[locale],
    value: dispute ? (
      <>
        {value} <Tag tone="warning">{MY_DATA.disputed[locale]}</Tag>
      </>
    ) : (
      value
    ),
  };
}

/** A value as its owner reads it: people by the names that they may know, the owner by their own number. */
export function valueIn(gov: Government, locale: Locale, held: Held, { registry, record }: HeldRecord, name: string) {
  const value = record.values[name];
  const isOwnNumber = registry.id === gov.pack.people.registry && name === registry.subject && value === held.subject;
  if (isOwnNumber && held.number !== undefined) return held.number;
  const people = [value].flat().map(String);
  const names = new Map(people.map((person) => [person, held.names.get(person) || ANOTHER_PERSON[locale]]));
  return showValue(gov, locale, registry.fields[name]!, value, names);
}

/** The dispute of a value that waits. */
export const disputeOf = (
  disputes: readonly DisputeRow[],
  { registry, record: { subject, key } }: HeldRecord,
  name: string,
): DisputeRow | undefined =>
  disputes.find(
    (dispute) =>
      dispute.registry === registry.id && dispute.field === name && dispute.subject === subject && dispute.key === key,
  );

/** How relatives' records name the person: no more of them is shown. */
export function Ties({ gov, locale, held }: Omit<RecordsProps, 'disputes' | 'ward'>) {
  if (held.ties.length === 0) return null;
  return (
    <Section id="family" title={MY_DATA.family[locale]}>
      <p class="govuk-body">{MY_DATA.familyLead[locale]}</p>
      {held.ties.map((one) => (
        <SummaryCard
          key={tokenOf(one)}
          locale={locale}
          level={3}
          title={held.names.get(one.record.subject) || ANOTHER_PERSON[locale]}
          rows={Object.keys(one.record.values).map((name) => rowOf(gov, locale, held, one, name))}
        />
      ))}
    </Section>
  );
}
