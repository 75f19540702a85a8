import type { Text } from '../../../kernel/index.ts';

/** Words of the pages on which a person pays. */
export const PAY = {
  pay: { ko: '결제', 'zh-Hant': '付款', en: 'Pay' },
  payHelp: {
    ko: '가게에서 내 QR을 보여주거나, 가게의 QR을 찍어 결제해요.',
    'zh-Hant': '在店家出示您的 QR Code，或掃描店家的 QR Code 付款。',
    en: 'Show your code at the shop, or scan the code of the shop.',
  },
  nothing: { ko: '쓸 수 있는 잔액이 없어요', 'zh-Hant': '目前沒有可用餘額', en: 'You have nothing to pay with yet' },
  nothingHelp: {
    ko: '쿠폰이나 상품권을 받으면 여기서 결제할 수 있어요.',
    'zh-Hant': '領取振興券或禮券後，即可在此付款。',
    en: 'Once you have a voucher or a gift certificate you can pay with it here.',
  },
  balance: { ko: '잔액', 'zh-Hant': '餘額', en: 'Balance' },
  balanceNow: { ko: '잔액 {amount}', 'zh-Hant': '餘額 {amount}', en: 'Balance {amount}' },
  balanceAfter: { ko: '결제 후 잔액', 'zh-Hant': '付款後餘額', en: 'Balance after this' },
  balanceAfterText: {
    ko: '결제 후 잔액 {amount}',
    'zh-Hant': '付款後餘額 {amount}',
    en: 'Balance after this: {amount}',
  },
  showMine: { ko: '내 QR 보여주기', 'zh-Hant': '出示我的 QR Code', en: 'Show my code' },
  scanShop: { ko: '가게 QR 찍기', 'zh-Hant': '掃描店家 QR Code', en: "Scan the shop's code" },

  codeTitle: { ko: '결제 QR', 'zh-Hant': '付款碼', en: 'Your code to pay' },
  codeHelp: {
    ko: '가게 직원에게 보여 주세요. 화면을 밝게 하면 더 잘 읽혀요. 한 번만 쓸 수 있어요.',
    'zh-Hant': '請出示給店員。調亮螢幕較易讀取，每組只能使用一次。',
    en: 'Show this to the shop. A bright screen is easier to read. It works once.',
  },
  codeQr: { ko: '결제 QR 코드', 'zh-Hant': '付款 QR Code', en: 'Code to pay' },
  codeNumber: { ko: '결제 번호', 'zh-Hant': '付款碼', en: 'Payment number' },
  secondsLeft: { ko: '{n}초 남음', 'zh-Hant': '剩 {n} 秒', en: '{n} seconds left' },
  goodUntil: { ko: '{time}까지 쓸 수 있어요', 'zh-Hant': '{time} 前有效', en: 'Good until {time}' },
  timeLeft: { ko: '남은 시간', 'zh-Hant': '剩餘時間', en: 'Time left' },
  newCode: { ko: '새 QR 받기', 'zh-Hant': '更新付款碼', en: 'Get a new code' },
  notPaidYet: { ko: '아직 결제되지 않았어요', 'zh-Hant': '尚未付款', en: 'Not paid yet' },
  notPaidYetHelp: {
    ko: '가게가 결제를 마치면 여기에 나와요.',
    'zh-Hant': '店家收款後會顯示在這裡。',
    en: 'Once the shop has charged you, it shows here.',
  },

  scanHelp: {
    ko: '계산대 화면이나 계산대 옆의 QR을 찍어 주세요.',
    'zh-Hant': '請掃描收銀畫面或櫃檯上的 QR Code。',
    en: 'Scan the code on the till or beside it.',
  },
  shopNumber: { ko: '가맹점 번호', 'zh-Hant': '店家編號', en: 'Shop number' },
  shopNumberHint: {
    ko: 'QR 옆에 적혀 있어요.',
    'zh-Hant': '印在 QR Code 旁。',
    en: 'It is printed beside the code.',
  },
  enterShop: {
    ko: '가맹점 번호를 입력해 주세요',
    'zh-Hant': '請輸入店家編號',
    en: 'Enter the number of the shop',
  },
  continue: { ko: '계속하기', 'zh-Hant': '繼續', en: 'Continue' },
  noShop: {
    ko: '이 번호의 가맹점을 찾을 수 없어요. 번호를 다시 확인해 주세요.',
    'zh-Hant': '查無此編號的店家，請再確認。',
    en: 'No shop has this number. Check it and enter it again.',
  },
  brokenCode: {
    ko: '이 QR은 손상되었거나 결제 QR이 아니에요. 다시 찍거나 가맹점 번호를 입력해 주세요.',
    'zh-Hant': '這個 QR Code 已損毀或並非付款碼。請重新掃描或輸入店家編號。',
    en: 'This code is damaged or is no code to pay with. Scan it again, or enter the number of the shop.',
  },
  foreignCode: {
    ko: '다른 결제 서비스의 QR이에요. 가게에 이 사업의 QR이 있는지 물어봐 주세요.',
    'zh-Hant': '這是其他支付服務的 QR Code，請向店家確認是否有本計畫的 QR Code。',
    en: 'This code is of another payment service. Ask the shop for the right one.',
  },
  otherCurrency: {
    ko: '다른 통화의 QR이라 결제할 수 없어요.',
    'zh-Hant': '這個 QR Code 使用其他貨幣，無法付款。',
    en: 'This code is in another currency. You cannot pay it here.',
  },

  confirmTitle: { ko: '결제 확인', 'zh-Hant': '確認付款', en: 'Check and pay' },
  howMuch: { ko: '얼마를 결제할까요?', 'zh-Hant': '要付多少？', en: 'How much do you pay?' },
  enterAmount: { ko: '금액을 숫자로 입력해 주세요', 'zh-Hant': '請以數字輸入金額', en: 'Enter the amount in digits' },
  payWith: { ko: '무엇으로 결제할까요?', 'zh-Hant': '要用什麼付款？', en: 'What do you pay with?' },
  payNow: { ko: '{amount} 결제하기', 'zh-Hant': '付款 {amount}', en: 'Pay {amount}' },
  otherAmount: { ko: '금액 바꾸기', 'zh-Hant': '修改金額', en: 'Change the amount' },
  cannotPay: { ko: '결제할 수 없어요', 'zh-Hant': '無法付款', en: 'You cannot pay this' },
  notEnough: {
    ko: '잔액이 모자라요. 금액을 줄이거나 나머지를 다른 방법으로 내 주세요.',
    'zh-Hant': '餘額不足，請減少金額或改用其他方式付款。',
    en: 'Your balance is not enough. Pay less with it, or pay in another way.',
  },
  notFor: {
    ko: '이것은 살 수 없어요: {goods}',
    'zh-Hant': '不能用來購買：{goods}',
    en: 'Not for: {goods}',
  },
  askedByShop: { ko: '가게가 요청한 금액', 'zh-Hant': '店家要求的金額', en: 'The amount the shop asks for' },
  sendAgain: { ko: '같은 결제 다시 시도', 'zh-Hant': '重試這筆付款', en: 'Try the same payment again' },
  backToCheck: { ko: '다시 확인하기', 'zh-Hant': '返回確認', en: 'Back to check' },

  noProgramme: { ko: '이 사업을 찾을 수 없어요.', 'zh-Hant': '查無這項計畫。', en: 'There is no such programme.' },
  noRequest: {
    ko: '가게의 결제 요청을 찾을 수 없어요. 새 QR을 보여 달라고 해 주세요.',
    'zh-Hant': '查無這筆收款要求，請店家重新出示 QR Code。',
    en: 'There is no such request to pay. Ask the shop to show a new code.',
  },
  requestPaid: {
    ko: '이미 결제된 금액이에요. 다시 내지 마세요.',
    'zh-Hant': '這筆款項已付清，請勿重複付款。',
    en: 'This has been paid already. Do not pay again.',
  },
  requestOver: {
    ko: '가게의 결제 요청이 끝났어요. 새 QR을 보여 달라고 해 주세요.',
    'zh-Hant': '這筆收款要求已失效，請店家重新出示 QR Code。',
    en: 'This request to pay is over. Ask the shop to show a new code.',
  },
  done: { ko: '마치기', 'zh-Hant': '完成', en: 'Done' },
  showToShop: {
    ko: '가게에 이 화면을 보여 주세요.',
    'zh-Hant': '請將此畫面出示給店家。',
    en: 'Show this screen to the shop.',
  },
  noPayment: { ko: '이 결제를 찾을 수 없어요.', 'zh-Hant': '查無這筆付款。', en: 'There is no such payment.' },
  refundedSoFar: { ko: '환불받은 금액', 'zh-Hant': '已退款', en: 'Refunded' },
  toVouchers: { ko: '내가 받을 수 있는 것 보기', 'zh-Hant': '查看可領取的項目', en: 'See what you can get' },
  payMore: { ko: '다른 결제하기', 'zh-Hant': '繼續付款', en: 'Pay again' },
} satisfies Record<string, Text>;
