import type { AppError, Day } from '../../kernel/index.ts';
import { type Government, type Purchase, spendingRefusal } from '../../pack/index.ts';
import { CLOCK_SKEW } from './codes.ts';
import type { Found, Known, Purse } from './found.ts';
import type { Payment } from './model.ts';
import { refuse, refuseNote, refuseSpending } from './refusals.ts';

/** What is to become of a wish, as far as it does not depend on the money that is there. */
export type Judgement = { earlier: Payment } | { refused: AppError } | { pay: Purse };

/** No day is later: money that expires by lots has no last day for all. */
const NEVER = '9999-12-31';

/** Judges one wish. Counts a number that nobody shows as a guess. */
export function judge(gov: Government, found: Found, known: Known): Judgement {
  const { earlier, wish } = known;
  if (earlier) {
    const { requestHash: hash, ...payment } = earlier;
    const same = hash !== null && wish.hash.equals(hash);
    return same ? { earlier: payment } : { refused: refuse('key-reused') };
  }
  const refused = shopRefusal(gov, found, known) ?? codeRefusal(found, known) ?? purseRefusal(gov, found, known);
  return refused ? { refused } : { pay: known.purse! };
}

function shopRefusal(gov: Government, { decided }: Found, { wish, till }: Known): AppError | undefined {
  const { way, amount } = wish.request;
  // Who works where is nobody else's business: to whoever does not, there is no such shop.
  if (!till || till.state === 'left' || (way !== 'scan' && !till.isClerk)) return refuse('no-shop');
  if (till.state === 'frozen' || decided.isFrozen('shop', till.shop, '')) return refuse('shop-frozen');
  const most = till.mostAtOnce ?? amount;
  return amount > most ? refuse('over-clerk-limit', { gov, amount: most }) : undefined;
}

function codeRefusal({ guesses }: Found, { wish, text, code }: Known): AppError | undefined {
  const { request, at } = wish;
  if (request.way !== 'code') return undefined;
  if (!text) return refuse('code-mistyped');
  // Nobody can guess a token.
  const guessable = text.token === undefined;
  if (guessable && guesses.tooMany(request)) return refuse('too-many-guesses');
  if (!code) {
    if (guessable) guesses.wrong(request);
    return refuse('code-unknown');
  }
  if (code.payment) return refuse('code-used');
  return at.getTime() >= code.expiresAt.getTime() + CLOCK_SKEW ? refuse('code-expired') : undefined;
}

function purseRefusal(gov: Government, { decided }: Found, known: Known): AppError | undefined {
  const { wish, note, purse } = known;
  const { amount, way } = wish.request;
  if (note && 'refused' in note) return refuseNote(note.refused);
  if (!purse) return refuse('no-programme');
  if (decided.isPaused(purse.programme.id)) return refuse('paused');
  if (purse.person && decided.isFrozen('wallet', purse.person, purse.programme.id)) return refuse('wallet-frozen');
  if (purse.value !== undefined && purse.value !== amount) return refuse('wrong-value', { gov, amount: purse.value });
  const { spending: terms } = purse.programme;
  const purchase = purchaseOf(known, purse, decided.spendUntil(purse.programme.id));
  const refusal = spendingRefusal(terms, purchase);
  return refusal && refuseSpending(gov, refusal, { terms, purchase, reader: way === 'scan' ? 'payer' : 'till' });
}

function purchaseOf(
  { wish, till, home, spentToday, spentTodayHere }: Known,
  { programme }: Purse,
  extended: Day | undefined,
): Purchase {
  const { amount, goods = [] } = wish.request;
  const lastDay = extended ?? ('on' in programme.expiry ? programme.expiry.on : NEVER);
  return {
    ...{ day: wish.day, firstDay: programme.window.from, lastDay },
    ...{ class: till!.class, region: till!.region, home, amount, goods, spentToday, spentTodayHere },
  };
}
