import { fill, type Text } from '../kernel/index.ts';

/** Why a value does not fit its field, in words for whoever has to mend it. They never repeat the value. */
export const REASONS = {
  required: { ko: '값을 입력해 주세요', 'zh-Hant': '請輸入資料', en: 'Enter a value' },
  unknown: {
    ko: '이 등록부에 없는 항목이에요',
    'zh-Hant': '這個登記簿沒有這個欄位',
    en: 'The registry has no such field',
  },
  row: {
    ko: '항목 이름과 값의 묶음이어야 해요',
    'zh-Hant': '必須是欄位名稱與值的組合',
    en: 'A row must be an object of fields',
  },
  text: { ko: '글자로 입력해 주세요', 'zh-Hant': '請輸入文字', en: 'Enter text' },
  unreadable: {
    ko: '읽을 수 없는 글자가 있어요. UTF-8로 저장해 주세요',
    'zh-Hant': '含有無法讀取的字元，請以 UTF-8 儲存',
    en: 'It holds characters that cannot be read: save it as UTF-8',
  },
  format: {
    ko: '정해진 형식에 맞게 입력해 주세요',
    'zh-Hant': '請依規定的格式輸入',
    en: 'Enter it in the form that the registry asks for',
  },
  integer: { ko: '정수를 입력해 주세요', 'zh-Hant': '請輸入整數', en: 'Enter a whole number' },
  number: { ko: '숫자를 입력해 주세요', 'zh-Hant': '請輸入數字', en: 'Enter a number' },
  money: { ko: '금액을 숫자로 입력해 주세요', 'zh-Hant': '請以數字輸入金額', en: 'Enter an amount as a number' },
  date: {
    ko: '실제 날짜를 2026-03-05처럼 입력해 주세요',
    'zh-Hant': '請輸入正確日期，例如 2026-03-05',
    en: 'Enter a real date such as 2026-03-05',
  },
  boolean: { ko: 'true나 false를 입력해 주세요', 'zh-Hant': '請輸入 true 或 false', en: 'Enter true or false' },
  enum: {
    ko: '정해진 값 가운데 하나를 선택해 주세요',
    'zh-Hant': '請選擇規定的值',
    en: 'Choose one of the values that the registry names',
  },
  person: { ko: '사람의 번호를 입력해 주세요', 'zh-Hant': '請輸入個人的證號', en: "Enter a person's number" },
  people: { ko: '사람의 번호를 나열해 주세요', 'zh-Hant': '請列出每個人的證號', en: "List each person's number" },
  twice: { ko: '같은 사람이 두 번 있어요', 'zh-Hant': '同一個人列了兩次', en: 'The same person is listed twice' },
  account: {
    ko: '은행과 계좌번호를 입력해 주세요',
    'zh-Hant': '請輸入銀行代碼與帳號',
    en: 'Enter a bank and account number: digits, letters, spaces and hyphens',
  },
  fixed: { ko: '바꿀 수 없는 항목이에요', 'zh-Hant': '這個欄位不能更改', en: 'This field cannot be changed' },
} satisfies Record<string, Text>;

const LONGEST: Text = {
  ko: '{most}자 이내로 써 주세요',
  'zh-Hant': '最多 {most} 個字',
  en: '{most} characters or fewer',
};

/** @param most the greatest number of characters. */
export const tooLong = (most: number): Text => fill(LONGEST, () => ({ most }));
