import { randomInt } from 'node:crypto';
import { numberOf } from '../../identity/index.ts';
import {
  AppError,
  all,
  type Db,
  fill,
  first,
  type Locale,
  run,
  sql,
  type Text,
  transaction,
  uuidv7,
} from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import { readFacts, relatedPeople } from '../../registry/index.ts';
import {
  COUNTER,
  type Consent,
  type ConsentWords,
  consentById,
  consentProof,
  giveCounterConsent,
  validConsent,
} from '../consents/index.ts';
import { onlyWhether, pathOf, readsOfStatements, statementsNamed } from '../templates/index.ts';
import { type Answer, answersAbout } from './answers.ts';
import { askedIn, type Held, type Path, recordsIn } from './held.ts';
import { readsFor } from './readable.ts';

/** For so long a code can be told at a counter. */
export const CODE_LIFE = 10 * 60_000;
const DIGITS = 10;

/** So many wrong codes an officer may try in so long. */
const MOST_MISSES = 10;
const MISSES_WITHIN = 15 * 60_000;

/** A code as its owner sees it. */
export interface CounterCode {
  consent: string;
  subject: string;
  /** Null once it was used or is over. */
  code: string | null;
  expiresAt: Date;
  takenAt: Date | null;
  /** Whose officer took it. */
  agency: string | null;
}

const COLUMNS = sql`consent, subject, code, expires_at as "expiresAt", taken_at as "takenAt", agency`;

/** What is shown at a counter. */
export interface Showing {
  /** Who shows it: the subject, or who acts for them. */
  person: string;
  subject: string;
  paths: readonly Path[];
  /** Of bundles, by their names: whether they hold, and nothing of what they rest on. */
  statements?: readonly string[];
  locale: Locale;
}

/** Lets an officer at a counter have chosen fields and answers, once: a consent, and the code by which it is used. */
export function openCounterCode(
  gov: Government,
  { person, subject, paths, statements = [], locale }: Showing,
): Promise<CounterCode> {
  const at = gov.clock.now();
  const until = new Date(at.getTime() + CODE_LIFE);
  return transaction(gov.db, async (tx) => {
    await forgetCodes(tx, at);
    const giving = { person, subject, fields: paths, statements, until, locale };
    const { id, until: expiresAt } = await giveCounterConsent(tx, gov, giving);
    for (;;) {
      const code = String(randomInt(10 ** DIGITS)).padStart(DIGITS, '0');
      const [made] = await all(
        tx,
        sql<CounterCode>`insert into exchange.counter_code (person, consent, subject, code, made_at, expires_at)
          values (${person}, ${id}, ${subject}, ${code}, ${at}, ${expiresAt})
          on conflict (code) where code is not null do nothing returning ${COLUMNS}`,
      );
      if (made) return made;
    }
  });
}

/** A code with what was agreed to. */
export interface AgreedCode extends CounterCode {
  /** In the very words that are kept; undefined once they are erased. */
  agreed: Agreed | undefined;
  isWithdrawn: boolean;
}

/** What was agreed to, in the words and the language in which it was. */
export interface Agreed {
  words: ConsentWords;
  locale: Locale;
}

/** A code of a person. @throws AppError `not-found`. */
export async function counterCodeOf(db: Db, person: string, consent: string): Promise<AgreedCode> {
  const code = await first(
    db,
    sql<CounterCode>`select ${COLUMNS} from exchange.counter_code where person = ${person} and consent = ${consent}`,
  );
  const given = code && (await consentById(db, consent));
  if (!given) throw new AppError('not-found', 'There is no such code.');
  return { ...code, agreed: await agreedIn(db, given), isWithdrawn: given.state === 'withdrawn' };
}

async function agreedIn(db: Db, { id, locale }: Pick<Consent, 'id' | 'locale'>): Promise<Agreed | undefined> {
  const proof = await consentProof(db, id);
  return proof && { words: proof.words, locale };
}

/** An officer at a counter. */
export interface CounterOfficer {
  person: string;
  agency: string;
}

const PURPOSE: Text = {
  ko: '창구에서 본인이 보여 줌',
  'zh-Hant': '本人臨櫃出示',
  en: 'Shown at a counter by its owner',
};

/** What an officer gets: fields with their values, answers without them, and what was agreed to. */
export interface Taken {
  held: Held;
  answers: readonly Answer[];
  agreed: Agreed | undefined;
}

/**
 * What an officer gets for a code: exactly what was agreed to, once. The person sees who took it.
 * @throws AppError `not-found` for a code that is none, was used or is over; `too-many-requests` for who guesses;
 * `forbidden` for what is the officer's own or their family's, which leaves the code as it was.
 */
export async function takeByCode(gov: Government, officer: CounterOfficer, code: string): Promise<Taken> {
  await refuseGuessing(gov, officer.person);
  const taken = await transaction(gov.db, (tx) => take(tx, gov, officer, code.replaceAll(/\D/g, '')));
  if (taken) return taken;
  await run(
    gov.db,
    sql`insert into exchange.counter_miss (person, id, at)
      values (${officer.person}, ${uuidv7(gov.clock.now())}, ${gov.clock.now()})`,
  );
  throw new AppError('not-found', WRONG);
}

async function take(tx: Db, gov: Government, officer: CounterOfficer, code: string): Promise<Taken | undefined> {
  const at = gov.clock.now();
  const open = await first(
    tx,
    sql<CounterCode>`select ${COLUMNS} from exchange.counter_code
      where code = ${code} and expires_at > ${at} for update`,
  );
  if (!open) return undefined;
  if ((await relatedPeople(tx, gov, officer.person)).has(open.subject)) throw new AppError('forbidden', OWN_FAMILY);
  const consent = await validConsent(tx, gov, { consent: open.consent, party: COUNTER, at });
  await run(
    tx,
    sql`update exchange.counter_code set code = null, taken_at = ${at}, agency = ${officer.agency}
      where code = ${code}`,
  );
  return {
    held: await shown(tx, gov, officer, consent),
    answers: await answered(tx, gov, officer, consent),
    agreed: await agreedIn(tx, consent),
  };
}

const lookOf = (officer: CounterOfficer, { id }: Consent, text: Text) => ({
  reader: { kind: 'officer', ...officer } as const,
  ...{ purpose: { text }, basis: { kind: 'consent', consent: id } as const },
});

/** The fields that were agreed to. */
async function shown(tx: Db, gov: Government, officer: CounterOfficer, consent: Consent): Promise<Held> {
  const { person: subject, fields: paths } = consent;
  const reads = await readsFor(tx, gov, { subject, paths });
  const readings = await readFacts(tx, gov, { ...lookOf(officer, consent, PURPOSE), reads });
  const records = recordsIn(gov, readings);
  const names = await namesIn(tx, gov, { subject, paths, records });
  return { subject, records, ties: [], asked: askedIn(gov, readings), ...names };
}

/** The answers that were agreed to. What they rest on is a look of its own, so that the person sees which values stayed. */
async function answered(tx: Db, gov: Government, officer: CounterOfficer, consent: Consent): Promise<Answer[]> {
  const { person: subject, statements } = consent;
  const named = statementsNamed(gov, statements);
  if (named.length === 0) return [];
  const text = onlyWhether(
    PURPOSE,
    named.map(({ statement }) => statement.title),
  );
  const reads = readsOfStatements(named).map((read) => ({ ...read, person: subject }));
  const readings = await readFacts(tx, gov, { ...lookOf(officer, consent, text), reads });
  return answersAbout(gov, { records: recordsIn(gov, readings), asked: askedIn(gov, readings) }, named);
}

/** The number and name of the person, as far as they agreed; of nobody else. */
async function namesIn(
  tx: Db,
  gov: Government,
  { subject, paths, records }: Pick<Held, 'subject' | 'records'> & { paths: readonly Path[] },
): Promise<Pick<Held, 'number' | 'names'>> {
  const { registry: people, name } = gov.pack.people;
  const own = gov.pack.registries.get(people)!.subject;
  const isNumbered = paths.includes(pathOf({ registry: people, field: own }));
  const named = records.find(({ registry, record }) => registry.id === people && record.values[name]);
  return {
    number: isNumbered ? (await numberOf(tx, [subject])).get(subject) : undefined,
    names: new Map(named ? [[subject, String(named.record.values[name])]] : []),
  };
}

async function refuseGuessing(gov: Government, officer: string): Promise<void> {
  const since = new Date(gov.clock.now().getTime() - MISSES_WITHIN);
  const found = await first(
    gov.db,
    sql<{ misses: number }>`select count(*)::int as misses from exchange.counter_miss
      where person = ${officer} and at > ${since}`,
  );
  if (found!.misses >= MOST_MISSES)
    throw new AppError(
      'too-many-requests',
      fill(GUESSED, () => ({ minutes: MISSES_WITHIN / 60_000 })),
    );
}

/** Takes back codes that nobody used in time, so that their numbers serve again. */
export async function forgetCodes(db: Db, at: Date): Promise<void> {
  await run(db, sql`update exchange.counter_code set code = null where code is not null and expires_at <= ${at}`);
}

/** Forgets wrong codes that count no more. */
export async function forgetMisses(db: Db, at: Date): Promise<void> {
  const before = new Date(at.getTime() - MISSES_WITHIN);
  await run(db, sql`delete from exchange.counter_miss where at <= ${before}`);
}

const WRONG: Text = {
  ko: '이 번호는 쓸 수 없어요. 잘못 입력했거나, 이미 썼거나, 10분이 지났어요. 새 번호를 받아 달라고 하세요.',
  'zh-Hant': '這個號碼無法使用：輸入有誤、已使用過，或已超過 10 分鐘。請對方重新取得號碼。',
  en: 'This code does not work: it was mistyped, used already, or is older than 10 minutes. Ask for a new one.',
};
const OWN_FAMILY: Text = {
  ko: '본인이나 가족의 정보예요. 다른 담당자에게 부탁하세요.',
  'zh-Hant': '這是您本人或家人的資料，請由其他承辦人處理。',
  en: 'This is your own data or your family’s. Ask another officer.',
};
const GUESSED: Text = {
  ko: '잘못된 번호를 너무 많이 입력했어요. {minutes}분 뒤에 다시 해 보세요.',
  'zh-Hant': '輸入錯誤的號碼次數過多，請 {minutes} 分鐘後再試。',
  en: 'Too many wrong codes. Try again in {minutes} minutes.',
};
