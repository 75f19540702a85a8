import type { Locale, Text } from '../kernel/index.ts';

/** Each language's own name for itself; the switch shows these and no flags. */
export const localeNames: Record<Locale, string> = { ko: '한국어', 'zh-Hant': '繁體中文', en: 'English' };

/** Words of the components themselves. A missing language does not compile; terms follow the project's glossary. */
export const words = {
  skipToContent: { ko: '본문 바로가기', 'zh-Hant': '跳到主要內容', en: 'Skip to content' },
  language: { ko: '언어', 'zh-Hant': '語言', en: 'Language' },
  menu: { ko: '메뉴', 'zh-Hant': '選單', en: 'Menu' },
  account: { ko: '계정', 'zh-Hant': '帳號', en: 'Account' },
  signIn: { ko: '로그인', 'zh-Hant': '登入', en: 'Sign in' },
  signOut: { ko: '로그아웃', 'zh-Hant': '登出', en: 'Sign out' },
  demo: { ko: '체험판', 'zh-Hant': '示範', en: 'Demo' },
  sandbox: { ko: '시험 환경', 'zh-Hant': '測試環境', en: 'Sandbox' },
  footer: { ko: '사이트 안내', 'zh-Hant': '網站資訊', en: 'About this site' },
  back: { ko: '이전', 'zh-Hant': '上一步', en: 'Back' },
  error: { ko: '오류:', 'zh-Hant': '錯誤：', en: 'Error:' },
  problem: { ko: '문제가 있어요', 'zh-Hant': '請修正以下問題', en: 'There is a problem' },
  optional: { ko: '선택', 'zh-Hant': '選填', en: 'optional' },
  warning: { ko: '주의', 'zh-Hant': '注意', en: 'Warning' },
  important: { ko: '알림', 'zh-Hant': '重要通知', en: 'Important' },
  success: { ko: '완료', 'zh-Hant': '完成', en: 'Success' },
  day: { ko: '일', 'zh-Hant': '日', en: 'Day' },
  month: { ko: '월', 'zh-Hant': '月', en: 'Month' },
  year: { ko: '연도', 'zh-Hant': '年', en: 'Year' },
  colon: { ko: ': ', 'zh-Hant': '：', en: ': ' },
  source: { ko: '정보 출처', 'zh-Hant': '資料來源', en: 'Source' },
  search: { ko: '검색', 'zh-Hant': '搜尋', en: 'Search' },
  pagination: { ko: '쪽 이동', 'zh-Hant': '分頁', en: 'Pagination' },
  previous: { ko: '이전', 'zh-Hant': '上一頁', en: 'Previous' },
  next: { ko: '다음', 'zh-Hant': '下一頁', en: 'Next' },
  pageSuffix: { ko: ' 쪽', 'zh-Hant': '', en: ' page' },
  onThisPage: { ko: '이 페이지의 내용', 'zh-Hant': '本頁內容', en: 'On this page' },
  progress: { ko: '진행 단계', 'zh-Hant': '進度', en: 'Progress' },
  stepDone: { ko: '완료:', 'zh-Hant': '已完成：', en: 'Completed:' },
  stepNow: { ko: '현재 단계:', 'zh-Hant': '目前步驟：', en: 'Current step:' },
  nothingYet: { ko: '아직 내역이 없어요', 'zh-Hant': '目前沒有資料', en: 'Nothing here yet' },
  dueToday: { ko: '오늘까지', 'zh-Hant': '今天到期', en: 'Due today' },
  paused: { ko: '처리기간 일시 중지', 'zh-Hant': '期限暫停計算', en: 'Time limit paused' },
  met: { ko: '충족', 'zh-Hant': '符合', en: 'Met' },
  unmet: { ko: '미충족', 'zh-Hant': '不符合', en: 'Not met' },
  unknown: { ko: '확인 필요', 'zh-Hant': '待確認', en: 'Not known yet' },
  illustrative: { ko: '예시', 'zh-Hant': '示意', en: 'Illustrative' },
  illustrativeWhy: {
    ko: '이 수치나 조항은 아직 법령과 대조하지 않았어요.',
    'zh-Hant': '此數字或條文尚未與法規核對。',
    en: 'This figure or article has not been checked against the law.',
  },
  decisionNotice: { ko: '결정 통지서', 'zh-Hant': '審查結果通知書', en: 'Decision notice' },
  caseNumber: { ko: '접수번호', 'zh-Hant': '案件編號', en: 'Case number' },
  decidedOn: { ko: '결정일', 'zh-Hant': '審查日期', en: 'Date of decision' },
  applicant: { ko: '신청인', 'zh-Hant': '申請人', en: 'Applicant' },
  subject: { ko: '신청 내용', 'zh-Hant': '申請事項', en: 'Subject' },
  decision: { ko: '결정', 'zh-Hant': '審查結果', en: 'Decision' },
  reasons: { ko: '이유', 'zh-Hant': '理由', en: 'Reasons' },
  law: { ko: '관계 법령', 'zh-Hant': '法規依據', en: 'Law' },
  appeal: { ko: '이의신청', 'zh-Hant': '訴願', en: 'Appeal' },
  appealBy: { ko: '이의신청 기한', 'zh-Hant': '訴願期限', en: 'Appeal by' },
  proof: { ko: '기록 증명', 'zh-Hant': '紀錄證明', en: 'Proof' },
  scanToVerify: {
    ko: '이 QR을 찍으면 공개 기록에서 이 결정의 진위를 확인할 수 있습니다.',
    'zh-Hant': '掃描此 QR Code，即可在公開紀錄中驗證本審查結果。',
    en: 'Scan this QR code to verify this decision against the public log.',
  },
  print: { ko: '인쇄하기', 'zh-Hant': '列印', en: 'Print' },
  display: { ko: '화면 설정', 'zh-Hant': '顯示設定', en: 'Display settings' },
  theme: { ko: '화면 밝기', 'zh-Hant': '色彩模式', en: 'Theme' },
  asSystem: { ko: '기기 설정대로', 'zh-Hant': '依裝置設定', en: 'Same as my device' },
  light: { ko: '밝게', 'zh-Hant': '淺色', en: 'Light' },
  dark: { ko: '어둡게', 'zh-Hant': '深色', en: 'Dark' },
  contrast: { ko: '대비', 'zh-Hant': '對比', en: 'Contrast' },
  normalContrast: { ko: '보통', 'zh-Hant': '一般', en: 'Normal' },
  moreContrast: { ko: '높게', 'zh-Hant': '高對比', en: 'High' },
  textSize: { ko: '글자 크기', 'zh-Hant': '文字大小', en: 'Text size' },
  normalText: { ko: '보통', 'zh-Hant': '一般', en: 'Normal' },
  largeText: { ko: '크게', 'zh-Hant': '大', en: 'Large' },
  largerText: { ko: '더 크게', 'zh-Hant': '特大', en: 'Larger' },
  save: { ko: '저장하기', 'zh-Hant': '儲存', en: 'Save' },
  home: { ko: '처음으로', 'zh-Hant': '回首頁', en: 'Go to the home page' },
  tryAgain: { ko: '다시 시도', 'zh-Hant': '再試一次', en: 'Try again' },
  reference: { ko: '문의할 때 알려 주실 번호', 'zh-Hant': '查詢代碼', en: 'Reference to give when you contact us' },
  notFound: { ko: '페이지를 찾을 수 없어요', 'zh-Hant': '找不到頁面', en: 'Page not found' },
  notFoundHelp: {
    ko: '주소를 다시 확인하거나 처음 화면에서 찾아보세요.',
    'zh-Hant': '請確認網址，或從首頁重新尋找。',
    en: 'Check the address, or start again from the home page.',
  },
  forbidden: {
    ko: '이 페이지는 열어 볼 수 없어요',
    'zh-Hant': '您沒有權限查看此頁面',
    en: 'You cannot open this page',
  },
  forbiddenHelp: {
    ko: '다른 계정으로 로그인하면 열 수 있을 수도 있어요.',
    'zh-Hant': '若您有其他帳號，請改用該帳號登入。',
    en: 'If you have another account, sign in with that one.',
  },
  unavailable: { ko: '지금은 이용할 수 없어요', 'zh-Hant': '暫時無法使用', en: 'Service unavailable' },
  unavailableHelp: {
    ko: '잠시 뒤에 다시 시도해 주세요. 저장한 내용은 그대로 있어요.',
    'zh-Hant': '請稍後再試。您已儲存的資料不會遺失。',
    en: 'Try again in a few minutes. What you saved is still there.',
  },
  gone: { ko: '더 이상 쓸 수 없어요', 'zh-Hant': '已失效', en: 'This no longer works' },
  goneHelp: {
    ko: '필요하면 새로 요청해 주세요.',
    'zh-Hant': '如有需要，請重新索取。',
    en: 'Ask for a new one if you need it.',
  },
  refused: { ko: '보낸 내용을 받지 못했어요', 'zh-Hant': '無法接受您送出的內容', en: 'We could not accept this' },
  refusedHelp: {
    ko: '저장된 내용은 없어요. 이전 화면으로 돌아가 고친 뒤 다시 보내 주세요.',
    'zh-Hant': '內容尚未儲存。請回上一頁修正後再送出。',
    en: 'Nothing was saved. Go back, correct it and send it again.',
  },
  failed: { ko: '요청을 처리하지 못했어요', 'zh-Hant': '系統未能處理您的要求', en: 'We could not do this' },
  failedHelp: {
    ko: '바뀐 내용은 없어요. 다시 시도해 주세요.',
    'zh-Hant': '資料沒有任何變更，請再試一次。',
    en: 'Nothing was changed. Try again.',
  },
} as const satisfies Record<string, Text>;

export type WordKey = keyof typeof words;

/** The word of a component in one language. */
export function word(key: WordKey, locale: Locale): string {
  return words[key][locale];
}

type Phrase<A extends unknown[]> = Record<Locale, (...args: A) => string>;

const plural = (n: number, one: string): string => (n === 1 ? `${n} ${one}` : `${n} ${one}s`);

/** Sentences with a number or a name in them. */
export const phrases = {
  workingDaysLeft: {
    ko: (n) => `근무일 ${n}일 남음`,
    'zh-Hant': (n) => `剩 ${n} 個工作日`,
    en: (n) => `${plural(n, 'working day')} left`,
  } satisfies Phrase<[number]>,
  daysLeft: {
    ko: (n) => `${n}일 남음`,
    'zh-Hant': (n) => `剩 ${n} 天`,
    en: (n) => `${plural(n, 'day')} left`,
  } satisfies Phrase<[number]>,
  workingDaysLate: {
    ko: (n) => `근무일 ${n}일 지남`,
    'zh-Hant': (n) => `超過期限 ${n} 個工作日`,
    en: (n) => `${plural(n, 'working day')} overdue`,
  } satisfies Phrase<[number]>,
  daysLate: {
    ko: (n) => `${n}일 지남`,
    'zh-Hant': (n) => `超過期限 ${n} 天`,
    en: (n) => `${plural(n, 'day')} overdue`,
  } satisfies Phrase<[number]>,
  page: {
    ko: (n) => `${n} 쪽`,
    'zh-Hant': (n) => `第 ${n} 頁`,
    en: (n) => `Page ${n}`,
  } satisfies Phrase<[number]>,
  stepOf: {
    ko: (n, all) => `${all}단계 중 ${n}단계`,
    'zh-Hant': (n, all) => `第 ${n} 步，共 ${all} 步`,
    en: (n, all) => `Step ${n} of ${all}`,
  } satisfies Phrase<[number, number]>,
  charactersAtMost: {
    ko: (n) => `${n}자 이내로 써 주세요`,
    'zh-Hant': (n) => `最多 ${n} 個字`,
    en: (n) => `${n} characters or fewer`,
  } satisfies Phrase<[number]>,
  signedInAs: {
    ko: (name) => `${name} 님`,
    'zh-Hant': (name) => name,
    en: (name) => name,
  } satisfies Phrase<[string]>,
  actingFor: {
    ko: (name) => `${name} 님 대신 신청 중`,
    'zh-Hant': (name) => `代${name}申請`,
    en: (name) => `Applying for ${name}`,
  } satisfies Phrase<[string]>,
} as const;
