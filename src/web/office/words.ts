import type { Text } from '../../kernel/index.ts';
import type { OpenedTask } from '../../services/index.ts';

/** What the office says. Terms follow the project's glossary; an act of the office is a noun, as on its buttons. */
export const OFFICE = {
  // Queue
  queue: { ko: '할 일', 'zh-Hant': '待辦案件', en: 'Queue' },
  noNames: {
    ko: '목록에는 이름이 없어요. 신청 건을 열면 열람으로 기록되고 본인이 볼 수 있어요.',
    'zh-Hant': '清單不顯示姓名。開啟案件即留下閱覽紀錄，當事人看得到。',
    en: 'The queue shows no names. Opening a case is recorded, and the person can see it.',
  },
  open: { ko: '진행 중 {n}건', 'zh-Hant': '待辦 {n} 件', en: '{n} open' },
  soon: { ko: '근무일 3일 이내 {n}건', 'zh-Hant': '3 個工作日內到期 {n} 件', en: '{n} due within 3 working days' },
  late: { ko: '기한 지남 {n}건', 'zh-Hant': '超過期限 {n} 件', en: '{n} overdue' },
  paused: { ko: '일시 중지 {n}건', 'zh-Hant': '暫停計算 {n} 件', en: '{n} paused' },
  limited: {
    ko: '기한이 가까운 {n}건만 보여요. 처리하면 다음 건이 이어서 나와요.',
    'zh-Hant': '僅列出期限最近的 {n} 件，處理後會列出後續案件。',
    en: 'These are the {n} most urgent. More appear as you finish them.',
  },
  byKind: { ko: '업무로 고르기', 'zh-Hant': '依工作篩選', en: 'Filter by kind of task' },
  byService: { ko: '서비스로 고르기', 'zh-Hant': '依服務篩選', en: 'Filter by service' },
  allKinds: { ko: '모든 업무', 'zh-Hant': '所有工作', en: 'All kinds' },
  allServices: { ko: '모든 서비스', 'zh-Hant': '所有服務', en: 'All services' },
  task: { ko: '신청 건', 'zh-Hant': '案件', en: 'Case' },
  deadline: { ko: '처리 기한', 'zh-Hant': '處理期限', en: 'Deadline' },
  kind: { ko: '업무', 'zh-Hant': '工作', en: 'Kind' },
  service: { ko: '서비스', 'zh-Hant': '服務', en: 'Service' },
  flags: { ko: '살펴볼 점', 'zh-Hant': '注意事項', en: 'To check' },
  openedOn: { ko: '접수일', 'zh-Hant': '收件日', en: 'Received' },
  allDone: { ko: '할 일을 모두 마쳤어요', 'zh-Hant': '所有案件都已處理', en: 'Everything is done' },
  allDoneHelp: {
    ko: '담당자가 살펴봐야 하는 신청 건이 생기면 여기에 나와요.',
    'zh-Hant': '需要承辦人審查的案件會顯示在這裡。',
    en: 'Cases that need an officer appear here.',
  },
  noneSuch: {
    ko: '고른 조건에 맞는 신청 건이 없어요',
    'zh-Hant': '沒有符合條件的案件',
    en: 'No case matches this filter',
  },
  showAll: { ko: '모두 보기', 'zh-Hant': '顯示全部', en: 'Show all' },
  nextTask: { ko: '다음: {task}', 'zh-Hant': '下一件：{task}', en: 'Next: {task}' },

  // Task
  applicant: { ko: '신청인', 'zh-Hant': '申請人', en: 'Applicant' },
  caseNumber: { ko: '접수번호 {number}', 'zh-Hant': '案件編號 {number}', en: 'Case number {number}' },
  status: { ko: '처리 상태', 'zh-Hant': '案件進度', en: 'Status' },
  recorded: {
    ko: '이 열람은 기록됐고, 신청인의 ‘내 정보 열람 기록’에 나와요.',
    'zh-Hant': '這次閱覽已留下紀錄，申請人可在「誰看過我的資料」查看。',
    en: 'This reading was recorded. The applicant sees it under “Who saw my data”.',
  },
  facts: { ko: '확인된 정보', 'zh-Hant': '案件資料', en: 'Facts' },
  fact: { ko: '항목', 'zh-Hant': '項目', en: 'Fact' },
  value: { ko: '내용', 'zh-Hant': '內容', en: 'Value' },
  source: { ko: '정보 출처', 'zh-Hant': '資料來源', en: 'Source' },
  asOf: { ko: '기준일', 'zh-Hant': '資料日期', en: 'Date' },
  notKnown: { ko: '아직 몰라요', 'zh-Hant': '尚無資料', en: 'Not known yet' },
  fromApplicant: { ko: '신청인의 답변', 'zh-Hant': '申請人填寫', en: 'Applicant’s answer' },
  fromCard: {
    ko: '지갑에서 제시함 ({agency} · {card})',
    'zh-Hant': '由皮夾出示（{agency}・{card}）',
    en: 'Shown out of the wallet ({agency} · {card})',
  },
  fromCases: { ko: '다른 신청 건', 'zh-Hant': '其他案件', en: 'Other cases' },
  findings: { ko: '규칙으로 확인한 결과', 'zh-Hant': '依規則審查的結果', en: 'What the rules find' },
  rulesYes: { ko: '모든 조건을 충족해요.', 'zh-Hant': '符合所有條件。', en: 'Every condition is met.' },
  rulesNo: { ko: '충족하지 않는 조건이 있어요.', 'zh-Hant': '有不符合的條件。', en: 'A condition is not met.' },
  rulesNeed: { ko: '아직 모르는 것: {facts}', 'zh-Hant': '尚待確認：{facts}', en: 'Not known yet: {facts}' },
  amount: { ko: '승인하면 지급할 금액', 'zh-Hant': '核准後撥款金額', en: 'Amount paid if approved' },
  notAgreed: {
    ko: '동의해야 하는 사람이 동의하지 않았어요',
    'zh-Hant': '須同意的人不同意',
    en: 'A person whose agreement is needed did not agree',
  },
  history: { ko: '진행 기록', 'zh-Hant': '辦理紀錄', en: 'History' },
  when: { ko: '일시', 'zh-Hant': '時間', en: 'When' },
  what: { ko: '내용', 'zh-Hant': '事項', en: 'What' },
  who: { ko: '누가', 'zh-Hant': '辦理者', en: 'Who' },
  detail: { ko: '자세한 내용', 'zh-Hant': '說明', en: 'Details' },
  officerOf: { ko: '{agency} 담당자', 'zh-Hant': '{agency}承辦人', en: 'Officer, {agency}' },
  waitsForAgreement: { ko: '다른 사람 확인 대기', 'zh-Hant': '等待他人確認', en: 'Waiting for another person' },
  waitsForCorrection: { ko: '정정 대기', 'zh-Hant': '等待資料更正', en: 'Waiting for a correction' },
  waitsForService: {
    ko: '‘{service}’ 결정 대기',
    'zh-Hant': '等待「{service}」的審查結果',
    en: 'Waiting for “{service}”',
  },

  // Dispute and appeal
  dispute: { ko: '정정 요청', 'zh-Hant': '更正申請', en: 'Correction asked for' },
  disputeOf: { ko: '누구의 정보', 'zh-Hant': '資料當事人', en: 'Whose value' },
  disputeField: { ko: '항목', 'zh-Hant': '項目', en: 'Field' },
  heldNow: { ko: '지금의 값', 'zh-Hant': '目前的資料', en: 'Held now' },
  held: { ko: '지금 등록된 내용', 'zh-Hant': '目前登記的內容', en: 'Value held' },
  claimed: { ko: '신청인이 말한 내용', 'zh-Hant': '申請人主張的內容', en: 'What the applicant says' },
  askedOn: { ko: '요청한 날', 'zh-Hant': '申請日', en: 'Asked on' },
  decided: { ko: '이의신청 대상 결정', 'zh-Hant': '被訴願的審查結果', en: 'The decision appealed against' },
  decidedOn: { ko: '결정일', 'zh-Hant': '審查日期', en: 'Decided' },
  officerReason: { ko: '담당자가 밝힌 이유', 'zh-Hant': '承辦人的理由', en: 'The officer’s reason' },
  grounds: { ko: '이의신청 이유', 'zh-Hant': '訴願理由', en: 'Grounds of the appeal' },
  lodgedOn: { ko: '이의신청일', 'zh-Hant': '提起訴願日', en: 'Lodged' },

  // Acts
  act: { ko: '처리하기', 'zh-Hant': '處理', en: 'Act on it' },
  approve: { ko: '승인', 'zh-Hant': '核准', en: 'Approve' },
  refuse: { ko: '불승인', 'zh-Hant': '不核准', en: 'Refuse' },
  ask: { ko: '보완 요청', 'zh-Hant': '要求補件', en: 'Ask for more' },
  settle: { ko: '정정 요청에 답하기', 'zh-Hant': '答覆更正申請', en: 'Settle the correction' },
  appeal: { ko: '이의신청에 답하기', 'zh-Hant': '答覆訴願', en: 'Answer the appeal' },
  reason: { ko: '이유', 'zh-Hant': '理由', en: 'Reason' },
  reasonHint: {
    ko: '신청인이 읽어요. {n}자 이내로 써 주세요',
    'zh-Hant': '申請人會讀到，最多 {n} 個字',
    en: 'The applicant reads it. {n} characters or fewer',
  },
  law: { ko: '법령 조항', 'zh-Hant': '法規條文', en: 'Law' },
  chooseLaw: { ko: '선택', 'zh-Hant': '請選擇', en: 'Choose' },
  againstRules: {
    ko: '충족하지 않는 조건이 있어요. 그래도 승인하는 이유를 써 주세요.',
    'zh-Hant': '有不符合的條件，請說明仍予核准的理由。',
    en: 'A condition is not met. Say why you approve all the same.',
  },
  question: { ko: '신청인에게 물을 내용', 'zh-Hant': '請申請人補充的內容', en: 'What do you need from the applicant?' },
  questionHint: {
    ko: '답할 때까지 처리기간을 멈춰요. {n}자 이내로 써 주세요',
    'zh-Hant': '回覆前期限暫停計算，最多 {n} 個字',
    en: 'The time limit pauses until they answer. {n} characters or fewer',
  },
  upheld: { ko: '등록된 내용이 틀렸나요?', 'zh-Hant': '登記的內容是否有誤？', en: 'Is the value held wrong?' },
  upheldYes: { ko: '틀려요. 아래 내용으로 정정해요', 'zh-Hant': '有誤，更正為以下內容', en: 'Yes, correct it to this' },
  upheldNo: { ko: '맞아요. 그대로 둬요', 'zh-Hant': '無誤，維持原內容', en: 'No, it stays as it is' },
  correctValue: { ko: '정정할 내용', 'zh-Hant': '更正後的內容', en: 'Corrected value' },
  emptyRemoves: {
    ko: '비워 두면 내용을 지워요',
    'zh-Hant': '留白表示刪除內容',
    en: 'Leave it empty to remove the value',
  },
  numberOfPerson: { ko: '신분증 번호로 써 주세요', 'zh-Hant': '請輸入身分證字號', en: 'Enter the national number' },
  numbersOfPeople: {
    ko: '신분증 번호 사이를 띄어 써 주세요',
    'zh-Hant': '請輸入身分證字號，以空格分隔',
    en: 'Enter national numbers with spaces between',
  },
  granted: {
    ko: '이의신청을 받아들이나요?',
    'zh-Hant': '訴願是否有理由？',
    en: 'Do you grant the appeal?',
  },
  grantedYes: { ko: '받아들이고 승인해요', 'zh-Hant': '有理由，予以核准', en: 'Yes, and approve the case' },
  grantedNo: { ko: '받아들이지 않아요', 'zh-Hant': '無理由，維持原結果', en: 'No, the decision stands' },
  send: { ko: '답변 보내기', 'zh-Hant': '送出答覆', en: 'Send the answer' },
  waiting: {
    ko: '신청인의 답을 기다려요. {since}부터 처리기간을 멈췄어요.',
    'zh-Hant': '等待申請人回覆，期限自{since}起暫停計算。',
    en: 'Waiting for the applicant. The time limit is paused since {since}.',
  },
  closed: { ko: '이미 처리한 일이에요.', 'zh-Hant': '這項工作已處理完畢。', en: 'This task is done already.' },
  ownDecision: {
    ko: '직접 내린 결정이에요. 이의신청에는 다른 담당자가 답해요.',
    'zh-Hant': '這是您作成的處分，訴願須由其他承辦人答覆。',
    en: 'You made this decision. Another officer answers the appeal.',
  },

  // Problems
  enterReason: { ko: '이유를 써 주세요', 'zh-Hant': '請輸入理由', en: 'Enter a reason' },
  enterQuestion: { ko: '물을 내용을 써 주세요', 'zh-Hant': '請輸入要補充的內容', en: 'Enter what you need' },
  tooLong: { ko: '{n}자 이내로 써 주세요', 'zh-Hant': '最多 {n} 個字', en: 'Enter {n} characters or fewer' },
  chooseArticle: {
    ko: '불승인의 근거 조항을 선택해 주세요',
    'zh-Hant': '請選擇不核准所依據的條文',
    en: 'Choose the law that the refusal rests on',
  },
  chooseListed: { ko: '목록에서 선택해 주세요', 'zh-Hant': '請從清單中選擇', en: 'Choose one from the list' },
  chooseAnswer: { ko: '하나를 선택해 주세요', 'zh-Hant': '請選擇一項', en: 'Choose yes or no' },
  enterValue: { ko: '정정할 내용을 써 주세요', 'zh-Hant': '請輸入更正後的內容', en: 'Enter the corrected value' },
  nobody: {
    ko: '등록부에 없는 번호예요. 번호를 확인해 주세요',
    'zh-Hant': '查無此身分證字號，請確認',
    en: 'Nobody has this number. Check the number',
  },
  notDone: {
    ko: '처리하지 못했어요. 바뀐 내용은 없어요.',
    'zh-Hant': '未能處理，資料沒有任何變更。',
    en: 'This could not be done. Nothing was changed.',
  },

  // Keyboard
  keys: { ko: '키보드로 처리하기', 'zh-Hant': '鍵盤操作', en: 'Keyboard shortcuts' },
  keyDown: { ko: '다음 신청 건', 'zh-Hant': '下一件', en: 'Next case' },
  keyUp: { ko: '이전 신청 건', 'zh-Hant': '上一件', en: 'Previous case' },
  keyOpen: { ko: '열기', 'zh-Hant': '開啟', en: 'Open' },
  keyHelp: { ko: '이 목록 열고 닫기', 'zh-Hant': '開啟或關閉這份清單', en: 'Open and close this list' },
  keysOn: { ko: '한 글자 단축키 쓰기', 'zh-Hant': '使用單鍵快速鍵', en: 'Use single-key shortcuts' },
  keysChoice: { ko: '단축키', 'zh-Hant': '快速鍵', en: 'Shortcuts' },
  keysNeedScript: {
    ko: '단축키를 쓰려면 자바스크립트를 켜 주세요. 나머지는 그대로 쓸 수 있어요.',
    'zh-Hant': '快速鍵須啟用 JavaScript，其他功能不受影響。',
    en: 'Shortcuts need JavaScript. Everything else works without it.',
  },
} satisfies Record<string, Text>;

/** What an officer is asked to do. */
export const KIND_TEXT: Record<OpenedTask['task']['kind'], Text> = {
  decide: { ko: '심사', 'zh-Hant': '審查', en: 'Decide' },
  correct: { ko: '정정', 'zh-Hant': '更正', en: 'Correct a value' },
  appeal: { ko: '이의신청', 'zh-Hant': '訴願', en: 'Appeal' },
};

/** What was done, as the queue says it on coming back. */
export const DONE_TEXT = {
  approve: { ko: '승인했어요: {task}', 'zh-Hant': '已核准：{task}', en: 'Approved: {task}' },
  refuse: { ko: '불승인했어요: {task}', 'zh-Hant': '已不核准：{task}', en: 'Refused: {task}' },
  ask: { ko: '보완을 요청했어요: {task}', 'zh-Hant': '已要求補件：{task}', en: 'Asked for more: {task}' },
  settle: { ko: '정정 요청에 답했어요', 'zh-Hant': '已答覆更正申請', en: 'Correction settled' },
  appeal: { ko: '이의신청에 답했어요: {task}', 'zh-Hant': '已答覆訴願：{task}', en: 'Appeal answered: {task}' },
} satisfies Record<string, Text>;
