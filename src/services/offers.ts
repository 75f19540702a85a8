import { type Db, transaction, uuidOf } from '../kernel/index.ts';
import { send } from '../messages/index.ts';
import type { Government, LifeEvent } from '../pack/index.ts';
import type { Matter } from '../registry/index.ts';
import { peopleOfRecord, readFacts } from '../registry/index.ts';

/** A new record in a registry begins the life events that are about it: those concerned find an offer in their inbox. */
export function offerJob(gov: Government) {
  return (matter: Matter): Promise<void> =>
    transaction(gov.db, async (tx) => {
      for (const event of gov.pack.lifeEvents.values()) {
        if (event.about === matter.registry) await offer(tx, gov, event, matter);
      }
    });
}

async function offer(tx: Db, gov: Government, event: LifeEvent, matter: Matter): Promise<void> {
  const people = await peopleOfRecord(tx, gov, matter);
  for (const role of event.offer.to) {
    const person = people[role];
    if (!person) continue;
    await send(tx, {
      to: person,
      at: gov.clock.now(),
      title: event.offer.title,
      body: event.offer.body,
      link: startLink(event.id, matter),
      key: `offer:${event.id}:${matter.registry}:${matter.key}`,
    });
  }
}

/** Where a life event about this record begins. Addresses are written down by whoever passes them on: they say nothing of it. */
export const startLink = (lifeEvent: string, matter: Matter): string =>
  `/life-events/${lifeEvent}?record=${recordId(matter)}`;

/** What a record is called in addresses: only who may see it finds it by that. */
export const recordId = ({ registry, subject, key }: Matter): string => uuidOf('record', registry, subject, key);

/** One record of a person that an application could be about, with the fields that a person recognises it by. */
export interface OwnMatter {
  matter: Matter;
  values: Readonly<Record<string, unknown>>;
}

/** The records of a registry in which a person stands, latest first. */
export async function mattersOf(db: Db, gov: Government, person: string, registry: string): Promise<OwnMatter[]> {
  const { fields, foundBy, title } = gov.pack.registries.get(registry)!;
  const names = Object.keys(fields);
  const readings = await readFacts(db, gov, {
    reader: { kind: 'self', person },
    purpose: { text: title },
    reads: foundBy.map((field) => ({ registry, person, fields: names, through: field })),
  });
  const records = readings.flatMap((reading) => reading.records);
  const distinct = new Map(records.map((record) => [`${record.subject} ${record.key}`, record]));
  const latestFirst = [...distinct.values()].sort(
    (one, other) => other.recordedAt.getTime() - one.recordedAt.getTime(),
  );
  return latestFirst.map(({ subject, key, values }) => ({ matter: { registry, subject, key }, values }));
}
