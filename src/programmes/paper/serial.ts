/*
 * Serials. A note's serial is letters for its programme, the number of its set (8 digits), its place in the set (2
 * digits), and two check digits (ISO/IEC 7064, MOD 97-10), which tell every single wrong character and every two that
 * were exchanged. A set's own serial has the place 00. So there is nothing to store for a note, and a range of sets is a
 * range of numbers.
 */

/** A note, or with place 0 the set as a whole. */
export interface Serial {
  /** Two to four letters that tell the programme. */
  prefix: string;
  /** The number of the set, from 1. */
  set: number;
  /** Which note of the set, from 1. */
  place: number;
}

/** The highest number of a set. */
export const MOST_SETS = 99_999_999;

/** The most notes of one set. */
export const MOST_NOTES = 99;

const FORM = /^([A-Z]{2,4})(\d{8})(\d{2})(\d{2})$/;

/** A serial as it is kept, in one word: `TSV000012340371`. */
export function formatSerial({ prefix, set, place }: Serial): string {
  const body = `${prefix}${String(set).padStart(8, '0')}${String(place).padStart(2, '0')}`;
  return `${body}${checkDigits(body)}`;
}

/** A serial as it is printed and read out, in groups: `TSV 0000 1234 03 71`. */
export function spokenSerial(serial: string): string {
  return serial.replace(/^([A-Z]+)(\d{4})(\d{4})(\d{2})(\d{2})$/, '$1 $2 $3 $4 $5');
}

/**
 * Reads a serial as people type it: small letters, blanks and dashes between groups, and the letters O, I and L for the
 * digits that they look like.
 * @returns undefined where it is none, or its check digits do not fit: then something in it is mistyped.
 */
export function parseSerial(typed: string): Serial | undefined {
  const word = typed
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]/g, '');
  const digits = word.slice(-12).replaceAll('O', '0').replaceAll(/[IL]/g, '1');
  const match = FORM.exec(word.slice(0, -12) + digits);
  if (!match) return undefined;
  const [, prefix, set, place, check] = match as unknown as [string, string, string, string, string];
  if (checkDigits(prefix + set + place) !== check || Number(set) === 0) return undefined;
  return { prefix, set: Number(set), place: Number(place) };
}

/** ISO/IEC 7064, MOD 97-10, letters as two digits from A = 10 (as in ISO 13616). */
function checkDigits(body: string): string {
  let remainder = 0;
  for (const character of `${body}00`) {
    const value = Number.parseInt(character, 36);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return String(98 - remainder).padStart(2, '0');
}

/**
 * Letters that could lead a programme's serials, best first: the initials of the words of its id, then others with the
 * same first letter. Which of them it gets is decided when its first notes are printed, since no two may share them.
 */
export function* prefixesFor(programme: string): Generator<string> {
  const initials = programme
    .toUpperCase()
    .split(/[^A-Z]+/)
    .flatMap((word) => word[0] ?? [])
    .join('')
    .replaceAll(/[IO]/g, '');
  if (initials.length >= 2) yield initials.slice(0, 3);
  const first = initials[0] ?? 'N';
  for (const second of LETTERS) for (const third of LETTERS) yield first + second + third;
}

/** Without I and O, which look like digits. */
const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ';
