import type { Text } from '../../../../kernel/index.ts';
import type { PaperTally, PrintRun } from '../../../../programmes/index.ts';

/** Words of the office's pages about paper. */
export const PAPER = {
  title: { ko: '종이 상품권', 'zh-Hant': '紙本券', en: 'Paper notes' },
  overview: { ko: '현황', 'zh-Hant': '總覽', en: 'Overview' },
  runs: { ko: '인쇄', 'zh-Hant': '印製', en: 'Print runs' },
  ranges: { ko: '배송과 보관', 'zh-Hant': '配送與保管', en: 'Deliveries' },
  blocks: { ko: '사용 막기', 'zh-Hant': '停用', en: 'Blocks' },
  counter: { ko: '창구에서 건네기', 'zh-Hant': '臨櫃交付', en: 'Hand over at a counter' },
  tally: { ko: '묶음이 있는 곳', 'zh-Hant': '各狀態的組數', en: 'Where the sets are' },
  tallyHelp: {
    ko: '모두 더하면 인쇄한 {printed}묶음이에요.',
    'zh-Hant': '合計等於已印製的 {printed} 組。',
    en: 'Together they are the {printed} sets that were printed.',
  },
  state: { ko: '상태', 'zh-Hant': '狀態', en: 'State' },
  sets: { ko: '묶음 수', 'zh-Hant': '組數', en: 'Sets' },
  setCount: { ko: '{count}묶음', 'zh-Hant': '{count} 組', en: '{count} sets' },
  stock: { ko: '수령처별 재고', 'zh-Hant': '各領取地點庫存', en: 'Stock at each place' },
  noStock: {
    ko: '아직 수령처로 배송한 묶음이 없어요.',
    'zh-Hant': '尚未配送到任何領取地點。',
    en: 'Nothing has been delivered to a place yet.',
  },
  place: { ko: '수령처', 'zh-Hant': '領取地點', en: 'Place' },
  choosePlace: { ko: '수령처를 골라 주세요', 'zh-Hant': '請選擇地點', en: 'Choose a place' },
  free: { ko: '주문할 수 있음', 'zh-Hant': '可訂購', en: 'Can be ordered' },
  reserved: { ko: '찾아가기를 기다림', 'zh-Hant': '待領取', en: 'Ordered' },
  handed: { ko: '건넴', 'zh-Hant': '已交付', en: 'Handed over' },
  returned: { ko: '돌려받음', 'zh-Hant': '已退回', en: 'Given back' },
  history: { ko: '지금까지 한 일', 'zh-Hant': '歷程', en: 'What was done' },
  when: { ko: '언제', 'zh-Hant': '時間', en: 'When' },
  what: { ko: '한 일', 'zh-Hant': '事項', en: 'What' },
  which: { ko: '묶음 번호', 'zh-Hant': '組號', en: 'Set numbers' },
  who: { ko: '누가', 'zh-Hant': '承辦人', en: 'Who' },
  you: { ko: '나', 'zh-Hant': '我', en: 'You' },
  other: { ko: '다른 담당자', 'zh-Hant': '其他承辦人', en: 'Another officer' },
  byItself: { ko: '자동', 'zh-Hant': '系統', en: 'By itself' },
  proof: { ko: '기록 증명', 'zh-Hant': '紀錄證明', en: 'Proof' },
  noHistory: { ko: '아직 한 일이 없어요.', 'zh-Hant': '目前沒有紀錄。', en: 'Nothing so far.' },

  // Print runs
  orderRun: { ko: '인쇄 주문하기', 'zh-Hant': '訂購印製', en: 'Order a print run' },
  howMany: { ko: '몇 묶음을 인쇄할까요?', 'zh-Hant': '要印製幾組？', en: 'How many sets?' },
  oneSet: {
    ko: '한 묶음은 {count}장, 모두 {worth}이에요. 건네기 전까지는 아무 가치가 없어요.',
    'zh-Hant': '每組 {count} 張，合計 {worth}。交付前沒有任何價值。',
    en: 'A set is {count} notes, worth {worth} in all. It is worth nothing until it is handed over.',
  },
  noRuns: { ko: '아직 인쇄를 주문하지 않았어요.', 'zh-Hant': '尚未訂購印製。', en: 'Nothing has been ordered yet.' },
  ordered: { ko: '주문한 때', 'zh-Hant': '訂購時間', en: 'Ordered' },
  printedUntil: { ko: '인쇄된 사용 기한', 'zh-Hant': '印製的使用期限', en: 'Printed expiry' },
  perTaking: { ko: '받은 날부터', 'zh-Hant': '自領取日起', en: 'From when it is got' },
  sheets: { ko: '인쇄용 PDF', 'zh-Hant': '印製檔（PDF）', en: 'Sheets to print' },
  sheetsHelp: {
    ko: '한 번에 {most}묶음까지예요. 파일에는 긁는 번호가 들어 있어요. 내려받을 때마다 누가 받았는지 기록해요. 인쇄를 마쳤다고 하면 더 받을 수 없어요.',
    'zh-Hant': '每次最多 {most} 組。檔案含刮刮區密碼，每次下載都會記錄下載者。標記為印製完成後即不能再下載。',
    en: 'Up to {most} sets at once. The file holds the scratch codes, so each download is recorded. Once the run is marked as printed, it is closed.',
  },
  first: { ko: '처음 번호', 'zh-Hant': '起號', en: 'First set' },
  last: { ko: '마지막 번호', 'zh-Hant': '訖號', en: 'Last set' },
  download: { ko: 'PDF 내려받기', 'zh-Hant': '下載 PDF', en: 'Download PDF' },
  markPrinted: { ko: '인쇄를 마쳤어요', 'zh-Hant': '標記為印製完成', en: 'Mark as printed' },
  cancelRun: { ko: '인쇄 취소', 'zh-Hant': '取消印製', en: 'Cancel the run' },
  runOf: { ko: '{first}~{last}번', 'zh-Hant': '{first}–{last} 號', en: 'Sets {first} to {last}' },

  // Moves
  where: { ko: '있는 곳', 'zh-Hant': '所在', en: 'Where' },
  store: { ko: '중앙 보관소', 'zh-Hant': '中央庫房', en: 'Central store' },
  destroyedAt: { ko: '폐기함', 'zh-Hant': '已銷毀', en: 'Destroyed' },
  left: { ko: '남은 묶음', 'zh-Hant': '剩餘組數', en: 'Left in it' },
  isBlocked: { ko: '사용 막힘', 'zh-Hant': '已停用', en: 'Blocked' },
  move: { ko: '묶음 옮기기', 'zh-Hant': '移動券組', en: 'Move sets' },
  whatToDo: { ko: '무엇을 했나요?', 'zh-Hant': '辦理事項', en: 'What happened?' },
  deliver: { ko: '수령처로 배송했어요', 'zh-Hant': '配送到領取地點', en: 'Delivered to a place' },
  bringBack: { ko: '수령처에서 가져왔어요', 'zh-Hant': '自領取地點取回', en: 'Brought back from a place' },
  destroy: { ko: '중앙 보관소에서 폐기했어요', 'zh-Hant': '於中央庫房銷毀', en: 'Destroyed in the central store' },
  placeHint: { ko: '폐기할 때는 필요 없어요', 'zh-Hant': '銷毀時不需選擇', en: 'Not needed for what was destroyed' },
  record: { ko: '기록하기', 'zh-Hant': '記錄', en: 'Record it' },
  noRanges: {
    ko: '인쇄를 마친 묶음이 여기에 나와요.',
    'zh-Hant': '印製完成的券組會顯示在這裡。',
    en: 'Sets appear here once they are printed.',
  },

  // Blocks
  block: { ko: '지금 막기', 'zh-Hant': '立即停用', en: 'Block now' },
  blockHelp: {
    ko: '바로 모든 가게에서 이유와 함께 거절돼요. 풀 때는 다른 담당자의 확인이 필요해요.',
    'zh-Hant': '立即於所有店家拒收並顯示原因。解除須另一位承辦人確認。',
    en: 'At once every shop is told to refuse them, and why. To lift it takes a second officer.',
  },
  whyBlock: { ko: '왜 막나요?', 'zh-Hant': '停用原因', en: 'Why?' },
  words: { ko: '무슨 일이 있었나요?', 'zh-Hant': '發生了什麼事？', en: 'What happened?' },
  wordsHint: { ko: '담당자만 볼 수 있어요', 'zh-Hant': '僅承辦人可見', en: 'Only officers see this' },
  handedToo: {
    ko: '이미 건넨 묶음도 막기',
    'zh-Hant': '連同已交付的券組一併停用',
    en: 'Also those that were handed over already',
  },
  handedTooHint: {
    ko: '가진 사람이 쓸 수 없게 돼요. 복제된 경우에만 골라 주세요.',
    'zh-Hant': '持有人將無法使用，僅在發現複製時勾選。',
    en: 'Whoever has them cannot spend them. Choose this only where copies were found.',
  },
  noBlocks: { ko: '막은 묶음이 없어요.', 'zh-Hant': '目前沒有停用的券組。', en: 'Nothing is blocked.' },
  lift: { ko: '풀기', 'zh-Hant': '解除', en: 'Lift' },
  askToLift: { ko: '풀자고 요청하기', 'zh-Hant': '提出解除', en: 'Ask to lift it' },
  confirmLift: { ko: '확인하고 풀기', 'zh-Hant': '確認解除', en: 'Agree and lift it' },
  waitsForOther: {
    ko: '다른 담당자의 확인을 기다려요',
    'zh-Hant': '等待其他承辦人確認',
    en: 'Waits for another officer',
  },
  inForce: { ko: '막힘', 'zh-Hant': '停用中', en: 'In force' },
  wasLifted: { ko: '풀림', 'zh-Hant': '已解除', en: 'Lifted' },
  blockedDone: {
    ko: '막았어요. {sets}묶음을 더는 건넬 수 없고, 주문 {lapsed}건이 끝났어요.',
    'zh-Hant': '已停用。{sets} 組不再交付，{lapsed} 筆訂單已結束。',
    en: 'Blocked. {sets} sets cannot be handed over any more, and {lapsed} orders have ended.',
  },

  // Counter
  code: { ko: '수령 번호', 'zh-Hant': '領取碼', en: 'Pick-up code' },
  codeHint: {
    ko: '손님이 보여 주는 QR을 찍거나 8자리를 입력해 주세요',
    'zh-Hant': '掃描民眾出示的 QR Code，或輸入 8 碼',
    en: 'Scan the person’s QR code, or type the 8 characters',
  },
  find: { ko: '주문 찾기', 'zh-Hant': '查詢訂單', en: 'Find the order' },
  person: { ko: '주문한 사람', 'zh-Hant': '訂購人', en: 'Ordered by' },
  checkId: {
    ko: '신분증의 이름을 확인해 주세요.',
    'zh-Hant': '請核對身分證件上的姓名。',
    en: 'Compare the name with their identity card.',
  },
  worth: { ko: '금액', 'zh-Hant': '金額', en: 'Worth' },
  until: { ko: '찾을 수 있는 날', 'zh-Hant': '領取期限', en: 'Pick up until' },
  serial: { ko: '묶음 일련번호', 'zh-Hant': '券組序號', en: 'Serial of the set' },
  serialHint: {
    ko: '묶음 첫 장의 QR을 찍거나 입력해 주세요',
    'zh-Hant': '掃描券組首頁的 QR Code 或輸入序號',
    en: 'Scan the QR code on the slip of the set, or type it',
  },
  handOver: { ko: '건네기', 'zh-Hant': '交付', en: 'Hand over' },
  done: {
    ko: '건넸어요. 이제 쓸 수 있어요.',
    'zh-Hant': '已交付，現在可以使用。',
    en: 'Handed over. It can be spent now.',
  },
  next: { ko: '다음 사람', 'zh-Hant': '下一位', en: 'Next person' },
  saved: { ko: '기록했어요', 'zh-Hant': '已記錄', en: 'Recorded' },
  toKnowWho: { ko: '수령인 본인 확인', 'zh-Hant': '核對領取人身分', en: 'To check who picks up an order' },
} satisfies Record<string, Text>;

export const TALLY_TEXT: Record<Exclude<keyof PaperTally, 'printed'>, Text> = {
  stored: PAPER.store,
  free: { ko: '수령처: 주문할 수 있음', 'zh-Hant': '領取地點：可訂購', en: 'At places, can be ordered' },
  reserved: { ko: '수령처: 찾아가기를 기다림', 'zh-Hant': '領取地點：待領取', en: 'At places, ordered' },
  handed: PAPER.handed,
  returned: PAPER.returned,
  blocked: PAPER.isBlocked,
  destroyed: PAPER.destroyedAt,
};

export const RUN_STATE: Record<PrintRun['state'], Text> = {
  ordered: { ko: '인쇄 중', 'zh-Hant': '印製中', en: 'At the printer' },
  printed: { ko: '인쇄함', 'zh-Hant': '已印製', en: 'Printed' },
  cancelled: { ko: '취소함', 'zh-Hant': '已取消', en: 'Cancelled' },
};
