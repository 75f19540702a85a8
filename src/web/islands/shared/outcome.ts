import type { Verdict } from '../../../log/index.ts';

/** What a check comes to, as pages name it. */
export type Finding = 'ok' | 'failed' | 'unknown';

/** The name of one check's outcome. */
export const findingOf = (ok: boolean | null): Finding => (ok === null ? 'unknown' : ok ? 'ok' : 'failed');

/** The name of all checks' outcome together. */
export const OVERALL: Record<Verdict['outcome'], Finding> = {
  proved: 'ok',
  disproved: 'failed',
  undecided: 'unknown',
};

/** Shows one of the outcomes that a part of the page holds, and hides the others; none when there is no name. */
export function showOutcome(part: ParentNode, name: string | undefined): void {
  for (const element of part.querySelectorAll<HTMLElement>('[data-outcome]')) {
    element.hidden = element.dataset.outcome !== name;
  }
}

/** Lists the witnesses whose signatures are good, and the times that they give. Hidden while there are none. */
export function showWitnesses(part: ParentNode, witnesses: NonNullable<Verdict['receipt']>['witnesses']): void {
  const place = part.querySelector<HTMLElement>('[data-witnesses]')!;
  const list = place.querySelector('ul')!;
  const { pattern = '', untimed = '', zone = 'UTC' } = list.dataset;
  const items = witnesses.map(({ name, time }) => {
    const item = document.createElement('li');
    const words = time === 0 ? untimed : pattern.replace('{at}', () => instantText(new Date(time * 1_000), zone));
    item.textContent = words.replace('{witness}', () => name);
    return item;
  });
  list.replaceChildren(...items);
  place.hidden = items.length === 0;
}

/** A time as the page's language writes it. */
export function instantText(instant: Date, timeZone: string): string {
  return formatOf({ dateStyle: 'long', timeStyle: 'medium', timeZone }).format(instant);
}

/** A day, `YYYY-MM-DD`, as the page's language writes it; one that there is not stays as it is. */
export function dayText(day: string): string {
  const instant = new Date(`${day}T00:00:00Z`);
  return Number.isNaN(instant.getTime()) ? day : formatOf({ dateStyle: 'long', timeZone: 'UTC' }).format(instant);
}

function formatOf(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const { lang } = document.documentElement;
  return new Intl.DateTimeFormat(lang === 'en' ? 'en-GB' : lang, options);
}
