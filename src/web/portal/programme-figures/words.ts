import type { Text } from '../../../kernel/index.ts';
import type { Dimension } from '../../../programmes/index.ts';

/** Words of the public figures of a programme. */
export const FIGURES = {
  title: { ko: '현황', 'zh-Hant': '執行情形', en: 'figures' },
  lead: {
    ko: '얼마나 받고 얼마나 썼는지, 언제 어디에서 썼는지 누구나 볼 수 있어요.',
    'zh-Hant': '任何人都能看到領取與使用了多少，以及何時、何處使用。',
    en: 'How much was taken and spent, when and where, for everybody to see.',
  },
  now: { ko: '지금', 'zh-Hant': '目前情形', en: 'Now' },
  asOf: { ko: '{time}까지의 값', 'zh-Hant': '截至 {time}', en: 'Up to {time}' },
  state: { ko: '상태', 'zh-Hant': '狀態', en: 'State' },
  planned: { ko: '예정', 'zh-Hant': '尚未開始', en: 'Planned' },
  open: { ko: '받을 수 있음', 'zh-Hant': '開放領取', en: 'Open' },
  paused: { ko: '멈춤', 'zh-Hant': '暫停', en: 'Paused' },
  ended: { ko: '받기 끝남', 'zh-Hant': '領取已截止', en: 'Taking has ended' },
  limit: { ko: '예산 한도', 'zh-Hant': '預算上限', en: 'Budget' },
  funded: { ko: '기금 배정', 'zh-Hant': '已撥款', en: 'Funded' },
  taken: { ko: '받은 금액', 'zh-Hant': '已領取', en: 'Taken' },
  spent: { ko: '쓴 금액', 'zh-Hant': '已使用', en: 'Spent' },
  refunded: { ko: '환불한 금액', 'zh-Hant': '已退款', en: 'Refunded' },
  'given-back': { ko: '돌려준 금액', 'zh-Hant': '已退還', en: 'Given back' },
  times: { ko: '{count}건', 'zh-Hant': '{count} 筆', en: '{count} times' },
  budget: { ko: '예산에 견준 금액', 'zh-Hant': '與預算相比', en: 'Against the budget' },
  share: { ko: '{amount} ({share}%)', 'zh-Hant': '{amount}（{share}%）', en: '{amount} ({share}%)' },
  nothing: {
    ko: '아직 보여 드릴 값이 없어요',
    'zh-Hant': '目前沒有可公布的數字',
    en: 'There is nothing to show yet',
  },
  nothingHelp: {
    ko: '5명 이상이 받거나 쓰면 그때부터 15분마다 나와요.',
    'zh-Hant': '有 5 人以上領取或使用後，每 15 分鐘公布一次。',
    en: 'Once 5 or more people have taken or spent something, figures appear every 15 minutes.',
  },
  overTime: { ko: '언제', 'zh-Hant': '何時', en: 'When' },
  takenByHour: { ko: '받은 금액, 최근 48시간', 'zh-Hant': '領取金額，最近 48 小時', en: 'Taken, last 48 hours' },
  spentByHour: { ko: '쓴 금액, 최근 48시간', 'zh-Hant': '使用金額，最近 48 小時', en: 'Spent, last 48 hours' },
  takenByDay: { ko: '받은 금액, 하루마다', 'zh-Hant': '領取金額，每日', en: 'Taken, by day' },
  spentByDay: { ko: '쓴 금액, 하루마다', 'zh-Hant': '使用金額，每日', en: 'Spent, by day' },
  most: { ko: '가장 많을 때: {amount} ({time})', 'zh-Hant': '最多：{amount}（{time}）', en: 'Most: {amount} ({time})' },
  noneInTime: { ko: '이 기간에는 없어요', 'zh-Hant': '這段期間沒有', en: 'Nothing in this time' },
  hour: { ko: '시각', 'zh-Hant': '時間', en: 'Hour' },
  day: { ko: '날짜', 'zh-Hant': '日期', en: 'Day' },
  amount: { ko: '금액', 'zh-Hant': '金額', en: 'Amount' },
  count: { ko: '건수', 'zh-Hant': '筆數', en: 'Times' },
  parts: { ko: '어디에서, 어떻게', 'zh-Hant': '何處、如何', en: 'Where and how' },
  partsHelp: {
    ko: '이 값은 적은 수가 드러나지 않을 만큼 모이면 나오고, 늦어도 하루 뒤에 나와요.',
    'zh-Hant': '這些數字在足以避免揭露少數人時公布，最遲隔日公布。',
    en: 'These follow as soon as few people would not show in them, after a day at the latest.',
  },
  rest: { ko: '나머지 (적은 것을 합함)', 'zh-Hant': '其他（數量少者合計）', en: 'The rest (small ones together)' },
  privacy: { ko: '보여 주지 않는 것', 'zh-Hant': '不公布的內容', en: 'What is not shown' },
  privacyFew: {
    ko: '{people}명 미만, 쓴 금액은 가맹점 {shops}곳 미만인 값은 따로 보여 주지 않고 다른 것과 합쳐요.',
    'zh-Hant': '未滿 {people} 人的數字，以及使用金額中未滿 {shops} 家店的數字，不單獨公布，而與其他合併。',
    en: 'Figures about fewer than {people} people, or of money spent fewer than {shops} shops, are put together with others.',
  },
  privacyRest: {
    ko: '합친 값에서 다른 값을 빼도 적은 수가 드러나지 않게, 나머지도 그만큼 커야 해요.',
    'zh-Hant': '其他項也必須夠大，因此無法以總數扣除其餘而得知。',
    en: 'The rest is as large, too, so that it cannot be found by subtracting from the total.',
  },
  privacySteps: {
    ko: '지난 15분의 값만 단계로 더하고, 한 번 보여 준 값은 바꾸지 않아요. 그래서 두 때를 견주어도 드러나지 않아요. 조용한 시간의 값은 충분히 모인 때에 더해요.',
    'zh-Hant':
      '只逐步加入已經過去的每 15 分鐘，公布後不再更改，因此比較兩個時間點也無法得知。清淡時段的數字，併入人數足夠的時段。',
    en: 'Only quarters of an hour that have passed are added, in steps, and a step is never changed, so that comparing two moments reveals nothing. What quiet hours bring is added once enough has come together.',
  },
  files: { ko: '내려받기', 'zh-Hant': '下載', en: 'Download' },
  csv: { ko: '모든 값 (CSV)', 'zh-Hant': '全部數字（CSV）', en: 'All figures (CSV)' },
  json: { ko: '모든 값 (JSON)', 'zh-Hant': '全部數字（JSON）', en: 'All figures (JSON)' },
  history: { ko: '기관이 한 일', 'zh-Hant': '機關辦理事項', en: 'What the agency did' },
  noHistory: { ko: '아직 없어요.', 'zh-Hant': '目前沒有紀錄。', en: 'Nothing so far.' },
  when: { ko: '언제', 'zh-Hant': '時間', en: 'When' },
  what: { ko: '한 일', 'zh-Hant': '事項', en: 'What' },
  why: { ko: '이유', 'zh-Hant': '理由', en: 'Why' },
  proof: { ko: '기록 증명', 'zh-Hant': '紀錄證明', en: 'Proof' },
} satisfies Record<string, Text>;

/** The charts of parts: which kind by which dimension. */
export const PART_CHARTS: readonly { id: string; kind: 'taken' | 'spent'; dimension: Dimension; title: Text }[] = [
  {
    id: 'taken-channel',
    kind: 'taken',
    dimension: 'channel',
    title: { ko: '받은 방법', 'zh-Hant': '領取方式', en: 'Taken, by channel' },
  },
  {
    id: 'spent-channel',
    kind: 'spent',
    dimension: 'channel',
    title: { ko: '결제 방법', 'zh-Hant': '付款方式', en: 'Spent, by way of paying' },
  },
  {
    id: 'taken-region',
    kind: 'taken',
    dimension: 'region',
    title: { ko: '받은 사람이 사는 지역', 'zh-Hant': '領取人居住地', en: 'Taken, by where people live' },
  },
  {
    id: 'spent-region',
    kind: 'spent',
    dimension: 'region',
    title: { ko: '쓴 지역', 'zh-Hant': '使用地區', en: 'Spent, by region' },
  },
  {
    id: 'spent-class',
    kind: 'spent',
    dimension: 'class',
    title: { ko: '가맹점 업종', 'zh-Hant': '店家類別', en: 'Spent, by class of shop' },
  },
];

/** The ways of paying. */
export const WAY_TEXT: Readonly<Record<string, Text>> = {
  code: { ko: '코드 보여 주기', 'zh-Hant': '出示付款碼', en: 'Showing a code' },
  scan: { ko: '가맹점 QR 찍기', 'zh-Hant': '掃描店家 QR Code', en: 'Scanning the shop’s code' },
  note: { ko: '종이', 'zh-Hant': '紙本', en: 'Paper' },
};
