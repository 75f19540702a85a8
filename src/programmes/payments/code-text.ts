import { randomBytes } from 'node:crypto';
import { sha256 } from '../../kernel/index.ts';

/*
 * A code as people and tills see it: a QR text, which holds a token of 128 random bits, and a number of twelve digits,
 * which can be read out. The number is drawn from the token, so that both lead to the same row.
 */

const PREFIX = 'MADANG:PAY:';
const TOKEN_BYTES = 16;
/** Digits of a number without its check digit. */
const DIGITS = 11;

/** What tells a code: the number, and where it was scanned the token. */
export interface CodeText {
  number: string;
  token?: string;
}

/** A new code that nobody can guess: in a QR text only what its alphanumeric mode can write (ISO/IEC 18004 section 7.4.4). */
export function newCode(): { qr: string; number: string; token: string } {
  const token = randomBytes(TOKEN_BYTES).toString('hex').toUpperCase();
  return { qr: PREFIX + token, number: numberOf(token), token };
}

/**
 * Reads what was scanned or typed in; blanks, hyphens and full-width digits are nothing to stumble over.
 * @returns undefined for what no code looks like: a slip of the finger is noticed by the check digit.
 */
export function readCode(text: string): CodeText | undefined {
  const plain = text
    .normalize('NFKC')
    .replace(/[\s\p{Pd}]/gu, '')
    .toUpperCase();
  const token = plain.startsWith(PREFIX) ? plain.slice(PREFIX.length) : undefined;
  if (token !== undefined) return /^[0-9A-F]{32}$/.test(token) ? { number: numberOf(token), token } : undefined;
  if (!/^\d{12}$/.test(plain)) return undefined;
  return checkDigit(plain.slice(0, DIGITS)) === plain[DIGITS] ? { number: plain } : undefined;
}

/** A number in groups, as it is shown and read out: `1234 5678 9012`. */
export function groupedNumber(number: string): string {
  return number.replace(/(\d{4})(?=\d)/g, '$1 ');
}

function numberOf(token: string): string {
  const drawn = sha256(`number/${token}`).readBigUInt64BE() % 10n ** BigInt(DIGITS);
  const digits = String(drawn).padStart(DIGITS, '0');
  return digits + checkDigit(digits);
}

/** ISO/IEC 7064, MOD 11,10: finds every wrong digit and nearly every pair that was swapped. */
function checkDigit(digits: string): string {
  let product = 10;
  for (const digit of digits) {
    const sum = (product + Number(digit)) % 10 || 10;
    product = (sum * 2) % 11;
  }
  return String((11 - product) % 10);
}
