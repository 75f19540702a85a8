import { all, array, sql, type Text, transaction } from '../../kernel/index.ts';
import type { Government, Programme } from '../../pack/index.ts';
import { namesOf, relatedPeople } from '../../registry/index.ts';
import { type Freeze, freezesOf } from './freezes.ts';
import { asOffice, asReader, type ProgrammeOfficer } from './officer.ts';

/** The freezes of a programme as its officers see them, with the names that they need. */
export interface OpenedFreezes {
  programme: Programme;
  freezes: Freeze[];
  /** Of people and of shops, by id. */
  names: ReadonlyMap<string, string>;
  shops: ReadonlyMap<string, string>;
}

/** Freezes that are shown at once. */
const SHOWN = 50;

/**
 * Opens the freezes that wait or hold, or those that are over; without those that concern the officer or their family.
 * Naming people is a reading that they see.
 */
export async function openFreezes(
  gov: Government,
  officer: ProgrammeOfficer,
  programmeId: string,
  { over }: { over: boolean },
): Promise<OpenedFreezes> {
  const programme = asOffice(gov, officer, programmeId);
  return transaction(gov.db, async (tx) => {
    const found = await freezesOf(tx, programmeId, { over, limit: SHOWN });
    const ofShops = found.filter(({ kind }) => kind === 'shop').map(({ subject }) => subject);
    const shops = await all(
      tx,
      sql<{ id: string; name: string; people: string[] }>`
        select s.id, s.name, array_agg(distinct person) as people
        from programmes.shop s cross join lateral (
          select s.owner as person union all select person from programmes.clerk where shop = s.id) p
        where s.id = any(${array(ofShops, 'uuid')}) group by s.id, s.name`,
    );
    const peopleOf = new Map(shops.map(({ id, people }) => [id, people]));
    const family = await relatedPeople(tx, gov, officer.person);
    const freezes = found.filter(
      ({ kind, subject }) =>
        !(kind === 'wallet' ? [subject] : (peopleOf.get(subject) ?? [])).some((one) => family.has(one)),
    );
    const people = freezes.filter(({ kind }) => kind === 'wallet').map(({ subject }) => subject);
    const names = await namesOf(tx, gov, { reader: asReader(officer), purpose: { text: TO_DECIDE }, people });
    return { programme, freezes, names, shops: new Map(shops.map(({ id, name }) => [id, name])) };
  });
}

const TO_DECIDE: Text = {
  ko: '사용 정지를 결정하려고',
  'zh-Hant': '決定是否凍結使用',
  en: 'To decide on a freeze',
};
