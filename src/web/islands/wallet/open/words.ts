import type { Text } from '../../../../kernel/index.ts';

/** Words for opening a wallet, and for setting one up. */
export const OPEN_WORDS = {
  welcome: { ko: '내 증명서를 휴대폰에 담아요', 'zh-Hant': '把憑證放進手機', en: 'Your cards on your phone' },
  lead: {
    ko: '증명서는 이 휴대폰에만 저장돼요. 인터넷이 없어도 보여 줄 수 있어요.',
    'zh-Hant': '憑證只存放在這支手機上，沒有網路也能出示。',
    en: 'Your cards are kept on this phone only. You can show them without a network.',
  },
  points: {
    ko: [
      '보여 줄 정보를 하나씩 고를 수 있어요.',
      '어디에서 보여 줬는지 정부는 알 수 없어요.',
      '두 사람이 한 휴대폰을 써도 서로의 증명서를 볼 수 없어요.',
    ],
    'zh-Hant': [
      '出示時可以逐項選擇要提供的資料。',
      '政府不會知道您在哪裡出示。',
      '兩個人共用一支手機，也看不到彼此的憑證。',
    ],
    en: [
      'You choose each thing that you show.',
      'The government does not learn where you show a card.',
      'Two people can share a phone and not see each other’s cards.',
    ],
  },
  name: { ko: '지갑 이름', 'zh-Hant': '皮夾名稱', en: 'Name of this wallet' },
  nameHint: {
    ko: '열기 전에 화면에 보여요. 별명도 좋아요.',
    'zh-Hant': '開啟前會顯示在畫面上，可以用暱稱。',
    en: 'It is seen before the wallet is opened. A nickname will do.',
  },
  nameMissing: { ko: '지갑 이름을 써 주세요', 'zh-Hant': '請輸入皮夾名稱', en: 'Enter a name for the wallet' },
  ownWallet: { ko: '내 지갑', 'zh-Hant': '我的皮夾', en: 'My wallet' },
  pin: { ko: 'PIN', 'zh-Hant': 'PIN 碼', en: 'PIN' },
  newPin: { ko: '새 PIN', 'zh-Hant': '新的 PIN 碼', en: 'New PIN' },
  pinHint: { ko: '숫자 6~12자리', 'zh-Hant': '6 至 12 位數字', en: '6 to 12 digits' },
  pinWrongForm: { ko: '숫자 6~12자리를 써 주세요', 'zh-Hant': '請輸入 6 至 12 位數字', en: 'Enter 6 to 12 digits' },
  pinTooEasy: {
    ko: '같은 숫자나 이어지는 숫자는 쓸 수 없어요. 다른 PIN을 써 주세요.',
    'zh-Hant': '請勿使用相同或連續的數字，請改用其他 PIN 碼',
    en: 'Enter a PIN that is not one digit repeated or counted up',
  },
  pinAgain: { ko: 'PIN 한 번 더', 'zh-Hant': '再次輸入 PIN 碼', en: 'PIN again' },
  pinDiffers: {
    ko: '두 PIN이 달라요. 같은 PIN을 써 주세요.',
    'zh-Hant': '兩次輸入的 PIN 碼不同，請重新輸入',
    en: 'Enter the same PIN twice',
  },
  pinKept: {
    ko: 'PIN은 어디에도 보내지 않아요. 잊으면 아무도 되찾아 줄 수 없지만, 증명서는 다시 발급받을 수 있어요.',
    'zh-Hant': 'PIN 碼不會傳到任何地方。忘記時沒有人能找回，但可以重新取得憑證。',
    en: 'Your PIN is sent nowhere. Nobody can recover it if you forget it, but you can get your cards again.',
  },
  setUp: { ko: '지갑 만들기', 'zh-Hant': '建立皮夾', en: 'Set up the wallet' },
  setUpPasskey: { ko: '지문이나 얼굴로 열기', 'zh-Hant': '使用指紋或臉部開啟', en: 'Use your fingerprint or face' },
  or: { ko: '또는', 'zh-Hant': '或', en: 'or' },
  noPrf: {
    ko: '이 기기의 패스키로는 증명서를 잠글 수 없어요. PIN을 정해 주세요.',
    'zh-Hant': '這個裝置的密碼金鑰無法用來鎖住憑證，請設定 PIN 碼。',
    en: 'The passkeys of this device cannot lock your cards. Set a PIN.',
  },
  cancelled: {
    ko: '패스키로 열지 못했어요. 다시 하거나 PIN을 써 주세요.',
    'zh-Hant': '未能使用密碼金鑰開啟。請再試一次，或改用 PIN 碼。',
    en: 'The passkey was not used. Try again, or use your PIN.',
  },
  openTitle: { ko: '지갑 열기', 'zh-Hant': '開啟皮夾', en: 'Open your wallet' },
  whose: { ko: '누구의 지갑인가요?', 'zh-Hant': '要開啟誰的皮夾？', en: 'Whose wallet?' },
  openNamed: { ko: '‘{name}’ 열기', 'zh-Hant': '開啟「{name}」', en: 'Open “{name}”' },
  open: { ko: '열기', 'zh-Hant': '開啟', en: 'Open' },
  opening: { ko: '열고 있어요', 'zh-Hant': '正在開啟', en: 'Opening' },
  wrongPin: {
    ko: 'PIN이 맞지 않아요. 다시 써 주세요.',
    'zh-Hant': 'PIN 碼不正確，請重新輸入',
    en: 'That is not the PIN. Enter it again',
  },
  wait: {
    ko: '여러 번 틀렸어요. {time}부터 다시 해 볼 수 있어요.',
    'zh-Hant': '輸入錯誤次數過多。{time} 起可以再試。',
    en: 'Too many wrong PINs. You can try again from {time}.',
  },
  openPasskey: { ko: '지문이나 얼굴로 열기', 'zh-Hant': '使用指紋或臉部開啟', en: 'Open with fingerprint or face' },
  otherPerson: {
    ko: '다른 사람의 지갑 만들기',
    'zh-Hant': '為另一個人建立皮夾',
    en: 'Set up a wallet for another person',
  },
  back: { ko: '지갑 고르기', 'zh-Hant': '選擇皮夾', en: 'Choose a wallet' },
  waits: {
    ko: '지갑을 열면 이어서 할 수 있어요.',
    'zh-Hant': '開啟皮夾後即可繼續。',
    en: 'Open your wallet to go on.',
  },
  noKeeping: {
    ko: '이 브라우저는 증명서를 저장하지 못해요. 비공개 창이 아닌 창에서 열어 주세요.',
    'zh-Hant': '這個瀏覽器無法存放憑證。請勿使用無痕視窗開啟。',
    en: 'This browser cannot keep cards. Open the page in a window that is not private.',
  },
} satisfies Record<string, Text | Record<keyof Text, readonly string[]>>;
