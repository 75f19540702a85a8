import type { Text } from '../../../kernel/index.ts';
import type { Fault } from '../../../registry/index.ts';

/** Words of the page on looks at personal data that nothing allowed. */
export const NOT_ALLOWED = {
  title: { ko: '근거 없는 열람', 'zh-Hant': '無依據的查看', en: 'Looks that nothing allowed' },
  lead: {
    ko: '우리 기관이 관리하는 개인정보를 동의나 법령 없이 본 기록이에요. 누가 왜 봤는지 확인하고, 당사자에게 알려 주세요.',
    'zh-Hant': '這些紀錄顯示有人未經同意、也無法規依據就查看本機關保管的個人資料。請查明是誰、為什麼，並通知當事人。',
    en: 'Somebody saw personal data that your agency keeps, without a consent or a law. Find out who and why, and tell the person.',
  },
  none: { ko: '근거 없는 열람이 없어요', 'zh-Hant': '沒有無依據的查看', en: 'Every look was allowed' },
  noneHelp: {
    ko: '열람 기록은 5분 뒤에 한 번씩 확인해요.',
    'zh-Hant': '每筆查看在五分鐘後檢查一次。',
    en: 'Each look is checked once, five minutes after it.',
  },
  when: { ko: '시각', 'zh-Hant': '時間', en: 'Time' },
  who: { ko: '누가', 'zh-Hant': '誰', en: 'Who' },
  what: { ko: '본 정보', 'zh-Hant': '查看的資料', en: 'What they saw' },
  why: { ko: '이유', 'zh-Hant': '理由', en: 'Reason' },
  entry: { ko: '기록 번호', 'zh-Hant': '紀錄編號', en: 'Entry' },
  one: { ko: '근거 없는 열람 한 건', 'zh-Hant': '一筆無依據的查看', en: 'A look that nothing allowed' },
  state: { ko: '상태', 'zh-Hant': '狀態', en: 'State' },
  open: { ko: '처리 전', 'zh-Hant': '待處理', en: 'Open' },
  settled: { ko: '처리 완료', 'zh-Hant': '已處理', en: 'Settled' },
  settle: { ko: '처리하기', 'zh-Hant': '處理', en: 'Settle' },
  see: { ko: '자세히 보기', 'zh-Hant': '查看', en: 'See' },
  found: { ko: '확인한 내용', 'zh-Hant': '查明結果', en: 'What you found' },
  foundHint: {
    ko: '누가 왜 봤는지, 무엇을 했는지, 당사자에게 알렸는지 써 주세요. 당사자의 이름은 쓰지 마세요.',
    'zh-Hant': '請寫出是誰、為什麼查看、已採取什麼措施，以及是否已通知當事人。請勿寫出當事人姓名。',
    en: 'Say who looked and why, what you did, and whether the person was told. Do not name the person.',
  },
  sayWhat: { ko: '확인한 내용을 써 주세요', 'zh-Hant': '請輸入查明結果', en: 'Enter what you found' },
  settledAt: { ko: '처리한 때', 'zh-Hant': '處理時間', en: 'Settled at' },
  erased: { ko: '지워졌어요.', 'zh-Hant': '內容已刪除。', en: 'It has been erased.' },
  proof: { ko: '기록 증명', 'zh-Hant': '紀錄證明', en: 'Proof' },
  receipt: { ko: '기록 증명 보기', 'zh-Hant': '查看紀錄證明', en: 'See the receipt' },
  done: { ko: '처리했어요', 'zh-Hant': '已處理', en: 'It is settled' },
  older: { ko: '이전 기록', 'zh-Hant': '較早的紀錄', en: 'Older entries' },
  newest: { ko: '최신 기록', 'zh-Hant': '最新的紀錄', en: 'Newest entries' },
} satisfies Record<string, Text>;

/** What is wrong with a look, in a sentence. */
export const FAULTS: Readonly<Record<Fault, Text>> = {
  registry: {
    ko: '이런 등록부나 항목이 없어요.',
    'zh-Hant': '沒有這個登記資料或欄位。',
    en: 'There is no such registry or field.',
  },
  agency: {
    ko: '이 기관은 이 등록부를 볼 수 없어요.',
    'zh-Hant': '這個機關無權查看此項登記資料。',
    en: 'This agency may not read the registry.',
  },
  service: {
    ko: '이 서비스는 이 정보를 쓰지 않아요.',
    'zh-Hant': '這項服務不使用這些資料。',
    en: 'This service has no use for these fields.',
  },
  use: {
    ko: '법령에 따라 이 정보를 요청할 수 있는 이용 목적이 없어요.',
    'zh-Hant': '沒有依法規可索取這些資料的利用目的。',
    en: 'No purpose lets them ask for these fields by law.',
  },
  consent: {
    ko: '그때 유효한 동의가 없었거나, 동의한 범위를 벗어났어요.',
    'zh-Hant': '當時沒有有效的同意，或超出同意的範圍。',
    en: 'No consent was in force then, or it does not cover this.',
  },
  unlogged: {
    ko: '공개 기록에 이 열람이 없어요.',
    'zh-Hant': '公開紀錄中沒有這筆查看。',
    en: 'The public log has no entry of it.',
  },
};
