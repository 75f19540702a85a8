import type { Text } from '../../../kernel/index.ts';

/** Words of signing in with the wallet, of proving again who one is, and of going on in an office. */
export const SIGNING_IN = {
  otherWays: { ko: '다른 로그인 방법', 'zh-Hant': '其他登入方式', en: 'Other ways to sign in' },
  wallet: { ko: '디지털 지갑으로 로그인', 'zh-Hant': '使用數位憑證皮夾登入', en: 'Sign in with your wallet' },
  walletHelp: {
    ko: '지갑에 있는 신분증으로 로그인해요. 신분증의 내용은 전달되지 않고, 내 것이라는 것만 확인해요.',
    'zh-Hant': '用皮夾中的身分證件登入。不會送出證件內容，只確認證件是您的。',
    en: 'Use the identity card in your wallet. Nothing on the card is shared, only that it is yours.',
  },
  notYours: {
    ko: '이 증명서로는 로그인할 수 없어요. 여기서 발급한 내 신분증이 있는 지갑으로 다시 해 주세요.',
    'zh-Hant': '無法用這張憑證登入。請改用存有本機關核發、屬於您的身分證件的皮夾。',
    en: 'You cannot sign in with this card. Use a wallet with an identity card of your own that was issued here.',
  },
  elsewhereTitle: {
    ko: '지갑으로 다른 기기에서 로그인했어요',
    'zh-Hant': '您的皮夾已在另一台裝置登入',
    en: 'Your wallet signed in another device',
  },
  elsewhereBody: {
    ko: '{time}에 {device} 브라우저가 내 지갑으로 본인 확인을 했어요. 내가 한 일이 아니라면 설정에서 다른 기기를 모두 로그아웃해 주세요.',
    'zh-Hant': '{time}，{device} 瀏覽器以您的皮夾通過了身分驗證。如果不是您本人，請在設定中登出其他所有裝置。',
    en: 'At {time} a browser ({device}) was let in by your wallet. If that was not you, sign out everywhere else in your settings.',
  },
  elsewhereBodyUnknown: {
    ko: '{time}에 다른 기기의 브라우저가 내 지갑으로 본인 확인을 했어요. 내가 한 일이 아니라면 설정에서 다른 기기를 모두 로그아웃해 주세요.',
    'zh-Hant': '{time}，另一台裝置的瀏覽器以您的皮夾通過了身分驗證。如果不是您本人，請在設定中登出其他所有裝置。',
    en: 'At {time} a browser on another device was let in by your wallet. If that was not you, sign out everywhere else in your settings.',
  },
  again: { ko: '본인 확인', 'zh-Hant': '驗證身分', en: 'Prove who you are' },
  againWhy: {
    ko: '지금 하려는 일은 로그인만으로는 할 수 없어요. {name} 님 본인인지 한 번 더 확인해 주세요.',
    'zh-Hant': '您要做的事僅登入還不夠。請再次驗證您是{name}本人。',
    en: 'For this it is not enough to be signed in. Prove once more that you are {name}.',
  },
  againLife: {
    ko: '확인하면 {minutes}분 동안 다시 묻지 않아요.',
    'zh-Hant': '驗證後 {minutes} 分鐘內不會再詢問。',
    en: 'You are not asked again for {minutes} minutes.',
  },
  againDone: {
    ko: '조금 전에 확인했어요. 이어서 할 수 있어요.',
    'zh-Hant': '您剛才已通過驗證，可以繼續。',
    en: 'You have just proved it. You can go on.',
  },
  byPasskey: { ko: '패스키로 확인하기', 'zh-Hant': '使用密碼金鑰驗證', en: 'Use a passkey' },
  byPasskeyHelp: {
    ko: '지문이나 얼굴, 화면 잠금으로 확인해요.',
    'zh-Hant': '用指紋、臉部辨識或螢幕鎖定驗證。',
    en: 'Use your fingerprint, face or screen lock.',
  },
  byWallet: { ko: '디지털 지갑으로 확인하기', 'zh-Hant': '使用數位憑證皮夾驗證', en: 'Use your wallet' },
  byWalletHelp: {
    ko: '지갑에 있는 내 신분증으로 확인해요. 내용은 전달되지 않아요.',
    'zh-Hant': '用皮夾中您的身分證件驗證，不會送出證件內容。',
    en: 'Use your identity card in your wallet. Nothing on it is shared.',
  },
  byDemo: { ko: '체험 인물로 확인하기', 'zh-Hant': '以示範人物驗證', en: 'Go on as a demo person' },
  byDemoHelp: {
    ko: '체험에서는 누구든 이 인물이 될 수 있어서 단추만 누르면 돼요.',
    'zh-Hant': '示範環境中人人都能扮演這位人物，按下按鈕即可。',
    en: 'In the demo anybody may be this person, so a button is enough.',
  },
  byDemoButton: { ko: '확인한 것으로 하기', 'zh-Hant': '視為已驗證', en: 'Take it as proved' },
  post: { ko: '어느 자리에서 일하세요?', 'zh-Hant': '您要以哪個職務繼續？', en: 'In which post do you go on?' },
  postHelp: {
    ko: '지금은 {name} 님 개인으로 로그인되어 있어요. 이 화면은 담당자로 들어가야 볼 수 있어요.',
    'zh-Hant': '您目前以「{name}」個人身分登入，這個頁面須以承辦人身分查看。',
    en: 'You are signed in as {name}, for yourself. This page is for officers.',
  },
  postGone: { ko: '맡고 있는 직위가 없어요.', 'zh-Hant': '您目前沒有職務。', en: 'You hold no post.' },
} satisfies Record<string, Text>;
