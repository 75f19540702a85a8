import { all, type Db, dayOf, fill, formatDay, formatTime, type Locale, sql, type Text } from '../../kernel/index.ts';
import { send } from '../../messages/index.ts';
import type { Government } from '../../pack/index.ts';
import { lastDigits } from '../account-number.ts';
import type { BankChange } from './bank-account.ts';

/** An instant as a letter says it: the day and the time of day. */
function timeText({ pack: { timeZone } }: Government, instant: Date, locale: Locale): string {
  const day = formatDay(dayOf(instant, timeZone), locale);
  return `${day}${locale === 'en' ? ',' : ''} ${formatTime(instant, locale, timeZone)}`;
}

/** Tells everybody who owns the shop, the one who did it too: it may have been somebody else at their screen. */
export async function tellOwners(
  tx: Db,
  gov: Government,
  shop: string,
  letter: keyof typeof LETTERS,
  { id, bankAccount, inForceAt }: Pick<BankChange, 'id' | 'bankAccount' | 'inForceAt'>,
): Promise<void> {
  const owners = await all(
    tx,
    sql<{ person: string; name: string }>`select c.person, s.name from programmes.clerk c
      join programmes.shop s on s.id = c.shop where c.shop = ${shop} and c.role = 'owner' order by c.person`,
  );
  for (const { person, name } of owners) {
    const filled = (text: Text) =>
      fill(text, (locale) => ({
        shop: name,
        digits: lastDigits(bankAccount),
        from: timeText(gov, inForceAt, locale),
      }));
    const { title, body } = LETTERS[letter];
    const about = { link: `/till/${shop}/bank-account`, key: `bank-account:${id}:${letter}` };
    await send(tx, { to: person, at: gov.clock.now(), title: filled(title), body: filled(body), ...about });
  }
}

const LETTERS = {
  named: {
    title: {
      ko: '‘{shop}’의 정산 계좌가 바뀔 예정이에요',
      'zh-Hant': '「{shop}」的入帳帳戶即將變更',
      en: 'The bank account of “{shop}” is about to change',
    },
    body: {
      ko: '{from}부터 끝자리 {digits} 계좌로 정산금을 보내요. 그 전까지 정산한 돈은 지금 계좌로 가요. 직접 바꾼 것이 아니라면 그 전에 취소해 주세요.',
      'zh-Hant':
        '自{from}起，結算款項將匯入末四碼 {digits} 的帳戶；在那之前結算的款項仍匯入目前的帳戶。若不是您變更的，請在期限前取消。',
      en: 'From {from} on, settlements go to the account that ends in {digits}. What is settled before that goes to the account you have now. If this was not you, cancel it before then.',
    },
  },
  cancelled: {
    title: {
      ko: '‘{shop}’의 정산 계좌 변경을 취소했어요',
      'zh-Hant': '已取消「{shop}」入帳帳戶的變更',
      en: 'The new bank account of “{shop}” was cancelled',
    },
    body: {
      ko: '끝자리 {digits} 계좌로는 바뀌지 않아요. 정산금은 계속 지금 계좌로 보내요.',
      'zh-Hant': '不會變更為末四碼 {digits} 的帳戶，結算款項仍匯入目前的帳戶。',
      en: 'Nothing goes to the account that ends in {digits}. Settlements go on to the account you have now.',
    },
  },
} satisfies Record<string, { title: Text; body: Text }>;
