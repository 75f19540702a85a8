import type { Locale } from '../../kernel/index.ts';
import { startCamera } from './shared/camera.ts';
import { keepPage } from './shared/keep-page.ts';
import { readySound } from './shared/tune.ts';
import { agoText, atText } from './verifier/age.ts';
import { judge } from './verifier/judge.ts';
import { type Anchors, fetchKnowledge, type Knowledge, keptKnowledge, seconds } from './verifier/knowledge.ts';
import { ask, question, stopAsking } from './verifier/question.ts';
import { hideVerdict, showVerdict, sound } from './verifier/verdict.ts';

/*
 * The page on which anybody verifies a card. What it needs to know it keeps, so that it goes on while no server answers;
 * what it is shown it tells nobody.
 */

const root = document.querySelector<HTMLElement>('[data-verifier]')!;
const locale = root.dataset.verifier as Locale;
const anchors: Anchors = {
  iss: root.dataset.iss!,
  roots: root.dataset.roots!.split(' ').map((base64) => Uint8Array.from(atob(base64), (one) => one.charCodeAt(0))),
};

/** How often what is known is fetched anew, and how often its age is told, in milliseconds. */
const RENEW_EVERY = 10 * 60_000;
const TELL_EVERY = 15_000;
/** From this age on, in seconds, it is said that it is old. */
const OLD = 86_400;
/** An answer goes by itself after so long, in milliseconds: what a card says is not left lying on a counter. */
const ANSWER_LIFE = 60_000;

const scanning = part('[data-scanning]');
const form = root.querySelector<HTMLFormElement>('[data-code-form]')!;
const camera = part('[data-camera]');
/** As it was before it was used: each scan begins with a fresh one. */
const unusedCamera = camera.cloneNode(true) as HTMLElement;

let knowledge: Knowledge | undefined;
let isOnline = true;
let leaving: ReturnType<typeof setTimeout> | undefined;

function part(selector: string): HTMLElement {
  return root.querySelector<HTMLElement>(selector)!;
}

async function renew(): Promise<void> {
  const fetched = await fetchKnowledge(anchors);
  isOnline = fetched !== undefined;
  if (fetched && fetched.bundle.iat >= (knowledge?.bundle.iat ?? 0)) knowledge = fetched;
  tellAge();
}

const age = (): number | undefined => knowledge && seconds() - knowledge.bundle.iat;

function ageText(): string | undefined {
  if (!knowledge) return undefined;
  const { iat } = knowledge.bundle;
  return part('[data-age]')
    .dataset.pattern!.replace('{at}', () => atText(iat, seconds()))
    .replace('{ago}', () => agoText(seconds() - iat));
}

function tellAge(): void {
  const place = part('[data-age]');
  const text = ageText() ?? '';
  if (place.textContent !== text) place.textContent = text;
  part('[data-knows="offline"]').hidden = isOnline || !knowledge;
  part('[data-knows="old"]').hidden = (age() ?? 0) < OLD;
  part('[data-knows="none"]').hidden = knowledge !== undefined;
}

async function answer(text: string): Promise<void> {
  const challenge = question();
  const verdict = await judge(text, knowledge, challenge);
  if (verdict.ok) stopAsking();
  scanning.hidden = true;
  showVerdict(verdict, { locale, age: ageText(), isOld: (age() ?? 0) >= OLD });
  clearTimeout(leaving);
  leaving = setTimeout(() => leave(false), ANSWER_LIFE);
}

/** Back to scanning. @param atOnce whether the camera goes on by itself: somebody has just asked it to. */
function leave(atOnce: boolean): void {
  clearTimeout(leaving);
  hideVerdict();
  form.reset();
  scanning.hidden = false;
  const fresh = unusedCamera.cloneNode(true) as HTMLElement;
  if (atOnce) delete fresh.dataset.waits;
  form.querySelector('[data-camera]')!.replaceWith(fresh);
  startCamera(fresh);
  scanning.querySelector<HTMLElement>('h1')!.scrollIntoView({ block: 'start' });
}

function onClick(id: string, act: () => void): void {
  document.getElementById(id)!.addEventListener('click', act);
}

async function begin(): Promise<void> {
  part('[data-without-script]').hidden = true;
  scanning.hidden = false;
  readySound();
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void answer(String(new FormData(form).get('code')));
  });
  onClick('ask', ask);
  onClick('stop-asking', stopAsking);
  onClick('next', () => leave(true));
  onClick('ask-again', () => {
    // Not at once: the other phone has to scan first, and still shows what was refused.
    leave(false);
    ask();
  });
  onClick('sound', sound);
  onClick('renew', () => void renew());
  addEventListener('online', () => void renew());
  startCamera(camera);
  knowledge = await keptKnowledge(anchors);
  if (knowledge) tellAge();
  await renew();
  setInterval(() => void renew(), RENEW_EVERY);
  setInterval(tellAge, TELL_EVERY);
  part('[data-kept]').hidden = !(await keepPage());
}

void begin();
