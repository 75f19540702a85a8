import type { Text } from '../../../../kernel/index.ts';

/** Words for how a wallet is opened, and for taking it from a device. */
export const SETTINGS_WORDS = {
  settings: { ko: '지갑 설정', 'zh-Hant': '皮夾設定', en: 'Wallet settings' },
  locks: { ko: '여는 방법', 'zh-Hant': '開啟方式', en: 'How it opens' },
  locksAre: {
    pin: { ko: 'PIN', 'zh-Hant': 'PIN 碼', en: 'A PIN' },
    passkey: {
      ko: '지문이나 얼굴 (패스키)',
      'zh-Hant': '指紋或臉部（密碼金鑰）',
      en: 'Fingerprint or face (a passkey)',
    },
  },
  changePin: { ko: 'PIN 바꾸기', 'zh-Hant': '變更 PIN 碼', en: 'Change the PIN' },
  setPin: { ko: 'PIN 정하기', 'zh-Hant': '設定 PIN 碼', en: 'Set a PIN' },
  addPasskey: {
    ko: '지문이나 얼굴로도 열기',
    'zh-Hant': '也用指紋或臉部開啟',
    en: 'Open with fingerprint or face, too',
  },
  currentPin: { ko: '지금 쓰는 PIN', 'zh-Hant': '目前的 PIN 碼', en: 'PIN now' },
  save: { ko: '저장', 'zh-Hant': '儲存', en: 'Save' },
  saved: { ko: '저장했어요', 'zh-Hant': '已儲存', en: 'Saved' },
  withPasskey: {
    ko: '저장할 때 지문이나 얼굴을 한 번 물어봐요.',
    'zh-Hant': '儲存時會請您確認指紋或臉部一次。',
    en: 'When you save, your fingerprint or face is asked for once.',
  },
  install: { ko: '홈 화면에 두기', 'zh-Hant': '加到主畫面', en: 'Put it on the home screen' },
  installHelp: {
    ko: '브라우저 메뉴에서 ‘홈 화면에 추가’를 누르면 앱처럼 열려요. 그러면 브라우저가 증명서를 함부로 지우지 않아요.',
    'zh-Hant': '在瀏覽器選單選擇「加到主畫面」，就能像 App 一樣開啟，瀏覽器也不會自行清除憑證。',
    en: 'Choose “Add to home screen” in the browser’s menu. It then opens like an app, and the browser does not clear your cards by itself.',
  },
  move: { ko: '새 휴대폰으로 옮기기', 'zh-Hant': '移至新手機', en: 'Move to a new phone' },
  remove: { ko: '이 지갑 지우기', 'zh-Hant': '刪除這個皮夾', en: 'Remove this wallet' },
  removeHelp: {
    ko: '‘{name}’의 증명서와 기록이 이 휴대폰에서 없어져요. 되돌릴 수 없지만, 증명서는 다시 발급받을 수 있어요.',
    'zh-Hant': '「{name}」的憑證和紀錄會從這支手機刪除。無法復原，但可以重新取得憑證。',
    en: 'The cards and the history of “{name}” go from this phone. That cannot be undone, but you can get your cards again.',
  },
  removeSure: { ko: '지우기', 'zh-Hant': '確定刪除', en: 'Remove it' },
  keep: { ko: '그대로 두기', 'zh-Hant': '保留', en: 'Keep it' },
} satisfies Record<string, Text | Record<string, Text>>;
