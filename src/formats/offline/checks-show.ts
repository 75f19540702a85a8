import { equalBytes } from '../bytes.ts';
import type { Step } from '../jose/checks.ts';
import { STATUS } from '../status/list.ts';
import { fromBase45 } from './base45.ts';
import { CLOCK_LEEWAY, CODE_PREFIX, MOST_CHARACTERS, SHOW_LIFE, writeLeaf } from './model.ts';
import { readShown } from './parts.ts';
import type { ShowRun } from './run.ts';
import { leafHash, provenRoot } from './tree.ts';

const leavesOf = ({ shown }: ShowRun) => shown!.leaves;
const holderOf = ({ shown }: ShowRun) => shown!.holder!;
const isPaper = ({ signed }: ShowRun) => signed!.holderKey === undefined;
const statusOf = ({ expected, key, signed }: ShowRun) => expected.statusOf(key!.agency, signed!.place);

/** What is demanded of the text of a code. */
export const TEXT_STEPS: readonly Step<ShowRun>[] = [
  {
    title: 'the text of the code',
    checks: [
      {
        id: 'text.prefix',
        source: 'here',
        says: `It begins with ${CODE_PREFIX}`,
        holds: ({ text }) => text.startsWith(CODE_PREFIX),
      },
      {
        id: 'text.size',
        source: 'here, ISO/IEC 18004 table 7',
        says: `It has at most ${MOST_CHARACTERS} characters: no QR code holds more.`,
        holds: ({ text }) => text.length <= MOST_CHARACTERS,
      },
      {
        id: 'text.base45',
        source: 'RFC 9285 §4',
        says: 'The rest of it is base45.',
        holds: (run) => {
          run.bytes = fromBase45(run.text.slice(CODE_PREFIX.length));
          return run.bytes !== undefined;
        },
      },
      {
        id: 'code.form',
        source: 'RFC 8949 §4.2.1, here',
        says: 'It is CBOR in its shortest form, and holds what a card or a paper shows, each part in its form.',
        holds: (run) => {
          run.shown = readShown(run.bytes!);
          run.parts = run.shown;
          return run.shown !== undefined;
        },
      },
    ],
  },
];

/** What is demanded of a code once what its issuer signed holds. */
export const SHOW_STEPS: readonly Step<ShowRun>[] = [
  {
    title: 'what is shown',
    checks: [
      {
        id: 'claims.some',
        source: 'here',
        says: 'It shows something.',
        holds: (run) => leavesOf(run).length > 0,
      },
      {
        id: 'claims.places',
        source: 'here',
        says: 'Each claim has a place of its own in what was signed.',
        holds: (run) => {
          const places = leavesOf(run).map(({ place }) => place);
          return new Set(places).size === places.length && places.every((place) => place < 2 ** run.signed!.depth);
        },
      },
      {
        id: 'claims.unique',
        source: 'here, RFC 9901 §7.1',
        says: 'No claim is shown twice.',
        holds: (run) => new Set(leavesOf(run).map(({ name }) => name)).size === leavesOf(run).length,
      },
      {
        id: 'claims.root',
        source: 'here, RFC 6962 §2.1',
        says: 'What is shown is what the issuer signed.',
        holds: (run) => {
          const { sha256 } = run.expected;
          const leaves = new Map(leavesOf(run).map((leaf) => [leaf.place, leafHash(writeLeaf(leaf), sha256)]));
          const { depth, root } = run.signed!;
          const proven = provenRoot(leaves, { depth, proof: run.shown!.proof, sha256 });
          return proven !== undefined && equalBytes(proven, root);
        },
      },
    ],
  },
  {
    title: 'who shows it',
    checks: [
      {
        id: 'holder.bound',
        source: 'here, RFC 7800 §3',
        says: 'What is bound to a phone is shown by a phone, and what is bound to none is a paper.',
        holds: (run) => isPaper(run) === (run.shown!.holder === undefined),
      },
    ],
  },
  {
    title: "the phone's part",
    applies: (run) => !isPaper(run),
    checks: [
      {
        id: 'holder.signature',
        source: 'RFC 9053 §2.1',
        says: "The phone's signature is as long as its algorithm says.",
        holds: (run) => holderOf(run).signature.length === 64,
      },
      {
        id: 'holder.unasked',
        source: 'here',
        says: 'It does not answer a question that this verifier has not asked.',
        holds: (run) => isAsked(run) || holderOf(run).challenge === null,
      },
      {
        id: 'holder.stale',
        source: 'here',
        says: `It was made within ${SHOW_LIFE} seconds, give or take ${CLOCK_LEEWAY} for clocks that differ.`,
        holds: (run) => isAsked(run) || run.expected.at <= holderOf(run).at + SHOW_LIFE + CLOCK_LEEWAY,
      },
      {
        id: 'holder.ahead',
        source: 'here',
        says: `It was not made more than ${CLOCK_LEEWAY} seconds in the future.`,
        holds: (run) => isAsked(run) || holderOf(run).at <= run.expected.at + CLOCK_LEEWAY,
      },
      {
        id: 'holder.challenge',
        source: 'here',
        says: 'It answers the question on the screen.',
        holds: (run) => !isAsked(run) || answers(run),
      },
      {
        id: 'holder.taken',
        source: 'here',
        says: 'This verifier has not taken this very code before.',
        holds: ({ expected, shown }) => !expected.wasTaken?.(shown!.holder!.signature),
      },
    ],
  },
  {
    title: 'its status',
    checks: [
      {
        id: 'status.known',
        source: 'TSL §8.3',
        says: 'Its status is known.',
        holds: (run) => statusOf(run) !== undefined,
      },
      {
        id: 'status.suspended',
        source: 'TSL §7.1',
        says: 'It is not suspended.',
        holds: (run) => statusOf(run) !== STATUS.suspended,
      },
      {
        id: 'status.revoked',
        source: 'TSL §7.1',
        says: 'It is not revoked.',
        holds: (run) => statusOf(run) === STATUS.valid,
      },
    ],
  },
];

/** Whether there is a question: what answers it was made since, whatever the clock of the phone says. */
const isAsked = ({ expected }: ShowRun): boolean => expected.challenge !== undefined;

function answers({ shown, expected: { challenge } }: ShowRun): boolean {
  const answered = shown!.holder!.challenge;
  return answered !== null && equalBytes(answered, challenge!);
}
