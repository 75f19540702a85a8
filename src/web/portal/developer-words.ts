import type { Text } from '../../kernel/index.ts';

/** Words of the page for developers. Summaries and field descriptions come from the routes, in English. */
export const DEVELOPER = {
  title: { ko: '개발자 안내', 'zh-Hant': '開發者資訊', en: 'For developers' },
  lead: {
    ko: '다른 시스템은 이 API로 정보를 보내고 증명을 확인해요.',
    'zh-Hant': '其他系統可透過這個 API 傳送資料、驗證紀錄。',
    en: 'Other systems send data and check proofs through this API.',
  },
  document: { ko: 'OpenAPI 3.1 문서', 'zh-Hant': 'OpenAPI 3.1 文件', en: 'OpenAPI 3.1 document' },
  english: {
    ko: '항목 설명은 영어로 되어 있어요.',
    'zh-Hant': '欄位說明為英文。',
    en: 'Descriptions are in English in every language of the page.',
  },
  example: {
    ko: '예: 등록부에 기록 보내기',
    'zh-Hant': '範例：傳送一筆登記資料',
    en: 'Example: send a record to a registry',
  },
  exampleKey: {
    ko: '키는 기관이 시스템마다 발급해요. 키에는 할 수 있는 일(scope)이 정해져 있어요.',
    'zh-Hant': '金鑰由機關核發給各系統，並限定可執行的範圍（scope）。',
    en: 'An agency issues a key to each system. The key lists what it may do: its scopes.',
  },
  exampleRepeat: {
    ko: '응답을 받지 못했으면 같은 Idempotency-Key로 다시 보내 주세요. 두 번 기록되지 않아요.',
    'zh-Hant': '若未收到回應，請以相同的 Idempotency-Key 重送，不會重複登記。',
    en: 'If no answer arrives, send it again with the same Idempotency-Key. It is recorded once.',
  },
  errors: {
    ko: '잘못된 요청에는 무엇을 고쳐야 하는지 알려 주는 문제 문서(RFC 9457)로 답해요.',
    'zh-Hant': '請求有誤時，會回覆問題文件（RFC 9457），說明須修正之處。',
    en: 'A request that does not fit is answered by a problem document (RFC 9457) that says what to mend.',
  },
  caller: { ko: '부를 수 있는 쪽', 'zh-Hant': '可呼叫者', en: 'Who may call' },
  public: { ko: '누구나', 'zh-Hant': '任何人', en: 'Anyone' },
  resident: { ko: '로그인한 주민', 'zh-Hant': '已登入的民眾', en: 'A resident who is signed in' },
  officer: { ko: '로그인한 담당자', 'zh-Hant': '已登入的承辦人', en: 'An officer who is signed in' },
  'signed-in': { ko: '로그인한 사람', 'zh-Hant': '已登入者', en: 'Anyone who is signed in' },
  scope: { ko: '키(scope: {scope})', 'zh-Hant': '金鑰（scope：{scope}）', en: 'A key with the scope {scope}' },
  fields: { ko: '매개변수와 응답', 'zh-Hant': '參數與回應', en: 'Parameters and answer' },
  parameters: { ko: '매개변수', 'zh-Hant': '參數', en: 'Parameters' },
  body: { ko: '요청 본문', 'zh-Hant': '請求內容', en: 'Request body' },
  answer: { ko: '응답', 'zh-Hant': '回應', en: 'Answer' },
  name: { ko: '이름', 'zh-Hant': '名稱', en: 'Name' },
  type: { ko: '형식', 'zh-Hant': '類型', en: 'Type' },
  presence: { ko: '필수 여부', 'zh-Hant': '必填', en: 'Required' },
  required: { ko: '필수', 'zh-Hant': '必填', en: 'required' },
  optional: { ko: '선택', 'zh-Hant': '選填', en: 'optional' },
  description: { ko: '설명', 'zh-Hant': '說明', en: 'Description' },
} satisfies Record<string, Text>;
