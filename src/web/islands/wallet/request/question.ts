import type { HeldCard } from '../model.ts';
import type { ClaimSets } from './consent.ts';
import type { HeldForm, OpenFormat } from './held.ts';

/*
 * What a request comes to, for the one who has to answer it: for each thing that is wanted the cards among which they choose,
 * and for each card what is to be told of it. A query speaks of credentials and formats; a person, of cards.
 */

/** How a query matches what is held (`matchQuery`). */
export interface Matched {
  fits: ReadonlyMap<string, readonly { held: HeldForm; options: ClaimSets }[]>;
  sets: readonly { options: readonly (readonly string[])[]; required: boolean }[];
}

/** One card that answers one query of the request. */
export interface Part {
  /** The query's id. */
  query: string;
  card: HeldCard;
  format: OpenFormat;
  sets: ClaimSets;
}

/** One thing that is wanted. */
export interface Wanted {
  /** Whether the request is answered only with it. */
  required: boolean;
  /** What would do, liked best first: mostly one card each. */
  choices: readonly (readonly Part[])[];
}

/** More than anybody chooses among. */
const MOST_CHOICES = 12;

/**
 * What is wanted, as far as anything that is held will do.
 * @returns undefined where something is required and nothing that is held will do.
 */
export function questionOf({ fits, sets }: Matched): Wanted[] | undefined {
  const wanted = sets.map(({ options, required }) => {
    const choices = options.flatMap((queries) => product(queries.map((query) => partsOf(fits, query))));
    return { required, choices: oncePerCards(choices).slice(0, MOST_CHOICES) };
  });
  if (wanted.some(({ required, choices }) => required && choices.length === 0)) return undefined;
  return wanted.filter(({ choices }) => choices.length > 0);
}

function partsOf(fits: Matched['fits'], query: string): Part[] {
  return (fits.get(query) ?? []).map(({ held: { card, format }, options: sets }) => ({ query, card, format, sets }));
}

/** One of each, in every way. */
const product = (lists: readonly (readonly Part[])[]): Part[][] =>
  lists.reduce<Part[][]>((ways, list) => ways.flatMap((way) => list.map((part) => [...way, part])), [[]]);

/** The same card in another form is the same to whom it belongs: the form that is liked better will do. */
function oncePerCards(choices: readonly (readonly Part[])[]): (readonly Part[])[] {
  const first = new Map<string, readonly Part[]>();
  for (const choice of choices) {
    const cards = JSON.stringify(choice.map(({ card }) => card.id).sort());
    if (!first.has(cards)) first.set(cards, choice);
  }
  return [...first.values()];
}
