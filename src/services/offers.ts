import { type Db, transaction } from '../kernel/index.ts';
import { send } from '../messages/index.ts';
import type { Government, LifeEvent } from '../pack/index.ts';
import { peopleOfRecord, readFacts, recordsOf } from '../registry/index.ts';
import { grantsOf } from './cases/store.ts';
import type { Matter } from './journey/facts.ts';

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

/** Where a life event about this record begins. */
export function startLink(lifeEvent: string, { registry, subject, key }: Matter): string {
  return `/life-events/${lifeEvent}?${new URLSearchParams({ registry, subject, key })}`;
}

/** One record of a person that an application could be about, with the fields that a person recognises it by. */
export interface OwnMatter {
  matter: Matter;
  values: Readonly<Record<string, unknown>>;
  granted(service: string): boolean | undefined;
}

/** The records of a registry in which a person stands, latest first. */
export async function mattersOf(db: Db, gov: Government, person: string, registry: string): Promise<OwnMatter[]> {
  const records = await recordsOf(db, gov, { registry, person });
  const fields = Object.keys(gov.pack.registries.get(registry)!.fields);
  const readings = await readFacts(db, gov, {
    reader: { kind: 'self', person },
    purpose: { text: gov.pack.registries.get(registry)!.title },
    reads: records.map(({ subject, key }) => ({ registry, person, fields, record: { subject, key } })),
  });
  return Promise.all(
    readings.map(async ({ values }, index) => {
      const { subject, key } = records[index]!;
      const matter = { registry, subject, key };
      return { matter, values, granted: await grantsOf(db, matter) };
    }),
  );
}
