import type { Text } from '../../../../kernel/index.ts';

/** Words of the page on which a card is shown without a network. */
export const SHOW_WORDS = {
  title: { ko: '화면으로 보여 주기', 'zh-Hant': '以畫面出示', en: 'Show on this screen' },
  lead: {
    ko: '네트워크가 없어도 돼요. 상대방이 이 화면의 코드를 찍어요.',
    'zh-Hant': '沒有網路也能使用。由對方掃描這個畫面上的代碼。',
    en: 'It works without a network. The other person scans the code on this screen.',
  },
  chooseCard: { ko: '보여 줄 증명서를 골라 주세요', 'zh-Hant': '請選擇要出示的憑證', en: 'Choose the card to show' },
  chooseClaims: { ko: '무엇을 알려 줄까요?', 'zh-Hant': '要提供哪些資料？', en: 'What do you want to tell?' },
  chooseHint: {
    ko: '고른 것만 코드에 들어가요.',
    'zh-Hant': '代碼中只有您選擇的資料。',
    en: 'Only what you choose is in the code.',
  },
  needOne: { ko: '하나 이상 골라 주세요', 'zh-Hant': '請至少選擇一項', en: 'Choose at least 1 item' },
  problem: { ko: '문제가 있어요', 'zh-Hant': '請修正以下問題', en: 'There is a problem' },
  show: { ko: '코드 보여 주기', 'zh-Hant': '顯示代碼', en: 'Show the code' },
  none: {
    ko: '화면으로 보여 줄 수 있는 증명서가 없어요',
    'zh-Hant': '沒有可以用畫面出示的憑證',
    en: 'No card here can be shown on the screen',
  },
  noneText: {
    ko: '네트워크에 연결했을 때 증명서를 추가하면 미리 받아 둬요.',
    'zh-Hant': '連上網路新增憑證時，會預先存入可出示的副本。',
    en: 'When you add a card while connected, copies for this are kept on the phone.',
  },
  noCopies: {
    ko: '이 증명서에는 화면으로 보여 줄 사본이 없어요. 네트워크에 연결하고 이 지갑을 다시 열어 주세요.',
    'zh-Hant': '這張憑證沒有可供畫面出示的副本。請連上網路後重新開啟皮夾。',
    en: 'This card has no copy to show on the screen. Connect, and open the wallet again.',
  },
  again: {
    ko: '새 사본이 없어서 전에 보여 준 사본을 다시 써요.',
    'zh-Hant': '沒有新的副本，將再次使用出示過的副本。',
    en: 'No fresh copy is left, so one that was shown before is used again.',
  },
  codeLabel: {
    ko: '상대방이 찍을 코드',
    'zh-Hant': '供對方掃描的代碼',
    en: 'Code for the other person to scan',
  },
  tells: { ko: '이 코드로 알려 주는 것', 'zh-Hant': '這個代碼提供的資料', en: 'This code tells' },
  renews: {
    ko: '{n}초 뒤에 새 코드로 바뀌어요',
    'zh-Hant': '{n} 秒後換成新的代碼',
    en: 'A new code in {n} seconds',
  },
  useless: {
    ko: '이 화면을 찍은 사진은 30초가 지나면 쓸 수 없어요.',
    'zh-Hant': '翻拍這個畫面的照片，30 秒後就無法使用。',
    en: 'A photograph of this screen is useless after 30 seconds.',
  },
  bound: {
    ko: '상대방 화면의 질문에만 답하는 코드예요. 다른 곳에서는 쓸 수 없어요.',
    'zh-Hant': '這個代碼只回覆對方畫面上的提問，無法用在別處。',
    en: 'This code answers the question on the other screen only. It is no use anywhere else.',
  },
  scanQuestion: {
    ko: '상대방 화면의 질문 코드 찍기',
    'zh-Hant': '掃描對方畫面上的提問代碼',
    en: "Scan the question on the other person's screen",
  },
  scanHint: {
    ko: '상대방이 질문 코드를 보여 줄 때만 필요해요.',
    'zh-Hant': '只有對方顯示提問代碼時才需要。',
    en: 'You need this only if they show you a question.',
  },
  notQuestion: {
    ko: '질문 코드가 아니에요. 상대방 화면의 코드를 찍어 주세요.',
    'zh-Hant': '這不是提問代碼。請掃描對方畫面上的代碼。',
    en: 'This is no question. Scan the code on the other screen.',
  },
  stopScanning: { ko: '찍지 않기', 'zh-Hant': '不掃描', en: 'Do not scan' },
  done: { ko: '다 보여 줬어요', 'zh-Hant': '出示完畢', en: 'Done' },
  other: { ko: '다른 것 보여 주기', 'zh-Hant': '出示其他資料', en: 'Show something else' },
  paused: {
    ko: '화면이 가려져서 코드를 숨겼어요.',
    'zh-Hant': '畫面不在前景，已隱藏代碼。',
    en: 'The code is hidden while this page is in the background.',
  },

  historyTitle: { ko: '보여 준 기록', 'zh-Hant': '出示紀錄', en: 'What I have shown' },
  historyLead: {
    ko: '이 휴대폰에만 있어요. 정부도 발급 기관도 볼 수 없어요.',
    'zh-Hant': '只存在這支手機上，政府與發證機關都看不到。',
    en: 'It is on this phone only. Neither the government nor any issuer sees it.',
  },
  historyNone: { ko: '아직 내역이 없어요', 'zh-Hant': '目前沒有資料', en: 'Nothing here yet' },
  onScreen: { ko: '화면의 코드로 보여 줌', 'zh-Hant': '以畫面代碼出示', en: 'Shown as a code on the screen' },
  wasGiven: { ko: '보냄', 'zh-Hant': '已提供', en: 'Shared' },
  wasRefused: { ko: '거절함', 'zh-Hant': '已拒絕', en: 'Refused' },
  wasStopped: { ko: '보내지 않음', 'zh-Hant': '未提供', en: 'Not shared' },
  purpose: { ko: '이용 목적', 'zh-Hant': '利用目的', en: 'Purpose' },
  signed: { ko: '서명한 것', 'zh-Hant': '已簽署', en: 'Signed' },
  given: { ko: '알려 준 것', 'zh-Hant': '已提供', en: 'Shared' },
  kept: { ko: '알려 주지 않은 것', 'zh-Hant': '未提供', en: 'Not shared' },
  onlyValid: { ko: '증명서가 유효한지만', 'zh-Hant': '只證明憑證有效', en: 'Only that the card is valid' },
  why: { ko: '이유', 'zh-Hant': '理由', en: 'Reason' },
  forget: { ko: '이 기록 지우기', 'zh-Hant': '刪除這筆紀錄', en: 'Delete this entry' },
} satisfies Record<string, Text>;
