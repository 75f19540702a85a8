import { Type } from 'typebox';
import type { PageError } from '../../design/index.ts';
import { AppError, type Currency, type Locale, randomSecret } from '../../kernel/index.ts';
import type { Programme } from '../../pack/index.ts';
import { type TakingRefusal, takingRefusal } from '../../programmes/index.ts';
import { readAmount } from '../paying/amount.ts';

/**
 * What the form says, as it was typed: `amount`, `channel`, `key`, and for each channel what it needs to know, by the
 * name of the field and the channel's id, since all of them are sent.
 */
export type TakeForm = Readonly<Record<string, string>>;

/** The name and the id of a channel's field. */
export const fieldOf = (field: 'place' | 'account' | 'card', channel: string): string => `${field}-${channel}`;

/** What was wrong with it: the reason, and what is said about it. */
export interface TakeProblem {
  reason: TakingRefusal | 'amount';
  text: string;
}

/** What the form sends: each channel has fields of its own. */
export const TakeBody = Type.Record(Type.String({ maxLength: 100 }), Type.String({ maxLength: 100 }), {
  maxProperties: 40,
});

/** To which field each problem belongs. */
const FIELDS: Partial<Record<TakeProblem['reason'], 'amount' | 'channel' | 'place' | 'account' | 'card'>> = {
  amount: 'amount',
  'bad-amount': 'amount',
  'too-much': 'amount',
  'whole-only': 'amount',
  'bad-channel': 'channel',
  'no-place': 'place',
  'no-stock': 'place',
  'no-bank-account': 'account',
  'no-card': 'card',
  'card-in-use': 'card',
};

/** The id of the field that a problem belongs to. */
export function placeOf({ reason }: TakeProblem, { channel = '' }: TakeForm): string | undefined {
  const field = FIELDS[reason];
  return field === undefined || field === 'amount' || field === 'channel' ? field : fieldOf(field, channel);
}

/** The problem at the top of the page, with the way to its field. */
export function errorsOf({ problem, form }: { problem?: TakeProblem | undefined; form: TakeForm }): PageError[] {
  if (!problem) return [];
  const id = placeOf(problem, form);
  return [{ text: problem.text, ...(id && { href: `#${id}` }) }];
}

/** What a form asks for; or that its amount is none. */
export function requestOf(currency: Currency, programme: Programme, form: TakeForm) {
  const { channel = '', key = '' } = form;
  const amount = programme.take === 'whole' ? undefined : readAmount(form.amount ?? '', currency);
  if (programme.take !== 'whole' && amount === undefined) return { problem: true as const };
  const said = (field: Parameters<typeof fieldOf>[0]) => form[fieldOf(field, channel)] || undefined;
  const [place, bankAccount, card] = [said('place'), said('account'), said('card')];
  return {
    programme: programme.id,
    channel,
    key: key.slice(0, 100) || newKey(),
    ...(amount !== undefined && { amount }),
    ...(place && { place }),
    ...(bankAccount && { bankAccount }),
    ...(card && { card }),
  };
}

/** Why it could not be taken, in words for the page. @throws what is no refusal. */
export function problemOf(error: unknown, locale: Locale): TakeProblem {
  const reason = takingRefusal(error);
  if (!(error instanceof AppError) || reason === undefined || typeof error.detail === 'string') throw error;
  return { reason, text: error.detail[locale] };
}

/** A key for a form: sent twice, its work is done once. */
export const newKey = (): string => randomSecret(12);
