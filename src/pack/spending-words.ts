import { type Currency, fill, formatDay, formatMoney, type Locale, say, type Text } from '../kernel/index.ts';
import type { SpendingRefusal, SpendingTerms } from './model-programme.ts';
import { mostPayable, type Purchase } from './spending.ts';

/**
 * A refusal in words: to whoever stands at the till, and to whoever wants to pay. The till is told nothing of what the
 * person has spent elsewhere, where they live or what they have left.
 */
const WORDS: Record<SpendingRefusal, { till: Text; payer: Text }> = {
  'not-yet': {
    till: {
      ko: '아직 쓸 수 없어요. {from}부터 받을 수 있으니 다른 방법으로 결제해 주세요.',
      'zh-Hant': '尚未開始使用，{from}起才能收取。請改用其他方式付款。',
      en: 'This cannot be used yet. You can take it from {from}. Ask for another way to pay.',
    },
    payer: {
      ko: '{from}부터 쓸 수 있어요. 오늘은 다른 방법으로 결제해 주세요.',
      'zh-Hant': '{from}起才能使用，今天請改用其他方式付款。',
      en: 'You can spend this from {from}. Pay in another way today.',
    },
  },
  expired: {
    till: {
      ko: '사용 기한이 {until}까지였어요. 받지 말고 다른 방법으로 결제해 주세요.',
      'zh-Hant': '使用期限已於 {until} 截止。請勿收取，並改用其他方式付款。',
      en: 'This expired after {until}. Do not accept it. Ask for another way to pay.',
    },
    payer: {
      ko: '사용 기한이 {until}까지였어요. 다른 방법으로 결제해 주세요.',
      'zh-Hant': '使用期限已於 {until} 截止，請改用其他方式付款。',
      en: 'This could be spent until {until}. Pay in another way.',
    },
  },
  region: {
    till: {
      ko: '이 지역의 가맹점에서는 쓸 수 없어요. 다른 방법으로 결제해 주세요.',
      'zh-Hant': '不能在這個地區的店家使用，請改用其他方式付款。',
      en: 'This cannot be spent in the region of your shop. Ask for another way to pay.',
    },
    payer: {
      ko: '이 가맹점이 있는 지역에서는 쓸 수 없어요. 쓸 수 있는 곳을 확인해 주세요.',
      'zh-Hant': '這家店所在的地區不能使用，請查看可以使用的地點。',
      en: 'You cannot spend this in the region of this shop. Check where you can spend it.',
    },
  },
  class: {
    till: {
      ko: '이 업종의 가맹점에서는 쓸 수 없어요. 다른 방법으로 결제해 주세요.',
      'zh-Hant': '不能在這類店家使用，請改用其他方式付款。',
      en: 'This cannot be spent at your kind of shop. Ask for another way to pay.',
    },
    payer: {
      ko: '이런 업종의 가맹점에서는 쓸 수 없어요. 쓸 수 있는 곳을 확인해 주세요.',
      'zh-Hant': '這類店家不能使用，請查看可以使用的地點。',
      en: 'You cannot spend this at this kind of shop. Check where you can spend it.',
    },
  },
  goods: {
    till: {
      ko: '{goods} 값은 이것으로 낼 수 없어요. 따로 결제해 주세요.',
      'zh-Hant': '不能用來購買{goods}，請另行結帳。',
      en: 'This cannot pay for: {goods}. Charge that separately.',
    },
    payer: {
      ko: '{goods} 값은 이것으로 낼 수 없어요. 다른 방법으로 따로 결제해 주세요.',
      'zh-Hant': '不能用來購買{goods}，請用其他方式另行付款。',
      en: 'You cannot pay with this for: {goods}. Pay for that separately.',
    },
  },
  'too-much-at-once': {
    till: {
      ko: '한 번에 {most}까지 결제할 수 있어요. 나머지는 다른 방법으로 받아 주세요.',
      'zh-Hant': '每次最多可付 {most}，其餘請以其他方式收款。',
      en: 'One payment can be up to {most}. Take the rest in another way.',
    },
    payer: {
      ko: '한 번에 {most}까지 결제할 수 있어요. 나머지는 다른 방법으로 내 주세요.',
      'zh-Hant': '每次最多可付 {most}，其餘請以其他方式付款。',
      en: 'You can pay up to {most} at once. Pay the rest in another way.',
    },
  },
  'too-much-today': {
    till: {
      ko: '오늘 쓸 수 있는 한도를 넘어요. 금액을 줄이거나 다른 방법으로 받아 주세요.',
      'zh-Hant': '超過今天可用的上限，請減少金額或以其他方式收款。',
      en: 'This is more than can be spent today. Charge less, or take the rest in another way.',
    },
    payer: {
      ko: '하루에 {most}까지 쓸 수 있고, 오늘은 {left}까지 더 낼 수 있어요.',
      'zh-Hant': '每天最多可用 {most}，今天還可付 {left}。',
      en: 'You can spend {most} a day. You can pay up to {left} more today.',
    },
  },
  'too-much-today-here': {
    till: {
      ko: '한 가맹점에서는 하루에 {most}까지 받을 수 있어요. 금액을 줄이거나 다른 방법으로 받아 주세요.',
      'zh-Hant': '同一店家每天最多可收 {most}，請減少金額或以其他方式收款。',
      en: 'One shop can take up to {most} a day from one person. Charge less, or take the rest in another way.',
    },
    payer: {
      ko: '한 가맹점에서는 하루에 {most}까지 쓸 수 있고, 여기서는 오늘 {left}까지 더 낼 수 있어요.',
      'zh-Hant': '同一店家每天最多可用 {most}，今天在這裡還可付 {left}。',
      en: 'You can spend {most} a day at one shop. You can pay up to {left} more here today.',
    },
  },
};

const MOST: Partial<Record<SpendingRefusal, 'mostAtOnce' | 'mostADay' | 'mostADayAtOneShop'>> = {
  'too-much-at-once': 'mostAtOnce',
  'too-much-today': 'mostADay',
  'too-much-today-here': 'mostADayAtOneShop',
};

/** What was wrong with a purchase and what to do, as the till or the payer is told. */
export function spendingRefusalText(
  refusal: SpendingRefusal,
  reader: 'till' | 'payer',
  terms: SpendingTerms,
  purchase: Purchase,
  currency: Currency,
): Text {
  const limit = MOST[refusal];
  const refused = purchase.goods.flatMap((id) => (Object.hasOwn(terms.goods, id) ? [terms.goods[id]!] : []));
  const money = (amount: number, locale: Locale) => formatMoney(amount, currency, locale);
  return fill(WORDS[refusal][reader], (locale) => ({
    from: formatDay(purchase.firstDay, locale),
    until: formatDay(purchase.lastDay, locale),
    most: money((limit && terms[limit]) ?? 0, locale),
    left: money(mostPayable(terms, purchase), locale),
    goods: refused.map((title) => say(title, locale)).join(locale === 'zh-Hant' ? '、' : ', '),
  }));
}
