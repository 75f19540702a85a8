import type { Text } from '../../kernel/index.ts';
import { LIMITS, OUTCOME_TEXT } from '../../log/index.ts';
import { CARD_ACT_TEXT } from '../cards/act-words.ts';
import { PAPER_ACT_TEXT } from '../paper/act-words.ts';
import { OFFICE_ACT_TEXT } from '../programme-acts.ts';
import { EVENT_TEXT } from '../words.ts';

export { FINDINGS } from '../../log/index.ts';

/** Words of the pages on receipts and on the public log. */
export const PROOF = {
  title: { ko: '기록 증명', 'zh-Hant': '紀錄證明', en: 'Proof' },
  whatIsIt: {
    ko: '기관이 한 일이 공개 기록에 남아 있고 나중에 바뀌지 않았다는 증명이에요.',
    'zh-Hant': '證明機關所做的這件事已載入公開紀錄，事後未經更改。',
    en: 'Shows that an agency’s act stands in the public log and was not changed later.',
  },
  act: { ko: '한 일', 'zh-Hant': '事項', en: 'What was done' },
  agency: { ko: '기관', 'zh-Hant': '機關', en: 'Agency' },
  at: { ko: '시각', 'zh-Hant': '時間', en: 'Time' },
  place: { ko: '공개 기록에서의 자리', 'zh-Hant': '在公開紀錄中的位置', en: 'Place in the log' },
  placeOf: {
    ko: '{size}개 가운데 {place}번째',
    'zh-Hant': '共 {size} 筆中的第 {place} 筆',
    en: 'Number {place} of {size}',
  },

  // Waiting for the sequencer
  pending: {
    ko: '공개 기록에 넣는 중이에요',
    'zh-Hant': '正在寫入公開紀錄',
    en: 'This is being added to the public log',
  },
  pendingHelp: {
    ko: '보통 1~2초 걸리고, 기록 증인의 서명을 기다리면 더 걸려요. 다 되면 증명이 나타나요.',
    'zh-Hant': '通常需要 1 至 2 秒；等待見證單位簽章時會更久。完成後會顯示證明。',
    en: 'It usually takes 1 to 2 seconds, longer while witnesses have yet to sign. The proof appears when it is done.',
  },
  lookAgain: { ko: '다시 확인하기', 'zh-Hant': '再看一次', en: 'Look again' },

  // The check
  check: { ko: '확인 결과', 'zh-Hant': '驗證結果', en: 'Result of the check' },
  serverSays: {
    ko: '서버는 이 기록이 공개 기록에 있다고 해요. 아직 서버의 말일 뿐이에요.',
    'zh-Hant': '伺服器表示這筆紀錄在公開紀錄中。目前這只是伺服器的說法。',
    en: 'The server says that this entry is in the public log. So far, this is only the server’s word.',
  },
  checkYourself: {
    ko: '자바스크립트를 켜면 이 브라우저가 직접 확인해요. 증명 파일을 받아 다른 도구로 확인할 수도 있어요.',
    'zh-Hant': '開啟 JavaScript，您的瀏覽器就會自行驗證；也可以下載證明檔案，用其他工具驗證。',
    en: 'Turn on JavaScript and your browser checks it. You can also download the proof and check it with another tool.',
  },
  checking: { ko: '브라우저가 확인하고 있어요…', 'zh-Hant': '瀏覽器正在驗證…', en: 'Your browser is checking…' },
  proved: OUTCOME_TEXT.proved,
  provedHelp: {
    ko: '서버의 말을 믿지 않고 이 브라우저가 직접 계산했어요.',
    'zh-Hant': '這是您的瀏覽器自行計算的結果，不靠伺服器的說法。',
    en: 'Your browser worked this out itself. It did not take the server’s word for it.',
  },
  disproved: OUTCOME_TEXT.disproved,
  disprovedHelp: {
    ko: '이 증명을 믿지 마세요. 증명 파일을 받아 두고 기관에 알려 주세요.',
    'zh-Hant': '請勿相信這份證明。請下載證明檔案並通知機關。',
    en: 'Do not rely on this proof. Download it and tell the agency.',
  },
  undecided: {
    ko: '이 브라우저로는 다 확인하지 못했어요',
    'zh-Hant': '此瀏覽器無法完成驗證',
    en: 'This browser could not check everything',
  },
  undecidedHelp: {
    ko: '증명 파일을 받아 다른 브라우저나 도구로 확인해 주세요.',
    'zh-Hant': '請下載證明檔案，用其他瀏覽器或工具驗證。',
    en: 'Download the proof and check it with another browser or tool.',
  },

  // Who has witnessed it
  witnesses: { ko: '서명한 기록 증인', 'zh-Hant': '已簽章的見證單位', en: 'Witnesses that signed' },
  witnessedAt: { ko: '{witness}, {at}', 'zh-Hant': '{witness}，{at}', en: '{witness}, {at}' },
  witnessedUntimed: {
    ko: '{witness}, 시각을 밝히지 않음',
    'zh-Hant': '{witness}，未註明時間',
    en: '{witness}, gives no time',
  },

  // What a proof does not prove
  limits: { ko: '이 증명이 말하지 않는 것', 'zh-Hant': '這份證明沒有證明的事', en: 'What this does not prove' },
  limitRight: LIMITS.right,
  limitLater: LIMITS.later,
  limitContent: LIMITS.person,
  limitHolder: LIMITS.holder,
  limitKey: LIMITS.key,
  limitWitness: LIMITS.witness,

  // Details and files
  content: { ko: '기록된 내용', 'zh-Hant': '記錄的內容', en: 'What was recorded' },
  contentHelp: {
    ko: '공개 기록에는 이 내용이 없고, 이 내용에서 계산한 값만 있어요.',
    'zh-Hant': '公開紀錄沒有這些內容，只有由此算出的數值。',
    en: 'The public log does not hold this, only a value worked out from it.',
  },
  salt: {
    ko: '내용을 가리는 값(salt)',
    'zh-Hant': '遮蔽內容的數值（salt）',
    en: 'The value that hides the content (salt)',
  },
  technical: { ko: '기술 정보', 'zh-Hant': '技術資訊', en: 'Technical details' },
  leaf: { ko: '공개 기록의 한 줄', 'zh-Hant': '公開紀錄中的這一筆', en: 'The entry in the log' },
  checkpoint: {
    ko: '서명된 상태(checkpoint)',
    'zh-Hant': '已簽章的狀態（checkpoint）',
    en: 'Signed state (checkpoint)',
  },
  policy: {
    ko: '공개 기록과 기록 증인의 키',
    'zh-Hant': '公開紀錄與見證單位的金鑰',
    en: 'Keys of the log and its witnesses',
  },
  checkFile: { ko: '증명 파일 확인하기', 'zh-Hant': '驗證證明檔案', en: 'Verify the file of a proof' },
  download: { ko: '증명 파일 받기', 'zh-Hant': '下載證明檔案', en: 'Download the proof' },
  notYet: {
    ko: '아직 공개 기록에 넣는 중이에요. 1~2초 뒤에 다시 받아 주세요.',
    'zh-Hant': '正在寫入公開紀錄，請於 1 至 2 秒後再下載。',
    en: 'This is still being added to the public log. Download it again in 1 to 2 seconds.',
  },
  noSuchEvent: {
    ko: '내 신청 건에 이런 기록이 없어요.',
    'zh-Hant': '我的案件中沒有這筆紀錄。',
    en: 'Your case has no such entry.',
  },
  backToCase: { ko: '신청 건으로', 'zh-Hant': '回到案件', en: 'Back to the case' },
} satisfies Record<string, Text>;

export const ACTS: Readonly<Record<string, Text>> = {
  ...Object.fromEntries(Object.entries(EVENT_TEXT).map(([kind, text]) => [`case.${kind}`, text])),
  ...Object.fromEntries(Object.entries(OFFICE_ACT_TEXT).map(([kind, text]) => [`programme.${kind}`, text])),
  ...Object.fromEntries(Object.entries(PAPER_ACT_TEXT).map(([kind, text]) => [`paper.${kind}`, text])),
  'paper.moved': {
    ko: '종이 상품권을 지갑으로 옮김',
    'zh-Hant': '紙本券轉入數位錢包',
    en: 'Paper note moved to a wallet',
  },
  'identity.appointed': { ko: '담당자 임명', 'zh-Hant': '任命承辦人', en: 'Officer appointed' },
  'identity.dismissed': { ko: '담당자 해임', 'zh-Hant': '解任承辦人', en: 'Officer dismissed' },
  'identity.key-issued': { ko: '시스템 열쇠 발급', 'zh-Hant': '核發系統金鑰', en: 'Key issued to a system' },
  'identity.key-revoked': { ko: '시스템 열쇠 폐기', 'zh-Hant': '廢止系統金鑰', en: 'Key of a system revoked' },
  'ledger.funded': { ko: '기금에 예산 추가', 'zh-Hant': '基金撥入預算', en: 'Budget added to a fund' },
  'payment.made': { ko: '가맹점 결제', 'zh-Hant': '店家收款', en: 'Payment at a shop' },
  'payment.refunded': { ko: '가맹점 환불', 'zh-Hant': '店家退款', en: 'Refund by a shop' },
  'programme.taken': { ko: '신청해서 받음', 'zh-Hant': '領取', en: 'Taken' },
  'programme.given-back': { ko: '돌려줌', 'zh-Hant': '退回', en: 'Given back' },
  'programme.shared': { ko: '가족에게 나눠 줌', 'zh-Hant': '分享給家人', en: 'Shared with family' },
  'programme.change': { ko: '남은 금액을 현금으로 지급', 'zh-Hant': '餘額以現金撥付', en: 'Rest paid out' },
  'shop.settled': { ko: '가맹점 정산', 'zh-Hant': '店家結算', en: 'Shop settled' },
  'shop.bank-account-named': {
    ko: '가맹점 계좌 변경 신청',
    'zh-Hant': '店家申請變更帳戶',
    en: 'New bank account of a shop',
  },
  'shop.bank-account-cancelled': {
    ko: '가맹점 계좌 변경 취소',
    'zh-Hant': '店家取消變更帳戶',
    en: 'New bank account of a shop cancelled',
  },
  'payout.anew': { ko: '다른 계좌로 다시 지급', 'zh-Hant': '改匯至其他帳戶', en: 'Paid again to another account' },
  'payouts.filed': { ko: '은행 지급 파일 만듦', 'zh-Hant': '產製付款檔', en: 'Payment file made' },
  'payouts.sent': { ko: '은행에 지급 파일 보냄', 'zh-Hant': '付款檔已送銀行', en: 'Payment file sent' },
  'payouts.answered': { ko: '은행 답변 반영', 'zh-Hant': '已匯入銀行回覆', en: 'The bank’s answer taken in' },
  'clerk.appointed': { ko: '가맹점 직원 등록', 'zh-Hant': '新增店員', en: 'Clerk of a shop appointed' },
  'clerk.changed': { ko: '가맹점 직원 한도 변경', 'zh-Hant': '變更店員上限', en: "A clerk's limits changed" },
  'clerk.dismissed': { ko: '가맹점 직원 해제', 'zh-Hant': '移除店員', en: 'Clerk of a shop dismissed' },
  'data.disclosed': { ko: '개인정보 열람', 'zh-Hant': '查看個人資料', en: 'Personal data seen' },
  'consent.given': { ko: '동의', 'zh-Hant': '同意', en: 'Consent given' },
  'consent.changed': { ko: '동의 줄임', 'zh-Hant': '縮減同意內容', en: 'Consent made smaller' },
  'consent.paused': { ko: '동의 멈춤', 'zh-Hant': '暫停同意', en: 'Consent paused' },
  'consent.resumed': { ko: '동의 다시 시작', 'zh-Hant': '恢復同意', en: 'Consent resumed' },
  'consent.withdrawn': { ko: '동의 철회', 'zh-Hant': '撤回同意', en: 'Consent withdrawn' },
  'consent.lapsed': { ko: '동의 기간 끝남', 'zh-Hant': '同意到期', en: 'Consent expired' },
  'template.published': { ko: '이용 목적 공개', 'zh-Hant': '公布利用目的', en: 'Purpose published' },
  'exchange.over-asked': {
    ko: '목적을 넘는 요청 거절',
    'zh-Hant': '拒絕超出目的的請求',
    en: 'More than a purpose allows was asked for, and refused',
  },
  'receiver.registered': {
    ko: '받는 곳의 키 등록',
    'zh-Hant': '登記接收者的金鑰',
    en: 'Keys of a recipient registered',
  },
  'receiver.keys-changed': {
    ko: '받는 곳의 키 교체',
    'zh-Hant': '更換接收者的金鑰',
    en: 'Keys of a recipient replaced',
  },
  'deletion.acknowledged': {
    ko: '받은 곳에서 정보를 지움',
    'zh-Hant': '接收者已刪除資料',
    en: 'A recipient has deleted data',
  },
  'alarm.settled': {
    ko: '근거 없는 열람의 처리 완료',
    'zh-Hant': '無依據的查看已處理',
    en: 'A look that nothing allowed was settled',
  },
  'card.granted': { ko: '전자증명서 발급 결정', 'zh-Hant': '核准持有數位憑證', en: 'Card granted' },
  'card.issued': { ko: '전자증명서를 지갑에 담음', 'zh-Hant': '數位憑證存入皮夾', en: 'Card added to a wallet' },
  'card.renewed': { ko: '전자증명서 갱신', 'zh-Hant': '更新數位憑證', en: 'Card renewed' },
  'card.moved': {
    ko: '전자증명서를 다른 기기로 옮김',
    'zh-Hant': '數位憑證移至其他裝置',
    en: 'Card moved to another device',
  },
  'card.lost': CARD_ACT_TEXT.lost,
  'card.recalled': CARD_ACT_TEXT.recalled,
  'card.suspended': { ko: '전자증명서 효력 정지', 'zh-Hant': '停用數位憑證', en: 'Card suspended' },
  'card.resumed': { ko: '전자증명서 효력 정지 해제', 'zh-Hant': '恢復使用數位憑證', en: 'Card resumed' },
  'card.revoked': { ko: '전자증명서 폐기', 'zh-Hant': '撤銷數位憑證', en: 'Card revoked' },
  'issuer.opened': { ko: '발급 기관의 키 만듦', 'zh-Hant': '建立發證機關金鑰', en: "An issuer's keys made" },
  'issuer.rotated': { ko: '발급 기관의 키 교체', 'zh-Hant': '更換發證機關金鑰', en: "An issuer's key replaced" },
  'issuer.distrusted': {
    ko: '발급 기관의 키 신뢰 철회',
    'zh-Hant': '撤銷對發證機關金鑰的信任',
    en: "An issuer's key no longer trusted",
  },
  'issuer.distrust-proposed': {
    ko: '발급 기관의 키 신뢰 철회 제안',
    'zh-Hant': '提議撤銷對發證機關金鑰的信任',
    en: "Proposed that an issuer's key be distrusted",
  },
  'issuer.distrust-declined': {
    ko: '발급 기관의 키 신뢰 철회 안 함',
    'zh-Hant': '未撤銷對發證機關金鑰的信任',
    en: "An issuer's key was not distrusted",
  },
  'party.registered': {
    ko: '증명서를 확인할 곳 등록',
    'zh-Hant': '登記可要求查看憑證者',
    en: 'Registered who may ask for credentials',
  },
  'party.certified': {
    ko: '증명서를 확인할 곳의 서명 키 인증',
    'zh-Hant': '核發可要求查看憑證者的金鑰憑證',
    en: 'Certified a key of who may ask for credentials',
  },
  'party.certificate-withdrawn': {
    ko: '증명서를 확인할 곳의 서명 키 인증 철회',
    'zh-Hant': '撤銷可要求查看憑證者的金鑰憑證',
    en: 'Withdrew the certificate of who may ask for credentials',
  },
  'party.withdrawn': {
    ko: '증명서를 확인할 곳 등록 철회',
    'zh-Hant': '撤銷要求查看憑證的登記',
    en: 'Withdrew who may ask for credentials',
  },
  'presentation.verified': { ko: '제시한 증명서 확인', 'zh-Hant': '查驗出示的憑證', en: 'A shown credential verified' },
  'person.forgotten': {
    ko: '공개 기록에서 사람을 지움',
    'zh-Hant': '自公開紀錄刪除當事人',
    en: 'A person erased from the log',
  },
  'registry.dispute-settled': { ko: '정정 요청 처리', 'zh-Hant': '更正申請已處理', en: 'Correction request settled' },
};

/** The kind of act of a leaf in words; an act that this catalogue does not know is still called one. */
export function actText(kind: string): Text {
  return ACTS[kind] ?? { ko: `그 밖의 일(${kind})`, 'zh-Hant': `其他事項（${kind}）`, en: `Another act (${kind})` };
}
