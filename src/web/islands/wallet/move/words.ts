import type { Text } from '../../../../kernel/index.ts';

/** Words of moving to another phone. */
export const MOVE_WORDS = {
  title: { ko: '다른 휴대폰으로 옮기기', 'zh-Hant': '移到另一支手機', en: 'Move to another phone' },
  lead: {
    ko: '모든 증명서를 새 휴대폰으로 옮겨요. 옮기는 순간 다른 기기에 있던 사본은 모두 폐기돼요.',
    'zh-Hant': '將所有憑證移到新手機。移轉的同時，其他裝置上的副本會全部撤銷。',
    en: 'All cards go to the new phone. In the same moment every copy on other devices is revoked.',
  },
  old: { ko: '이 휴대폰이 예전 휴대폰이에요', 'zh-Hant': '這是舊手機', en: 'This is the old phone' },
  oldText: {
    ko: '새 휴대폰으로 찍을 QR 코드와 번호 6자리를 보여 줘요.',
    'zh-Hant': '顯示供新手機掃描的 QR Code 與 6 位數字。',
    en: 'It shows a QR code for the new phone to scan, and 6 digits.',
  },
  oldStart: { ko: 'QR 코드 보여 주기', 'zh-Hant': '顯示 QR Code', en: 'Show the QR code' },
  oldNone: {
    ko: '이 휴대폰에는 옮길 증명서가 없어요.',
    'zh-Hant': '這支手機沒有可移轉的憑證。',
    en: 'There is no card on this phone to move.',
  },
  new: { ko: '이 휴대폰이 새 휴대폰이에요', 'zh-Hant': '這是新手機', en: 'This is the new phone' },
  newText: {
    ko: '예전 휴대폰이나 등록된 다른 기기에서 같은 화면을 열고 QR 코드를 보여 주세요.',
    'zh-Hant': '請在舊手機或另一部已登記的裝置開啟同一個畫面，並顯示 QR Code。',
    en: 'Open this page on the old phone, or on another device that holds your cards, and show the QR code.',
  },
  scan: { ko: 'QR 코드 찍기', 'zh-Hant': '掃描 QR Code', en: 'Scan the QR code' },
  without: { ko: '예전 휴대폰이 없어요', 'zh-Hant': '舊手機不在身邊', en: 'I do not have the old phone' },
  withoutText: {
    ko: '패스키로 로그인하면 돼요. 창구에 가지 않아도 돼요.',
    'zh-Hant': '以密碼金鑰登入即可，不必臨櫃。',
    en: 'Sign in with your passkey. You need not go to a counter.',
  },
  signIn: { ko: '패스키로 로그인하기', 'zh-Hant': '以密碼金鑰登入', en: 'Sign in with the passkey' },
  devices: { ko: '내 증명서가 있는 기기', 'zh-Hant': '存有我的憑證的裝置', en: 'Devices that hold my cards' },
  devicesText: {
    ko: '로그인하면 ‘내 전자증명서’에서 기기를 모두 볼 수 있고, 잃어버린 기기의 사본을 폐기할 수 있어요.',
    'zh-Hant': '登入後在「我的數位憑證」可查看所有裝置，並撤銷遺失裝置上的副本。',
    en: 'Signed in, “My cards” lists every device. There you can block a lost one.',
  },
  devicesLink: { ko: '기기 목록 보기', 'zh-Hant': '查看裝置清單', en: 'See the list of devices' },

  showing: { ko: '새 휴대폰으로 찍어 주세요', 'zh-Hant': '請用新手機掃描', en: 'Scan this with the new phone' },
  qrLabel: { ko: '새 휴대폰으로 찍을 QR 코드', 'zh-Hant': '供新手機掃描的 QR Code', en: 'QR code for the new phone' },
  codeIs: { ko: '새 휴대폰에 쓸 번호', 'zh-Hant': '請在新手機輸入這組數字', en: 'Digits to type on the new phone' },
  codeWarning: {
    ko: '내 새 휴대폰에만 써 주세요. 다른 사람에게 알려 주면 내 증명서를 가져갈 수 있어요.',
    'zh-Hant': '只能輸入在您自己的新手機。告訴別人，對方就能拿走您的憑證。',
    en: 'Type them only on your own new phone. Whoever else has them can take your cards.',
  },
  until: { ko: '{time}까지 쓸 수 있어요', 'zh-Hant': '{time} 前有效', en: 'Good until {time}' },
  waiting: {
    ko: '새 휴대폰을 기다리고 있어요',
    'zh-Hant': '正在等待新手機',
    en: 'Waiting for the new phone',
  },
  stop: { ko: '그만두기', 'zh-Hant': '取消', en: 'Cancel' },
  moved: { ko: '새 휴대폰으로 옮겼어요', 'zh-Hant': '已移到新手機', en: 'Your cards are on the new phone' },
  movedText: {
    ko: '이 휴대폰에 있던 사본은 모두 폐기됐어요. 보여 준 기록은 그대로 있어요.',
    'zh-Hant': '這支手機上的副本已全部撤銷，出示紀錄仍保留。',
    en: 'Every copy on this phone is revoked. The history of what you have shown stays here.',
  },
  remove: {
    ko: '이 휴대폰에서 증명서 지우기',
    'zh-Hant': '從這支手機移除憑證',
    en: 'Remove the cards from this phone',
  },
  removed: { ko: '증명서를 지웠어요', 'zh-Hant': '已移除憑證', en: 'The cards are removed' },

  typeCode: {
    ko: '예전 휴대폰에 나온 번호 6자리',
    'zh-Hant': '舊手機顯示的 6 位數字',
    en: 'The 6 digits on the old phone',
  },
  typeCodeHint: {
    ko: '내 휴대폰에서 직접 띄운 번호만 써 주세요.',
    'zh-Hant': '請只輸入您自己的手機所顯示的數字。',
    en: 'Type only what your own phone shows.',
  },
  sixDigits: { ko: '숫자 6자리를 입력해 주세요', 'zh-Hant': '請輸入 6 位數字', en: 'Enter 6 digits' },
  next: { ko: '다음', 'zh-Hant': '下一步', en: 'Next' },
  confirm: { ko: '이 휴대폰으로 옮길까요?', 'zh-Hant': '要移到這支手機嗎？', en: 'Move the cards to this phone?' },
  confirmCards: { ko: '증명서 {n}장', 'zh-Hant': '{n} 張憑證', en: 'Cards: {n}' },
  confirmDevices: {
    ko: '다른 기기 {n}대에 있는 사본은 바로 폐기돼요.',
    'zh-Hant': '另外 {n} 部裝置上的副本會立即撤銷。',
    en: 'Other devices that lose their copies at once: {n}',
  },
  confirmNone: {
    ko: '다른 기기에는 사본이 없어요.',
    'zh-Hant': '其他裝置上沒有副本。',
    en: 'No other device holds copies.',
  },
  nothing: { ko: '옮길 증명서가 없어요', 'zh-Hant': '沒有可移轉的憑證', en: 'There is no card to move' },
  move: { ko: '이 휴대폰으로 옮기기', 'zh-Hant': '移到這支手機', en: 'Move to this phone' },
  working: {
    ko: '옮기고 있어요. 이 화면을 닫지 마세요.',
    'zh-Hant': '正在移轉，請勿關閉畫面。',
    en: 'Moving. Keep this page open.',
  },
  done: { ko: '이 휴대폰으로 옮겼어요', 'zh-Hant': '已移到這支手機', en: 'Your cards are on this phone' },
  doneText: {
    ko: '다른 기기에 있던 사본은 폐기됐어요.',
    'zh-Hant': '其他裝置上的副本已撤銷。',
    en: 'The copies on other devices are revoked.',
  },
  toCards: { ko: '내 증명서 보기', 'zh-Hant': '查看我的憑證', en: 'See my cards' },

  failed: { ko: '옮기지 못했어요', 'zh-Hant': '未能移轉', en: 'The cards were not moved' },
  tryAgain: { ko: '다시 시도', 'zh-Hant': '再試一次', en: 'Try again' },
  whyOver: {
    ko: '번호가 맞지 않거나 시간이 지났어요. 예전 휴대폰에서 QR 코드를 새로 띄워 주세요.',
    'zh-Hant': '數字不符或已超過時間。請在舊手機重新顯示 QR Code。',
    en: 'The digits are wrong or too old. Show a new QR code on the old phone.',
  },
  whyUnreachable: {
    ko: '네트워크에 연결할 수 없어요. 증명서는 그대로예요. 연결되면 다시 시도해 주세요.',
    'zh-Hant': '無法連線，憑證沒有異動。連線後請再試一次。',
    en: 'There is no connection. Try again when you are connected.',
  },
  whyOther: {
    ko: '발급 기관이 받아들이지 않았어요.',
    'zh-Hant': '發證機關未接受。',
    en: 'The issuer did not accept it.',
  },
} satisfies Record<string, Text>;
