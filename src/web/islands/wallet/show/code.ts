import { showOf } from '../../../../formats/index.ts';
import { now } from '../../shared/clock.ts';
import { sha256, signWith } from '../../shared/signatures.ts';
import type { HeldCard, HeldClaim, HeldCopy } from '../model.ts';

/** How often another code takes the place of the one that is shown, in seconds: well within the life of one. */
export const RENEWAL = 10;

/** A claim that can be told by a code, and its name there. */
export interface Tellable {
  name: string;
  claim: HeldClaim;
}

/** What of a card can be told without a network: first what is a yes or a no, since that tells least. */
export const tellable = ({ claims }: HeldCard): Tellable[] =>
  claims
    .flatMap((claim) => (claim.paths.compact ? [{ name: claim.paths.compact.join('.'), claim }] : []))
    .sort((one, other) => Number(isYesOrNo(other)) - Number(isYesOrNo(one)));

const isYesOrNo = ({ claim }: Tellable): boolean => typeof claim.value === 'boolean';

/** The text of a code that tells these claims from now on, signed by the copy's own key. */
export async function codeOf(
  { credential, key }: Pick<HeldCopy, 'credential' | 'key'>,
  claims: readonly string[],
  challenge: Uint8Array | undefined,
): Promise<string> {
  const at = Math.floor(now() / 1_000);
  const { input, finish } = showOf({ copy: credential, claims, at, challenge }, { sha256 });
  return finish(await signWith(key, input));
}
