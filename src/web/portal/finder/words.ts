import type { Text } from '../../../kernel/index.ts';

/** Words of "what can I get?". A missing language does not compile. */
export const FINDER = {
  title: { ko: '받을 수 있는 혜택 찾기', 'zh-Hant': '我可以申請什麼？', en: 'What can I get?' },
  lead: {
    ko: '몇 가지만 답하면 지금 받을 수 있는 것, 나중에 받을 수 있는 것, 받을 수 없는 까닭을 바로 보여 드려요.',
    'zh-Hant': '回答幾個問題，立即看到現在可以申請什麼、之後可以申請什麼，以及不符合的原因。',
    en: 'Answer a few questions. You see at once what you can get now or later, and why not.',
  },
  homeLead: {
    ko: '몇 가지만 답하면 받을 수 있는 혜택과 금액을 알려 드려요.',
    'zh-Hant': '回答幾個問題，就知道可以申請什麼、金額多少。',
    en: 'Answer a few questions to see what you can get, and how much.',
  },
  nothingKept: {
    ko: '답은 이 화면에만 있고 어디에도 저장하지 않아요. 화면을 떠나면 사라져요.',
    'zh-Hant': '您的答案只留在這個頁面，不會儲存。離開頁面後即消失。',
    en: 'Your answers stay on this page and are stored nowhere. They are gone when you leave it.',
  },
  keptIfAsked: {
    ko: '답은 저장하기를 누를 때만 저장해요.',
    'zh-Hant': '只有按下「儲存答案」時，才會儲存您的答案。',
    en: 'Your answers are stored only when you press “Save my answers”.',
  },
  signInFor: {
    ko: '로그인하면 기관이 가진 정보로 찾을 수 있어서 답할 것이 줄어요.',
    'zh-Hant': '登入後可用機關現有的資料查詢，要回答的問題更少。',
    en: 'Sign in to use what agencies already know, and answer fewer questions.',
  },
  signIn: { ko: '로그인하기', 'zh-Hant': '登入', en: 'Sign in' },

  // Looking into the registers
  lookTitle: { ko: '기관이 가진 정보로 찾기', 'zh-Hant': '用機關現有的資料查詢', en: 'Use what agencies already know' },
  lookLead: {
    ko: '동의하면 아래 기관이 가진 내 정보를 지금 확인해요. 가족의 정보가 필요하면 함께 보고, 본 기록은 그 가족에게도 보여요.',
    'zh-Hant': '您同意後，我們會查看下列機關現有的您的資料。需要家人資料時也會一併查看，家人會看到這筆查看紀錄。',
    en: 'If you agree, we look at what these agencies hold about you. Where a benefit depends on your family, we look at their data too, and they can see that we did.',
  },
  lookKept: {
    ko: '확인한 정보는 결과를 보여 주는 데만 쓰고 10분 안에 지워요.',
    'zh-Hant': '查到的資料只用來顯示結果，10 分鐘內刪除。',
    en: 'What we find is used to show your results and is gone within 10 minutes.',
  },
  lookAgencies: { ko: '확인하는 기관', 'zh-Hant': '查看的機關', en: 'Agencies' },
  look: { ko: '동의하고 확인하기', 'zh-Hant': '同意並查詢', en: 'Agree and look' },
  lookAgain: { ko: '다시 확인하기', 'zh-Hant': '重新查詢', en: 'Look again' },
  looked: { ko: '기관이 가진 정보', 'zh-Hant': '機關現有的資料', en: 'What agencies know' },
  lookedLead: {
    ko: '이 정보로 결과를 찾았어요. 묻지 않아도 돼요.',
    'zh-Hant': '結果依據這些資料，不再另外詢問。',
    en: 'Your results rest on this, so we do not ask it.',
  },
  noRecord: { ko: '기록이 없는 항목: {facts}', 'zh-Hant': '沒有紀錄的項目：{facts}', en: 'No record of: {facts}' },

  // The next question
  nextQuestion: { ko: '다음 질문', 'zh-Hant': '下一個問題', en: 'Next question' },
  progress: {
    ko: '질문 {questions}개가 결과 {results}개를 바꿀 수 있어요.',
    'zh-Hant': '還有 {questions} 個問題，可能改變 {results} 項結果。',
    en: 'Answers that can still change something: {questions}. Results they can change: {results}.',
  },
  noMoreQuestions: {
    ko: '더 물어볼 것이 없어요. 어떤 답도 결과를 바꾸지 않아요.',
    'zh-Hant': '沒有其他問題了，任何答案都不會再改變結果。',
    en: 'There is nothing left to ask. No further answer would change your results.',
  },
  onlyLeftOut: {
    ko: '건너뛴 질문만 남았어요. 아래 ‘내 답’에서 답할 수 있어요.',
    'zh-Hant': '只剩您略過的問題，可在下方「我的答案」作答。',
    en: 'Only questions that you left out remain. You can answer them under “My answers”.',
  },
  why: { ko: '왜 물어보나요?', 'zh-Hant': '為什麼問這個？', en: 'Why do you ask?' },
  whyLead: {
    ko: '이 답으로 아래 결과가 달라질 수 있어요.',
    'zh-Hant': '您的答案可能影響以下結果：',
    en: 'Your answer can change these results:',
  },
  whyAmount: { ko: '받는 금액', 'zh-Hant': '可領的金額', en: 'how much is paid' },
  next: { ko: '다음', 'zh-Hant': '下一步', en: 'Next' },
  leaveOut: { ko: '건너뛰기', 'zh-Hant': '略過', en: 'Leave this out' },
  notMine: { ko: '해당 없음', 'zh-Hant': '不適用', en: 'Does not apply to me' },

  // Results
  results: { ko: '결과', 'zh-Hant': '結果', en: 'Results' },
  groupCount: { ko: '{title} ({count})', 'zh-Hant': '{title}（{count}）', en: '{title} ({count})' },
  order: {
    ko: '나에게 모두 얼마가 되는지에 따라 큰 것부터 보여요. 금액이 같으면 먼저 끝나는 것, 금액이 없는 것은 마지막이에요.',
    'zh-Hant': '依對您的總價值由高到低排列；價值相同時，先截止的在前；沒有金額的在最後。',
    en: 'Ordered by what each is worth to you in all. What ends sooner comes first among equals, what pays nothing comes last.',
  },
  worth: { ko: '모두 {amount}', 'zh-Hant': '合計 {amount}', en: '{amount} in all' },
  until: { ko: '{day}까지 신청', 'zh-Hant': '申請至{day}止', en: 'Apply by {day}' },
  noEnd: { ko: '언제든지 신청', 'zh-Hant': '隨時可申請', en: 'Apply at any time' },
  untilBecause: {
    ko: '그 뒤에는 이 조건에 맞지 않아요: {clause}',
    'zh-Hant': '之後將不符合這項條件：{clause}',
    en: 'After that, this no longer holds: {clause}',
  },
  from: { ko: '{day}부터 신청', 'zh-Hant': '{day}起可申請', en: 'From {day}' },
  fromWindow: {
    ko: '{from}부터 {until}까지 신청을 받아요.',
    'zh-Hant': '申請期間為{from}至{until}。',
    en: 'Applications are open from {from} to {until}.',
  },
  fromBecause: {
    ko: '그날부터 이 조건에 맞아요: {clause}',
    'zh-Hant': '從那天起符合這項條件：{clause}',
    en: 'From that day this holds: {clause}',
  },
  closedOn: { ko: '{day}에 끝났어요', 'zh-Hant': '已於{day}截止', en: 'Closed on {day}' },
  apply: { ko: '신청하기', 'zh-Hant': '申請', en: 'Apply' },
  see: { ko: '자세히 보기', 'zh-Hant': '查看說明', en: 'Read more' },
  seeCase: { ko: '신청 건 보기', 'zh-Hant': '查看案件', en: 'See the case' },
  reasons: { ko: '이유와 근거 법령', 'zh-Hant': '理由與法規', en: 'Reasons and law' },
  toTell: {
    ko: '신청할 때 물어봐요: {facts}',
    'zh-Hant': '申請時會問：{facts}',
    en: 'Asked when you apply: {facts}',
  },
  toCheck: {
    ko: '신청하면 기관이 확인해요: {clauses}',
    'zh-Hant': '申請後由機關查核：{clauses}',
    en: 'The agency checks when you apply: {clauses}',
  },
  notKnown: {
    ko: '여기서는 알 수 없는 것: {facts}',
    'zh-Hant': '這裡無法得知：{facts}',
    en: 'Not known here: {facts}',
  },
  cannotTell: {
    ko: '이 답으로는 정할 수 없어요. 답을 확인해 주세요. 신청하면 담당자가 살펴봐요.',
    'zh-Hant': '依這些答案無法判斷。請確認您的答案；提出申請後由承辦人審查。',
    en: 'These answers do not decide it. Check them. If you apply, an officer will look at it.',
  },
  answersLeft: { ko: '남은 질문 {count}개', 'zh-Hant': '還有 {count} 個問題', en: 'Questions left: {count}' },
  answerThis: { ko: '답하기: {question}', 'zh-Hant': '回答：{question}', en: 'Answer: {question}' },
  decidedAfter: {
    ko: '‘{title}’ 다음에 결정해요',
    'zh-Hant': '於「{title}」之後決定',
    en: 'Decided after “{title}”',
  },
  yours: { ko: '나', 'zh-Hant': '您', en: 'You' },
  rule: { ko: '기준', 'zh-Hant': '標準', en: 'Rule' },
  wouldChange: {
    ko: '이렇게 되면 받을 수 있어요: ',
    'zh-Hant': '符合以下條件即可申請：',
    en: 'You could get it if this were so: ',
  },
  whyNot: { ko: '맞지 않는 조건: {clauses}', 'zh-Hant': '不符合的條件：{clauses}', en: 'Not met: {clauses}' },
  absent: { ko: '없음', 'zh-Hant': '無', en: 'none' },
  present: { ko: '있음', 'zh-Hant': '有', en: 'on record' },
  or: { ko: ' 또는 ', 'zh-Hant': ' 或 ', en: ' or ' },
  appliedOn: { ko: '신청일', 'zh-Hant': '申請日', en: 'Day of application' },

  groupYes: { ko: '지금 받을 수 있어요', 'zh-Hant': '現在可以申請', en: 'You can get these now' },
  groupLikely: {
    ko: '답한 대로라면 받을 수 있어요',
    'zh-Hant': '依您的回答應可申請',
    en: 'By your answers, you can get these',
  },
  groupNeed: { ko: '조금 더 알아야 해요', 'zh-Hant': '還需要知道更多', en: 'We need to know more' },
  groupLater: { ko: '나중에 받을 수 있어요', 'zh-Hant': '之後可以申請', en: 'You can get these later' },
  groupApplied: { ko: '이미 신청했어요', 'zh-Hant': '已經申請', en: 'Applied for already' },
  groupNo: { ko: '지금은 받을 수 없어요', 'zh-Hant': '目前不符合', en: 'Not for you at present' },
  groupClosed: { ko: '신청 기간이 끝났어요', 'zh-Hant': '已截止', en: 'Closed' },
  nothingToFind: {
    ko: '여기서 찾을 수 있는 혜택이 아직 없어요',
    'zh-Hant': '目前沒有可在此查詢的項目',
    en: 'There is nothing to look for here yet',
  },
  nothingUnlessSignedIn: {
    ko: '여기 있는 서비스는 출생처럼 등록된 일에 대해 신청해요. 로그인하면 내 기록으로 찾아 드려요.',
    'zh-Hant': '這裡的服務是針對已登記的事項，例如出生。登入後可依您的紀錄查詢。',
    en: 'The services here are about something on record, such as a birth. Sign in to look in your own records.',
  },
  nothingUnlessLooked: {
    ko: '여기 있는 서비스는 출생처럼 등록된 일에 대해 신청해요. 위에서 동의하면 내 기록으로 찾아 드려요.',
    'zh-Hant': '這裡的服務是針對已登記的事項，例如出生。請在上方同意，即可依您的紀錄查詢。',
    en: 'The services here are about something on record, such as a birth. Agree above to look in your own records.',
  },
  nothingOnRecord: {
    ko: '지금 신청할 수 있는 기록이 없어요. 새 기록이 생기면 알림함으로 알려 드려요.',
    'zh-Hant': '目前沒有可申請的紀錄。有新的紀錄時，我們會傳訊息通知您。',
    en: 'You have no record to apply about. When one arrives, you will find a message in your inbox.',
  },
  nothingInFilter: {
    ko: '고른 조건에 맞는 혜택이 없어요',
    'zh-Hant': '沒有符合篩選的項目',
    en: 'Nothing fits what you chose',
  },
  nothingInFilterHelp: {
    ko: '분야나 기관을 바꾸거나 다른 말로 찾아 주세요.',
    'zh-Hant': '請更換主題或機關，或改用其他關鍵字。',
    en: 'Choose another topic or agency, or try other words.',
  },

  // Filter
  filter: { ko: '결과 좁히기', 'zh-Hant': '篩選結果', en: 'Narrow the results' },
  byWord: { ko: '찾는 말', 'zh-Hant': '關鍵字', en: 'Words' },
  byTopic: { ko: '분야', 'zh-Hant': '主題', en: 'Topic' },
  byAgency: { ko: '기관', 'zh-Hant': '機關', en: 'Agency' },
  all: { ko: '모두', 'zh-Hant': '全部', en: 'All' },
  applyFilter: { ko: '적용하기', 'zh-Hant': '套用', en: 'Show these' },

  // Answers
  myAnswers: { ko: '내 답', 'zh-Hant': '我的答案', en: 'My answers' },
  noAnswers: { ko: '아직 답한 것이 없어요.', 'zh-Hant': '尚未回答。', en: 'No answers yet.' },
  change: { ko: '바꾸기', 'zh-Hant': '修改', en: 'Change' },
  leftOut: { ko: '건너뜀', 'zh-Hant': '已略過', en: 'Left out' },
  savedOn: { ko: '{day}에 저장', 'zh-Hant': '{day}儲存', en: 'Saved on {day}' },
  save: { ko: '내 답 저장하기', 'zh-Hant': '儲存答案', en: 'Save my answers' },
  saved: { ko: '답을 저장했어요', 'zh-Hant': '已儲存答案', en: 'Your answers are saved' },
  manage: { ko: '저장한 답과 알림 관리', 'zh-Hant': '管理已儲存的答案與通知', en: 'Saved answers and notices' },

  // Saved answers and the saved search
  savedTitle: { ko: '저장한 답과 알림', 'zh-Hant': '已儲存的答案與通知', en: 'Saved answers and notices' },
  savedLead: {
    ko: '혜택을 찾을 때 저장한 답이에요. 언제든지 지울 수 있어요.',
    'zh-Hant': '這是您查詢時儲存的答案，可隨時刪除。',
    en: 'What you chose to save when you looked for what you can get. Delete it whenever you like.',
  },
  noSaved: { ko: '저장한 답이 없어요', 'zh-Hant': '沒有已儲存的答案', en: 'You have no saved answers' },
  noSavedHelp: {
    ko: '혜택을 찾으면서 ‘내 답 저장하기’를 누르면 여기에 보여요.',
    'zh-Hant': '查詢時按「儲存答案」，就會顯示在這裡。',
    en: 'Press “Save my answers” while you look, and you find them here.',
  },
  goFind: { ko: '혜택 찾으러 가기', 'zh-Hant': '前往查詢', en: 'Look for what you can get' },
  answer: { ko: '답', 'zh-Hant': '答案', en: 'Answer' },
  question: { ko: '질문', 'zh-Hant': '問題', en: 'Question' },
  savedAt: { ko: '저장일', 'zh-Hant': '儲存日期', en: 'Saved' },
  remove: { ko: '지우기', 'zh-Hant': '刪除', en: 'Delete' },
  removeAll: { ko: '모두 지우기', 'zh-Hant': '全部刪除', en: 'Delete all' },
  removed: { ko: '지웠어요', 'zh-Hant': '已刪除', en: 'Deleted' },
  news: {
    ko: '새로 받을 수 있을 때 알림 받기',
    'zh-Hant': '有新的項目時通知我',
    en: 'Tell me when something new fits',
  },
  newsLead: {
    ko: '신청 기간이 열리거나 기준이 바뀌거나 내 나이가 되어 새로 받을 수 있게 되면 알림함으로 한 번 알려 드려요.',
    'zh-Hant': '開放申請、標準調整或您達到年齡，因而有新的項目可申請時，我們會傳一則訊息通知您。',
    en: 'When a window opens, a figure changes or you reach an age, and something new fits, you get one message in your inbox.',
  },
  newsAgree: {
    ko: '이를 위해 기관이 가진 내 정보를 때때로 다시 확인하는 것에 동의해요',
    'zh-Hant': '我同意為此不定期重新查看機關現有的我的資料',
    en: 'I agree that my data held by agencies is looked at again from time to time for this',
  },
  newsAgreeHint: {
    ko: '무언가 달라질 수 있는 날에, 적어도 30일에 한 번 확인해요. 언제든지 끌 수 있어요.',
    'zh-Hant': '在可能有變化的日子查看，至少每 30 天一次，可隨時關閉。',
    en: 'On days on which something may change, and at least every 30 days. Turn it off whenever you like.',
  },
  newsNotAgreed: {
    ko: '알림을 받으려면 확인에 동의해 주세요',
    'zh-Hant': '若要接收通知，請先同意查看',
    en: 'Agree to the looking, or we cannot tell you',
  },
  newsTopics: { ko: '알고 싶은 분야', 'zh-Hant': '想知道的主題', en: 'Topics' },
  newsTopicsHint: {
    ko: '고르지 않으면 모두 알려 드려요',
    'zh-Hant': '未選擇時，通知所有主題',
    en: 'All of them if you choose none',
  },
  newsOn: { ko: '알림 받기', 'zh-Hant': '開啟通知', en: 'Tell me' },
  newsOff: { ko: '알림 끄기', 'zh-Hant': '關閉通知', en: 'Stop telling me' },
  newsIsOn: {
    ko: '새로 받을 수 있는 것이 생기면 알려 드려요. 마지막으로 확인한 때: {day}',
    'zh-Hant': '有新的項目時會通知您。上次查看：{day}',
    en: 'We tell you when something new fits. Last looked: {day}',
  },
  newsWasOn: { ko: '알림을 켰어요', 'zh-Hant': '已開啟通知', en: 'We will tell you' },
  newsWasOff: { ko: '알림을 껐어요', 'zh-Hant': '已關閉通知', en: 'We stopped telling you' },
} satisfies Record<string, Text>;

/** How a value would have to lie to the rule's, for amounts and numbers. */
export const RELATIONS = {
  is: { ko: '{value}', 'zh-Hant': '{value}', en: '{value}' },
  'is-not': { ko: '{value} 아님', 'zh-Hant': '不是{value}', en: 'not {value}' },
  'at-least': { ko: '{value} 이상', 'zh-Hant': '{value} 以上', en: '{value} or more' },
  'more-than': { ko: '{value} 초과', 'zh-Hant': '超過 {value}', en: 'more than {value}' },
  'at-most': { ko: '{value} 이하', 'zh-Hant': '{value} 以下', en: '{value} or less' },
  'less-than': { ko: '{value} 미만', 'zh-Hant': '未滿 {value}', en: 'less than {value}' },
} satisfies Record<string, Text>;

/** The same for days. */
export const DAY_RELATIONS = {
  is: { ko: '{value}', 'zh-Hant': '{value}', en: '{value}' },
  'is-not': { ko: '{value} 아닌 날', 'zh-Hant': '{value}以外', en: 'not {value}' },
  'at-least': { ko: '{value}이나 그 뒤', 'zh-Hant': '{value}當天或之後', en: '{value} or later' },
  'more-than': { ko: '{value} 다음 날부터', 'zh-Hant': '{value}之後', en: 'after {value}' },
  'at-most': { ko: '{value}까지', 'zh-Hant': '{value}當天或之前', en: '{value} or earlier' },
  'less-than': { ko: '{value} 전', 'zh-Hant': '{value}之前', en: 'before {value}' },
} satisfies Record<string, Text>;
