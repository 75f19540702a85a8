import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { testKey } from '../testing.ts';
import { type Cbor, decodeCbor, fullDate } from './cbor.ts';
import { MDL } from './mdl.ts';
import { mapOf, readIssuerParts } from './read.ts';
import { ELEMENTS, issuedMdl, shownMdl } from './testing/licence.ts';
import { partsOf } from './testing/parts.ts';

const SHOWN = ['age_over_18', 'issuing_country'];
const OTHERS_ELEMENTS: Readonly<Record<string, Cbor>> = {
  ...ELEMENTS,
  ...{ family_name: '林', given_name: '志明', birth_date: fullDate('1988-01-02'), document_number: 'B987654321' },
  portrait: new Uint8Array(900).fill(9),
};

/** What a verifier is shown of a copy; each has a key and a place for its status of its own, as copies have. */
function shownOf(elements: Readonly<Record<string, Cbor>>, idx: number): Uint8Array {
  const key = testKey();
  const status = { uri: 'https://gov.example/issuers/licensing/status/1', idx };
  const issued = issuedMdl({ elements: { [MDL.namespace]: elements }, deviceKey: key.jwk, status, padTo: 4 });
  return shownMdl(issued, SHOWN, { holder: key });
}

const answersAlike = (one: Uint8Array, other: Uint8Array) => {
  const [these, those] = [one, other].map((answer) => new Map(partsOf(decodeCbor(answer))));
  return new Set([...these!].flatMap(([way, value]) => (those!.get(way) === value ? [way] : [])));
};

describe('two answers side by side', () => {
  test('of one card are no more alike than those of two people of whom the same is shown', () => {
    // Ids are drawn from few: in one pair two may be the same, in all of many pairs only what is meant.
    const always = (pairs: readonly (readonly [Uint8Array, Uint8Array])[]) => {
      const [first, ...others] = pairs.map(([one, other]) => answersAlike(one, other));
      return new Set([...first!].filter((way) => others.every((alike) => alike.has(way))));
    };
    const pairs = (others: Readonly<Record<string, Cbor>>) =>
      Array.from({ length: 12 }, (_, nth) => [shownOf(ELEMENTS, 2 * nth), shownOf(others, 2 * nth + 1)] as const);
    const ofOne = always(pairs(ELEMENTS));
    assert.deepEqual(ofOne, always(pairs(OTHERS_ELEMENTS)));
    assert.ok(ofOne.size > 10);
    const own = /digestID|random|valueDigests\/|deviceKey\/-[23]|status_list\/idx|deviceSignature\/3|issuerAuth\/3/;
    assert.deepEqual(
      [...ofOne].filter((way) => own.test(way)),
      [],
    );
  });

  test('do not tell what was kept back: neither which it was, nor how many there are', () => {
    const idsAndDigests = (elements: Readonly<Record<string, Cbor>>) => {
      const issued = issuedMdl({ elements: { [MDL.namespace]: elements }, padTo: 4 });
      const { items, digests } = readIssuerParts(mapOf(decodeCbor(issued)));
      return { items: items!, digests: digests!.get(MDL.namespace)! };
    };
    const { issue_date: _, ...fewer } = ELEMENTS;
    for (const elements of [ELEMENTS, fewer])
      assert.deepEqual([...idsAndDigests(elements).digests.keys()], [...Array(12).keys()]);

    // In which place an element stands is drawn: over many, each of them is met by each element.
    const met = new Map<string, Set<number>>();
    for (let nth = 0; nth < 250; nth += 1)
      for (const { name, digestId } of idsAndDigests(fewer).items)
        met.set(name, (met.get(name) ?? new Set()).add(digestId));
    assert.ok([...met.values()].every((ids) => ids.size === 12));
  });
});
