import { fromBase64 } from '../bytes.ts';
import { type JwsParts, type Step, signatureChecks } from '../jose/checks.ts';
import { type ChainChecked, type ChainExpected, checkChain } from './chain.ts';

/*
 * A signed text that carries the certificates of who signed it (`x5c`), as trust lists, bundles, requests and registrations do.
 */

/** What is known of one while it is checked. */
export interface SignedRun {
  jws: JwsParts | undefined;
  chain: readonly Uint8Array[] | undefined;
  checked: ChainChecked | undefined;
}

/** How the step is called, and what it says. */
export interface SignerWords {
  title: string;
  /** The first word of the ids of what is demanded of the certificates, and of the signature. */
  ids: { chain: string; signature: string };
  /** What was signed, with its article. */
  called: string;
  /** Where the certificates lead to. */
  leadsTo: string;
}

/** Who signed it, by certificates that lead to a root that is trusted for this. Whatever follows may ask for `leafOf`. */
export function signerStep<Run extends SignedRun>(
  { title, ids, called, leadsTo }: SignerWords,
  expectedOf: (run: Run) => ChainExpected,
): Step<Run> {
  return {
    title,
    read(run) {
      run.chain = chainOf(run.jws!.header.x5c);
      run.checked = run.chain && checkChain(run.chain, expectedOf(run));
      return undefined;
    },
    checks: [
      {
        id: `${ids.chain}.x5c`,
        source: 'RFC 7515 §4.1.6',
        says: 'It carries the certificates of who signed it, each as base64 of DER.',
        holds: ({ chain }) => chain !== undefined,
      },
      {
        id: `${ids.chain}.chain`,
        source: 'RFC 5280 §6',
        says: `The certificates lead to ${leadsTo}.`,
        holds: ({ checked }) => checked!.ok,
      },
      ...signatureChecks<Run>(
        ids.signature,
        called,
        ({ jws }) => jws!,
        (run) => leafOf(run).jwk!,
      ),
    ],
  };
}

/** Who signed it, once its chain was found right. */
export const leafOf = ({ checked }: SignedRun) => okChain(checked).leaf;

/** The same with the signatures on the certificates. */
export const okChain = (checked: ChainChecked | undefined) => checked as Extract<ChainChecked, { ok: true }>;

/** Certificates in a header, as DER. */
function chainOf(x5c: unknown): readonly Uint8Array[] | undefined {
  if (!Array.isArray(x5c) || x5c.length === 0) return undefined;
  const chain = x5c.map((one) => (typeof one === 'string' ? fromBase64(one) : undefined));
  return chain.every((one) => one !== undefined) ? chain : undefined;
}
