import { dayOf, type Text } from '../../kernel/index.ts';
import type { FieldPlace, Government } from '../../pack/index.ts';
import { holds, type NamedStatement, pathOf } from '../templates/index.ts';
import type { Held } from './held.ts';

/** What a statement says of somebody: whether it holds, and nothing of what it rests on. */
export interface Answer {
  name: string;
  title: Text;
  /** Undefined where what is known does not tell. */
  holds: boolean | undefined;
}

/** What answers are worked out from. */
type What = Pick<Held, 'records' | 'asked'>;

/**
 * Answers about somebody, by what is held about them now. A register in which they do not stand says that something is
 * not so; one whose node did not answer says nothing.
 */
export function answersAbout(gov: Government, held: What, wished: readonly NamedStatement[]): Answer[] {
  const on = dayOf(gov.clock.now(), gov.pack.timeZone);
  return wished.map(({ name, statement }) => {
    const values = statement.reads.map((place) => [pathOf(place), valueAt(held, place)]);
    return { name, title: statement.title, holds: holds(gov, statement, Object.fromEntries(values), on) };
  });
}

function valueAt({ records, asked }: What, { registry: id, field }: FieldPlace): unknown {
  if (asked.some(({ registry, asked: { state } }) => registry.id === id && state === 'unanswered')) return undefined;
  return records.find(({ registry }) => registry.id === id)?.record.values[field] ?? null;
}

const SAID: Readonly<Record<string, Text>> = {
  true: { ko: '예', 'zh-Hant': '是', en: 'Yes' },
  false: { ko: '아니요', 'zh-Hant': '否', en: 'No' },
  undefined: { ko: '알 수 없음', 'zh-Hant': '無法得知', en: 'Not known' },
};

/** What an answer says, in words. */
export const answerText = ({ holds: does }: Answer): Text => SAID[String(does)]!;
