import { AppError, type Day, fill, formatDay, type Text } from '../../kernel/index.ts';
import type { Service, Window } from '../../pack/index.ts';

/** How a day lies to the days on which a service can be applied for. */
export type Opening = { state: 'always' } | { state: 'open' | 'later' | 'over'; window: Window };

/** The window that a day lies in, else the next that opens, else the last that closed. */
export function openingOn({ window }: Pick<Service, 'window'>, day: Day): Opening {
  const byStart = window.toSorted((a, b) => (a.from < b.from ? -1 : 1));
  const open = byStart.find(({ from, until }) => from <= day && day <= until);
  if (open) return { state: 'open', window: open };
  const later = byStart.find(({ from }) => from > day);
  if (later) return { state: 'later', window: later };
  const last = byStart.at(-1);
  return last ? { state: 'over', window: last } : { state: 'always' };
}

/** Whether a service can be applied for on a day. */
export function isOpenOn(service: Pick<Service, 'window'>, day: Day): boolean {
  const { state } = openingOn(service, day);
  return state === 'always' || state === 'open';
}

const LATER: Text = {
  ko: '‘{title}’ 신청 기간은 {from}부터 {until}까지예요.',
  'zh-Hant': '「{title}」的申請期間為{from}至{until}。',
  en: 'You can apply for “{title}” from {from} to {until}.',
};
const OVER: Text = {
  ko: '‘{title}’ 신청은 {until}에 끝났어요.',
  'zh-Hant': '「{title}」已於{until}截止申請。',
  en: 'Applications for “{title}” closed on {until}.',
};

/** When a service that is not open can be applied for, or when it could; undefined while it is open. */
export function closedText(service: Pick<Service, 'title' | 'window'>, day: Day): Text | undefined {
  const opening = openingOn(service, day);
  if (opening.state !== 'later' && opening.state !== 'over') return undefined;
  const { from, until } = opening.window;
  return fill(opening.state === 'later' ? LATER : OVER, (locale) => ({
    title: service.title[locale],
    from: formatDay(from, locale),
    until: formatDay(until, locale),
  }));
}

/** @throws AppError `conflict` saying when it opens or closed, for a service that cannot be applied for on this day. */
export function assertOpenOn(service: Pick<Service, 'title' | 'window'>, day: Day): void {
  const closed = closedText(service, day);
  if (closed) throw new AppError('conflict', closed);
}
