import {
  type BundledClaim,
  type BundledType,
  bundledKey,
  checkShow,
  HOLDERS_SIGNATURE,
  type Names,
  type PlainValue,
} from '../../../formats/index.ts';
import { falseOneOf, sha256 } from '../shared/signatures.ts';
import { type Knowledge, seconds } from './knowledge.ts';
import { type Reason, reasonOf } from './reasons.ts';

/** What came of a code. */
export type Verdict =
  | {
      ok: true;
      type: BundledType;
      agency: Names;
      /** In the order of the type. */
      claims: readonly { claim: BundledClaim; value: PlainValue }[];
      paper: boolean;
    }
  | { ok: false; reason: Reason };

/** For how long a code that was taken is remembered, in seconds: it is stale before. */
const REMEMBERED = 120;

/** Codes that were taken here, by their signatures, and when. */
const taken = new Map<string, number>();

/** Judges a code by what is known here. @param challenge the question on the screen, if there is one. */
export async function judge(
  text: string,
  knowledge: Knowledge | undefined,
  challenge: Uint8Array | undefined,
): Promise<Verdict> {
  const at = seconds();
  if (!knowledge || knowledge.bundle.exp <= at) return { ok: false, reason: 'no-data' };
  const { bundle, statusOf } = knowledge;
  const checked = checkShow(text.trim(), {
    ...{ at, sha256, statusOf, challenge },
    keyOf: (kid) => bundledKey(bundle, kid),
    wasTaken: (signature) => at - (taken.get(String(signature)) ?? Number.NEGATIVE_INFINITY) < REMEMBERED,
  });
  if (!checked.ok) return { ok: false, reason: reasonOf(checked.failed) };
  const { type: id, agency: agencyId, claims, holderSignature, paper } = checked;
  const wrong = await falseOneOf(checked.signatures);
  if (wrong) return { ok: false, reason: wrong.what === HOLDERS_SIGNATURE ? 'borrowed' : 'foreign' };
  const issuer = bundle.issuers.find(({ agency }) => agency === agencyId)!;
  const type = issuer.types.find((one) => one.id === id)!;
  const said = type.claims.filter(({ name }) => Object.hasOwn(claims, name));
  // What these words do not know yet was added to the type since they were fetched.
  if (said.length < Object.keys(claims).length) return { ok: false, reason: 'unknown' };
  if (holderSignature) taken.set(String(holderSignature), at);
  return {
    ...{ ok: true, type, agency: issuer.title, paper },
    claims: said.map((claim) => ({ claim, value: claims[claim.name]! })),
  };
}
