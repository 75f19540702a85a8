import type { Text } from '../../../../kernel/index.ts';
import type { Reason } from '../issuance/problem.ts';

/** Words for adding a card. */
export const ADD_WORDS = {
  title: { ko: 'QR 코드 찍기', 'zh-Hant': '掃描 QR Code', en: 'Scan a QR code' },
  addHelp: {
    ko: '기관에서 받은 증명서를 담거나, 증명서를 보여 달라는 요청에 답할 수 있어요.',
    'zh-Hant': '可以新增機關提供的憑證，或回應出示憑證的請求。',
    en: 'Add a card that an agency offers you, or answer somebody who asks to see one.',
  },
  scan: { ko: '카메라 켜기', 'zh-Hant': '開啟相機', en: 'Start the camera' },
  paste: { ko: '링크 붙여 넣기', 'zh-Hant': '貼上連結', en: 'Paste the link' },
  pasteHint: {
    ko: 'openid-credential-offer:// 또는 https:// 로 시작해요',
    'zh-Hant': '開頭為 openid-credential-offer:// 或 https://',
    en: 'It begins with openid-credential-offer:// or https://',
  },
  next: { ko: '다음', 'zh-Hant': '下一步', en: 'Next' },
  notOffer: {
    ko: '증명서를 받거나 보여 주는 링크를 붙여 넣어 주세요',
    'zh-Hant': '請貼上取得或出示憑證的連結',
    en: 'Paste a link for getting or showing a card',
  },
  choose: { ko: '받을 수 있는 증명서 보기', 'zh-Hant': '查看可以取得的憑證', en: 'See which cards you can have' },
  reading: { ko: '무엇을 받는지 확인하고 있어요', 'zh-Hant': '正在確認要取得的憑證', en: 'Looking at what is offered' },
  offered: {
    ko: '이 증명서를 지갑에 담을까요?',
    'zh-Hant': '要把這張憑證放進皮夾嗎？',
    en: 'Add this card to your wallet?',
  },
  offeredMany: {
    ko: '이 증명서들을 지갑에 담을까요?',
    'zh-Hant': '要把這些憑證放進皮夾嗎？',
    en: 'Add these cards to your wallet?',
  },
  from: { ko: '{issuer}에서 발급해요.', 'zh-Hant': '由{issuer}核發。', en: '{issuer} issues it.' },
  code: { ko: '확인 번호', 'zh-Hant': '驗證碼', en: 'Code' },
  codeHint: {
    ko: 'QR 코드와 함께 따로 받은 번호예요.',
    'zh-Hant': '與 QR Code 分開提供給您的號碼。',
    en: 'The number that you were given apart from the QR code.',
  },
  codeMissing: { ko: '확인 번호를 써 주세요', 'zh-Hant': '請輸入驗證碼', en: 'Enter the code' },
  codeDigits: { ko: '숫자 {n}자리를 써 주세요', 'zh-Hant': '請輸入 {n} 位數字', en: 'Enter {n} digits' },
  take: { ko: '지갑에 담기', 'zh-Hant': '放進皮夾', en: 'Add to wallet' },
  taking: { ko: '증명서를 받고 있어요', 'zh-Hant': '正在取得憑證', en: 'Fetching the card' },
  signIn: { ko: '로그인하고 받기', 'zh-Hant': '登入後取得', en: 'Sign in to get it' },
  signInHelp: {
    ko: '로그인하러 갔다가 이 지갑으로 돌아와요.',
    'zh-Hant': '您會前往登入，之後回到這個皮夾。',
    en: 'You go to sign in, and then come back to this wallet.',
  },
  no: { ko: '담지 않기', 'zh-Hant': '不要新增', en: 'Do not add it' },
  done: { ko: '증명서를 지갑에 담았어요', 'zh-Hant': '憑證已放進皮夾', en: 'The card is in your wallet' },
  later: {
    ko: '기관이 결정하면 증명서가 들어와요',
    'zh-Hant': '機關審查後，憑證就會放進皮夾',
    en: 'The card comes once the agency has decided',
  },
  see: { ko: '증명서 보기', 'zh-Hant': '查看憑證', en: 'See the card' },
  toCards: { ko: '내 증명서', 'zh-Hant': '我的憑證', en: 'My cards' },
  again: { ko: '다시 시도', 'zh-Hant': '再試一次', en: 'Try again' },
  failed: { ko: '증명서를 담지 못했어요', 'zh-Hant': '未能新增憑證', en: 'The card was not added' },
  said: { ko: '받은 답: {said}', 'zh-Hant': '對方回覆：{said}', en: 'The answer was: {said}' },
} satisfies Record<string, Text>;

/** Why a card was not added, and what to do. */
export const PROBLEMS: Readonly<Record<Reason, Text>> = {
  'no-offer': {
    ko: '증명서를 받는 링크가 아니에요. 기관의 QR 코드를 다시 찍어 주세요.',
    'zh-Hant': '這不是取得憑證的連結。請重新掃描機關的 QR Code。',
    en: 'This is not a link for a card. Scan the agency’s QR code again.',
  },
  unreachable: {
    ko: '발급 기관에 연결할 수 없어요. 인터넷 연결을 확인하고 다시 해 주세요.',
    'zh-Hant': '無法連線到發證機關。請確認網路後再試一次。',
    en: 'The issuer cannot be reached. Check your network and try again.',
  },
  'bad-issuer': {
    ko: '발급하는 곳의 정보가 맞지 않아서 멈췄어요.',
    'zh-Hant': '發證單位的資料不相符，因此已停止。',
    en: 'What the issuer says of itself does not fit together, so the wallet stopped.',
  },
  'no-format': {
    ko: '이 지갑에 담을 수 없는 형식의 증명서예요.',
    'zh-Hant': '這張憑證的格式無法放進這個皮夾。',
    en: 'The card has a format that this wallet cannot hold.',
  },
  over: {
    ko: '확인 번호가 틀렸거나, 이미 썼거나, 시간이 지났어요. 번호를 확인하거나 새 QR 코드를 받아 주세요.',
    'zh-Hant': '驗證碼不正確、已使用過，或已超過時間。請確認號碼，或取得新的 QR Code。',
    en: 'The code is wrong, or the offer was used or is over. Check the code, or get a new QR code.',
  },
  refused: {
    ko: '발급 기관이 증명서를 주지 않았어요.',
    'zh-Hant': '發證機關未核發這張憑證。',
    en: 'The issuer did not give the card.',
  },
  'not-begun': {
    ko: '이 지갑에서 시작한 일이 아니에요. 다른 사람의 지갑에서 시작했다면 그 지갑을 열어 주세요.',
    'zh-Hant': '這不是在這個皮夾開始的。如果是在另一個人的皮夾開始，請開啟那個皮夾。',
    en: 'This was not begun in this wallet. If it was begun in another person’s wallet, open that one.',
  },
  'bad-copy': {
    ko: '받은 증명서가 올바르지 않아서 담지 않았어요.',
    'zh-Hant': '收到的憑證不正確，因此沒有放進皮夾。',
    en: 'What came is not sound, so it was not kept.',
  },
};
