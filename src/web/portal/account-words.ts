import type { Text } from '../../kernel/index.ts';

/** Words of the pages on signing in, messages, one's data and settings. A missing language does not compile. */
export const ACCOUNT = {
  // Signing in
  signIn: { ko: '로그인', 'zh-Hant': '登入', en: 'Sign in' },
  signedInAs: {
    ko: '{name} 님으로 로그인되어 있어요.',
    'zh-Hant': '您目前以「{name}」登入。',
    en: 'You are signed in as {name}.',
  },
  goOn: { ko: '계속하기', 'zh-Hant': '繼續', en: 'Continue' },
  passkey: { ko: '패스키로 로그인', 'zh-Hant': '使用密碼金鑰登入', en: 'Sign in with a passkey' },
  passkeyHelp: {
    ko: '지문이나 얼굴, 화면 잠금으로 로그인해요. 외울 비밀번호가 없어요.',
    'zh-Hant': '用指紋、臉部辨識或螢幕鎖定登入，不必記密碼。',
    en: 'Use your fingerprint, face or screen lock. There is no password to remember.',
  },
  passkeyButton: { ko: '패스키로 로그인하기', 'zh-Hant': '使用密碼金鑰登入', en: 'Sign in with a passkey' },
  passkeyNoScript: {
    ko: '패스키를 쓰려면 브라우저에서 자바스크립트를 켜 주세요.',
    'zh-Hant': '若要使用密碼金鑰，請在瀏覽器開啟 JavaScript。',
    en: 'To use a passkey, turn on JavaScript in your browser.',
  },
  passkeyUnsupported: {
    ko: '이 브라우저에서는 패스키를 쓸 수 없어요. 다른 브라우저나 기기에서 열어 주세요.',
    'zh-Hant': '此瀏覽器無法使用密碼金鑰，請改用其他瀏覽器或裝置。',
    en: 'This browser cannot use passkeys. Open the page in another browser or on another device.',
  },
  passkeyAddress: {
    ko: '이 주소에서는 패스키를 쓸 수 없어요. 패스키는 https 주소나 localhost에서만 돼요.',
    'zh-Hant': '此網址無法使用密碼金鑰。密碼金鑰僅適用於 https 網址或 localhost。',
    en: 'Passkeys do not work at this address. They need an https address or localhost.',
  },
  passkeyCancelled: {
    ko: '패스키 확인이 끝나지 않았어요. 다시 시도해 주세요.',
    'zh-Hant': '密碼金鑰驗證未完成，請再試一次。',
    en: 'The passkey check was not finished. Try again.',
  },
  passkeyFailed: {
    ko: '이 패스키로는 할 수 없었어요. 다시 시도하거나 다른 패스키를 써 주세요.',
    'zh-Hant': '無法使用這個密碼金鑰。請再試一次，或改用其他密碼金鑰。',
    en: 'This passkey did not work. Try again, or use another passkey.',
  },
  link: { ko: '로그인 링크', 'zh-Hant': '登入連結', en: 'Sign-in link' },
  linkHelp: {
    ko: '이 링크로는 한 번만 로그인할 수 있어요. 로그인한 뒤 패스키를 추가하면 다음부터는 패스키로 로그인해요.',
    'zh-Hant': '這個連結只能登入一次。登入後請新增密碼金鑰，之後即可用密碼金鑰登入。',
    en: 'You can sign in with this link once. Add a passkey afterwards, and use that from then on.',
  },
  linkGone: {
    ko: '이 로그인 링크는 쓸 수 없어요. 이미 썼거나 {minutes}분이 지난 링크예요. 링크를 보낸 곳에 새 링크를 요청해 주세요.',
    'zh-Hant': '這個登入連結無法使用，可能已用過，或已超過 {minutes} 分鐘。請向提供連結的單位索取新的連結。',
    en: 'This sign-in link does not work. It was used already, or is older than {minutes} minutes. Ask for a new one where you got it.',
  },
  demo: { ko: '체험 인물로 로그인', 'zh-Hant': '以示範人物登入', en: 'Sign in as a demo person' },
  demoHelp: {
    ko: '모두 가상의 인물이에요. 누구로든 로그인해 볼 수 있어요.',
    'zh-Hant': '以下都是虛構人物，您可以任選一位登入體驗。',
    en: 'All of them are made up. You can sign in as anyone.',
  },
  residents: { ko: '주민', 'zh-Hant': '民眾', en: 'Residents' },
  officers: { ko: '담당자', 'zh-Hant': '承辦人', en: 'Officers' },
  signInAs: { ko: '로그인하기', 'zh-Hant': '登入', en: 'Sign in' },

  // Messages
  unread: { ko: '읽지 않음', 'zh-Hant': '未讀', en: 'Unread' },
  read: { ko: '읽음', 'zh-Hant': '已讀', en: 'Read' },
  olderMessages: { ko: '이전 알림 보기', 'zh-Hant': '查看較早的訊息', en: 'Show older messages' },
  newestMessages: { ko: '최신 알림 보기', 'zh-Hant': '回到最新訊息', en: 'Show the newest messages' },
  noMessages: { ko: '아직 알림이 없어요', 'zh-Hant': '目前沒有訊息', en: 'No messages yet' },
  noMessagesHelp: {
    ko: '신청 건에 소식이 있거나 받을 수 있는 서비스가 생기면 여기로 알려 드려요.',
    'zh-Hant': '案件有進度，或有您可以申請的服務時，會在這裡通知您。',
    en: 'We write here when something happens in your cases, or when there is a service for you.',
  },
  seeCase: { ko: '신청 건 보기', 'zh-Hant': '查看案件', en: 'See the case' },
  goToService: { ko: '내용 보고 시작하기', 'zh-Hant': '查看並開始辦理', en: 'See what you can apply for' },
  answerRequest: { ko: '내용 보고 답하기', 'zh-Hant': '查看並回覆', en: 'Read the request and answer' },
  seeCards: { ko: '내 전자증명서 보기', 'zh-Hant': '查看我的數位憑證', en: 'See your cards' },
  goToPage: { ko: '관련 화면으로 가기', 'zh-Hant': '前往相關頁面', en: 'Go to the page' },
  noMessage: {
    ko: '이 알림은 알림함에 없어요.',
    'zh-Hant': '您的訊息中沒有這一則。',
    en: 'This message is not in your inbox.',
  },

  // Who saw my data
  seenLead: {
    ko: '기관의 담당자나 서비스가 내 정보를 볼 때마다 여기에 남아요. 누가, 무엇을, 왜 봤는지 확인해 보세요.',
    'zh-Hant': '機關的承辦人或服務每次查看您的資料，都會記錄在這裡：誰看了、看了什麼、為什麼看。',
    en: 'Each time an officer or a service of an agency looks at your data, it is recorded here: who, what and why.',
  },
  nobodySaw: {
    ko: '아직 아무도 보지 않았어요',
    'zh-Hant': '目前沒有人看過您的資料',
    en: 'Nobody has looked at your data yet',
  },
  nobodySawHelp: {
    ko: '신청하면 결정에 필요한 정보를 기관이 확인하고, 그 기록이 여기에 남아요.',
    'zh-Hant': '您提出申請後，機關會查看審查所需的資料，並記錄在這裡。',
    en: 'When you apply, agencies look at what they need to decide, and it is recorded here.',
  },
  when: { ko: '시각', 'zh-Hant': '時間', en: 'Time' },
  who: { ko: '누가', 'zh-Hant': '誰', en: 'Who' },
  what: { ko: '본 정보', 'zh-Hant': '查看的資料', en: 'What they saw' },
  purpose: { ko: '이용 목적', 'zh-Hant': '利用目的', en: 'Purpose' },
  anOfficer: { ko: '담당자', 'zh-Hant': '承辦人', en: 'Officer' },
  byService: { ko: '자동 처리: {service}', 'zh-Hant': '系統自動查核：{service}', en: 'Automatic check: {service}' },
  aRelative: { ko: '가족', 'zh-Hant': '家人', en: 'Someone in your family' },
  onOwnPage: {
    ko: '가족이 자기 화면에서 봤어요 (하루에 한 번만 표시해요)',
    'zh-Hant': '家人在自己的頁面上查看（每天只列一次）',
    en: 'On a page of their own (listed once a day)',
  },
  olderEntries: { ko: '이전 기록 보기', 'zh-Hant': '查看較早的紀錄', en: 'Show older entries' },
  newestEntries: { ko: '최신 기록 보기', 'zh-Hant': '回到最新紀錄', en: 'Show the newest entries' },
} satisfies Record<string, Text>;
