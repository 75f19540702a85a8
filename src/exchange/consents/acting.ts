import { addMonths, type Day, dayOf, type Text } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import { type ReadRecord, readFacts } from '../../registry/index.ts';
import { type ConsentRefusal, refused } from './refusals.ts';

/** Somebody for whom another acts. */
export interface Ward {
  person: string;
  /** As the registry of people has it; empty where it has none. */
  name: string;
  /** Under age, or under a mandate, as a guardian's. */
  as: 'child' | 'ward';
  /** From this day on nobody acts for them any more: they come of age, or the mandate ends. */
  until: Day | undefined;
}

/** That somebody stands in a register as who acts for another: one row of a table, whichever register it is. */
interface Tie {
  person: string;
  as: Ward['as'];
  until: Day | undefined;
  /** Why they do not act by it now. */
  fault: ConsentRefusal | undefined;
}

const PURPOSE: Text = {
  ko: '대신할 수 있는 사람인지 확인',
  'zh-Hant': '確認是否得代為辦理',
  en: 'To see whether they may act for them',
};

/**
 * Those for whom somebody acts by the registers: their children under age, and whom they have a mandate for. That it was
 * looked at is told to the child or ward.
 */
export async function wardsOf(gov: Government, person: string): Promise<Ward[]> {
  const named = await identified(gov, person, (await tiesOf(gov, person)).filter(isInForce));
  return [...new Map(named.filter(isInForce).map(({ fault: _, ...ward }) => [ward.person, ward])).values()];
}

/**
 * Sees to it that somebody acts for themself, for a child under age of theirs, or for whom they have a mandate.
 * @returns for whom; undefined for themself.
 * @throws AppError `forbidden`, which says whether a mandate is over or does not go so far.
 */
export async function actsFor(
  gov: Government,
  { person, subject }: { person: string; subject: string },
): Promise<Ward | undefined> {
  if (subject === person) return undefined;
  const ties = (await tiesOf(gov, person)).filter((tie) => tie.person === subject);
  const named = await identified(gov, person, ties.filter(isInForce));
  const ward = named.find(isInForce);
  if (ward) return ward;
  throw refused([...ties, ...named].find(({ fault }) => fault)?.fault ?? 'not-theirs');
}

/**
 * Whether somebody still stands in a register as who acts for another, and until when, without a look at the other: for
 * the house itself, when a register has changed.
 */
export async function standsFor(
  gov: Government,
  { person, subject }: { person: string; subject: string },
): Promise<Pick<Ward, 'until'> | undefined> {
  return (await tiesOf(gov, person)).find((tie) => tie.person === subject && isInForce(tie));
}

const isInForce = ({ fault }: Pick<Tie, 'fault'>): boolean => fault === undefined;

const today = ({ clock, pack }: Pick<Government, 'clock' | 'pack'>): Day => dayOf(clock.now(), pack.timeZone);

/**
 * All that the registers have of somebody as who acts for others. They stand in these records themselves, and nothing is
 * read of anybody else: no disclosure.
 */
async function tiesOf(gov: Government, person: string): Promise<Tie[]> {
  const { minors, wards } = gov.pack.people;
  const ways = [
    ...(minors?.by ?? []).map((by) => ({ by, fields: [], tie: childOf })),
    ...(wards ? [{ by: wards.by, fields: mandateFields(wards), tie: wardOf }] : []),
  ];
  if (ways.length === 0) return [];
  const read = await readFacts(gov.db, gov, {
    reader: { kind: 'self', person },
    purpose: { text: PURPOSE },
    reads: ways.map(({ by, fields }) => {
      const [registry = '', through = ''] = by.split('.');
      return { registry, person, fields, through };
    }),
  });
  return read
    .flatMap(({ records }, nth) => records.map((record) => ways[nth]!.tie(gov, record)))
    .filter((tie) => tie.person !== person);
}

/** Until when, the day of birth tells, which is looked at last. */
const childOf = (_: Government, { subject }: ReadRecord): Tie => ({
  ...{ person: subject, as: 'child', until: undefined, fault: undefined },
});

type Mandates = NonNullable<Government['pack']['people']['wards']>;

const mandateFields = ({ from, until, where = {} }: Mandates): string[] => [
  ...new Set([from, ...(until === undefined ? [] : [until]), ...Object.keys(where)]),
];

function wardOf(gov: Government, { subject, values }: ReadRecord): Tie {
  const { from, until: end, where = {} } = gov.pack.people.wards!;
  const day = (field: string | undefined) =>
    (field === undefined ? undefined : (values[field] as Day | null)) ?? undefined;
  const [since, until, now] = [day(from), day(end), today(gov)];
  const goesSoFar = Object.entries(where).every(([field, of]) => of.includes(String(values[field])));
  const fault =
    since === undefined || now < since
      ? 'mandate-not-yet'
      : until !== undefined && now >= until
        ? 'mandate-over'
        : goesSoFar
          ? undefined
          : 'mandate-too-small';
  return { person: subject, as: 'ward', until, fault };
}

/** The same with the names of those, and for children until when, which the registry of people says. */
async function identified(gov: Government, person: string, ties: readonly Tie[]): Promise<(Ward & Tie)[]> {
  if (ties.length === 0) return [];
  const { registry, name, minors } = gov.pack.people;
  const { agency } = gov.pack.registries.get(registry)!;
  const read = await readFacts(gov.db, gov, {
    reader: { kind: 'relative', person, agency },
    purpose: { text: PURPOSE },
    reads: ties.map((tie) => ({
      ...{ registry, person: tie.person },
      fields: tie.as === 'child' && minors ? [name, minors.born] : [name],
    })),
  });
  return ties.map((tie, nth) => {
    const { values } = read[nth]!;
    const known = { ...tie, name: String(values[name] ?? '') };
    if (tie.as === 'ward') return known;
    const born = minors && values[minors.born];
    const until = typeof born === 'string' ? addMonths(born, minors!.of_age * 12) : undefined;
    return { ...known, until, fault: until !== undefined && today(gov) < until ? undefined : 'not-theirs' };
  });
}
