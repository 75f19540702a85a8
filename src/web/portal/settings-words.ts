import type { Means } from '../../identity/index.ts';
import type { Text } from '../../kernel/index.ts';

/** Words of the settings page. */
export const SETTINGS_TEXT = {
  title: { ko: '설정', 'zh-Hant': '設定', en: 'Settings' },
  display: { ko: '화면 설정', 'zh-Hant': '顯示設定', en: 'Display settings' },
  displayHelp: {
    ko: '이 브라우저에 저장돼요. 로그인하지 않아도 쓸 수 있어요.',
    'zh-Hant': '設定存在此瀏覽器，不必登入即可使用。',
    en: 'Kept in this browser. You do not need to sign in.',
  },
  saved: { ko: '저장했어요', 'zh-Hant': '已儲存', en: 'Saved' },
  passkeys: { ko: '패스키', 'zh-Hant': '密碼金鑰', en: 'Passkeys' },
  noPasskeys: { ko: '아직 패스키가 없어요.', 'zh-Hant': '您還沒有密碼金鑰。', en: 'You have no passkeys yet.' },
  passkeyCreated: { ko: '만든 날', 'zh-Hant': '新增日期', en: 'Added' },
  passkeyUsed: { ko: '마지막 사용', 'zh-Hant': '上次使用', en: 'Last used' },
  neverUsed: { ko: '사용한 적 없음', 'zh-Hant': '尚未使用', en: 'Not used yet' },
  unnamed: { ko: '이름 없는 패스키', 'zh-Hant': '未命名的密碼金鑰', en: 'Passkey without a name' },
  remove: { ko: '지우기', 'zh-Hant': '移除', en: 'Remove' },
  opensLocker: {
    ko: '개인 보관함에 이 패스키로만 열 수 있는 파일이 있어요. 여기서 지우면 이 패스키로 로그인할 수 없고, 기기에서도 지우면 아무도 그 파일을 열 수 없어요.',
    'zh-Hant':
      '個人保管箱中有只能用這個密碼金鑰打開的檔案。在這裡移除後，將無法用它登入；若也從裝置刪除，就沒有人能打開這些檔案。',
    en: 'What is in your locker opens only with this passkey. Removing it here stops it from signing you in. Once it is deleted from your device too, nobody can open that.',
  },
  passkeyName: { ko: '새 패스키 이름', 'zh-Hant': '新密碼金鑰的名稱', en: 'Name of the new passkey' },
  passkeyNameHint: { ko: '예: 내 휴대전화', 'zh-Hant': '例如：我的手機', en: 'For example, my phone' },
  addPasskey: { ko: '패스키 만들기', 'zh-Hant': '新增密碼金鑰', en: 'Add a passkey' },
  passkeyAdded: { ko: '패스키를 만들었어요', 'zh-Hant': '已新增密碼金鑰', en: 'Passkey added' },
  passkeyRemoved: { ko: '패스키를 지웠어요', 'zh-Hant': '已移除密碼金鑰', en: 'Passkey removed' },
  noSuchPasskey: {
    ko: '이 패스키는 이미 지워졌어요.',
    'zh-Hant': '這個密碼金鑰已經移除。',
    en: 'This passkey is removed already.',
  },
  sessions: { ko: '로그인한 기기', 'zh-Hant': '已登入的裝置', en: 'Where you are signed in' },
  device: { ko: '기기', 'zh-Hant': '裝置', en: 'Device' },
  unknownDevice: { ko: '알 수 없는 기기', 'zh-Hant': '未知的裝置', en: 'Unknown device' },
  thisDevice: { ko: '지금 이 기기', 'zh-Hant': '目前的裝置', en: 'This device' },
  means: { ko: '방법', 'zh-Hant': '方式', en: 'By' },
  signedInAt: { ko: '로그인', 'zh-Hant': '登入時間', en: 'Signed in' },
  lastSeen: { ko: '마지막 사용', 'zh-Hant': '上次使用', en: 'Last used' },
  endOthers: { ko: '다른 기기에서 모두 로그아웃하기', 'zh-Hant': '登出其他所有裝置', en: 'Sign out everywhere else' },
  othersEnded: {
    ko: '다른 기기에서 모두 로그아웃했어요',
    'zh-Hant': '已登出其他所有裝置',
    en: 'You are signed out everywhere else',
  },
} satisfies Record<string, Text>;

/** By what somebody signed in, as their list of devices says it. */
export const MEANS_TEXT: Record<Means, Text> = {
  passkey: { ko: '패스키', 'zh-Hant': '密碼金鑰', en: 'Passkey' },
  touch: { ko: '보안 키', 'zh-Hant': '安全金鑰', en: 'Security key' },
  wallet: { ko: '디지털 지갑', 'zh-Hant': '數位憑證皮夾', en: 'Wallet' },
  link: { ko: '로그인 링크', 'zh-Hant': '登入連結', en: 'Sign-in link' },
  demo: { ko: '체험', 'zh-Hant': '示範', en: 'Demo' },
};
