import { formatTime, type Locale, say, type Text } from '../kernel/index.ts';
import type { Government } from '../pack/index.ts';
import type { AskedNode } from '../registry/index.ts';

/** Words about registries whose data stays with their agency, and which are asked each time. */
export const NODE_WORDS = {
  unanswered: {
    ko: '{time}에 {agency}에 물었지만 답이 없었어요. 이 정보 없이 계속 진행해요.',
    'zh-Hant': '{time}向{agency}查詢，未獲回應。先在沒有這項資料的情況下繼續。',
    en: '{agency} was asked at {time} and did not answer. We go on without this.',
  },
  unansweredFields: {
    ko: '아직 모르는 항목: {fields}',
    'zh-Hant': '目前未知的項目：{fields}',
    en: 'Not known for now: {fields}',
  },
  stale: {
    ko: '{time}에 {agency}에 물었지만 답이 없었어요. {asOf} 기준 정보를 보여 드려요.',
    'zh-Hant': '{time}向{agency}查詢，未獲回應。顯示的是 {asOf} 的資料。',
    en: '{agency} was asked at {time} and did not answer. This is as it was at {asOf}.',
  },
} satisfies Record<string, Text>;

/** What people are told of a node that did not answer; nothing of one that did. */
export function askedNote(
  gov: Pick<Government, 'pack'>,
  locale: Locale,
  agency: string,
  { state, at, asOf }: AskedNode,
): string | undefined {
  if (state === 'answered') return undefined;
  const time = (instant: Date) => formatTime(instant, locale, gov.pack.timeZone);
  const said = { agency: gov.pack.agencies.get(agency)!.title[locale], time: time(at) };
  return asOf ? say(NODE_WORDS.stale, locale, { ...said, asOf: time(asOf) }) : say(NODE_WORDS.unanswered, locale, said);
}
