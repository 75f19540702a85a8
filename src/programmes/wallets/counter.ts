import { findPeople } from '../../identity/index.ts';
import { AppError, type Text } from '../../kernel/index.ts';
import type { Government, Programme } from '../../pack/index.ts';
import { namesOf, type Purpose, type Reader } from '../../registry/index.ts';
import { type EntitlementNow, entitlementNow } from '../entitlements/now.ts';
import { type ProgrammeOfficer, refuseFamily } from '../office/officer.ts';
import { type ProgrammeNow, programmesNow } from '../office/state.ts';
import { shownBy } from '../payments/codes.ts';
import { type PayAnew, payAnew } from '../payouts/pay-anew.ts';
import { type Unpaid, unpaidOf } from '../payouts/unpaid.ts';
import type { TakeRequest } from './request.ts';
import { take } from './take.ts';
import { type Taking, takenBy } from './taking.ts';

/** Somebody who stands at a counter, and what they can get there. */
export interface AtCounter {
  person: string;
  name: string;
  programmes: readonly {
    now: ProgrammeNow;
    right: EntitlementNow;
    takings: readonly Taking[];
  }[];
  /** What a bank could not pay to them of these programmes, and waits for another account. */
  unpaid: readonly Unpaid[];
}

const AT_THE_COUNTER: Text = {
  ko: '창구에서 대신 받아 주기',
  'zh-Hant': '臨櫃代為領取',
  en: 'To take it for somebody at a counter',
};

const asReader = ({ person, agency }: ProgrammeOfficer): Reader => ({ kind: 'officer', person, agency });

/** The programmes that an officer takes for people: those of their counter, and those that they run. */
export function counterProgrammes({ pack }: Pick<Government, 'pack'>, { agency, role }: ProgrammeOfficer): Programme[] {
  return [...pack.programmes.values()].filter(
    (programme) => programme.agency === agency && (programme.counter === role || programme.office === role),
  );
}

/**
 * Looks up who stands at the counter by their national number, or by the code that they show to pay: their name, and what
 * they are entitled to. They see in "who saw my data" that this officer looked. The code is not used up by it.
 * @throws AppError `not-found` for a number that nobody has, `forbidden` for the officer's own family.
 */
export async function lookUpAtCounter(gov: Government, officer: ProgrammeOfficer, number: string): Promise<AtCounter> {
  const own = programmesAtCounter(gov, officer);
  const plain = number.normalize('NFKC').trim().toUpperCase();
  const person = (await findPeople(gov.db, [plain])).get(plain) ?? (await shownBy(gov, plain));
  if (!person) throw new AppError('not-found', NOBODY);
  return seenAtCounter(gov, officer, person, own);
}

/** The same for somebody who was looked up before, as when something was taken for them. */
export async function seenAtCounter(
  gov: Government,
  officer: ProgrammeOfficer,
  person: string,
  own = programmesAtCounter(gov, officer),
): Promise<AtCounter> {
  await refuseFamily(gov.db, gov, officer, [person]);
  const reader = asReader(officer);
  const purpose: Purpose = { text: AT_THE_COUNTER };
  const names = await namesOf(gov.db, gov, { reader, purpose, people: [person] });
  const standing = await programmesNow(gov.db, gov, own);
  const programmes = [];
  for (const now of standing.values()) {
    const { id } = now.programme;
    const right = await entitlementNow(gov, person, id, reader);
    programmes.push({ now, right, takings: await takenBy(gov.db, person, { programme: id, limit: 10 }) });
  }
  const ids = new Set(own.map(({ id }) => id));
  const unpaid = (await unpaidOf(gov.db, person)).filter(({ programme, again }) => !again && ids.has(programme ?? ''));
  return { person, name: names.get(person) ?? '—', programmes, unpaid };
}

/**
 * Takes something for somebody who stands at the counter. Who did it is written with it, and the person is told.
 * @throws AppError `not-found` for a programme that is not theirs, `forbidden` for their own family; else as `take`.
 */
export async function takeAtCounter(
  gov: Government,
  officer: ProgrammeOfficer,
  request: Omit<TakeRequest, 'officer'>,
): Promise<Taking> {
  if (!counterProgrammes(gov, officer).some(({ id }) => id === request.programme))
    throw new AppError('not-found', NOT_YOURS);
  await refuseFamily(gov.db, gov, officer, [request.person]);
  return take(gov, { ...request, officer: officer.person });
}

/**
 * Pays anew what a bank could not pay to somebody who stands at the counter, as far as it is of the counter's programmes.
 * @returns how many payments were ordered by this.
 * @throws AppError `forbidden` for an officer who has no programme, and for their own family; else as `payAnew`.
 */
export async function payAnewAtCounter(
  gov: Government,
  officer: ProgrammeOfficer,
  { person, payouts, bankAccount }: Omit<PayAnew, 'officer'>,
): Promise<number> {
  const ids = new Set(programmesAtCounter(gov, officer).map(({ id }) => id));
  await refuseFamily(gov.db, gov, officer, [person]);
  const own = (await unpaidOf(gov.db, person)).filter(({ programme }) => ids.has(programme ?? ''));
  const wanted = own.flatMap(({ payout }) => (payouts.includes(payout) ? [payout] : []));
  return payAnew(gov, { person, payouts: wanted, bankAccount, officer: officer.person });
}

/** The same. @throws AppError `forbidden` for an officer who has none. */
export function programmesAtCounter(gov: Government, officer: ProgrammeOfficer): Programme[] {
  const own = counterProgrammes(gov, officer);
  if (own.length === 0) throw new AppError('forbidden', NOT_YOURS);
  return own;
}

const NOBODY: Text = {
  ko: '이 번호를 가진 사람이 없어요. 번호를 다시 확인해 주세요.',
  'zh-Hant': '查無此人，請再確認號碼。',
  en: 'Nobody has this number. Check it again.',
};

const NOT_YOURS: Text = {
  ko: '이 창구에서 맡은 사업이 아니에요.',
  'zh-Hant': '這不是您臨櫃辦理的計畫。',
  en: 'This is no programme of your counter.',
};
