import type { AppError, Day } from '../../kernel/index.ts';
import type { Channel } from '../../pack/index.ts';
import { accountNumber } from '../account-number.ts';
import type { Entitlement } from '../entitlements/store.ts';
import type { ProgrammeNow } from '../office/state.ts';
import { channelOf } from '../programme-of.ts';
import { refuseTaking } from './refusals.ts';
import { priceOfPart, type Taking } from './taking.ts';

/** A wish to take what one is entitled to. */
export interface TakeRequest {
  person: string;
  /** The programme's id. */
  programme: string;
  /** Minor units; all that is left unless stated. */
  amount?: number;
  /** The channel's id in the programme's file. */
  channel: string;
  /** Of paper: where it is picked up. */
  place?: string;
  /** Where money goes that is paid to a bank account. */
  bankAccount?: string;
  /** Of cash-back: the number of the card whose spending counts. It is not stored. */
  card?: string;
  /** Who takes it for the person, at a counter. */
  officer?: string;
  /** The client's own name for the wish: asked twice, it is taken once. */
  key: string;
}

/** A right that is locked, with what was paid for it so far. */
export interface LockedEntitlement extends Entitlement {
  paid: number;
  frozen: boolean;
}

/** What somebody takes, before it is written: everything but its entry in the log. */
export type Draft = Omit<Taking, 'entry' | 'salt'>;

/** What a draft is made with. */
interface Making {
  now: ProgrammeNow;
  entitlement: LockedEntitlement;
  id: string;
  at: Date;
  expiresAt: Date;
}

/** Whether a programme lets anybody take now. @returns why not. */
export function notOpen({ state }: ProgrammeNow): AppError | undefined {
  if (state === 'open') return undefined;
  return refuseTaking(state === 'paused' ? 'paused' : 'not-open');
}

/**
 * What comes of a wish, by the terms of the programme and what is left of the right.
 * @throws AppError saying what is wrong with it.
 */
export function draftOf(request: TakeRequest, { now, entitlement, id, at, expiresAt }: Making): Draft {
  const { programme } = now;
  if (entitlement.frozen) throw refuseTaking('frozen');
  const channel = channelOf(programme, request.channel);
  if (!channel) throw refuseTaking('bad-channel');
  const left = entitlement.amount - entitlement.taken;
  if (left === 0) throw refuseTaking('nothing-left');
  const amount = request.amount ?? left;
  checkAmount(amount, left, now, channel, entitlement);
  const missing = MISSING[channel.kind](request);
  if (missing) throw refuseTaking(missing);
  // Cash-back is for what somebody has spent of their own: nothing is paid beforehand.
  const isFree = channel.kind === 'cash-back';
  return {
    person: request.person,
    id,
    programme: programme.id,
    period: entitlement.period as Day,
    channel: channel.id,
    amount,
    price: isFree ? 0 : priceOfPart(entitlement, entitlement.taken, entitlement.paid, amount),
    state: channel.kind === 'paper' ? 'ordered' : 'done',
    expiresAt,
    firstExpiresAt: null,
    takenAt: at,
    givenBackAt: null,
    place: channel.kind === 'paper' ? request.place! : null,
    bankAccount: channel.kind === 'bank' || channel.kind === 'cash-back' ? accountNumber(request.bankAccount)! : null,
    byOfficer: request.officer ?? null,
    key: request.key,
    terms: programme.version,
  };
}

function checkAmount(
  amount: number,
  left: number,
  { programme: { take } }: ProgrammeNow,
  channel: Channel,
  entitlement: LockedEntitlement,
): void {
  if (!Number.isSafeInteger(amount) || amount <= 0) throw refuseTaking('bad-amount');
  if (amount > left) throw refuseTaking('too-much');
  const asWhole = take === 'whole' || channel.kind === 'paper' || channel.kind === 'cash-back';
  if (asWhole && amount !== entitlement.amount) throw refuseTaking('whole-only');
  // What is left may be less than the smallest part.
  if (take !== 'whole' && amount !== left && (amount < take.least || amount % take.step !== 0))
    throw refuseTaking('bad-amount');
}

const digitsOf = (text = ''): string => text.replace(/[\s-]/g, '');

/** What each kind of channel needs to know. */
const MISSING: Record<Channel['kind'], (request: TakeRequest) => Parameters<typeof refuseTaking>[0] | undefined> = {
  wallet: () => undefined,
  paper: ({ place }) => (place ? undefined : 'no-place'),
  bank: ({ bankAccount }) => (accountNumber(bankAccount) ? undefined : 'no-bank-account'),
  'cash-back': ({ card, bankAccount }) =>
    !/^\d{15,16}$/.test(digitsOf(card)) ? 'no-card' : accountNumber(bankAccount) ? undefined : 'no-bank-account',
};

/** Whether a taking that was made under a key is what is asked for under it again. */
export function isSameWish(request: TakeRequest, made: Taking): boolean {
  const { programme, channel, amount, place } = request;
  return (
    made.programme === programme &&
    made.channel === channel &&
    (amount === undefined || amount === made.amount) &&
    (made.place === null || place === undefined || made.place === place)
  );
}
