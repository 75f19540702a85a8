import type { Card } from '../../credentials/index.ts';
import type { Text } from '../../kernel/index.ts';

/** Words about cards that their holders and officers share. */
export const CARDS = {
  state: { ko: '상태', 'zh-Hant': '狀態', en: 'Status' },
  about: { ko: '대상', 'zh-Hant': '對象', en: 'About' },
  issuer: { ko: '발급 기관', 'zh-Hant': '發證機關', en: 'Issuer' },
  grantedAt: { ko: '발급일', 'zh-Hant': '核發日期', en: 'Granted on' },
  endsAt: { ko: '유효기간', 'zh-Hant': '有效期限', en: 'Valid until' },
  suspendedByOfficer: {
    ko: '담당 기관이 정지했어요. 다시 쓰려면 발급 기관에 문의해 주세요.',
    'zh-Hant': '由發證機關停用。如要恢復使用，請洽發證機關。',
    en: 'Its issuer has suspended it. Ask the issuer to have it resumed.',
  },

  device: { ko: '기기', 'zh-Hant': '裝置', en: 'Device' },
  deviceNumber: { ko: '기기 {number}', 'zh-Hant': '裝置 {number}', en: 'Device {number}' },
  firstAt: { ko: '처음 담은 때', 'zh-Hant': '首次存入', en: 'First card added' },
  lastAt: { ko: '최근에 사본을 받은 때', 'zh-Hant': '最近取得副本', en: 'Last fetched copies' },
  onIt: { ko: '들어 있는 증명서', 'zh-Hant': '裝置上的憑證', en: 'Cards on it' },
  onDevices: { ko: '기기 {count}대에 있음', 'zh-Hant': '在 {count} 個裝置上', en: 'On {count} devices' },
  onOneDevice: { ko: '기기 1대에 있음', 'zh-Hant': '在 1 個裝置上', en: 'On 1 device' },
  onPaper: { ko: '종이로 있음', 'zh-Hant': '有紙本', en: 'On paper' },
  nowhere: { ko: '아직 지갑에 없음', 'zh-Hant': '尚未存入皮夾', en: 'Not in a wallet yet' },

  history: { ko: '처리 기록', 'zh-Hant': '處理紀錄', en: 'History' },
  when: { ko: '일시', 'zh-Hant': '時間', en: 'When' },
  what: { ko: '내용', 'zh-Hant': '內容', en: 'What' },
  who: { ko: '처리', 'zh-Hant': '處理者', en: 'By' },
  proof: { ko: '기록 증명', 'zh-Hant': '紀錄證明', en: 'Proof' },
  receipt: { ko: '기록 증명 보기', 'zh-Hant': '查看紀錄證明', en: 'See the proof' },
  bySystem: { ko: '자동 처리', 'zh-Hant': '系統自動', en: 'Automatic' },
  reasonOf: { ko: '{what}: {reason}', 'zh-Hant': '{what}：{reason}', en: '{what}: {reason}' },

  scan: { ko: 'QR을 찍어 담기', 'zh-Hant': '掃描 QR Code 存入', en: 'Scan to add the card' },
  scanLabel: {
    ko: '지갑에 {title|을/를} 담는 QR',
    'zh-Hant': '將{title}存入皮夾的 QR Code',
    en: 'QR code that adds the card to a wallet: {title}',
  },
  code: { ko: '확인 코드', 'zh-Hant': '確認碼', en: 'Code to enter' },
  codeOnce: {
    ko: '이 코드는 지금 한 번만 보여요. 다른 사람에게 알려 주지 마세요.',
    'zh-Hant': '確認碼只顯示這一次，請勿告訴他人。',
    en: 'The code is shown this once. Tell it to nobody.',
  },
  until: { ko: '{time}까지 담을 수 있어요.', 'zh-Hant': '請在{time}前存入。', en: 'Add it by {time}.' },
  steps: [
    {
      ko: '휴대폰에서 지갑 앱이나 이 주소를 열어요: {address}',
      'zh-Hant': '在手機打開皮夾應用程式，或開啟網址：{address}',
      en: 'On the phone, open a wallet app or this address: {address}',
    },
    { ko: '카메라로 이 QR을 찍어요.', 'zh-Hant': '用相機掃描這個 QR Code。', en: 'Scan this QR code with its camera.' },
    { ko: '확인 코드를 입력해요.', 'zh-Hant': '輸入確認碼。', en: 'Enter the code.' },
  ],
  openWallet: { ko: '지갑 앱 열기', 'zh-Hant': '開啟皮夾應用程式', en: 'Open the wallet app' },
  otherWallet: {
    ko: '이 기기의 다른 지갑 앱에 담기',
    'zh-Hant': '存入此裝置的其他皮夾',
    en: 'Add to another wallet app on this device',
  },

  paper: { ko: '종이 증명서', 'zh-Hant': '紙本憑證', en: 'Paper card' },
  downloadPaper: { ko: '종이 증명서 만들기 (PDF)', 'zh-Hant': '製作紙本憑證（PDF）', en: 'Make a paper card (PDF)' },
  paperMeans: {
    ko: '휴대폰이 없을 때 쓰는 종이예요. 확인하는 사람이 QR을 찍어 진위를 알 수 있어요. 새로 만들면 전에 만든 종이는 쓸 수 없어요.',
    'zh-Hant': '沒有手機時使用的紙本，查驗者掃描 QR Code 即可確認真偽。重新製作後，先前的紙本會失效。',
    en: 'For when there is no phone. Whoever checks it scans its code. A new one ends the one before.',
  },
  revokePaper: { ko: '종이 증명서 폐기하기', 'zh-Hant': '撤銷紙本憑證', en: 'Revoke the paper card' },
  paperRevoked: { ko: '종이 증명서를 폐기했어요', 'zh-Hant': '已撤銷紙本憑證', en: 'The paper card is revoked' },

  suspend: { ko: '효력 정지하기', 'zh-Hant': '停用', en: 'Suspend' },
  resume: { ko: '다시 사용하기', 'zh-Hant': '恢復使用', en: 'Resume' },
  revoke: { ko: '폐기하기', 'zh-Hant': '撤銷', en: 'Revoke' },
  suspended: { ko: '효력을 정지했어요', 'zh-Hant': '已停用', en: 'The card is suspended' },
  resumed: { ko: '다시 사용할 수 있어요', 'zh-Hant': '已恢復使用', en: 'The card can be used again' },
  revoked: { ko: '증명서를 폐기했어요', 'zh-Hant': '已撤銷', en: 'The card is revoked' },
  visibleSoon: {
    ko: '1분 안에 확인하는 곳에도 반영돼요.',
    'zh-Hant': '查驗者在 1 分鐘內就會得知。',
    en: 'Whoever checks it sees this within a minute.',
  },
  notThere: { ko: '이 증명서를 찾을 수 없어요.', 'zh-Hant': '查無這張數位憑證。', en: 'There is no such card.' },
  noDevice: { ko: '이 기기를 찾을 수 없어요.', 'zh-Hant': '查無這個裝置。', en: 'There is no such device.' },
  lostDone: {
    ko: '기기에 있던 증명서 {count}장을 더는 쓸 수 없게 했어요',
    'zh-Hant': '已讓該裝置上的 {count} 張憑證失效',
    en: 'Cards on that device that no longer work: {count}',
  },
  lostNothing: {
    ko: '이 기기에는 더 막을 사본이 없어요',
    'zh-Hant': '該裝置上已沒有有效的副本',
    en: 'Nothing on that device was valid any more',
  },
} as const satisfies Record<string, Text | readonly Text[]>;

/** How a card stands. */
export const CARD_STATE: Readonly<Record<Card['state'] | 'expired', Text>> = {
  valid: { ko: '유효', 'zh-Hant': '有效', en: 'Valid' },
  suspended: { ko: '효력 정지', 'zh-Hant': '停用', en: 'Suspended' },
  revoked: { ko: '폐기됨', 'zh-Hant': '已撤銷', en: 'Revoked' },
  expired: { ko: '만료됨', 'zh-Hant': '已過期', en: 'Expired' },
};
