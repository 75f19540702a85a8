import type { Text } from '../../../kernel/index.ts';

/** What receivers are told of, in words for their desk. Nothing of a person is in it but that a consent of some number changed. */
export const WEBHOOK_EVENTS = {
  'consent.changed': { 'zh-Hant': '同意內容已縮小', ko: '동의한 내용이 줄었어요', en: 'A consent covers less now' },
  'consent.paused': { 'zh-Hant': '同意已暫停', ko: '동의가 멈췄어요', en: 'A consent was paused' },
  'consent.resumed': { 'zh-Hant': '同意已恢復', ko: '동의가 다시 이어져요', en: 'A consent goes on' },
  'consent.ended': { 'zh-Hant': '同意已結束', ko: '동의가 끝났어요', en: 'A consent has ended' },
  'data.changed': {
    'zh-Hant': '已同意提供的資料可能有變動',
    ko: '동의한 정보가 바뀌었을 수 있어요',
    en: 'Data of a consent may have changed',
  },
  'credential.revoked': {
    'zh-Hant': '某份狀態清單中有憑證被撤銷或停用',
    ko: '상태 목록에 폐기되거나 정지된 증명서가 생겼어요',
    en: 'A credential of a status list was revoked or suspended',
  },
  'deletion.demanded': { 'zh-Hant': '請刪除資料', ko: '정보를 지워야 해요', en: 'Data has to be deleted' },
} as const satisfies Record<string, Text>;

export type WebhookEvent = keyof typeof WEBHOOK_EVENTS;

/** By which a receiver knows what our signature is for (RFC 9421 section 2.3). */
export const WEBHOOK_TAG = 'exchange-webhook';

/** Something that a receiver is told, and how telling it goes. */
export interface Webhook {
  party: string;
  id: string;
  event: WebhookEvent;
  /** The consent that it is about; null where it is about none. */
  consent: string | null;
  /** What the event says besides. */
  content: Readonly<Record<string, unknown>>;
  at: Date;
  tries: number;
  /** When it is tried next; null once it was delivered or given up. */
  nextAt: Date | null;
  /** What came of the last try: a status of HTTP, or why there was none. */
  outcome: string | null;
  deliveredAt: Date | null;
}

/** The body of a webhook. */
export const bodyOf = ({ id, event, consent, content, at }: Webhook): string =>
  JSON.stringify({ id, event, at: at.toISOString(), ...(consent !== null && { consent }), ...content });

const MINUTE_MS = 60_000;

/** For so long what happens often is held back, so that all of it that is alike is told once. */
export const HELD_MS = MINUTE_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** How long after each try that failed the next one comes; after the last it is given up. */
export const PAUSES_MS: readonly number[] = [
  ...[1, 5, 20].map((minutes) => minutes * MINUTE_MS),
  ...[1, 3, 9, 24, 24].map((hours) => hours * HOUR_MS),
];
