/** How old it is in words: 「3 minutes ago」 and the like, in the language of the page. @param seconds since then. */
export function agoText(seconds: number): string {
  const format = new Intl.RelativeTimeFormat(document.documentElement.lang, { numeric: 'auto' });
  const past = Math.max(0, seconds);
  const [unit, size] = UNITS.find(([, least]) => past >= least)!;
  return format.format(-Math.floor(past / Math.max(1, size)), unit);
}

const UNITS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 0],
];

/** An instant of today by its time, another one with its day. @param at and `now` in seconds since 1970. */
export function atText(at: number, now: number): string {
  const [then, today] = [new Date(at * 1_000), new Date(now * 1_000)];
  const isToday = then.toDateString() === today.toDateString();
  const { lang } = document.documentElement;
  const style = isToday ? ({ timeStyle: 'short' } as const) : ({ dateStyle: 'medium', timeStyle: 'short' } as const);
  return new Intl.DateTimeFormat(lang === 'en' ? 'en-GB' : lang, style).format(then);
}
