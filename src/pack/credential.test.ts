import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CREDENTIAL, withCredential } from './credential-fixture.ts';
import { runExamples } from './examples.ts';
import { formatProblem } from './problems.ts';

const named = (text: string) => ({ ko: text, 'zh-Hant': text, en: text });

describe('a right credential', () => {
  const { pack, problems } = withCredential();
  const card = pack?.credentials.get('dog-card');

  it('compiles', () => {
    assert.deepEqual(problems.map(formatProblem), []);
    const { eligibility, claims, law, version, ...rest } = card!;
    assert.deepEqual([eligibility.about, eligibility.for, law[0]!.article], ['dogs', 'owner', '4']);
    assert.match(version, /^[0-9a-f]{64}$/);
    assert.deepEqual(rest, {
      id: 'dog-card',
      agency: 'kennel',
      office: 'keeper',
      title: named('Dog card'),
      summary: named('Your dog on your phone'),
      holder: { kind: 'named', registry: 'dogs', fields: ['owner', 'friends'] },
      formats: [{ kind: 'dc+sd-jwt' }, { kind: 'mso_mdoc', docType: 'org.example.dog' }, { kind: 'compact' }],
      offline: ['dog.big', 'birthdate'],
      look: { background: '#1b4f72', ink: '#ffffff', emblem: 'D', face: ['chip', 'dog.size'] },
      life: { days: 365 },
      renew: { days: 30 },
      copies: 5,
    });
    assert.deepEqual(
      claims.map(({ path, apart, element }) => [
        path.join('.'),
        apart,
        element && `${element.namespace}/${element.name}`,
      ]),
      [
        ['chip', false, 'org.example.dog/document_number'],
        ['dog.size', true, undefined],
        ['dog.big', true, undefined],
        ['keeps', true, undefined],
        ['birthdate', true, 'other.space/birth_date'],
        ['picture', true, undefined],
      ],
    );
    assert.deepEqual(Object.keys(claims[1]!.options!), ['big', 'small']);
    assert.deepEqual(claims[5]!.says, { kind: 'picture' });
  });

  it('runs its examples, and says which claims come out otherwise', () => {
    const differences = (...change: [string, string][]) =>
      runExamples(withCredential(CREDENTIAL, ...change).pack!).flatMap((result) => result.differences);
    assert.deepEqual(differences(), []);
    assert.deepEqual(differences(['claims: {keeps: false}', 'claims: {keeps: true, dog.size: null}']), [
      'claims: keeps true expected, false found',
      'claims: dog.size null expected, "big" found',
    ]);
  });

  it('is its holder’s own where it names no record', () => {
    const own = withCredential(
      CREDENTIAL,
      ['holder: [dogs.owner, dogs.friends]\n', ''],
      ['  keeps: {derive: applicant = owner, title: {ko: Keeps it, zh-Hant: Keeps it, en: Keeps it}}\n', ''],
      ['  keeps: keeps\n', ''],
      ['applicant: A, owner: A, ', ''],
      ['keeps: true, ', ''],
      ['  - {on: 2026-03-01, in: {applicant: B}, out: {eligible: yes, claims: {keeps: false}}}\n', ''],
    );
    assert.deepEqual(own.problems.map(formatProblem), []);
    assert.deepEqual(own.pack!.credentials.get('dog-card')!.holder, { kind: 'self' });
  });
});

/** What is replaced by what, and all that is then told, each at its place in the credential's file. */
type Mistake = [what: string, from: string, to: string, ...problems: string[]];

const MISTAKES: readonly Mistake[] = [
  ['an unknown agency', 'agency: kennel', 'agency: kennle', '2:9 there is no agency "kennle" — did you mean kennel?'],
  [
    'an unknown office',
    'office: keeper',
    'office: kepeer',
    '3:9 there is no role "kepeer" at kennel — did you mean keeper?',
  ],
  [
    'the id of a service',
    'id: dog-card',
    'id: dog-grant',
    '1:5 a service is called "dog-grant" as well',
    '1:5 the id "dog-grant" differs from the file\'s name, "dog-card"',
  ],
  ['a holder in no field', 'dogs.owner,', 'dogs.ownr,', '7:10 there is no field "ownr" of dogs — did you mean owner?'],
  [
    'a holder by whom nothing is found',
    'dogs.friends]',
    'dogs.size]',
    '7:22 records of dogs are not found by size — possible: owner, friends',
  ],
  [
    'a holder of another record',
    'dogs.friends]',
    'people.person]',
    '7:22 the record that it speaks of is of dogs: this is another one',
  ],
  ['a claim of no fact', 'dog.size: size', 'dog.size: sise', '19:13 there is no fact "sise" — did you mean size?'],
  ['a claim of nothing', '{picture: neutral, title', '{title', '23:12 this says either a fact or a picture'],
  ['a word of the issuer', '  keeps: keeps', '  exp: keeps', "21:3 exp is the issuer's own word"],
  [
    'a claim within a claim',
    '  keeps: keeps',
    '  dog: keeps',
    '21:3 dog cannot say something itself and hold dog.size',
  ],
  [
    'a claim without a name',
    'title: {ko: Picture, zh-Hant: Picture, en: Picture}',
    'shown: always',
    '23:12 title is missing: by what name do people know picture?',
  ],
  [
    'people who are nobody’s business',
    'is_big: {derive: size = "big"',
    'is_big: {from: dogs.friends}\n  large: {derive: size = "big"',
    '14:3 large is not used: a service learns only what it needs',
    '21:12 is_big is of type people, which a credential does not tell',
  ],
  [
    'a question',
    'chip: {from: dogs.chip}',
    'chip: {type: text, ask: {ko: a, zh-Hant: a, en: a}, title: {ko: a, zh-Hant: a, en: a}}',
    '10:3 chip is asked: an agency vouches for what registers hold',
  ],
  ['a fact that nothing needs', '  keeps: keeps\n', '', '12:3 keeps is not used: a service learns only what it needs'],
  ['a format twice', '[dc+sd-jwt, {', '[dc+sd-jwt, dc+sd-jwt, {', '24:22 a credential has one format of a kind'],
  [
    'an mdoc that is none',
    ', {mdoc: org.example.dog}',
    '',
    '18:28 the formats of this credential name no mdoc',
    '22:80 the formats of this credential name no mdoc',
  ],
  [
    'two claims in one place of the mdoc',
    'other.space/birth_date',
    'document_number',
    '22:80 two claims stand at document_number',
  ],
  [
    'a standard document that lacks what its standard wants',
    'org.example.dog',
    'org.iso.18013.5.1.mDL',
    '24:22 a document of type org.iso.18013.5.1.mDL must have family_name, given_name, birth_date, issue_date, expiry_date, ' +
      'issuing_country, issuing_authority, portrait, driving_privileges, un_distinguishing_sign',
  ],
  [
    'nearly a standard document',
    'org.example.dog',
    'org.iso.18013.5.mDL',
    '24:29 no standard has org.iso.18013.5.mDL — did you mean org.iso.18013.5.1.mDL?',
  ],
  [
    'no claim offline, one twice, and one that takes room',
    'offline: [dog.big, birthdate]',
    'offline: [dog.bg, birthdate, birthdate, picture]',
    '25:11 there is no claim "dog.bg" — did you mean dog.big?',
    '25:30 birthdate is named already',
    '25:41 picture has no room in a small code: it is no word, number or day',
  ],
  ['nothing offline', 'offline: [dog.big, birthdate]', 'offline: []', '25:10 this names no claim: leave it out'],
  ['a face of no claim', 'face: [chip,', 'face: [chp,', '26:65 there is no claim "chp" — did you mean chip?'],
  [
    'what nobody can read',
    'ink: "#ffffff"',
    'ink: "#556677"',
    '26:36 #556677 on #1b4f72 has a contrast of 1.5: people can read from 4.5 on',
  ],
  ['a colour that is none', 'ink: "#ffffff"', 'ink: white', '26:36 "white" is not a colour such as #1d4f76'],
  [
    'made anew before it is old',
    'copies: 5',
    'copies: 5\nrenew: 400 days',
    '29:8 it would be made anew 400 days before its end, and is good for 365',
  ],
  ['a life that is none', 'life: 365 days', 'life: a year', '27:7 "a year" is not a time such as "365 days"'],
  ['a key that there is not', 'copies: 5', 'copys: 5', '28:1 there is no key "copys" here — did you mean copies?'],
];

describe('mistakes in a credential', () => {
  for (const [what, from, to, ...expected] of MISTAKES)
    it(what, () => {
      const { pack, problems } = withCredential(CREDENTIAL, [from, to]);
      assert.equal(pack, undefined);
      assert.deepEqual(problems.map(formatProblem).sort(), expected.map((text) => `${CREDENTIAL}:${text}`).sort());
    });

  it('a record that the issuer may not read', () => {
    const { problems } = withCredential('registries/dogs.yaml', [
      'agency: kennel\nkeeper: keeper',
      'agency: town\nkeeper: clerk',
    ]);
    const told = problems.map(formatProblem);
    assert.ok(
      told.includes(`${CREDENTIAL}:7:10 kennel may not read dogs: it is not under "read" there`),
      told.join('\n'),
    );
  });

  it('a day of death that is no day', () => {
    const { problems } = withCredential('pack.yaml', ['number: plain', 'number: plain, died: name']);
    assert.deepEqual(problems.map(formatProblem), ['pack.yaml:6:61 name is not of type date']);
  });

  it('who acts for children by what is no day, or by a record in which families do not stand', () => {
    const minors = 'minors: {born: name, of_age: 18, by: [dogs.friends, people.mother]}';
    const { problems } = withCredential('pack.yaml', ['number: plain', `number: plain, ${minors}`]);
    assert.deepEqual(
      problems.map((problem) => formatProblem(problem).replace(/^pack\.yaml:6:\d+ /, '')),
      [
        'name is not of type date',
        'dogs.friends finds no records of a registry of families',
        'there is no field "mother" of people — possible: person, name, born_on',
      ],
    );
  });
});

describe('mistakes in an effect that issues', () => {
  const ISSUES = 'services/dog-grant/service.yaml';
  const told = (effect: string) =>
    withCredential(ISSUES, ['effects:\n', `effects:\n  - issue: ${effect}\n`]).problems.map(formatProblem);
  const at = (place: string) => `${ISSUES}:${place}`;

  it('none, for the record that the service is about', () => {
    assert.deepEqual(told('{credential: dog-card}'), []);
    assert.deepEqual(told('{credential: dog-card, to: applicant, about: owner}'), []);
  });

  it('a credential that there is not, and a role that nobody has', () => {
    assert.deepEqual(told('{credential: dog-crad}'), [
      at('23:25 there is no credential "dog-crad" — did you mean dog-card?'),
    ]);
    assert.deepEqual(told('{credential: dog-card, to: onwer}'), [
      at('23:39 nobody has the role "onwer" here — did you mean owner?'),
    ]);
  });
});
