/** Letters of a syllable as the Revised Romanization writes them (문화체육관광부 고시 제2000-8호), sound changes left out. */
const INITIALS = 'g kk n d tt r m b pp s ss - j jj ch k t p h'.split(' ').map((letter) => letter.replace('-', ''));
const VOWELS = 'a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i'.split(' ');
const FINALS = '- k k k n n n t l k m l l l p l m p p t t ng t t k t p t'
  .split(' ')
  .map((letter) => letter.replace('-', ''));

/** Surnames as most who bear them write them in passports. */
const SURNAMES: Readonly<Record<string, string>> = {
  김: 'Kim',
  이: 'Lee',
  박: 'Park',
  최: 'Choi',
  정: 'Jung',
  오: 'Oh',
  우: 'Woo',
};

/** The first syllable in Unicode, and how many there are of an initial and a vowel. */
const FIRST = 0xac00;
const OF_VOWEL = 28;
const OF_INITIAL = 21 * OF_VOWEL;

/** A name in Latin letters, as a passport has it: 김 → Kim, 하은 → Haeun. */
export function inLatin(name: string): string {
  const letters = SURNAMES[name] ?? [...name].map(syllable).join('');
  return letters.charAt(0).toUpperCase() + letters.slice(1);
}

function syllable(character: string): string {
  const place = character.codePointAt(0)! - FIRST;
  const initial = INITIALS[Math.floor(place / OF_INITIAL)];
  const vowel = VOWELS[Math.floor((place % OF_INITIAL) / OF_VOWEL)];
  return `${initial}${vowel}${FINALS[place % OF_VOWEL]}`;
}
