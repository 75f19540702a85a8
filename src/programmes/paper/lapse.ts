import { AppError, type Day, type Db, dayOf, sql, type Text, transaction } from '../../kernel/index.ts';
import { send } from '../../messages/index.ts';
import type { Government, Programme } from '../../pack/index.ts';
import { recordPaperAct } from './acts.ts';
import { closeOrders, lockWaiting, type NoteOrder, programmeOf, undoReservations } from './orders.ts';

/** Orders that end in one transaction. */
const MOST = 200;

/**
 * Ends the orders that nobody has picked up in time: their sets can be ordered by others, and whoever ordered them is told
 * that they may order anew or give it back.
 * It may be stopped anywhere and run again.
 */
export async function lapseOverdue(gov: Government): Promise<void> {
  const today: Day = dayOf(gov.clock.now(), gov.pack.timeZone);
  for (let ended = MOST; ended > 0; ) {
    ended = await transaction(gov.db, async (tx) => {
      const orders = await lockWaiting(tx, sql`pick_up_until < ${today}::date order by pick_up_until, person`, MOST);
      await end(tx, gov, orders, NOT_PICKED_UP);
      return orders.length;
    });
  }
}

/** Ends the newest orders at a place, because their sets have been lost. */
export async function lapseOrders(
  tx: Db,
  gov: Government,
  { programme, place, orders }: { programme: Programme; place: string; orders: number },
): Promise<void> {
  for (let left = orders; left > 0; ) {
    const which = sql`programme = ${programme.id} and place = ${place} order by ordered_at desc`;
    const waiting = await lockWaiting(tx, which, Math.min(left, MOST));
    // The others are being picked up at this moment: those counters wait for this act, and are told afterwards.
    if (waiting.length === 0) throw new AppError('unavailable', BUSY);
    await end(tx, gov, waiting, SETS_LOST);
    left -= waiting.length;
  }
}

async function end(tx: Db, gov: Government, orders: readonly NoteOrder[], title: Text): Promise<void> {
  if (orders.length === 0) return;
  await undoReservations(tx, gov, orders, 'lapsed');
  await closeOrders(tx, gov, orders, 'lapsed');
  for (const order of orders) {
    const { person, taking, place, code } = order;
    await recordPaperAct(tx, gov, programmeOf(gov, order), 'lapsed', null, { taking, place });
    const link = `/paper/${taking}`;
    await send(tx, { to: person, at: gov.clock.now(), title, body: WHAT_NOW, link, key: `paper-lapsed/${code}` });
  }
}

const NOT_PICKED_UP: Text = {
  ko: '찾아가지 않은 종이 상품권 주문이 끝났어요',
  'zh-Hant': '未領取的紙本券訂單已結束',
  en: 'You did not pick up your paper notes in time',
};

const SETS_LOST: Text = {
  ko: '주문한 종이 상품권을 그곳에서 받을 수 없게 됐어요',
  'zh-Hant': '您訂購的紙本券已無法在該地點領取',
  en: 'The paper notes you ordered cannot be picked up there any more',
};

const WHAT_NOW: Text = {
  ko: '금액은 그대로 남아 있어요. 다른 수령처에 다시 주문하거나 돌려줄 수 있어요.',
  'zh-Hant': '您的額度仍然保留。您可以改在其他地點重新訂購，或退回。',
  en: 'Nothing is lost. You can order again at another place, or give it back.',
};

const BUSY: Text = {
  ko: '지금 이곳에서 묶음을 건네고 있어요. 잠시 뒤 다시 해 주세요.',
  'zh-Hant': '該地點正在交付券組，請稍後再試。',
  en: 'Sets are being handed over at this place right now. Try again in a moment.',
};
