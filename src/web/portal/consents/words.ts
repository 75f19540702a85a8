import type { Consent, ConsentActKind } from '../../../exchange/index.ts';
import type { Text } from '../../../kernel/index.ts';

/** What is said around a consent. What is agreed to itself is said by the exchange room, since it is signed. */
export const CONSENTS = {
  title: { ko: '내 동의', 'zh-Hant': '我的同意', en: 'My consents' },
  lead: {
    ko: '누구에게 어떤 정보를 보내기로 했는지 보고, 언제든지 멈추거나 철회할 수 있어요.',
    'zh-Hant': '查看您同意提供哪些資料給誰，並可隨時暫停或撤回。',
    en: 'See what you agreed to send to whom, and pause or withdraw it at any time.',
  },
  none: {
    ko: '아직 동의한 것이 없어요.',
    'zh-Hant': '您目前沒有任何同意。',
    en: 'You have not agreed to anything yet.',
  },
  inForce: { ko: '진행 중인 동의', 'zh-Hant': '有效的同意', en: 'In force' },
  older: { ko: '이전 동의', 'zh-Hant': '較早的同意', en: 'Earlier consents' },
  first: { ko: '처음으로', 'zh-Hant': '回到第一頁', en: 'First page' },
  over: { ko: '끝난 동의', 'zh-Hant': '已結束的同意', en: 'Over' },
  recipient: { ko: '받는 곳', 'zh-Hant': '資料接收者', en: 'Recipient' },
  state: { ko: '상태', 'zh-Hant': '狀態', en: 'State' },
  until: { ko: '동의 기간', 'zh-Hant': '同意期間', en: 'How long' },
  see: { ko: '자세히 보기', 'zh-Hant': '查看', en: 'See' },
  counter: { ko: '창구', 'zh-Hant': '臨櫃', en: 'Counter' },
  child: { ko: '대리 동의', 'zh-Hant': '代理同意', en: 'given on behalf' },
  all: { ko: '모든 동의 철회', 'zh-Hant': '撤回所有同意', en: 'Withdraw all' },
  allHelp: {
    ko: '모든 동의가 바로 끝나고, 받는 곳은 받은 정보를 지워야 해요. 되돌릴 수 없어요.',
    'zh-Hant': '所有同意將立即結束，資料接收者必須刪除已取得的資料。此動作無法復原。',
    en: 'All consents end at once, and the recipients have to delete what they have. This cannot be undone.',
  },
  allButton: { ko: '모두 철회하기', 'zh-Hant': '全部撤回', en: 'Withdraw all consents' },
  // Choosing
  youChoose: { ko: '보낼 정보 고르기', 'zh-Hant': '選擇要提供的資料', en: 'Choose what to send' },
  asks: {
    ko: '{party}에서 아래 정보를 요청했어요.',
    'zh-Hant': '{party}請您提供下列資料。',
    en: '{party} asks for the data below.',
  },
  required: { ko: '필수 정보', 'zh-Hant': '必填資料', en: 'Required' },
  requiredHelp: {
    ko: '이 정보 없이는 처리할 수 없어요.',
    'zh-Hant': '缺少這些資料就無法辦理。',
    en: 'Without these it cannot be done.',
  },
  optional: { ko: '선택 정보', 'zh-Hant': '選填資料', en: 'Optional' },
  optionalHelp: {
    ko: '보내고 싶은 것만 골라 주세요. 고르지 않아도 계속할 수 있어요.',
    'zh-Hant': '請勾選您願意提供的項目；不勾選也可以繼續。',
    en: 'Tick what you want to send. You can continue without.',
  },
  whose: { ko: '누구의 정보를 보낼까요?', 'zh-Hant': '要提供誰的資料？', en: 'Whose data is it?' },
  me: { ko: '나', 'zh-Hant': '本人', en: 'Mine' },
  forChild: {
    ko: '내가 대신하는 미성년 자녀나 피후견인의 정보를 보내기',
    'zh-Hant': '改為提供由您代理的未成年子女或受監護人的資料',
    en: 'Send the data of a child under age, or of somebody whose guardian you are, instead',
  },
  noChild: {
    ko: '대신할 수 있는 미성년 자녀나 피후견인이 없어요.',
    'zh-Hant': '沒有由您代理的未成年子女或受監護人。',
    en: 'There is nobody for whom you act: no child under age, and nobody whose guardian you are.',
  },
  goOn: { ko: '계속하기', 'zh-Hant': '繼續', en: 'Continue' },
  refuse: { ko: '동의하지 않기', 'zh-Hant': '不同意', en: 'Do not agree' },
  // Signing
  values: { ko: '보낼 내용 미리 보기', 'zh-Hant': '預覽將提供的內容', en: 'Preview of what is sent' },
  valuesHelp: {
    ko: '지금 등록된 내용이에요. 보낼 때 바뀌어 있으면 바뀐 내용을 보내요.',
    'zh-Hant': '這是目前登記的內容；提供時如有變更，以當時的內容為準。',
    en: 'This is what the registers say now. If it changes, what they say then is sent.',
  },
  notKnown: { ko: '알 수 없음', 'zh-Hant': '無法得知', en: 'Not known' },
  answerYes: { ko: '예', 'zh-Hant': '是', en: 'Yes' },
  answerNo: { ko: '아니요', 'zh-Hant': '否', en: 'No' },
  change: { ko: '고른 것 바꾸기', 'zh-Hant': '變更選擇', en: 'Change what is sent' },
  sign: { ko: '패스키로 서명', 'zh-Hant': '以密碼金鑰簽署', en: 'Sign with a passkey' },
  signHelp: {
    ko: '위에 적힌 그대로 패스키로 서명해요. 지문이나 얼굴, 화면 잠금을 쓰고, 누구나 나중에 이 서명을 확인할 수 있어요.',
    'zh-Hant': '您會以密碼金鑰簽署上列內容，使用指紋、臉部辨識或螢幕鎖定；日後任何人都能驗證這個簽署。',
    en: 'You sign exactly what stands above with your passkey, by fingerprint, face or screen lock. Anybody can check the signature later.',
  },
  signButton: {
    ko: '동의하고 패스키로 서명하기',
    'zh-Hant': '同意並以密碼金鑰簽署',
    en: 'Agree and sign with a passkey',
  },
  noPasskey: {
    ko: '패스키가 없으면 먼저 만든 뒤 이 페이지로 돌아와요.',
    'zh-Hant': '您還沒有密碼金鑰。請先建立，完成後會回到這個頁面。',
    en: 'You have no passkey yet. Make one first, and you come back to this page.',
  },
  walletSign: { ko: '지갑으로 서명', 'zh-Hant': '以皮夾簽署', en: 'Sign with your wallet' },
  walletHelp: {
    ko: '위에 적힌 그대로 지갑에 나오고, 지갑에 있는 신분증의 열쇠로 서명해요. 신분증에 적힌 정보는 보내지 않아요.',
    'zh-Hant': '皮夾會顯示上列內容，並以您身分證的金鑰簽署；不會提供身分證上的資料。',
    en: 'Your wallet shows exactly what stands above, and signs it with the key of your identity card. Nothing that stands on the card is shared.',
  },
  walletTitle: { ko: '지갑으로 서명하기', 'zh-Hant': '以皮夾簽署', en: 'Sign with your wallet' },
  makePasskey: { ko: '패스키 만들기', 'zh-Hant': '建立密碼金鑰', en: 'Make a passkey' },
  // One consent
  asShown: { ko: '동의한 내용', 'zh-Hant': '您同意的內容', en: 'What you agreed to' },
  asShownHelp: {
    ko: '{time}에 본 그대로예요.',
    'zh-Hant': '以下是您在{time}看到的原文。',
    en: 'These are the very words that you saw on {time}.',
  },
  erased: {
    ko: '동의한 내용은 지워졌어요.',
    'zh-Hant': '您同意的內容已刪除。',
    en: 'What you agreed to has been erased.',
  },
  signedBy: { ko: '서명', 'zh-Hant': '簽署', en: 'Signature' },
  signedOk: {
    ko: '내 패스키로 서명했고, 위의 내용과 맞아요.',
    'zh-Hant': '以您的密碼金鑰簽署，且與上列內容相符。',
    en: 'Signed by your passkey, and it fits what stands above.',
  },
  signedByWallet: {
    ko: '지갑에 있는 신분증으로 서명했고, 위의 내용과 맞아요.',
    'zh-Hant': '以您皮夾中的身分證簽署，且與上列內容相符。',
    en: 'Signed with the identity card in your wallet, and it fits what stands above.',
  },
  signedNot: {
    ko: '서명이 위의 내용과 맞지 않아요.',
    'zh-Hant': '簽署與上列內容不符。',
    en: 'The signature does not fit what stands above.',
  },
  unsigned: {
    ko: '창구에서 알려 준 코드라 서명이 없어요.',
    'zh-Hant': '這是臨櫃使用的代碼，沒有簽署。',
    en: 'This was a code for a counter, which nobody signs.',
  },
  purposeOf: { ko: '이용 목적', 'zh-Hant': '利用目的', en: 'Purpose' },
  nowSends: { ko: '지금 보내는 정보', 'zh-Hant': '目前提供的資料', en: 'What is sent now' },
  sent: { ko: '보낸 정보', 'zh-Hant': '提供過的資料', en: 'What was agreed to' },
  deletion: { ko: '받은 곳에서 삭제', 'zh-Hant': '接收者刪除資料', en: 'Deletion by the recipient' },
  deletionDemanded: {
    ko: '{day}까지 지우라고 했어요. 아직 확인하지 않았어요.',
    'zh-Hant': '已要求在 {day} 前刪除，對方尚未確認。',
    en: 'We asked for it by {day}. They have not confirmed it yet.',
  },
  deletionLate: {
    ko: '{day}까지 지우라고 했지만, 지웠다는 확인을 받지 못했어요.',
    'zh-Hant': '已要求在 {day} 前刪除，但對方超過期限仍未確認。',
    en: 'We asked for it by {day}, and they have not confirmed it.',
  },
  overdue: { ko: '기한 지남', 'zh-Hant': '超過期限', en: 'Overdue' },
  whoIsLate: { ko: '기한을 넘긴 곳 보기', 'zh-Hant': '查看超過期限的接收者', en: 'See who is late' },
  deletionDone: {
    ko: '{day}에 지웠다고 서명해서 확인했어요.',
    'zh-Hant': '對方已在 {day} 以簽章確認刪除。',
    en: 'They confirmed it on {day} with their signature.',
  },
  answered: { ko: '마지막으로 보낸 때', 'zh-Hant': '上次提供時間', en: 'Last sent' },
  never: { ko: '아직 보내지 않았어요', 'zh-Hant': '尚未提供', en: 'Not yet' },
  file: {
    ko: '동의 영수증 내려받기 (ISO/IEC TS 27560)',
    'zh-Hant': '下載同意紀錄（ISO/IEC TS 27560）',
    en: 'Download the consent receipt (ISO/IEC TS 27560)',
  },
  pause: { ko: '잠시 멈추기', 'zh-Hant': '暫停', en: 'Pause' },
  pauseHelp: {
    ko: '다시 시작할 때까지 아무것도 보내지 않아요.',
    'zh-Hant': '恢復之前不會提供任何資料。',
    en: 'Nothing is sent until you resume it.',
  },
  resume: { ko: '다시 시작하기', 'zh-Hant': '恢復', en: 'Resume' },
  withdraw: { ko: '동의 철회', 'zh-Hant': '撤回同意', en: 'Withdraw consent' },
  withdrawHelp: {
    ko: '바로 끝나고, 받는 곳은 받은 정보를 지워야 해요. 되돌릴 수 없어요.',
    'zh-Hant': '同意立即結束，資料接收者必須刪除已取得的資料。此動作無法復原。',
    en: 'It ends at once, and the recipient has to delete what they have. This cannot be undone.',
  },
  withdrawButton: { ko: '철회하기', 'zh-Hant': '撤回', en: 'Withdraw' },
  less: { ko: '줄이기', 'zh-Hant': '縮減內容', en: 'Send less' },
  lessHelp: {
    ko: '보내지 않을 것은 선택을 풀어 주세요. 더 보내려면 새로 동의해야 해요.',
    'zh-Hant': '取消勾選不再提供的項目；若要提供更多，須重新同意。',
    en: 'Untick what you no longer want to send. To send more you have to agree anew.',
  },
  save: { ko: '저장하기', 'zh-Hant': '儲存', en: 'Save' },
  history: { ko: '기록', 'zh-Hant': '紀錄', en: 'History' },
  what: { ko: '한 일', 'zh-Hant': '事項', en: 'What' },
  when: { ko: '언제', 'zh-Hant': '時間', en: 'When' },
  proof: { ko: '기록 증명', 'zh-Hant': '紀錄證明', en: 'Proof' },
  receipt: { ko: '보기', 'zh-Hant': '查看', en: 'Receipt' },
  // What was done a moment ago
  paused: { ko: '동의를 멈췄어요', 'zh-Hant': '已暫停同意', en: 'The consent is paused' },
  resumed: { ko: '동의를 다시 시작했어요', 'zh-Hant': '已恢復同意', en: 'The consent is resumed' },
  withdrawn: { ko: '동의를 철회했어요', 'zh-Hant': '已撤回同意', en: 'The consent is withdrawn' },
  changed: { ko: '동의를 바꿨어요', 'zh-Hant': '已變更同意', en: 'The consent is changed' },
  given: { ko: '동의했어요', 'zh-Hant': '已同意', en: 'You have agreed' },
  'all-withdrawn': { ko: '모든 동의를 철회했어요', 'zh-Hant': '已撤回所有同意', en: 'All consents are withdrawn' },
} satisfies Record<string, Text>;

/** How a consent stands. */
export const STATES: Record<Consent['state'], Text> = {
  given: { ko: '진행 중', 'zh-Hant': '有效', en: 'In force' },
  paused: { ko: '멈춤', 'zh-Hant': '已暫停', en: 'Paused' },
  used: { ko: '보냄', 'zh-Hant': '已提供', en: 'Sent' },
  withdrawn: { ko: '철회함', 'zh-Hant': '已撤回', en: 'Withdrawn' },
  lapsed: { ko: '기간 끝남', 'zh-Hant': '已到期', en: 'Expired' },
};

/** What was done with one. */
export const ACTS: Record<ConsentActKind, Text> = {
  given: { ko: '동의함', 'zh-Hant': '同意', en: 'Agreed' },
  changed: { ko: '줄임', 'zh-Hant': '縮減內容', en: 'Made smaller' },
  paused: { ko: '멈춤', 'zh-Hant': '暫停', en: 'Paused' },
  resumed: { ko: '다시 시작함', 'zh-Hant': '恢復', en: 'Resumed' },
  withdrawn: { ko: '철회함', 'zh-Hant': '撤回', en: 'Withdrawn' },
  lapsed: { ko: '기간이 끝남', 'zh-Hant': '到期', en: 'Expired' },
};
