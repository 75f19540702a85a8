import { type ClaimPath, DIGEST, DIGESTS, HASH_CLAIM, NEVER_APART } from './model.ts';

/** Which claims a holder may keep to themself: a tree along the paths to them, made once for a type of credential. */
export interface Frame {
  /** Whether what stands here has a disclosure of its own. */
  apart: boolean;
  /** What a disclosure of a member has between its salt and its value: `,"name",`. */
  between: string;
  /** By member, by index, or null for all elements. */
  below: Map<string | number | null, Frame>;
}

/**
 * The frame of the claims at these paths. One path within another makes a recursive disclosure (RFC 9901 §4.2.6): who
 * discloses the inner one discloses the outer one, too.
 * @throws RangeError for a claim that may never stand apart, and for a name that is no claim's.
 */
export function frameOf(paths: readonly ClaimPath[]): Frame {
  const root: Frame = { apart: false, between: '', below: new Map() };
  for (const path of paths) {
    if (path.length === 0 || NEVER_APART.has(path[0]!)) throw new RangeError(`May not stand apart: ${path.join('.')}`);
    let here = root;
    for (const step of path) {
      if (step === DIGESTS || step === DIGEST || step === HASH_CLAIM)
        throw new RangeError(`No name of a claim: ${step}`);
      let next = here.below.get(step);
      if (!next) {
        next = {
          apart: false,
          between: typeof step === 'string' ? `,${JSON.stringify(step)},` : ',',
          below: new Map(),
        };
        here.below.set(step, next);
      }
      here = next;
    }
    here.apart = true;
  }
  return root;
}
