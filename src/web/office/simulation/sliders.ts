/** How a slider for a number goes: evenly, and exactly through the number that it starts from. */
export interface Slide {
  least: number;
  most: number;
  step: number;
}

/** Steps from one end to the other, about. */
const STEPS = 100;

/** From about nothing to twice today's number; further where the number is beyond that. */
export function slideFor(today: number, now: number = today): Slide {
  const reach = Math.max(2 * today, now, today === 0 ? 10 : 0);
  const step = stepFor(reach / STEPS, today);
  const rest = rounded(today % step);
  const least = rest === step ? 0 : rest;
  return { least, most: rounded(least + Math.ceil((reach - least) / step - 1e-9) * step), step };
}

/** 1, 2 or 5 and noughts, at least so much; a whole number goes by whole numbers. */
function stepFor(least: number, today: number): number {
  const magnitude = 10 ** Math.floor(Math.log10(least));
  const nice = [1, 2, 5, 10].find((factor) => factor * magnitude >= least * (1 - 1e-9)) ?? 10;
  const step = rounded(nice * magnitude);
  return Number.isInteger(today) ? Math.max(1, step) : step;
}

/** Without what binary fractions add. */
const rounded = (value: number): number => Number(value.toPrecision(12));
