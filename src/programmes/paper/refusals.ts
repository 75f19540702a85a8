import { AppError, type ErrorCode, fill, type Text } from '../../kernel/index.ts';

/** Why something cannot be done with paper, and what to do instead. */
const REFUSALS = {
  'no-stock': {
    code: 'conflict',
    text: {
      ko: '이곳에는 남은 종이 상품권이 없어요. 다른 수령처를 골라 주세요.',
      'zh-Hant': '這個領取地點的紙本券已訂完，請選擇其他地點。',
      en: 'There is none left at this place. Choose another place.',
    },
  },
  'no-place': {
    code: 'invalid',
    text: {
      ko: '목록에 있는 수령처를 골라 주세요.',
      'zh-Hant': '請從清單中選擇領取地點。',
      en: 'Choose a place from the list.',
    },
  },
  'no-key': {
    code: 'unavailable',
    text: {
      ko: '이 서버에 종이 상품권의 서명 키가 없어 인쇄를 주문할 수 없어요. 운영 담당자에게 알려 주세요.',
      'zh-Hant': '此伺服器沒有紙本券的簽章金鑰，無法下單印製。請通知系統管理人員。',
      en: 'This machine has no key for notes, so none can be printed. Tell whoever runs the system.',
    },
  },
  'no-order': {
    code: 'not-found',
    text: {
      ko: '이 수령 번호로 찾은 주문이 없어요. 번호를 확인해 주세요.',
      'zh-Hant': '查無此領取碼的訂單，請確認號碼。',
      en: 'There is no order with this pick-up code. Check the code.',
    },
  },
  'order-closed': {
    code: 'conflict',
    text: {
      ko: '이 주문은 이미 끝났어요.',
      'zh-Hant': '這筆訂單已經結束。',
      en: 'This order is closed already.',
    },
  },
  'order-waits': {
    code: 'conflict',
    text: {
      ko: '이 주문은 아직 수령처에서 기다리고 있어요.',
      'zh-Hant': '這筆訂單仍在領取地點等候。',
      en: 'This order still waits at its place.',
    },
  },
  'ordered-before': {
    code: 'conflict',
    text: {
      ko: '이미 주문했어요.',
      'zh-Hant': '您已經訂購。',
      en: 'This was ordered already.',
    },
  },
  'bad-serial': {
    code: 'invalid',
    text: {
      ko: '일련번호가 맞지 않아요. 글자와 숫자를 다시 확인해 주세요.',
      'zh-Hant': '序號不正確，請再確認字母與數字。',
      en: 'This serial is mistyped. Check its letters and digits.',
    },
  },
  'other-programme': {
    code: 'conflict',
    text: {
      ko: '다른 사업의 묶음이에요.',
      'zh-Hant': '這是其他方案的券組。',
      en: 'This set belongs to another programme.',
    },
  },
  'not-here': {
    code: 'conflict',
    text: {
      ko: '이 묶음은 이 수령처로 배송된 것이 아니에요. 건네지 말고 사업 담당자에게 알려 주세요.',
      'zh-Hant': '這組券並未配送到此地點。請勿交付，並通知方案承辦人。',
      en: 'This set was not delivered to this place. Do not hand it over; tell the programme’s office.',
    },
  },
  'set-blocked': {
    code: 'conflict',
    text: {
      ko: '이 묶음은 사용이 막혀 있어요. 건네지 말고 따로 보관해 주세요.',
      'zh-Hant': '這組券已被停用。請勿交付，並另行保管。',
      en: 'This set is blocked. Do not hand it over; keep it apart.',
    },
  },
  'set-gone': {
    code: 'conflict',
    text: {
      ko: '이 묶음은 이미 다른 사람에게 건넸어요.',
      'zh-Hant': '這組券已交付給他人。',
      en: 'This set was handed over before.',
    },
  },
  'wrong-worth': {
    code: 'conflict',
    text: {
      ko: '이 묶음의 금액이 주문한 금액과 달라요.',
      'zh-Hant': '這組券的面額與訂單不同。',
      en: 'This set is not worth what was ordered.',
    },
  },
  'set-used': {
    code: 'conflict',
    text: {
      ko: '이 묶음의 일부를 이미 사용해서 돌려받을 수 없어요.',
      'zh-Hant': '這組券已有部分使用，無法退回。',
      en: 'Some notes of this set were spent, so it cannot be given back.',
    },
  },
  'run-closed': {
    code: 'conflict',
    text: {
      ko: '이 인쇄 건은 이미 끝났어요.',
      'zh-Hant': '這批印製已經結束。',
      en: 'This print run is closed already.',
    },
  },
  'no-run': {
    code: 'not-found',
    text: { ko: '이 인쇄 건이 없어요.', 'zh-Hant': '查無這批印製。', en: 'There is no such print run.' },
  },
  'bad-count': {
    code: 'invalid',
    text: {
      ko: '묶음 수를 1부터 {most}까지 숫자로 입력해 주세요.',
      'zh-Hant': '請輸入 1 到 {most} 的組數。',
      en: 'Enter a number of sets from 1 to {most}.',
    },
  },
  'bad-range': {
    code: 'invalid',
    text: {
      ko: '처음과 마지막 묶음 번호를 차례대로 입력해 주세요.',
      'zh-Hant': '請依序輸入起訖組號。',
      en: 'Enter the first and the last set number, in this order.',
    },
  },
  'not-movable': {
    code: 'conflict',
    text: {
      ko: '{first}번부터 {last}번까지 중에 지금 옮길 수 없는 묶음이 있어요. 아래 재고 표를 확인해 주세요.',
      'zh-Hant': '{first} 到 {last} 號中有目前無法移動的券組，請查看下方庫存表。',
      en: 'Some of the sets {first} to {last} cannot be moved now. Look at the table of stock.',
    },
  },
  'stock-reserved': {
    code: 'conflict',
    text: {
      ko: '주문한 사람을 기다리는 묶음이 있어서 {free}개까지만 가져갈 수 있어요.',
      'zh-Hant': '部分券組已有人訂購，最多只能取回 {free} 組。',
      en: 'People have ordered some of these. At most {free} can be taken away.',
    },
  },
  'no-block': {
    code: 'not-found',
    text: { ko: '이런 사용 정지가 없어요.', 'zh-Hant': '查無此停用紀錄。', en: 'There is no such block.' },
  },
  'same-officer': {
    code: 'forbidden',
    text: {
      ko: '해제를 요청한 사람과 다른 담당자가 확인해야 해요.',
      'zh-Hant': '須由提出解除者以外的承辦人確認。',
      en: 'Another officer than the one who asked must confirm.',
    },
  },
  'block-lifted': {
    code: 'conflict',
    text: { ko: '이미 풀린 사용 정지예요.', 'zh-Hant': '此停用已解除。', en: 'This block was lifted already.' },
  },
} satisfies Record<string, { code: ErrorCode; text: Text }>;

export type PaperRefusal = keyof typeof REFUSALS;

/** The error that says so. */
export function refusePaper(refusal: PaperRefusal, values: Record<string, string | number> = {}): AppError {
  const { code, text } = REFUSALS[refusal] as { code: ErrorCode; text: Text };
  return new AppError(
    code,
    fill(text, () => values),
  );
}
