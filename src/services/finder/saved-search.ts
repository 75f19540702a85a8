import {
  addDays,
  addJob,
  all,
  type Day,
  type Db,
  first,
  formatMoney,
  LOCALES,
  type Locale,
  run,
  say,
  sql,
  type Text,
  transaction,
} from '../../kernel/index.ts';
import { send } from '../../messages/index.ts';
import type { Government } from '../../pack/index.ts';
import { today } from '../cases/deadline.ts';
import { withAnswers } from './answers.ts';
import { findingsOf } from './find.ts';
import type { Finding } from './finding.ts';
import { finderOf } from './prepare.ts';
import { fromRegistries } from './read.ts';
import { answersIn, savedAnswersOf } from './saved-answers.ts';

/** What somebody asked to be told about. */
export interface SavedSearch {
  /** Topics of the pack; everything where there are none. */
  topics: string[];
  askedAt: Date;
  checkedAt: Date;
}

/** Searches taken up at once; the others wait for the next round. */
const MOST_AT_ONCE = 5_000;

/** However little changes, a search is looked at again after this many days: the registries may have changed. */
const LONGEST_REST = 30;

/** The search that a person asked for, if any. */
export function savedSearchOf(db: Db, person: string): Promise<SavedSearch | undefined> {
  return first(
    db,
    sql<SavedSearch>`select topics, asked_at as "askedAt", checked_at as "checkedAt" from services.saved_search
      where person = ${person}`,
  );
}

/** Begins to tell a person of what newly fits them; what fits them already is not told. */
export function saveSearch(gov: Government, person: string, topics: readonly string[]): Promise<void> {
  const known = topics.filter((topic) => Object.hasOwn(gov.pack.topics, topic));
  return transaction(gov.db, async (tx) => {
    const { fitting, checkOn } = await lookUp(tx, gov, person, known);
    const at = gov.clock.now();
    await run(
      tx,
      sql`insert into services.saved_search (person, topics, told, asked_at, checked_at, check_on, pack_version)
        values (${person}, ${known}, ${fitting.map(({ id }) => id)}, ${at}, ${at}, ${checkOn}, ${gov.pack.version})
        on conflict (person) do update set topics = excluded.topics, told = excluded.told, asked_at = excluded.asked_at,
          checked_at = excluded.checked_at, check_on = excluded.check_on, pack_version = excluded.pack_version`,
    );
  });
}

/** Stops telling a person, and forgets what was told. */
export async function endSearch(db: Db, person: string): Promise<void> {
  await run(db, sql`delete from services.saved_search where person = ${person}`);
}

/** The job that comes round: a job for each search of which the answer may have changed. */
export function searchesJob(gov: Government) {
  return (): Promise<void> =>
    transaction(gov.db, async (tx) => {
      const due = await all(
        tx,
        sql<{ person: string }>`select person from services.saved_search
          where check_on <= ${today(gov)} or pack_version <> ${gov.pack.version} limit ${MOST_AT_ONCE}`,
      );
      for (const { person } of due) await addJob(tx, 'services.search', { person }, { key: `search:${person}` });
    });
}

/** The job for one person: what fits now and did not when it was last looked is told in one message. */
export function searchJob(gov: Government) {
  return ({ person }: { person: string }): Promise<void> =>
    transaction(gov.db, async (tx) => {
      const search = await first(
        tx,
        sql<{ topics: string[]; told: string[] }>`select topics, told from services.saved_search
          where person = ${person} and (check_on <= ${today(gov)} or pack_version <> ${gov.pack.version}) for update`,
      );
      if (!search) return;
      const { fitting, checkOn } = await lookUp(tx, gov, person, search.topics);
      const news = fitting.filter(({ id }) => !search.told.includes(id));
      if (news.length > 0) await tell(tx, gov, person, news);
      await run(
        tx,
        sql`update services.saved_search set told = ${fitting.map(({ id }) => id)}, checked_at = ${gov.clock.now()},
          check_on = ${checkOn}, pack_version = ${gov.pack.version} where person = ${person}`,
      );
    });
}

/** What a person can apply for now, and the day on which that may next be otherwise. */
async function lookUp(tx: Db, gov: Government, person: string, topics: readonly string[]) {
  const day = today(gov);
  const answers = answersIn(await savedAnswersOf(tx, gov, person));
  const findings = findingsOf(gov, withAnswers(gov, await fromRegistries(tx, gov, person), answers), day);
  const isWanted = ({ service }: Finding) =>
    topics.length === 0 || service.topics.some((topic) => topics.includes(topic));
  const fitting = findings.filter((finding) => finding.group === 'yes' && isWanted(finding));
  return { fitting, checkOn: nextChange(gov, findings, day) };
}

/** The first day after today on which a service opens, a figure of the law changes, or something begins to fit. */
function nextChange({ pack }: Government, findings: readonly Finding[], day: Day): Day {
  const { candidates, aboutRecords } = finderOf(pack);
  const days = [...candidates, ...[...aboutRecords.values()].flat()].flatMap(({ service }) => [
    ...service.window.map(({ from }) => from),
    ...[...service.parameters.values()].flatMap(({ values }) => Object.keys(values)),
  ]);
  const later = findings.filter(({ group }) => group === 'later').map((finding) => finding.day);
  return [...days, ...later].filter((one) => one > day).reduce((a, b) => (a < b ? a : b), addDays(day, LONGEST_REST));
}

const NEWS = {
  title: {
    ko: '새로 받을 수 있는 혜택이 있어요',
    'zh-Hant': '您有新的項目可以申請',
    en: 'There is something new that you can get',
  },
  lead: {
    ko: '알려 달라고 하신 대로 다시 찾아봤어요. 새로 신청할 수 있는 혜택이에요.',
    'zh-Hant': '依您的要求重新查詢，您現在可以申請：',
    en: 'You asked us to keep looking. You can now apply for:',
  },
  worth: { ko: '{title} – 모두 {worth}', 'zh-Hant': '{title}：合計 {worth}', en: '{title} – {worth} in all' },
} satisfies Record<string, Text>;

async function tell(tx: Db, gov: Government, person: string, news: readonly Finding[]): Promise<void> {
  const line = ({ service, worth }: Finding, locale: Locale) => {
    const title = service.title[locale];
    if (worth === null) return title;
    return say(NEWS.worth, locale, { title, worth: formatMoney(worth, gov.pack.currency, locale) });
  };
  const bodyIn = (locale: Locale) => [NEWS.lead[locale], ...news.map((finding) => line(finding, locale))].join('\n');
  const body = Object.fromEntries(LOCALES.map((locale) => [locale, bodyIn(locale)])) as Text;
  await send(tx, { to: person, at: gov.clock.now(), title: NEWS.title, body, link: '/benefits' });
}
