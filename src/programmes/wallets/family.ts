import type { Db, Text } from '../../kernel/index.ts';
import type { Government, Programme } from '../../pack/index.ts';
import { namesOf, type Purpose, type Reader, readFacts, recordsOf } from '../../registry/index.ts';

/** Somebody with whom a person may share. */
export interface FamilyMember {
  person: string;
  name: string;
}

const FOR_SHARING: Text = {
  ko: '나눠 줄 수 있는 가족 확인',
  'zh-Hant': '確認可分享的家人',
  en: 'To see with whom it may be shared',
};

const asProgramme = ({ id, agency }: Programme): Reader => ({ kind: 'service', service: id, agency });
const purposeOf = ({ law }: Programme): Purpose => ({ text: FOR_SHARING, ...(law[0] && { law: law[0] }) });

/** Those who stand together with a person in the record that the programme's file names: their ids, as the registry has them now. */
async function standingWith(db: Db, gov: Government, programme: Programme, person: string, reader: Reader) {
  if (!programme.share) return [];
  const { registry, field } = programme.share;
  const reads = [{ registry, person, fields: [field] }];
  const [reading] = await readFacts(db, gov, { reader, purpose: purposeOf(programme), reads });
  const people = reading!.values[field];
  const ids = Array.isArray(people) ? people.map(String) : [];
  return ids.includes(person) ? ids.filter((id) => id !== person) : [];
}

/** With whom a person may share, by name. They look at what is theirs; the others see that their names were read. */
export async function familyOf(gov: Government, programme: Programme, person: string): Promise<FamilyMember[]> {
  const people = await standingWith(gov.db, gov, programme, person, { kind: 'self', person });
  const reader = asProgramme(programme);
  const names = await namesOf(gov.db, gov, { reader, purpose: purposeOf(programme), people });
  return people.map((id) => ({ person: id, name: names.get(id) ?? '—' }));
}

/** Whether two people stand together, read in the name of the programme. Both must see it alike. */
export async function mayShare(
  tx: Db,
  gov: Government,
  programme: Programme,
  from: string,
  to: string,
): Promise<boolean> {
  if (!programme.share || from === to) return false;
  const { registry } = programme.share;
  const others = await standingWith(tx, gov, programme, from, asProgramme(programme));
  if (!others.includes(to)) return false;
  // A record of later date may say that the other one has moved out of it.
  const [own, theirs] = [
    await recordsOf(tx, gov, { registry, person: from }),
    await recordsOf(tx, gov, { registry, person: to }),
  ];
  return own[0] !== undefined && own[0].subject === theirs[0]?.subject && own[0].key === theirs[0]?.key;
}
