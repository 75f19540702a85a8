import type { Text } from '../../../kernel/index.ts';
import type { Standard, StandardField } from '../../../pack/index.ts';

/** Words of the public pages on standards. */
export const STANDARDS = {
  title: { ko: '데이터 표준', 'zh-Hant': '資料標準', en: 'Data standards' },
  lead: {
    ko: '업계마다 데이터를 무엇이라 부르고 어떤 단위로 나타내는지 정한 것이에요. 한 번 공개한 판은 바뀌지 않고, 이전 판을 쓰는 곳에는 이전 판으로 바꿔서 보내요.',
    'zh-Hant':
      '各產業的資料叫什麼、用什麼單位表示，都訂在這裡。公布過的版本不再更動；使用舊版的接收者，仍會收到轉換成舊版的資料。',
    en: 'What data of each industry is called, and in which unit it is. A version never changes once it is published, and whoever goes by an earlier one gets data translated to that.',
  },
  public: { ko: '공공', 'zh-Hant': '公共', en: 'Public' },
  finance: { ko: '금융', 'zh-Hant': '金融', en: 'Finance' },
  health: { ko: '의료', 'zh-Hant': '醫療', en: 'Health' },
  education: { ko: '교육', 'zh-Hant': '教育', en: 'Education' },
  telecom: { ko: '통신', 'zh-Hant': '電信', en: 'Telecom' },
  mobility: { ko: '교통', 'zh-Hant': '交通', en: 'Mobility' },
  versions: { ko: '판', 'zh-Hant': '版本', en: 'Versions' },
  version: { ko: '{version}판', 'zh-Hant': '第 {version} 版', en: 'Version {version}' },
  newest: { ko: '{id} · 항목 {fields}개', 'zh-Hant': '{id} · {fields} 項', en: '{id} · Fields: {fields}' },
  older: { ko: '이전 판', 'zh-Hant': '舊版', en: 'Earlier version' },
  olderHelp: {
    ko: '새 판이 있어요. 이 판으로 받는 곳에는 새 판의 값을 이 판으로 바꿔서 보내요.',
    'zh-Hant': '已有新版。使用這一版的接收者，會收到由新版轉換而來的資料。',
    en: 'There is a newer one. Whoever goes by this version gets it made out of that.',
  },
  seeNewest: { ko: '새 판 보기', 'zh-Hant': '查看新版', en: 'See the newest version' },
  fields: { ko: '항목', 'zh-Hant': '項目', en: 'Fields' },
  name: { ko: '이름', 'zh-Hant': '名稱', en: 'Name' },
  what: { ko: '뜻', 'zh-Hant': '意義', en: 'What it is' },
  type: { ko: '형식', 'zh-Hant': '格式', en: 'Form' },
  from: { ko: '출처', 'zh-Hant': '來源', en: 'Comes from' },
  place: {
    ko: '{register}: {field} – {keeper}',
    'zh-Hant': '{register}：{field} – {keeper}',
    en: '{register}: {field} – {keeper}',
  },
  always: { ko: '기록이 있으면 늘 있음', 'zh-Hant': '有紀錄者必有', en: 'Always, if there is a record' },
  ifAny: { ko: '없을 수 있음', 'zh-Hant': '可能沒有', en: 'May be absent' },
  there: { ko: '있는 때', 'zh-Hant': '有無', en: 'When it is there' },
  text: { ko: '글', 'zh-Hant': '文字', en: 'Text' },
  nameType: { ko: '이름', 'zh-Hant': '姓名', en: 'Name' },
  integer: { ko: '정수', 'zh-Hant': '整數', en: 'Whole number' },
  number: { ko: '수', 'zh-Hant': '數', en: 'Number' },
  money: { ko: '금액', 'zh-Hant': '金額', en: 'Amount' },
  date: { ko: '날짜', 'zh-Hant': '日期', en: 'Day' },
  boolean: { ko: '예 또는 아니요', 'zh-Hant': '是或否', en: 'Yes or no' },
  enum: { ko: '다음 중 하나', 'zh-Hant': '下列之一', en: 'One of' },
  inUnit: { ko: '{type} ({unit})', 'zh-Hant': '{type}（{unit}）', en: '{type} ({unit})' },
  mapping: {
    ko: '{version}판으로 바꾸는 방법',
    'zh-Hant': '如何轉換成第 {version} 版',
    en: 'How version {version} is made out of it',
  },
  reversible: {
    ko: '잃는 것이 없어서 거꾸로도 바꿀 수 있어요.',
    'zh-Hant': '轉換不會遺失資料，可以還原。',
    en: 'Nothing is lost, so that it can be turned back.',
  },
  lossy: {
    ko: '새 판에만 있는 것은 빠지므로 거꾸로 바꿀 수는 없어요.',
    'zh-Hant': '新版才有的內容會省略，因此無法還原。',
    en: 'What is new is left out, so that it cannot be turned back.',
  },
  inVersion: { ko: '{version}판의 이름', 'zh-Hant': '第 {version} 版的名稱', en: 'In version {version}' },
  times: { ko: '{of} × {times}', 'zh-Hant': '{of} × {times}', en: '{of} × {times}' },
  becomes: { ko: '{from} → {to}', 'zh-Hant': '{from} → {to}', en: '{from} → {to}' },
  dropped: { ko: '더는 없음', 'zh-Hant': '不再提供', en: 'Not kept any more' },
  source: { ko: '근거', 'zh-Hant': '依據', en: 'Source' },
  follows: { ko: '따르는 표준', 'zh-Hant': '參照的標準', en: 'It follows' },
  notCompared: {
    ko: '{title} (아직 대조하지 않음)',
    'zh-Hant': '{title}（尚未核對）',
    en: '{title} (not compared yet)',
  },
  hash: { ko: '약속의 해시', 'zh-Hant': '內容的雜湊值', en: 'Hash of what it promises' },
  json: { ko: 'JSON과 JSON Schema', 'zh-Hant': 'JSON 與 JSON Schema', en: 'JSON and JSON Schema' },
} satisfies Record<string, Text>;

/** What an industry is called. */
export const industryName = (industry: string): Text => STANDARDS[industry as 'public'];

/** What a type of value is called. */
export const typeName = (type: StandardField['type']): Text => STANDARDS[type === 'name' ? 'nameType' : type];

/** Where the page of a version is. */
export const standardHref = ({ id }: Pick<Standard, 'id'>): string => `/standards/${id}`;
