import { all, array, sql, transaction } from '../../kernel/index.ts';
import type { Payout } from '../../ledger/index.ts';
import { send } from '../../messages/index.ts';
import type { Government } from '../../pack/index.ts';
import { cameBack } from '../payouts/came-back.ts';
import { CLIENT } from './settle.ts';

/**
 * Takes up what a bank has sent back of a payment file: the next settlement of the shop carries it on, and its owner is
 * told to see to the account. Again, it changes nothing. Returns how many settlements came back.
 */
export async function takeUpReturned(gov: Government, file: string): Promise<number> {
  let count = 0;
  for await (const payouts of cameBack(gov, file)) count += await markReturned(gov, payouts);
  return count;
}

function markReturned(gov: Government, payouts: readonly Payout[]): Promise<number> {
  const at = gov.clock.now();
  const ids = payouts.filter(({ client }) => client === CLIENT).map(({ id }) => id);
  if (ids.length === 0) return Promise.resolve(0);
  return transaction(gov.db, async (tx) => {
    const marked = await all(
      tx,
      sql<{ shop: string; owner: string; name: string; payout: string }>`
        update programmes.settlement t set returned_at = ${at} from programmes.shop s
        where t.payout = any(${array(ids, 'uuid')}) and t.returned_at is null and s.id = t.shop
        returning t.shop, t.payout, s.owner, s.name`,
    );
    for (const { owner, name, shop, payout } of marked) {
      await send(tx, {
        to: owner,
        at,
        ...letterAbout(name),
        link: `/till/${shop}/bank-account`,
        key: `settlement-returned:${payout}`,
      });
    }
    return marked.length;
  });
}

const letterAbout = (shop: string) => ({
  title: {
    ko: '정산금이 입금되지 않았어요',
    'zh-Hant': '結算款項未能入帳',
    en: 'Your settlement could not be paid',
  },
  body: {
    ko: `은행이 ‘${shop}’의 정산금을 돌려보냈어요. 입금 계좌를 확인해 주세요. 돈은 다음 정산일에 다시 보내요.`,
    'zh-Hant': `銀行退回了「${shop}」的結算款項。請確認入帳帳戶，款項會在下一個結算日再次匯出。`,
    en: `The bank sent back the money for “${shop}”. Check the account that it goes to. We pay it again with the next settlement.`,
  },
});
