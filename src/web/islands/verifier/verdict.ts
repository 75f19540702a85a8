import type { Locale } from '../../../kernel/index.ts';
import { dayText } from '../shared/outcome.ts';
import { playRefusal, playTune } from '../shared/tune.ts';
import type { Verdict } from './judge.ts';
import { ASKABLE } from './reasons.ts';

/*
 * The answer on the screen. All words are in the page; what belongs to the answer is shown, and the rest stays hidden.
 */

const place = document.querySelector<HTMLElement>('[data-verdict]')!;
const part = (selector: string): HTMLElement => place.querySelector<HTMLElement>(selector)!;

/** In one word: all that it answers is yes, or no, or some of each or nothing of the kind, so that one has to read; or it cannot be taken. */
type Headline = 'yes' | 'no' | 'genuine' | 'refused';

/** What is heard: steps of the scale that go up, one step, or what everybody understands as no. */
const SOUNDS: Readonly<Record<Headline, () => void>> = {
  yes: () => playTune([0, 2, 4]),
  genuine: () => playTune([2]),
  no: playRefusal,
  refused: playRefusal,
};

const SEALS: Readonly<Record<Headline, string>> = { yes: 'yes', genuine: 'genuine', no: 'no', refused: 'no' };

function headlineOf(verdict: Verdict): Headline {
  if (!verdict.ok) return 'refused';
  const answers = verdict.claims.map(({ value }) => value).filter((value) => typeof value === 'boolean');
  if (answers.length === 0 || new Set(answers).size > 1) return 'genuine';
  return answers[0] ? 'yes' : 'no';
}

const countOf = (verdict: Verdict): number => (verdict.ok ? verdict.claims.length : 0);

/** Shows an answer. @param age how old the knowledge is by which it was found, in words; undefined where there is none. */
export function showVerdict(
  verdict: Verdict,
  { locale, age, isOld }: { locale: Locale; age: string | undefined; isOld: boolean },
): void {
  const headline = headlineOf(verdict);
  place.dataset.verdict = headline;
  only('[data-headline]', 'headline', headline);
  only('[data-seal]', 'seal', SEALS[headline]);
  only('[data-reason]', 'reason', verdict.ok ? '' : verdict.reason);
  only('[data-holds]', 'holds', verdict.ok ? (verdict.paper ? 'paper' : 'phone') : '');
  // One answer is the headline: saying it twice helps nobody.
  part('[data-claims]').classList.toggle('md-verdict__claims--one', headline !== 'genuine' && countOf(verdict) === 1);
  part('[data-claims]').replaceChildren(
    ...(verdict.ok ? verdict.claims.flatMap((said) => claimRow(said, locale)) : []),
  );
  const of = part('[data-of]');
  of.hidden = !verdict.ok;
  if (verdict.ok)
    of.textContent = of.dataset
      .pattern!.replace('{type}', () => verdict.type.title[locale])
      .replace('{agency}', () => verdict.agency[locale]);
  part('[data-old]').hidden = !isOld || !verdict.ok;
  part('[data-verdict-age]').textContent = age ?? '';
  part('#ask-again').hidden = verdict.ok || !ASKABLE.includes(verdict.reason);
  place.hidden = false;
  part('#verdict-title').focus({ preventScroll: true });
  scrollTo({ top: 0, behavior: 'instant' });
  sound();
}

/** Plays the answer, again if asked to. */
export function sound(): void {
  SOUNDS[place.dataset.verdict as Headline]();
}

/** Takes the answer off the screen, and what the card said out of the page. */
export function hideVerdict(): void {
  place.hidden = true;
  part('[data-claims]').replaceChildren();
}

function only(selector: string, name: string, wanted: string): void {
  // Parts of a drawing have no `hidden` of their own.
  for (const one of place.querySelectorAll<HTMLElement | SVGElement>(selector))
    one.toggleAttribute('hidden', one.dataset[name] !== wanted);
}

type Said = Extract<Verdict, { ok: true }>['claims'][number];

function claimRow({ claim, value }: Said, locale: Locale): HTMLElement[] {
  const [term, text] = [document.createElement('dt'), document.createElement('dd')];
  term.textContent = claim.title[locale];
  text.textContent = valueText({ claim, value }, locale);
  text.dataset.value = String(value);
  return [term, text];
}

function valueText({ claim, value }: Said, locale: Locale): string {
  const { yes, no } = part('[data-claims]').dataset;
  if (typeof value === 'boolean') return (value ? yes : no)!;
  const word = typeof value === 'string' ? claim.options?.[value] : undefined;
  if (word) return word[locale];
  return /^\d{4}-\d\d-\d\d$/.test(String(value)) ? dayText(String(value)) : String(value);
}
