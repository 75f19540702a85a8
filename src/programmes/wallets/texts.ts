import { type Day, type Db, fill, formatDay, formatMoney, type Text } from '../../kernel/index.ts';
import { send } from '../../messages/index.ts';
import type { Government, Programme } from '../../pack/index.ts';

/** What people are told about their money. Nothing here says what they paid or why they are entitled. */
const TEXTS = {
  counter: {
    ko: '{programme|을/를} 창구에서 받았어요',
    'zh-Hant': '已由承辦人為您領取「{programme}」',
    en: '{programme}: taken for you at a counter',
  },
  counterBody: {
    ko: '담당자가 {amount|을/를} 대신 신청했어요. 부탁한 적이 없다면 바로 알려 주세요.',
    'zh-Hant': '承辦人已為您辦理 {amount}。若不是您本人要求，請立即通知我們。',
    en: 'An officer took {amount} for you. If you did not ask for this, tell us at once.',
  },
  shared: {
    ko: '{programme|을/를} 나눠 받았어요',
    'zh-Hant': '您收到家人分享的「{programme}」',
    en: 'Somebody shared {programme} with you',
  },
  sharedBody: {
    ko: '{giver} 님이 {amount|을/를} 나눠 줬어요. {until}까지 쓸 수 있어요.',
    'zh-Hant': '{giver} 分享 {amount} 給您，可使用至{until}。',
    en: '{giver} gave you {amount}. You can spend it until {until}.',
  },
  expiring: {
    ko: '{programme}: {until}까지 써 주세요',
    'zh-Hant': '「{programme}」請於{until}前使用',
    en: '{programme}: spend it by {until}',
  },
  expiringBody: {
    ko: '{amount} 남았어요. 기한이 지나면 쓸 수 없어요. 쓸 수 있는 가게는 목록과 지도에서 볼 수 있어요.',
    'zh-Hant': '還有 {amount} 未使用，超過期限就不能使用。可使用的店家請看清單與地圖。',
    en: 'You have {amount} left. After that day it cannot be spent. The list and the map show where you can spend it.',
  },
  extended: {
    ko: '{programme}: 사용 기한이 {until}까지로 늘었어요',
    'zh-Hant': '「{programme}」使用期限延長至{until}',
    en: '{programme}: you now have until {until}',
  },
  extendedWallet: {
    ko: '{amount} 남았어요. {until}까지 쓸 수 있어요.',
    'zh-Hant': '您還有 {amount}，可使用至{until}。',
    en: 'You have {amount} left, and can spend it until {until}.',
  },
  extendedPaper: {
    ko: '남은 것은 {until}까지 쓸 수 있어요. 종이에 더 이른 날짜가 적혀 있어도 받아요.',
    'zh-Hant': '尚未使用的部分可使用至{until}；紙本上印的日期即使較早，店家仍會收。',
    en: 'What you have left can be spent until {until}. Shops take paper too, even where an earlier day is printed on it.',
  },
  back: {
    ko: '{programme}: {amount} 돌려받아요',
    'zh-Hant': '「{programme}」回饋 {amount}',
    en: '{programme}: {amount} back',
  },
  backBody: {
    ko: '카드로 충분히 써서 {amount|을/를} 알려 주신 계좌로 보내요.',
    'zh-Hant': '您的刷卡金額已達標準，{amount} 將匯入您指定的帳戶。',
    en: 'You have spent enough with your card. {amount} is on its way to your account.',
  },
  paid: {
    ko: '{programme}: 이번 달 {amount} 지급',
    'zh-Hant': '「{programme}」本月已撥款 {amount}',
    en: '{programme}: {amount} paid for this month',
  },
  paidBody: {
    ko: '알려 주신 계좌로 보내요. 따로 신청하지 않아도 매달 보내요.',
    'zh-Hant': '款項將匯入您指定的帳戶；每月自動撥款，不必再申請。',
    en: 'It is on its way to your account. It comes each month without asking again.',
  },
} satisfies Record<string, Text>;

/** What fills the places of a text. */
interface Values {
  amount?: number;
  until?: Day;
  giver?: string;
}

async function tell(
  tx: Db,
  gov: Government,
  programme: Programme,
  letter: { to: string; title: Text; body: Text; key?: string },
  { amount = 0, until, giver = '' }: Values,
): Promise<void> {
  const { to, title, body, key } = letter;
  const filled = (text: Text) =>
    fill(text, (locale) => ({
      programme: programme.title[locale],
      amount: formatMoney(amount, gov.pack.currency, locale),
      until: until ? formatDay(until, locale) : '',
      giver,
    }));
  const link = `/vouchers/${programme.id}`;
  await send(tx, { to, at: gov.clock.now(), title: filled(title), body: filled(body), link, ...(key && { key }) });
}

/** Tells a person that something was taken for them at a counter, which they may not have wanted. */
export const tellCounter = (tx: Db, gov: Government, programme: Programme, to: string, amount: number) =>
  tell(tx, gov, programme, { to, title: TEXTS.counter, body: TEXTS.counterBody }, { amount });

/** Tells a person that one of their family has given them something. */
export const tellShared = (
  tx: Db,
  gov: Government,
  programme: Programme,
  to: string,
  values: { amount: number; until: Day; giver: string },
) => tell(tx, gov, programme, { to, title: TEXTS.shared, body: TEXTS.sharedBody }, values);

/** Reminds a person of money that expires. @param before so many days: once for each, however often it is said. */
export const tellExpiring = (
  tx: Db,
  gov: Government,
  programme: Programme,
  to: string,
  { amount, until, before }: { amount: number; until: Day; before: number },
) => {
  const key = `expiring:${programme.id}:${until}:${before}`;
  return tell(tx, gov, programme, { to, title: TEXTS.expiring, body: TEXTS.expiringBody, key }, { amount, until });
};

/**
 * Tells a person that there is more time, once for each new last day.
 * @param amount what is left in their wallet. @param paper whether they have taken some on paper.
 */
export const tellExtended = (
  tx: Db,
  gov: Government,
  programme: Programme,
  to: string,
  { amount, until, paper }: { amount: number; until: Day; paper: boolean },
) => {
  const key = `extended:${programme.id}:${until}`;
  const body = paper ? TEXTS.extendedPaper : TEXTS.extendedWallet;
  return tell(tx, gov, programme, { to, title: TEXTS.extended, body, key }, { amount, until });
};

/** Tells a person that what was promised for spending with their card is on its way. */
export const tellBack = (tx: Db, gov: Government, programme: Programme, to: string, amount: number) =>
  tell(tx, gov, programme, { to, title: TEXTS.back, body: TEXTS.backBody }, { amount });

/** Tells a person that a month was paid by itself. */
export const tellPaid = (tx: Db, gov: Government, programme: Programme, to: string, amount: number) =>
  tell(tx, gov, programme, { to, title: TEXTS.paid, body: TEXTS.paidBody }, { amount });
