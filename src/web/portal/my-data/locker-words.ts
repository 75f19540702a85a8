import type { Text } from '../../../kernel/index.ts';
import { ACCOUNT } from '../account-words.ts';

/** Words of the locker. A missing language does not compile. */
export const LOCKER = {
  title: { ko: '개인 보관함', 'zh-Hant': '個人保管箱', en: 'Locker' },
  lead: {
    ko: '고른 항목을 PDF로 만들어, 내 패스키나 나만 아는 암호문으로 잠가서 30일 동안 보관해요. 잠그는 일은 브라우저 안에서 하므로 기관도 열 수 없어요.',
    'zh-Hant':
      '將所選項目製成 PDF，用您的密碼金鑰或只有您知道的通行碼加密，保存 30 天。加密在您的瀏覽器中完成，機關也無法打開。',
    en: 'What you choose becomes a PDF, locked with your passkey or with a passphrase that only you know, and kept for 30 days. Your browser locks it, so that no agency can open it.',
  },
  noScript: {
    ko: '보관함은 브라우저 안에서 잠그고 열어요. 쓰려면 자바스크립트를 켜 주세요.',
    'zh-Hant': '保管箱在瀏覽器中加密與解密，請開啟 JavaScript。',
    en: 'The locker is locked and opened in your browser. To use it, turn on JavaScript.',
  },
  kept: { ko: '보관 중', 'zh-Hant': '保管中的檔案', en: 'In your locker' },
  empty: { ko: '보관함이 비어 있어요', 'zh-Hant': '保管箱是空的', en: 'Your locker is empty' },
  emptyHelp: {
    ko: '아래에서 항목을 골라 넣을 수 있어요.',
    'zh-Hant': '請在下方選擇要放入的項目。',
    en: 'Choose below what to put into it.',
  },
  madeAt: { ko: '넣은 때', 'zh-Hant': '放入時間', en: 'Put in on' },
  until: { ko: '보관 기한', 'zh-Hant': '保管期限', en: 'Kept until' },
  opensBy: { ko: '여는 방법', 'zh-Hant': '開啟方式', en: 'Opens with' },
  passkey: { ko: '패스키', 'zh-Hant': '密碼金鑰', en: 'Passkey' },
  removedPasskey: {
    ko: '설정에서 지운 패스키. 기기에 남아 있으면 열 수 있어요.',
    'zh-Hant': '已從設定移除的密碼金鑰；若仍在裝置上，還可以打開。',
    en: 'A passkey that you removed from your settings. It opens this as long as it is still on your device.',
  },
  passkeyWarning: {
    ko: '지금 쓰는 패스키로만 열 수 있어요. 그 패스키를 기기에서 지우거나 잃어버리면 아무도 열어 드릴 수 없어요.',
    'zh-Hant': '只有這次使用的密碼金鑰能打開。若從裝置刪除或遺失這個密碼金鑰，沒有人能代為打開。',
    en: 'Only the passkey that you now use opens it. If you delete that passkey from your device, or lose it, nobody can open this for you.',
  },
  lockByPasskey: {
    ko: '패스키로 잠가서 보관하기',
    'zh-Hant': '用密碼金鑰加密並保管',
    en: 'Lock with a passkey and keep',
  },
  openByPasskey: {
    ko: '패스키로 열어서 저장하기',
    'zh-Hant': '用密碼金鑰開啟並儲存',
    en: 'Open with the passkey and save',
  },
  noPasskey: {
    ko: '패스키가 있으면 암호문을 외우지 않아도 돼요.',
    'zh-Hant': '若有密碼金鑰，就不必記通行碼。',
    en: 'With a passkey there is no passphrase to remember.',
  },
  byPassphrase: { ko: '암호문으로 잠그기', 'zh-Hant': '用通行碼加密', en: 'Lock with a passphrase' },
  passphrase: { ko: '암호문', 'zh-Hant': '通行碼', en: 'Passphrase' },
  passphraseHint: {
    ko: '12자 이상, 단어 네 개쯤이면 좋아요. 잊으면 아무도 열어 드릴 수 없어요.',
    'zh-Hant': '至少 12 個字元，建議用四個詞。忘記後沒有人能代為打開。',
    en: '12 characters or more: four words do well. If you forget it, nobody can open this for you.',
  },
  again: { ko: '암호문 한 번 더', 'zh-Hant': '再輸入一次通行碼', en: 'Passphrase once more' },
  lock: { ko: '잠가서 보관하기', 'zh-Hant': '加密並保管', en: 'Lock and keep' },
  openTitle: { ko: '열기', 'zh-Hant': '開啟', en: 'Open' },
  open: { ko: '열어서 저장하기', 'zh-Hant': '開啟並儲存', en: 'Open and save' },
  remove: { ko: '지우기', 'zh-Hant': '刪除', en: 'Delete' },
  done: { ko: '보관함에 넣었어요', 'zh-Hant': '已放入保管箱', en: 'It is in your locker' },
  removed: { ko: '보관함에서 지웠어요', 'zh-Hant': '已從保管箱刪除', en: 'Deleted from your locker' },
} satisfies Record<string, Text>;

/** What the script may have to say, by the names that it knows. */
export const SAID = {
  always: {
    working: { ko: '잠시 기다려 주세요', 'zh-Hant': '請稍候', en: 'One moment' },
    nothing: { ko: '항목을 하나 이상 골라 주세요', 'zh-Hant': '請至少選擇一項', en: 'Choose at least one field' },
    failed: {
      ko: '하지 못했어요. 다시 시도해 주세요.',
      'zh-Hant': '未能完成，請再試一次。',
      en: 'That did not work. Try again.',
    },
  },
  passphrase: {
    short: { ko: '12자 이상 입력해 주세요', 'zh-Hant': '請輸入至少 12 個字元', en: 'Enter 12 characters or more' },
    differs: { ko: '두 암호문이 달라요', 'zh-Hant': '兩次輸入的通行碼不同', en: 'The two passphrases differ' },
    wrong: {
      ko: '이 암호문으로는 열리지 않아요',
      'zh-Hant': '這個通行碼無法打開',
      en: 'It does not open with this passphrase',
    },
  },
  passkey: {
    cancelled: ACCOUNT.passkeyCancelled,
    wrong: {
      ko: '이 패스키로는 열리지 않아요',
      'zh-Hant': '這個密碼金鑰無法打開',
      en: 'It does not open with this passkey',
    },
  },
  /** Where browser or device has the passkey give no secret. */
  unable: {
    lock: {
      ko: '이 기기의 패스키로는 파일을 잠글 수 없어요. 아래에서 암호문으로 잠가 주세요.',
      'zh-Hant': '此裝置的密碼金鑰無法加密檔案，請在下方改用通行碼。',
      en: 'The passkey on this device cannot lock files. Lock it with a passphrase below.',
    },
    open: {
      ko: '이 브라우저에서는 이 패스키로 열 수 없어요. 넣을 때 쓴 브라우저나 기기에서 열어 주세요.',
      'zh-Hant': '此瀏覽器無法用這個密碼金鑰打開，請改用放入時的瀏覽器或裝置。',
      en: 'This browser cannot open it with the passkey. Use the browser or device with which you put it in.',
    },
  },
} satisfies Record<string, Record<string, Text>>;
