import { PIN } from '../store.ts';
import { OPEN_WORDS as WORDS } from './words.ts';

/** What is wrong with a PIN that somebody wants to have; undefined for a good one. */
export function problemOfNewPin(pin: string) {
  if (!PIN.test(pin)) return WORDS.pinWrongForm;
  return isEasy(pin) ? WORDS.pinTooEasy : undefined;
}

/** One digit again and again, or digits that are counted up or down: what is tried first. */
function isEasy(pin: string): boolean {
  const steps = [...pin].slice(1).map((digit, at) => Number(digit) - Number(pin[at]));
  return [-1, 0, 1].some((step) => steps.every((one) => one === step));
}
