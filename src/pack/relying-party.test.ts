import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { withCredential } from './credential-fixture.ts';
import { compileTexts } from './fixture.ts';
import { formatProblem } from './problems.ts';
import { readRelyingParty } from './relying-party.ts';

const named = (text: string) => `{ko: ${text}, zh-Hant: ${text}, en: ${text}}`;

const FILE = 'relying-parties/park.yaml';
const PARK = `id: park
title: ${named('Park')}
summary: ${named('Dogs run here')}
hosts: [park.example]
uses:
  enter:
    purpose: ${named('To let your dog in')}
    law: [{act: Dog Act, article: "5"}]
    asks:
      - dog-card: {claims: [dog.size], optional: [chip]}
      - dog-card: []
`;

const { pack } = withCredential();
const read = (text: string) => readRelyingParty(pack!, FILE, text);
const problemsOf = (from: string, to: string) => {
  assert.ok(PARK.includes(from));
  return read(PARK.replace(from, to)).problems.map((problem) => formatProblem(problem).replace(`${FILE}:`, ''));
};

describe('a relying party', () => {
  it('asks for claims of credentials, by purposes', () => {
    const found = read(PARK);
    assert.ok('party' in found);
    const { id, agency, hosts, uses } = found.party;
    assert.deepEqual([id, agency, hosts, [...uses.keys()]], ['park', undefined, ['park.example'], ['enter']]);
    const { asks, law, refusing } = uses.get('enter')!;
    assert.deepEqual([law[0]!.title!.en, refusing], ['Dog Act', undefined]);
    assert.deepEqual(
      asks.map((option) =>
        option.map(({ type, claims, optional }) => [type.id, claims.length, optional.map(({ path }) => path[0])]),
      ),
      [[['dog-card', 1, ['chip']]], [['dog-card', 0, []]]],
    );
  });

  const MISTAKES: [what: string, from: string, to: string, problem: RegExp][] = [
    [
      'an unknown credential',
      'dog-card: []',
      'dog-crad: []',
      /there is no credential "dog-crad" — did you mean dog-card/,
    ],
    [
      'an unknown claim',
      '[dog.size]',
      '[dog.sice]',
      /there is no claim "dog.sice" of dog-card — did you mean dog.size/,
    ],
    ['a claim twice', 'optional: [chip]', 'optional: [dog.size]', /dog.size is asked for twice/],
    ['an unknown act', 'Dog Act', 'Cat Act', /there is no act "Cat Act" in pack.yaml/],
    ['an unknown agency', 'hosts:', 'agency: zoo\nhosts:', /there is no agency "zoo"/],
    ['no host', 'park.example', 'https://park.example', /is not the name of a host/],
    ['no use', /uses:[\s\S]*/.exec(PARK)![0], 'uses: {}\n', /it would ask for nothing/],
    ['a purpose without words', 'purpose:', 'pupose:', /there is no key "pupose" here|purpose is missing/],
  ];
  for (const [what, from, to, problem] of MISTAKES)
    it(`${what} is told`, () =>
      assert.ok(
        problemsOf(from, to).some((line) => problem.test(line)),
        String(problemsOf(from, to)),
      ));

  it('is a file of a pack, which is refused as a whole with a mistake in one', () => {
    assert.deepEqual([...(withCredential().pack?.relyingParties.keys() ?? [])], []);
    const { problems } = compileTexts({ [FILE]: PARK });
    assert.match(problems.map(formatProblem).join('\n'), /there is no credential "dog-card"/);
  });
});
