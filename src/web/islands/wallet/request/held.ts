import type { ClaimPath } from '../../../../formats/index.ts';
import type { CopyFormat, HeldCard, HeldClaim } from '../model.ts';

/** A card in one of its forms, as a query is matched with it (OpenID4VP 1.0 §6). */
export interface HeldForm {
  card: HeldCard;
  format: OpenFormat;
  /** `vct` or document type. */
  type: string;
  /** All that it says, where it says it in this form. */
  claims: Record<string, unknown>;
}

/** The forms that the open standards know; the compact one is shown without a network only. */
export type OpenFormat = Exclude<CopyFormat, 'compact'>;

/** Every form of every card. */
export function heldForms(cards: readonly HeldCard[]): HeldForm[] {
  return cards.flatMap((card) =>
    card.formats.flatMap(({ format, type }) =>
      format === 'compact' ? [] : [{ card, format, type, claims: claimsIn(card, format) }],
    ),
  );
}

function claimsIn({ claims }: HeldCard, format: OpenFormat): Record<string, unknown> {
  const all: Record<string, unknown> = {};
  for (const { paths, value } of claims) {
    const path = paths[format];
    if (path) put(all, path, value);
  }
  return all;
}

function put(all: Record<string, unknown>, path: readonly (string | number)[], value: unknown): void {
  const name = path.at(-1)!;
  let here = all;
  for (const step of path.slice(0, -1)) {
    here[step] ??= {};
    here = here[step] as Record<string, unknown>;
  }
  here[name] = value;
}

/**
 * What is told of a card when what stands at a path is: one claim, or all that stand below it, or the one that it stands in,
 * since that is shown as far as it must be.
 */
export function claimsAt({ claims }: HeldCard, format: CopyFormat, path: ClaimPath): HeldClaim[] {
  return claims.filter(({ paths }) => {
    const own = paths[format];
    if (!own) return false;
    const shared = Math.min(own.length, path.length);
    return own
      .slice(0, shared)
      .every((step, at) => step === path[at] || (path[at] === null && typeof step === 'number'));
  });
}

/** What everybody sees to whom the card is shown in this form. */
export const alwaysSeen = ({ claims }: HeldCard, format: CopyFormat): HeldClaim[] =>
  claims.filter(({ apart, paths }) => !apart && paths[format] !== undefined);
