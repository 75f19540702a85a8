import { headerChecks, jwsAt, readPart, type Step, textChecks } from '../jose/checks.ts';
import type { ChainExpected } from '../trust/chain.ts';
import { type SignedRun, signerStep } from '../trust/signer-step.ts';

/*
 * A JWT that carries the certificates of who signed it, as requests and registrations do.
 */

const MOST_CHARACTERS = 131_072;

/** Finds its parts. */
export function beginSigned(jwt: string): SignedRun {
  const ascii = new TextEncoder().encode(jwt.slice(0, MOST_CHARACTERS + 1));
  const jws = ascii.length > MOST_CHARACTERS ? undefined : jwsAt(ascii, 0, ascii.length);
  return { jws, chain: undefined, checked: undefined };
}

/** What is demanded of its form, its header, and who signed it. @param part the first word of the checks' ids. */
export function signedSteps<Run extends SignedRun>(
  part: string,
  called: string,
  typ: { is: string; source: string },
  expectedOf: (run: Run) => ChainExpected,
): Step<Run>[] {
  const jwsOf = ({ jws }: SignedRun) => jws!;
  return [
    {
      title: `Form of ${called}`,
      checks: [
        {
          id: `${part}.form`,
          source: 'RFC 7515 §7.1, here',
          says: `It is a JWT of three parts, of at most ${MOST_CHARACTERS} characters.`,
          holds: ({ jws }) => jws !== undefined,
        },
      ],
    },
    {
      title: `Header of ${called}`,
      read: ({ jws }) => readPart(jws!, 'header', `${part}-header`),
      checks: [
        ...textChecks<Run>(`${part}-header`, 'The header'),
        ...headerChecks<Run>(`${part}-header`, `${called[0]!.toUpperCase()}${called.slice(1)}`, jwsOf, {
          is: () => [typ.is],
          source: typ.source,
          says: `It says what it is: ${typ.is}.`,
        }),
      ],
    },
    signerStep<Run>(
      {
        title: `Who signed ${called}`,
        ids: { chain: part, signature: part },
        called,
        leadsTo: 'a root that is trusted for this',
      },
      expectedOf,
    ),
    {
      title: `What ${called} says`,
      read: ({ jws }) => readPart(jws!, 'payload', `${part}-payload`),
      checks: textChecks<Run>(`${part}-payload`, 'The payload'),
    },
  ];
}
