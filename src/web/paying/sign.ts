import { createHmac } from 'node:crypto';
import { type Locale, say } from '../../kernel/index.ts';
import { COLOURS, type Colour, PICTURES, type Picture } from './pictures.ts';
import { PAYING } from './words.ts';

/*
 * The sign of a payment. The till and the payer's phone show the same colour and picture and play the same tune, all of
 * which change with each minute. They are drawn from the secret that is made with a payment, so that nobody who has not
 * paid can know them beforehand; and a picture of an earlier payment, or of an earlier minute, is another.
 */

/** How many minutes a payment has a sign, from the one in which it was made. */
export const SIGN_MINUTES = 5;

/** A tune has so many notes, each of a scale of so many. */
const NOTES = 4;
const SCALE = 6;

const MINUTE = 60_000;

/** What a sign is drawn from. */
export interface SignedPayment {
  shop: string;
  id: string;
  /** The secret with which it is committed to the log; null once it is destroyed. */
  salt: string | null;
  paidAt: Date;
}

export interface Sign {
  colour: Colour;
  picture: Picture;
  /** Steps of a scale, from 0. */
  tune: readonly number[];
}

/** The sign of a payment in a minute since 1970. */
export function signOf({ shop, id, salt }: SignedPayment, minute: number): Sign {
  const bytes = createHmac('sha256', salt ?? '')
    .update(`${shop} ${id} ${minute}`)
    .digest();
  return {
    colour: COLOURS[bytes[0]! % COLOURS.length]!,
    picture: PICTURES[bytes[1]! % PICTURES.length]!,
    tune: [...bytes.subarray(2, 2 + NOTES)].map((byte) => byte % SCALE),
  };
}

/** The signs of the minutes that are left to a payment, this one first; none where its time is over. */
export function signsFrom(payment: SignedPayment, now: Date): Sign[] {
  if (payment.salt === null) return [];
  const [first, minute] = [payment.paidAt, now].map((at) => Math.floor(at.getTime() / MINUTE)) as [number, number];
  const left = Math.max(0, Math.min(SIGN_MINUTES, first + SIGN_MINUTES - minute));
  return Array.from({ length: left }, (_, at) => signOf(payment, minute + at));
}

/** A sign as people say it to each other: `blue · boat`. */
export const signText = ({ colour, picture }: Sign, locale: Locale): string =>
  say(PAYING.signPair, locale, { colour: colour.name[locale], picture: picture.name[locale] });
