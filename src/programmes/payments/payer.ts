import { AppError, askInBatches } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import { findNotes } from '../paper/spend.ts';
import { type Outcome, payTogether } from './batch.ts';
import { type Wish, wishOf } from './found.ts';
import type { Payment, PayRequest, Refund, RefundRequest } from './model.ts';
import { refundPayment } from './refund.ts';
import { isPassing, patiently } from './retry.ts';

/** Most payments of one transaction. */
const MOST = 250;

/**
 * So many transactions are under way at once, each for shops of its own, whose accounts it locks: one is being committed while
 * another is asked for. With more of them each would be shorter, and a payment's share of statements and commits larger.
 */
const LANES = 2;

/** Makes payments and gives them back. */
export interface Payer {
  /**
   * Pays at a shop, together with whoever pays at the same time. When it resolves, the payment is durable.
   * Whoever gets no answer asks again with the same key, as often as they like: they are answered as the first time.
   * @throws AppError saying what was wrong and what to do (`paymentRefusal` tells which); then nothing was paid.
   */
  pay(request: PayRequest): Promise<Payment>;
  /** Gives a part or all of a payment back, into the lots that it came from. The same holds for keys and errors. */
  refund(request: RefundRequest): Promise<Refund>;
}

const payers = new WeakMap<Government, Payer>();

/** The payer of a government: there is one in a process, so that those who pay at the same time share a commit. */
export function payerOf(gov: Government): Payer {
  let payer = payers.get(gov);
  if (!payer) {
    payer = openPayer(gov);
    payers.set(gov, payer);
  }
  return payer;
}

function openPayer(gov: Government): Payer {
  const shared = { findNotes, opened: new Set<string>() };
  const payAll = (wishes: readonly Wish[]) => payTogether(gov, wishes, shared);
  const lanes = Array.from({ length: LANES }, () =>
    askInBatches((wishes: readonly Wish[]) => eachAnswered(wishes, payAll), MOST),
  );
  const laneOf = (shop: string) => lanes[Number.parseInt(shop.at(-1)!, 16) % LANES] ?? lanes[0]!;
  return {
    async pay(request) {
      const wish = wishOf(gov, request);
      for (;;) {
        const outcome = await laneOf(request.shop)(wish);
        if (outcome === 'later') continue;
        if ('refused' in outcome) throw outcome.refused;
        return outcome.made;
      }
    },
    refund: (request) => patiently(() => refundPayment(gov, request)),
  };
}

/** Answers wishes together, and where one of them brings all down, each by itself: then it is the only one to fail. */
async function eachAnswered(
  wishes: readonly Wish[],
  payAll: (wishes: readonly Wish[]) => Promise<Outcome[]>,
): Promise<Outcome[]> {
  try {
    return await patiently(() => payAll(wishes));
  } catch (error) {
    if (wishes.length === 1) return [{ refused: isPassing(error) ? notNow(error) : (error as Error) }];
    if (isPassing(error)) return wishes.map(() => ({ refused: notNow(error) }));
    const outcomes: Outcome[] = [];
    for (const wish of wishes) outcomes.push(...(await eachAnswered([wish], payAll)));
    return outcomes;
  }
}

const notNow = (cause: unknown) =>
  new AppError(
    'unavailable',
    {
      ko: '지금은 결제를 처리할 수 없어요. 같은 결제를 다시 시도해 주세요. 두 번 결제되지 않아요.',
      'zh-Hant': '目前無法處理付款，請再試一次同一筆付款，不會重複扣款。',
      en: 'Payments cannot be made at the moment. Try the same payment again: it will not be made twice.',
    },
    { cause },
  );
