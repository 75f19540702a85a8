import type { Text } from '../../../kernel/index.ts';

/** Words of the page on the public log. */
export const LOG = {
  // What it is
  lead: {
    ko: '기관이 무언가를 할 때마다 여기에 한 줄이 더해져요. 무슨 일을 언제 어느 기관이 했는지만 있고, 누구의 일인지는 없어요.',
    'zh-Hant': '機關每做一件事，這裡就增加一筆：做了什麼、何時、由哪個機關辦理，沒有當事人的資料。',
    en: 'Each time an agency does something, a line is added here: what kind of act, when and by which agency, never whom it is about.',
  },
  appendOnly: {
    ko: '줄은 더할 수만 있어요. 한 줄이라도 지우거나 바꾸면 서명된 상태와 맞지 않아서 드러나요.',
    'zh-Hant': '紀錄只能增加。刪除或更改任何一筆，都會與已簽章的狀態不符而被發現。',
    en: 'Lines can only be added. If one is removed or changed, the log no longer fits the states that were signed.',
  },
  check: {
    ko: '기록 증명을 가진 사람은 누구나 그 줄이 여기에 있는지 직접 확인할 수 있어요.',
    'zh-Hant': '持有紀錄證明的人，都可以自行驗證該筆紀錄是否在此。',
    en: 'Anyone who holds a proof can check for themselves that its line is here.',
  },

  // Staying up to date by itself
  isLive: {
    ko: '몇 초마다 저절로 새로워져요',
    'zh-Hant': '每隔幾秒自動更新',
    en: 'Updates by itself every few seconds',
  },
  isPaused: { ko: '자동 업데이트를 멈췄어요', 'zh-Hant': '已暫停自動更新', en: 'Updates are paused' },
  isAway: {
    ko: '서버에 연결할 수 없어요. 저절로 다시 시도해요.',
    'zh-Hant': '無法連線到伺服器，將自動再試。',
    en: 'The server cannot be reached. Trying again by itself.',
  },
  isBack: { ko: '다시 연결됐어요', 'zh-Hant': '已恢復連線', en: 'Connected again' },
  pause: { ko: '업데이트 멈추기', 'zh-Hant': '暫停更新', en: 'Pause updates' },
  resume: { ko: '업데이트 계속하기', 'zh-Hant': '繼續更新', en: 'Resume updates' },
  asOf: { ko: '{time} 기준', 'zh-Hant': '截至 {time}', en: 'As of {time}' },
  loadAgain: { ko: '새로 불러오기', 'zh-Hant': '重新載入', en: 'Load again' },

  // Figures
  now: { ko: '지금', 'zh-Hant': '目前狀態', en: 'Now' },
  size: { ko: '전체', 'zh-Hant': '總筆數', en: 'All lines' },
  lastMinute: { ko: '최근 1분', 'zh-Hant': '最近 1 分鐘', en: 'Last minute' },
  lastHour: { ko: '최근 1시간', 'zh-Hant': '最近 1 小時', en: 'Last hour' },
  lastDay: { ko: '최근 24시간', 'zh-Hant': '最近 24 小時', en: 'Last 24 hours' },
  signed: { ko: '마지막 서명', 'zh-Hant': '最近簽章', en: 'Last signed' },
  lines: { ko: '{count}줄', 'zh-Hant': '{count} 筆', en: '{count} lines' },
  oneLine: { ko: '1줄', 'zh-Hant': '1 筆', en: '1 line' },
  whatCounts: {
    ko: '기관이 한 일이 한 줄씩이에요. 서명하기 전에는 장부의 합계처럼 공개 기록이 스스로 밝히는 줄도 더해요. 새 줄이 없으면 새로 서명하지 않아요.',
    'zh-Hant': '機關每做一件事為一筆；每次簽章前，公開紀錄也會載明帳本總計等事項。沒有新紀錄時，不會重新簽章。',
    en: 'Each act of an agency is a line, and before each signature the log adds what it states itself, such as the ledger’s totals. It is not signed anew while there is nothing new.',
  },
  justNow: { ko: '방금', 'zh-Hant': '剛剛', en: 'Just now' },
  notStarted: {
    ko: '공개 기록을 시작하는 중이에요. 잠시 뒤에 다시 열어 주세요.',
    'zh-Hant': '公開紀錄正在啟動，請稍後再開啟。',
    en: 'The log is starting. Open this page again in a few seconds.',
  },

  // Charts
  byMinute: { ko: '최근 1시간, 1분마다', 'zh-Hant': '最近 1 小時，每分鐘', en: 'Last hour, by minute' },
  byDay: { ko: '최근 30일, 하루마다', 'zh-Hant': '最近 30 天，每天', en: 'Last 30 days, by day' },
  most: { ko: '가장 많을 때: {lines} ({time})', 'zh-Hant': '最多：{lines}（{time}）', en: 'Most: {lines} ({time})' },
  noneInTime: {
    ko: '이 기간에는 더해진 줄이 없어요.',
    'zh-Hant': '這段期間沒有增加紀錄。',
    en: 'No lines in this time.',
  },
  today: { ko: '오늘', 'zh-Hant': '今天', en: 'Today' },
  minute: { ko: '시각', 'zh-Hant': '時間', en: 'Time' },
  day: { ko: '날짜', 'zh-Hant': '日期', en: 'Day' },
  lineCount: { ko: '줄 수', 'zh-Hant': '筆數', en: 'Lines' },
  withoutEmpty: {
    ko: '더해진 줄이 없는 때는 뺐어요.',
    'zh-Hant': '沒有增加紀錄的時段未列出。',
    en: 'Times without a line are left out.',
  },

  // Latest lines
  latest: { ko: '최근에 더해진 줄', 'zh-Hant': '最近增加的紀錄', en: 'Lines added last' },
  number: { ko: '번호', 'zh-Hant': '編號', en: 'Number' },
  what: { ko: '내용', 'zh-Hant': '事項', en: 'What' },
  line: { ko: '줄', 'zh-Hant': '紀錄', en: 'Line' },
  empty: { ko: '아직 한 줄도 없어요', 'zh-Hant': '目前沒有任何紀錄', en: 'No lines yet' },
  emptyHelp: {
    ko: '기관이 처음으로 무언가를 하면 1초쯤 뒤에 여기에 나타나요.',
    'zh-Hant': '機關辦理第一件事後約 1 秒，就會出現在這裡。',
    en: 'The first act of an agency appears here about a second later.',
  },

  // Counts
  counts: {
    ko: '무슨 일을 어느 기관이 했나',
    'zh-Hant': '辦了哪些事，由哪些機關辦理',
    en: 'What was done, and by which agency',
  },
  countsOf: {
    ko: '가장 최근에 한 일 {count}건을 센 것이에요.',
    'zh-Hant': '以下統計最近 {count} 件。',
    en: 'Counted over the latest {count} acts.',
  },
  byKind: { ko: '한 일', 'zh-Hant': '依事項', en: 'By kind of act' },
  byAgency: { ko: '기관', 'zh-Hant': '依機關', en: 'By agency' },
  otherKinds: { ko: '그 밖의 {count}가지', 'zh-Hant': '其他 {count} 種', en: '{count} others' },

  // Search
  find: { ko: '줄 찾기', 'zh-Hant': '查詢紀錄', en: 'Find a line' },
  findLabel: {
    ko: '기록 증명 번호 또는 줄 번호',
    'zh-Hant': '紀錄證明編號，或紀錄的編號',
    en: 'Number of a proof, or of a line',
  },
  findHint: {
    ko: '예: 0192f0c1-7a3e-7c55-9b1d-2f6e8a90c4d7 또는 1234. 기록 증명의 주소를 통째로 붙여 넣어도 돼요.',
    'zh-Hant': '例如 0192f0c1-7a3e-7c55-9b1d-2f6e8a90c4d7 或 1234，也可以貼上紀錄證明的完整網址。',
    en: 'For example 0192f0c1-7a3e-7c55-9b1d-2f6e8a90c4d7 or 1234. You can also paste the whole address of a proof.',
  },
  findButton: { ko: '찾기', 'zh-Hant': '查詢', en: 'Find' },
  haveFile: {
    ko: '증명 파일(.receipt.json)로 확인하기',
    'zh-Hant': '以證明檔案（.receipt.json）驗證',
    en: 'Check a proof from its file (.receipt.json)',
  },
  noNumber: {
    ko: '기록 증명 번호나 줄 번호를 입력해 주세요',
    'zh-Hant': '請輸入紀錄證明編號，或紀錄的編號',
    en: 'Enter the number of a proof or of a line',
  },
  noSuchLine: {
    ko: '1부터 {size} 사이의 번호를 입력해 주세요. 지금 공개 기록은 {size}줄이에요.',
    'zh-Hant': '請輸入 1 到 {size} 之間的編號。目前共有 {size} 筆紀錄。',
    en: 'Enter a number from 1 to {size}. The log has {size} lines now.',
  },
  noLinesToFind: {
    ko: '아직 찾을 줄이 없어요. 공개 기록이 비어 있어요.',
    'zh-Hant': '目前沒有紀錄可供查詢。',
    en: 'The log has no lines to find yet',
  },
  noSuchProof: {
    ko: '이 번호의 기록 증명이 없어요. 번호를 다시 확인해 주세요.',
    'zh-Hant': '查無此編號的紀錄證明，請再確認編號。',
    en: 'There is no proof with this number. Check the number.',
  },
} satisfies Record<string, Text>;
