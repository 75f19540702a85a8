import assert from 'node:assert/strict';
import type { Compiled } from './compile.ts';
import { compileTexts, GOOD } from './fixture.ts';

/** The small right pack with a credential, for tests that put one mistake into it. */

export const CREDENTIAL = 'credentials/dog-card.yaml';

const named = (text: string) => `{ko: ${text}, zh-Hant: ${text}, en: ${text}}`;

const CARD = `id: dog-card
agency: kennel
office: keeper
title: ${named('Dog card')}
summary: ${named('Your dog on your phone')}
law: [{act: Dog Act, article: "4"}]
holder: [dogs.owner, dogs.friends]
facts:
  size: {from: dogs.size}
  chip: {from: dogs.chip}
  born_on: {from: people.born_on}
  keeps: {derive: applicant = owner, title: ${named('Keeps it')}}
  is_big: {derive: size = "big", title: ${named('Big')}}
eligible:
  all:
    - {id: known, if: is defined(chip), text: ${named('Known')}}
claims:
  chip: {fact: chip, mdoc: document_number, shown: always}
  dog.size: size
  dog.big: is_big
  keeps: keeps
  birthdate: {fact: born_on, title: ${named('Born')}, mdoc: other.space/birth_date}
  picture: {picture: neutral, title: ${named('Picture')}}
formats: [dc+sd-jwt, {mdoc: org.example.dog}]
offline: [dog.big, birthdate]
look: {background: "#1b4f72", ink: "#ffffff", emblem: D, face: [chip, dog.size]}
life: 365 days
copies: 5
given: {applicant: A, owner: A, size: big, chip: C1, born_on: 1990-01-01}
examples:
  - {on: 2026-03-01, out: {eligible: yes, claims: {chip: C1, dog.big: true, keeps: true, birthdate: 1990-01-01}}}
  - {on: 2026-03-01, in: {applicant: B}, out: {eligible: yes, claims: {keeps: false}}}
  - {on: 2026-03-01, in: {chip: null}, out: {eligible: no, because: [known]}}
`;

const DOGS = GOOD.get('registries/dogs.yaml')!;

/** The pack with its credential, where some texts in one file are replaced by others. */
export function withCredential(
  file = CREDENTIAL,
  ...changes: readonly (readonly [from: string, to: string])[]
): Compiled {
  const texts: Readonly<Record<string, string>> = { [CREDENTIAL]: CARD, 'registries/dogs.yaml': DOGS };
  const text = texts[file] ?? GOOD.get(file) ?? '';
  const changed = changes.reduce((so, [from, to]) => {
    assert.ok(so.includes(from), `${file} holds ${from}`);
    return so.replace(from, to);
  }, text);
  return compileTexts({ ...texts, [file]: changed });
}
