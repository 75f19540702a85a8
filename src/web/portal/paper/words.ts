import type { Text } from '../../../kernel/index.ts';
import type { NoteOrder } from '../../../programmes/index.ts';

/** Words of the pages on which a person sees their order, and anybody checks a note. */
export const PAPER = {
  // My order
  orderTitle: { ko: '종이 상품권 주문', 'zh-Hant': '紙本券訂單', en: 'Your paper notes' },
  pickUpCode: { ko: '수령 번호', 'zh-Hant': '領取碼', en: 'Pick-up code' },
  showThis: {
    ko: '창구에서 이 번호나 QR을 보여 주세요',
    'zh-Hant': '請在櫃檯出示領取碼或 QR Code',
    en: 'Show this code or its QR code at the counter',
  },
  place: { ko: '찾는 곳', 'zh-Hant': '領取地點', en: 'Where' },
  onMap: { ko: '지도에서 보기', 'zh-Hant': '在地圖上查看', en: 'See it on a map' },
  until: { ko: '찾을 수 있는 마지막 날', 'zh-Hant': '領取期限', en: 'Pick up until' },
  amount: { ko: '금액', 'zh-Hant': '金額', en: 'Worth' },
  spendUntil: { ko: '사용 기한', 'zh-Hant': '使用期限', en: 'Expires on' },
  bring: { ko: '가져올 것', 'zh-Hant': '應備文件', en: 'What to bring' },
  bringText: {
    ko: '신분증과 이 화면 또는 수령 번호를 적은 종이',
    'zh-Hant': '身分證件，以及這個畫面或抄下的領取碼',
    en: 'Your identity card, and this page or the code on paper',
  },
  print: { ko: '이 화면은 인쇄해도 돼요.', 'zh-Hant': '您也可以列印這個畫面。', en: 'You can print this page.' },
  state: { ko: '상태', 'zh-Hant': '狀態', en: 'Status' },
  set: { ko: '받은 묶음', 'zh-Hant': '已領取的券組', en: 'The set you got' },
  checkNotes: { ko: '상품권 확인하기', 'zh-Hant': '查驗券', en: 'Check a note' },
  demoSheet: {
    ko: '체험용: 받은 묶음을 PDF로 내려받기',
    'zh-Hant': '示範用：下載您領取的券組（PDF）',
    en: 'Demo only: download the set you were handed as a PDF',
  },
  reorderTitle: { ko: '다시 주문하기', 'zh-Hant': '重新訂購', en: 'Order again' },
  reorderHelp: {
    ko: '금액은 그대로 남아 있어요. 찾을 곳을 다시 골라 주세요.',
    'zh-Hant': '您的額度仍然保留，請重新選擇領取地點。',
    en: 'Nothing is lost. Choose where to pick it up.',
  },
  choosePlace: { ko: '어디에서 찾을까요?', 'zh-Hant': '要在哪裡領取？', en: 'Where will you pick it up?' },
  stockLeft: { ko: '{count}묶음 남음', 'zh-Hant': '尚有 {count} 組', en: '{count} left' },
  noStock: {
    ko: '지금은 모든 수령처에 남은 것이 없어요. 배송되면 다시 주문할 수 있어요.',
    'zh-Hant': '目前所有地點都已訂完，補貨後可再訂購。',
    en: 'No place has any left right now. You can order again when more arrive.',
  },
  order: { ko: '주문하기', 'zh-Hant': '訂購', en: 'Order' },
  toTaking: { ko: '받은 내역 보기', 'zh-Hant': '查看領取紀錄', en: 'See what you took' },
  noOrder: { ko: '이 주문을 찾을 수 없어요.', 'zh-Hant': '查無這筆訂單。', en: 'There is no such order.' },

  // The check
  checkTitle: { ko: '종이 상품권 확인', 'zh-Hant': '查驗紙本券', en: 'Check a paper note' },
  checkHelp: {
    ko: '상품권의 QR을 휴대전화로 찍거나 일련번호를 입력하면 지금 쓸 수 있는지 알려 드려요.',
    'zh-Hant': '用手機掃描券上的 QR Code，或輸入序號，即可知道現在能否使用。',
    en: 'Scan the QR code on the note with a phone, or enter its serial, to see whether it can be spent.',
  },
  serial: { ko: '일련번호', 'zh-Hant': '序號', en: 'Serial' },
  serialHint: {
    ko: '예: TSV 0000 1234 03 17. 띄어쓰기는 없어도 돼요.',
    'zh-Hant': '例如：TSV 0000 1234 03 17，空格可省略。',
    en: 'For example TSV 0000 1234 03 17. Blanks do not matter.',
  },
  check: { ko: '확인하기', 'zh-Hant': '查驗', en: 'Check' },
  another: { ko: '다른 상품권 확인하기', 'zh-Hant': '查驗另一張', en: 'Check another note' },
  good: { ko: '쓸 수 있는 상품권이에요', 'zh-Hant': '這張券可以使用', en: 'This note can be spent' },
  goodSealed: {
    ko: '인쇄된 서명이 맞고, 아직 쓰지 않았어요.',
    'zh-Hant': '印製的簽章正確，且尚未使用。',
    en: 'Its printed signature is right, and it has not been spent.',
  },
  goodTyped: {
    ko: '아직 쓰지 않은 번호예요. 종이가 진짜인지는 QR을 찍어 확인해 주세요.',
    'zh-Hant': '這個序號尚未使用。請掃描 QR Code 確認紙本真偽。',
    en: 'This serial has not been spent. Scan the QR code to tell whether the paper itself is real.',
  },
  goodAdvice: {
    ko: '가게에서는 긁는 번호를 입력해 결제를 마친 뒤에 받아 주세요. 긁힌 상품권은 받지 말아 주세요.',
    'zh-Hant': '店家請先輸入刮刮區密碼完成收款再收券。已被刮開的券請勿收取。',
    en: 'A shop should enter the scratch code and see the payment first. Do not accept a note whose field is already scratched.',
  },
  notGood: { ko: '받지 마세요', 'zh-Hant': '請勿收取', en: 'Do not accept this note' },
  mistyped: { ko: '번호를 다시 확인해 주세요', 'zh-Hant': '請再確認序號', en: 'Check the serial' },
  value: { ko: '액면 금액', 'zh-Hant': '面額', en: 'Face value' },
  programme: { ko: '사업', 'zh-Hant': '計畫', en: 'Programme' },
  expires: { ko: '사용 기한', 'zh-Hant': '使用期限', en: 'Expires on' },
  issuer: { ko: '발행 기관', 'zh-Hant': '發行機關', en: 'Issuer' },
  noPersonal: {
    ko: '누가 받았는지는 아무에게도 보여 주지 않아요.',
    'zh-Hant': '不會向任何人顯示持有人。',
    en: 'Nobody is told who got it.',
  },

  // Into a wallet
  walletTitle: { ko: '내 지갑으로 옮기기', 'zh-Hant': '轉入我的數位錢包', en: 'Move it to your phone wallet' },
  walletHelp: {
    ko: '옮기면 종이는 더는 쓸 수 없어요. 사용 기한은 그대로예요.',
    'zh-Hant': '轉入後紙本即失效，使用期限不變。',
    en: 'The paper is worth nothing from then on. It expires on the same day.',
  },
  scratch: { ko: '긁는 부분의 숫자 8자리', 'zh-Hant': '刮刮區的 8 碼數字', en: 'The 8 digits under the scratch field' },
  moveIt: { ko: '옮기기', 'zh-Hant': '轉入', en: 'Move it' },
  moved: { ko: '{amount}을 지갑으로 옮겼어요', 'zh-Hant': '已轉入 {amount}', en: '{amount} is in your wallet now' },
  toWallet: { ko: '내 잔액 보기', 'zh-Hant': '查看我的餘額', en: 'See your balance' },
  signInFirst: {
    ko: '로그인하고 지갑으로 옮기기',
    'zh-Hant': '登入後轉入數位錢包',
    en: 'Sign in to move it to your wallet',
  },
} satisfies Record<string, Text>;

export const ORDER_STATE: Record<NoteOrder['state'], Text> = {
  waiting: { ko: '찾아가기를 기다려요', 'zh-Hant': '待領取', en: 'Ready to be picked up' },
  handed: { ko: '받았어요', 'zh-Hant': '已領取', en: 'Picked up' },
  lapsed: { ko: '끝났어요', 'zh-Hant': '已結束', en: 'Ended' },
  cancelled: { ko: '취소했어요', 'zh-Hant': '已取消', en: 'Cancelled' },
  returned: { ko: '돌려줬어요', 'zh-Hant': '已退回', en: 'Given back' },
};
