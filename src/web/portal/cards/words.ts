import type { Text } from '../../../kernel/index.ts';

/** What people read about their own cards. */
export const MY_CARDS = {
  title: { ko: '내 전자증명서', 'zh-Hant': '我的數位憑證', en: 'My cards' },
  lead: {
    ko: '신분증과 증명서를 휴대폰 지갑에 담고, 어느 기기에 있는지 보고, 잃어버리면 바로 막을 수 있어요.',
    'zh-Hant': '把身分證與各種證件存進手機皮夾，查看在哪些裝置上，遺失時立刻停用。',
    en: 'Put your identity card and other cards on your phone, see where they are, and block them if you lose it.',
  },
  homeTitle: { ko: '내 전자증명서 보기', 'zh-Hant': '查看我的數位憑證', en: 'See your cards' },
  openWallet: { ko: '디지털 지갑 열기', 'zh-Hant': '開啟數位憑證皮夾', en: 'Open my wallet' },
  walletMeans: {
    ko: '이 휴대폰에 담은 증명서를 보여 줘요. 네트워크가 없어도 돼요.',
    'zh-Hant': '出示存在這支手機上的憑證，沒有網路也能使用。',
    en: 'Show the cards that are on this phone, with or without a network.',
  },
  verifierMeans: {
    ko: '가게나 창구에서 상대방의 증명서를 확인해요. 로그인하지 않아도 돼요.',
    'zh-Hant': '店家或櫃檯查驗對方出示的憑證，不必登入。',
    en: 'For shops and counters: check a card that somebody shows you. You need not sign in.',
  },
  lostLink: { ko: '휴대폰을 잃어버렸어요', 'zh-Hant': '手機遺失了', en: 'I have lost my phone' },
  noCards: {
    ko: '아직 지갑에 담을 수 있는 것이 없어요',
    'zh-Hant': '目前沒有可存入的憑證',
    en: 'There is nothing to add yet',
  },

  waiting: {
    ko: '발급되어 지갑에 담기를 기다리는 것',
    'zh-Hant': '已核發，等待存入皮夾',
    en: 'Granted, waiting to be added',
  },
  offers: { ko: '다른 휴대폰에 담는 중', 'zh-Hant': '正要存入另一支手機', en: 'Being added to another phone' },
  offerUntil: {
    ko: '{time}까지 QR을 찍어 주세요.',
    'zh-Hant': '請在{time}前掃描 QR Code。',
    en: 'Scan its code by {time}.',
  },
  cancelOffer: { ko: '담기 취소하기', 'zh-Hant': '取消存入', en: 'Cancel' },
  mine: { ko: '내가 가진 것', 'zh-Hant': '我持有的憑證', en: 'What you have' },
  canHave: { ko: '받을 수 있는 것', 'zh-Hant': '可以領取的憑證', en: 'What you can have' },
  cannotHave: { ko: '아직 받을 수 없는 것', 'zh-Hant': '尚不能領取的憑證', en: 'What you cannot have yet' },
  past: { ko: '폐기된 증명서', 'zh-Hant': '已撤銷的憑證', en: 'Revoked cards' },
  canAdd: { ko: '지갑에 담을 수 있어요', 'zh-Hant': '可存入皮夾', en: 'You can add it' },
  unmet: {
    ko: '조건 {count}개가 맞지 않아요',
    'zh-Hant': '有 {count} 項條件未符合',
    en: 'Conditions not met: {count}',
  },
  unknown: { ko: '더 알아야 할 것이 있어요', 'zh-Hant': '尚需確認資料', en: 'More must be known' },

  conditions: { ko: '받을 수 있는 조건', 'zh-Hant': '領取條件', en: 'Who can have it' },
  notKnown: {
    ko: '등록된 정보에 없어서 알 수 없어요: {facts}',
    'zh-Hant': '登記資料中沒有，因此無法確認：{facts}',
    en: 'No register knows this: {facts}',
  },
  wrongData: {
    ko: '등록된 정보가 사실과 다르면 그 정보를 가진 기관에 정정을 요청해 주세요.',
    'zh-Hant': '如果登記資料有誤，請向保管資料的機關申請更正。',
    en: 'If what the registers hold is wrong, ask the agency that keeps it to correct it.',
  },
  law: { ko: '근거 법령', 'zh-Hant': '法律依據', en: 'The law' },
  says: { ko: '담기는 정보', 'zh-Hant': '憑證內容', en: 'What it says' },
  saysHelp: {
    ko: '제시할 때마다 필요한 정보만 골라 보여 줄 수 있어요.',
    'zh-Hant': '每次出示時，可以只選擇需要的項目。',
    en: 'Each time you show it, you choose what is told.',
  },
  always: { ko: '항상 보임', 'zh-Hant': '一律顯示', en: 'Always shown' },
  picture: { ko: '대신하는 그림', 'zh-Hant': '以圖示代替', en: 'A drawing stands for it' },

  add: { ko: '지갑에 담기', 'zh-Hant': '存入皮夾', en: 'Add to a wallet' },
  addHere: { ko: '이 기기의 지갑에 담기', 'zh-Hant': '存入此裝置的皮夾', en: 'Add to the wallet on this device' },
  addOther: { ko: '다른 휴대폰에 담기', 'zh-Hant': '存入另一支手機', en: 'Add to another phone' },
  addTitle: { ko: '다른 휴대폰에 담기', 'zh-Hant': '存入另一支手機', en: 'Add to another phone' },
  addAgain: { ko: '새 QR 만들기', 'zh-Hant': '重新產生 QR Code', en: 'Make a new code' },
  added: {
    ko: '담았으면 내 전자증명서로 가기',
    'zh-Hant': '存入後回到我的數位憑證',
    en: 'When it is added, go to my cards',
  },
  offerCancelled: { ko: '담기를 취소했어요', 'zh-Hant': '已取消', en: 'It was cancelled' },

  where: { ko: '어디에 있나요', 'zh-Hant': '在哪些裝置上', en: 'Where it is' },
  notInWallet: {
    ko: '아직 어느 지갑에도 없어요. 위에서 지갑에 담아 주세요.',
    'zh-Hant': '尚未存入任何皮夾，請由上方存入。',
    en: 'It is in no wallet yet. Add it above.',
  },
  seeDevices: { ko: '내 기기 모두 보기', 'zh-Hant': '查看所有裝置', en: 'See all my devices' },
  devices: { ko: '내 증명서가 있는 기기', 'zh-Hant': '存有我憑證的裝置', en: 'Devices with my cards' },
  devicesLead: {
    ko: '잃어버린 기기를 고르면 그 안의 증명서만 쓸 수 없게 돼요. 다른 기기의 것은 그대로예요.',
    'zh-Hant': '選擇遺失的裝置，只有該裝置上的憑證會失效，其他裝置不受影響。',
    en: 'Choose the device that you have lost. Only what is on it stops working; your other devices keep theirs.',
  },
  noDevices: { ko: '증명서가 있는 기기가 없어요', 'zh-Hant': '沒有存有憑證的裝置', en: 'Your cards are on no device' },
  loseThis: { ko: '이 기기를 잃어버렸어요', 'zh-Hant': '遺失這個裝置', en: 'I have lost this one' },
  loseTitle: { ko: '잃어버린 기기 막기', 'zh-Hant': '停用遺失的裝置', en: 'Block a lost device' },
  loseMeans: [
    {
      ko: '이 기기에 있는 사본을 모두 폐기해요. 되돌릴 수 없어요.',
      'zh-Hant': '撤銷該裝置上的所有副本，無法復原。',
      en: 'All copies on this device are revoked. This cannot be undone.',
    },
    {
      ko: '증명서는 그대로 내 것이에요. 다른 휴대폰에 바로 다시 담을 수 있어요.',
      'zh-Hant': '憑證仍是您的，可立即存入另一支手機。',
      en: 'The cards stay yours. You can add them to another phone at once.',
    },
    {
      ko: '1분 안에 확인하는 곳에서 무효로 나와요.',
      'zh-Hant': '查驗者在 1 分鐘內就會看到已失效。',
      en: 'Whoever checks them is told within a minute.',
    },
  ],
  loseNow: { ko: '이 기기 막기', 'zh-Hant': '停用此裝置', en: 'Block this device' },
  found: {
    ko: '찾을 수도 있다면, 폐기하지 말고 증명서를 잠시 정지해 두세요.',
    'zh-Hant': '如果可能找回來，可以先停用憑證，不必撤銷。',
    en: 'If you may find it again, suspend the cards instead.',
  },

  manage: { ko: '정지와 폐기', 'zh-Hant': '停用與撤銷', en: 'Suspend or revoke' },
  suspendHelp: {
    ko: '잠시 쓸 수 없게 해요. 언제든 다시 쓸 수 있어요.',
    'zh-Hant': '暫時無法使用，隨時可以恢復。',
    en: 'It stops working for now. You can resume it whenever you like.',
  },
  resumeHelp: {
    ko: '지금은 어디에서도 쓸 수 없어요.',
    'zh-Hant': '目前在任何地方都無法使用。',
    en: 'At present it works nowhere.',
  },
  revokeHelp: {
    ko: '모든 기기와 종이에서 영원히 쓸 수 없게 해요. 필요하면 나중에 새로 받을 수 있어요.',
    'zh-Hant': '所有裝置與紙本上的憑證永久失效。日後有需要可以重新領取。',
    en: 'It stops working for ever, on all devices and on paper. You can get a new one later.',
  },
  toRevoke: { ko: '폐기하기…', 'zh-Hant': '撤銷…', en: 'Revoke…' },
  revokeTitle: { ko: '이 증명서를 폐기할까요?', 'zh-Hant': '要撤銷這張憑證嗎？', en: 'Revoke this card?' },
  keepIt: { ko: '그만두기', 'zh-Hant': '不撤銷', en: 'Keep it' },
  you: { ko: '나', 'zh-Hant': '您', en: 'You' },
  over: {
    ko: '이 증명서는 더는 쓸 수 없어요. 조건이 맞으면 새로 받을 수 있어요.',
    'zh-Hant': '這張憑證已無法使用。符合條件時可以重新領取。',
    en: 'This card no longer works. You can get a new one if you meet the conditions.',
  },
  issued: { ko: '이 결정으로 받은 증명서', 'zh-Hant': '依此決定核發的憑證', en: 'Cards that this gave you' },
  getNew: { ko: '새로 받기', 'zh-Hant': '重新領取', en: 'Get a new one' },
} as const satisfies Record<string, Text | readonly Text[]>;
