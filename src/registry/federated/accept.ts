import { dayOf } from '../../kernel/index.ts';
import type { GivenRecord } from '../../node/index.ts';
import type { Registry } from '../../pack/index.ts';
import { checkValue, personIds } from '../fields.ts';
import type { FoundRecord } from '../find.ts';
import type { Data } from '../rows.ts';
import type { Copy } from './memory.ts';

/** Whether each value is one that the registry's field can hold: a node is believed in nothing else. */
export function fitsRegistry(registry: Registry, records: readonly GivenRecord[]): boolean {
  return records.every(({ values }) =>
    Object.entries(values).every(
      ([name, value]) => value === null || 'value' in checkValue(value, registry.fields[name]!, personIds),
    ),
  );
}

/** What a node gave of a person, as records of the registry; those of ours have versions, these say of when they are. */
export function recordsFrom(
  registry: Registry,
  person: string,
  { records, asOf }: Pick<Copy, 'records' | 'asOf'>,
  timeZone: string,
): FoundRecord[] {
  return records.map(({ values, recorded_at }) => {
    const recordedAt = recorded_at === undefined ? asOf : new Date(recorded_at);
    const data: Data = { [registry.subject]: person };
    for (const [name, value] of Object.entries(values)) {
      const checked = value === null ? undefined : checkValue(value, registry.fields[name]!, personIds);
      if (checked && 'value' in checked) data[name] = checked.value;
    }
    const key = registry.key === undefined ? '' : String(data[registry.key] ?? '');
    return {
      subject: person,
      key,
      version: 0,
      source: 'node',
      validFrom: dayOf(recordedAt, timeZone),
      recordedAt,
      data,
    };
  });
}

/** Of what a node gave, what a read is about: the newest, a certain one, or all. */
export function recordsHeard(
  records: readonly FoundRecord[],
  { record, through }: { record?: { subject: string; key?: string }; through?: string },
): readonly FoundRecord[] {
  if (through !== undefined) return records;
  if (!record) return records.slice(0, 1);
  return records.filter(({ subject, key }) => subject === record.subject && key === (record.key ?? ''));
}
