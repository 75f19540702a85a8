import { claimKey } from './credential-claims.ts';
import type { Loaded } from './files.ts';
import type { CredentialClaim } from './model-credential.ts';
import { refer } from './parts.ts';
import type { CredentialYaml } from './schema.ts';

/** The least contrast of text (WCAG 2.2, 1.4.3). */
const LEAST_CONTRAST = 4.5;

/** What stands on a card is among its claims, and can be read. */
export function checkLook({ yaml, file }: Loaded<CredentialYaml>, claims: readonly CredentialClaim[]): void {
  const { background, ink, face } = yaml.look;
  const known = Object.fromEntries(claims.map((claim) => [claimKey(claim), claim]));
  if (claims.length === Object.keys(yaml.claims).length)
    for (const [index, key] of face.entries()) refer(known, key, 'claim', { file, path: ['look', 'face', index] });
  const contrast = contrastOf(background, ink);
  if (contrast < LEAST_CONTRAST)
    file.mistake(
      ['look', 'ink'],
      `${ink} on ${background} has a contrast of ${contrast.toFixed(1)}: people can read from ${LEAST_CONTRAST} on`,
    );
}

/** Of two colours as #rrggbb, from 1 to 21 (WCAG 2.2, "contrast ratio"). */
function contrastOf(one: string, other: string): number {
  const [low = 0, high = 0] = [luminanceOf(one), luminanceOf(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

function luminanceOf(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((place) => {
    const part = Number.parseInt(colour.slice(place, place + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
