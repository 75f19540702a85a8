import { dayOf, fill, formatDay, formatTime, type Text } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import type { BlockReason } from './model.ts';
import type { NoteStanding } from './standing.ts';

/** Why a note is not taken, in one or two sentences: what is the matter, and what to do. */
const NOTE_TEXT = {
  mistyped: {
    ko: '일련번호가 맞지 않아요. 상품권에 인쇄된 글자와 숫자를 다시 확인해 주세요.',
    'zh-Hant': '序號不正確，請再確認券上的字母與數字。',
    en: 'This serial is mistyped. Check the letters and digits on the note.',
  },
  unknown: {
    ko: '이 번호로 인쇄한 상품권이 없어요. 위조된 것일 수 있으니 받지 말고 경찰에 알려 주세요.',
    'zh-Hant': '沒有印製過這個序號的券，可能是偽造券。請勿收取，並向警察機關通報。',
    en: 'No note with this serial was ever printed. It may be forged: do not accept it, and tell the police.',
  },
  forged: {
    ko: 'QR의 서명이 맞지 않아요. 위조된 상품권이니 받지 말고 경찰에 알려 주세요.',
    'zh-Hant': 'QR Code 的簽章不符，這是偽造券。請勿收取，並向警察機關通報。',
    en: 'The signature in the QR code is wrong: this note is forged. Do not accept it, and tell the police.',
  },
  unissued: {
    ko: '아직 아무에게도 지급하지 않은 상품권이라 쓸 수 없어요. 도난된 것일 수 있으니 받지 말아 주세요.',
    'zh-Hant': '這張券尚未發給任何人，沒有價值，可能遭竊。請勿收取。',
    en: 'This note was never handed out and is worth nothing. It may be stolen: do not accept it.',
  },
  void: {
    ko: '돌려받거나 폐기한 상품권이에요. 받지 말아 주세요.',
    'zh-Hant': '這張券已退回或銷毀，請勿收取。',
    en: 'This note was given back or destroyed. Do not accept it.',
  },
  blocked: {
    ko: '{why} 사용이 막힌 상품권이에요({day}부터). 받지 말고 발행 기관에 문의하도록 안내해 주세요.',
    'zh-Hant': '這張券因{why}自{day}起停用。請勿收取，並請持券人洽發行機關。',
    en: 'This note is blocked since {day} ({why}). Do not accept it; whoever has it can ask the agency.',
  },
  expired: {
    ko: '‘{programme}’의 사용 기한이 {until}에 끝났어요. 지금은 쓸 수 없으니 받지 말아 주세요.',
    'zh-Hant': '「{programme}」的使用期限至{until}止，現已無法使用，請勿收取。',
    en: '“{programme}” could be spent until {until}. It is worth nothing now: do not accept it.',
  },
  spent: {
    ko: '이미 쓴 상품권이에요. {at}에 {region} {shop}에서 썼어요. 받지 말아 주세요.',
    'zh-Hant': '這張券已使用過：{at}於{region}「{shop}」使用。請勿收取。',
    en: 'This note was spent before: on {at} at {shop}, {region}. Do not accept it.',
  },
  moved: {
    ko: '{at}에 디지털 지갑으로 옮긴 상품권이에요. 받지 말아 주세요.',
    'zh-Hant': '這張券已於{at}轉入數位錢包，請勿收取。',
    en: 'The money of this note was moved to a phone wallet on {at}. Do not accept it.',
  },
  other: {
    ko: '이것은 ‘{programme}’ 상품권이에요. 결제할 사업을 다시 골라 주세요.',
    'zh-Hant': '這是「{programme}」的券，請重新選擇計畫。',
    en: 'This is a note of “{programme}”. Choose that programme and try again.',
  },
  'wrong-code': {
    ko: '긁는 부분의 번호가 맞지 않아요. 오늘 {left}번 더 입력할 수 있어요.',
    'zh-Hant': '刮刮區的密碼不正確，今天還可以再試 {left} 次。',
    en: 'The code under the scratch field is wrong. You can try {left} more times today.',
  },
  'no-code': {
    ko: '긁는 부분을 긁고 숫자 8자리를 입력해 주세요.',
    'zh-Hant': '請刮開刮刮區，並輸入 8 碼數字。',
    en: 'Scratch the field on the note and enter the 8 digits under it.',
  },
  'note-shut': {
    ko: '이 상품권의 번호를 오늘 너무 많이 틀렸어요. 내일 다시 쓸 수 있어요.',
    'zh-Hant': '這張券今天輸入錯誤次數過多，明天可再使用。',
    en: 'Too many wrong codes were entered for this note today. It can be used again tomorrow.',
  },
  'asker-shut': {
    ko: '오늘 틀린 번호를 너무 많이 입력했어요. 내일 다시 해 주세요.',
    'zh-Hant': '您今天輸入錯誤次數過多，請明天再試。',
    en: 'You have entered too many wrong codes today. Try again tomorrow.',
  },
} satisfies Record<string, Text>;

export type NoteWord = keyof typeof NOTE_TEXT;

/** Why notes are blocked, as part of a sentence. */
export const BLOCK_TEXT: Record<BlockReason, Text> = {
  stolen: { ko: '도난으로', 'zh-Hant': '遭竊', en: 'stolen' },
  lost: { ko: '분실로', 'zh-Hant': '遺失', en: 'lost' },
  counterfeit: { ko: '위조 의심으로', 'zh-Hant': '疑似偽造', en: 'copies were found' },
  misprint: { ko: '인쇄 오류로', 'zh-Hant': '印製錯誤', en: 'misprinted' },
};

/** A reason that needs no particulars, or `left` tries. */
export function noteText(word: NoteWord, values: Record<string, string | number> = {}): Text {
  return fill(NOTE_TEXT[word], () => values);
}

/** What is the matter with a note that cannot be spent. */
export function standingText(gov: Pick<Government, 'pack'>, standing: NoteStanding): Text {
  const { pack } = gov;
  const title = (locale: keyof Text) => pack.programmes.get(standing.programme)?.title[locale] ?? standing.programme;
  const time = (at: Date, locale: keyof Text) =>
    `${formatDay(dayOf(at, pack.timeZone), locale)}${locale === 'en' ? ',' : ''} ${formatTime(at, locale, pack.timeZone)}`;
  switch (standing.state) {
    case 'good':
      throw new Error('Nothing is the matter with a good note');
    case 'spent': {
      const { shop, region, at } = standing.spending;
      return fill(NOTE_TEXT.spent, (locale) => ({
        shop,
        region: pack.regions[region]?.[locale] ?? region,
        at: time(at, locale),
      }));
    }
    case 'moved':
      return fill(NOTE_TEXT.moved, (locale) => ({ at: time(standing.at, locale) }));
    case 'blocked': {
      const { reason, blockedAt } = standing.block;
      return fill(NOTE_TEXT.blocked, (locale) => ({
        why: BLOCK_TEXT[reason][locale],
        day: formatDay(dayOf(blockedAt, pack.timeZone), locale),
      }));
    }
    case 'expired':
      return fill(NOTE_TEXT.expired, (locale) => ({
        programme: title(locale),
        until: formatDay(standing.until!, locale),
      }));
    default:
      return NOTE_TEXT[standing.state];
  }
}

/** That a note is one of another programme than was said. */
export function otherProgrammeText({ pack }: Pick<Government, 'pack'>, programme: string): Text {
  return fill(NOTE_TEXT.other, (locale) => ({
    programme: pack.programmes.get(programme)?.title[locale] ?? programme,
  }));
}
