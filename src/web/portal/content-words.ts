import type { Text } from '../../kernel/index.ts';

/** What the members of an act's content are called. */
export const CONTENT = {
  kind: { ko: '한 일', 'zh-Hant': '事項', en: 'What was done' },
  at: { ko: '시각', 'zh-Hant': '時間', en: 'Time' },
  case: { ko: '접수번호', 'zh-Hant': '案件編號', en: 'Case number' },
  service: { ko: '서비스', 'zh-Hant': '服務', en: 'Service' },
  shared: { ko: '기관에 보낸 정보', 'zh-Hant': '提供給機關的資料', en: 'What the agency was given' },
  answers: { ko: '신청인의 답', 'zh-Hant': '申請人的回答', en: 'The applicant’s answers' },
  for: { ko: '기다리는 것', 'zh-Hant': '等待事項', en: 'Waiting for' },
  because: { ko: '맞지 않는 조건', 'zh-Hant': '不符合的條件', en: 'Conditions that are not met' },
  need: { ko: '더 필요한 정보', 'zh-Hant': '尚需的資料', en: 'Still needed' },
  flags: { ko: '담당자가 살펴볼 것', 'zh-Hant': '須由承辦人確認', en: 'For an officer to look at' },
  dueOn: { ko: '처리 기한', 'zh-Hant': '辦理期限', en: 'Due' },
  amount: { ko: '금액', 'zh-Hant': '金額', en: 'Amount' },
  month: { ko: '지급 대상 월', 'zh-Hant': '撥款月份', en: 'For the month from' },
  transfer: { ko: '이체 번호', 'zh-Hant': '撥款編號', en: 'Transfer' },
  clauses: { ko: '조건별 결과', 'zh-Hant': '各項條件的結果', en: 'Outcome of each condition' },
  lawDay: { ko: '적용한 법령의 날짜', 'zh-Hant': '適用法規的日期', en: 'Law as of' },
  effects: { ko: '이 결정으로 한 일', 'zh-Hant': '依此結果辦理的事項', en: 'What the decision did' },
  officer: { ko: '담당자의 이유', 'zh-Hant': '承辦人的理由', en: 'The officer’s reason' },
  question: { ko: '담당자의 질문', 'zh-Hant': '承辦人的問題', en: 'The officer’s question' },
  answer: { ko: '답변', 'zh-Hant': '回覆', en: 'Answer' },
  grounds: { ko: '이의신청 이유', 'zh-Hant': '訴願理由', en: 'Grounds of the appeal' },
  granted: { ko: '이의신청을 받아들임', 'zh-Hant': '訴願有理由', en: 'Appeal granted' },
  reason: { ko: '이유', 'zh-Hant': '理由', en: 'Reason' },
  shown: { ko: '동의를 구한 내용', 'zh-Hant': '徵求同意的內容', en: 'What was asked' },
  text: { ko: '문구', 'zh-Hant': '文字', en: 'Words' },
  law: { ko: '법령', 'zh-Hant': '法規', en: 'Law' },
} satisfies Record<string, Text>;

/** What a case waits for, other than the decision of another service. */
export const WAITS_FOR: Readonly<Record<string, Text>> = {
  agreement: { ko: '다른 사람의 동의', 'zh-Hant': '他人的同意', en: 'Another person’s agreement' },
  correction: { ko: '정보 정정', 'zh-Hant': '資料更正', en: 'A correction of data' },
};

/** How a condition came out. */
export const OUTCOME = {
  yes: { ko: '{clause}: 충족', 'zh-Hant': '{clause}：符合', en: '{clause}: met' },
  no: { ko: '{clause}: 미충족', 'zh-Hant': '{clause}：不符合', en: '{clause}: not met' },
  unknown: { ko: '{clause}: 확인 필요', 'zh-Hant': '{clause}：待確認', en: '{clause}: not known yet' },
} satisfies Record<string, Text>;

/** What each verb of a decision's effects did. */
export const EFFECT: Readonly<Record<string, Text>> = {
  record: { ko: '‘{registry}’에 기록', 'zh-Hant': '登載於「{registry}」', en: 'Recorded in “{registry}”' },
  pay: {
    ko: '{amount} 지급({months}회)',
    'zh-Hant': '撥款 {amount}（{months} 次）',
    en: 'Payment of {amount}, times: {months}',
  },
  notify: { ko: '알림 보냄', 'zh-Hant': '寄出訊息', en: 'A message was sent' },
  receive: {
    ko: '정보를 받는 곳으로 등록됨',
    'zh-Hant': '已登記為資料接收者',
    en: 'The organisation may ask for data',
  },
  enrol: { ko: '가맹점으로 등록됨', 'zh-Hant': '已加入為店家', en: 'The business takes part as a shop' },
  issue: { ko: '증명서 발급', 'zh-Hant': '核發憑證', en: 'A card was issued' },
};

/** Stands in the place of a person's name: receipts name nobody but their owner. */
export const A_PERSON: Text = { ko: '신청과 관련된 사람', 'zh-Hant': '與申請有關的人', en: 'A person concerned' };
