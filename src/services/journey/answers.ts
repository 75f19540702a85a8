import { isDay, type Text } from '../../kernel/index.ts';
import type { Fact } from '../../pack/index.ts';
import { isByCardOnly } from './shown.ts';

/** What a person answered, by fact name, as JSON: text, number, boolean or day. */
export type Answers = Readonly<Record<string, unknown>>;

/** What is wrong with an answer, in words that say how to mend it. */
export type AnswerProblems = Record<string, Text>;

const LONGEST_TEXT = 200;
const LARGEST_NUMBER = 1_000_000_000_000;

type Reading = { value: unknown } | { problem: Text };

/** How each type of fact is read from what a form sends. */
const READERS: Partial<Record<Fact['type'], (text: string, fact: Fact) => Reading>> = {
  integer: (text) => readNumber(text, /^-?\d+$/),
  money: (text) => readNumber(text, /^\d+$/),
  number: (text) => readNumber(text, /^-?\d+(\.\d{1,6})?$/),
  date: readDay,
  boolean: (text) => (text === 'yes' || text === 'no' ? { value: text === 'yes' } : { problem: CHOOSE }),
  enum: (text, fact) => (Object.hasOwn(fact.options ?? {}, text) ? { value: text } : { problem: CHOOSE }),
  'bank-account': (text) => {
    const digits = text.replace(/[\s-]/g, '');
    return /^\d{6,20}$/.test(digits) ? { value: digits } : { problem: BANK_ACCOUNT };
  },
};

const CHOOSE: Text = { ko: '하나를 골라 주세요', 'zh-Hant': '請選擇一項', en: 'Choose one' };
const MISSING: Text = { ko: '내용을 입력해 주세요', 'zh-Hant': '請輸入內容', en: 'Enter an answer' };
const SHOW: Text = {
  ko: '지갑에서 전자증명서를 보여 주세요',
  'zh-Hant': '請從皮夾出示數位憑證',
  en: 'Show the card out of your wallet',
};
const NUMBER: Text = { ko: '숫자만 입력해 주세요', 'zh-Hant': '請輸入數字', en: 'Enter a number' };
const REAL_DATE: Text = { ko: '실제 날짜를 입력해 주세요', 'zh-Hant': '請輸入正確日期', en: 'Enter a real date' };
const FORMAT: Text = {
  ko: '안내한 형식에 맞춰 입력해 주세요',
  'zh-Hant': '請依說明的格式輸入',
  en: 'Enter it in the form shown',
};
const BANK_ACCOUNT: Text = {
  ko: '계좌 번호를 숫자 6~20자리로 입력해 주세요',
  'zh-Hant': '請輸入 6 至 20 碼的帳號數字',
  en: 'Enter an account number of 6 to 20 digits',
};
const TOO_LONG: Text = {
  ko: `${LONGEST_TEXT}자 이내로 써 주세요`,
  'zh-Hant': `最多 ${LONGEST_TEXT} 個字`,
  en: `Enter ${LONGEST_TEXT} characters or fewer`,
};

/**
 * Reads a form's answers to these questions. An empty field is null: it takes an earlier answer away. Names that no
 * question has are ignored, so that a form of an older version does no harm.
 */
export function readAnswers(
  questions: readonly Fact[],
  form: Readonly<Record<string, unknown>>,
): { answers: Answers; problems: AnswerProblems } {
  const answers: Record<string, unknown> = {};
  const problems: AnswerProblems = {};
  for (const fact of questions) {
    const given = form[fact.name];
    if (typeof given !== 'string') continue;
    if (given === '') {
      answers[fact.name] = null;
      continue;
    }
    const reading = readAnswer(fact, given);
    if ('value' in reading) answers[fact.name] = reading.value;
    else problems[fact.name] = reading.problem;
  }
  return { answers, problems };
}

function readAnswer(fact: Fact, text: string): Reading {
  const reading = (READERS[fact.type] ?? readText)(text, fact);
  if ('problem' in reading || fact.source.kind !== 'asked' || !fact.source.format) return reading;
  return new RegExp(fact.source.format, 'u').test(text) ? reading : { problem: FORMAT };
}

/** What is still unanswered among the questions that need an answer. */
export function missingAnswers(questions: readonly Fact[], answers: Answers): AnswerProblems {
  const missing = questions.filter((fact) => !fact.optional && answers[fact.name] === undefined);
  return Object.fromEntries(
    missing.map((fact) => [
      fact.name,
      isByCardOnly(fact) ? SHOW : fact.options || fact.type === 'boolean' ? CHOOSE : MISSING,
    ]),
  );
}

function readText(text: string): Reading {
  return [...text].length > LONGEST_TEXT ? { problem: TOO_LONG } : { value: text };
}

function readNumber(text: string, pattern: RegExp): Reading {
  const plain = text.replace(/[\s,]/g, '');
  const value = Number(plain);
  return pattern.test(plain) && Math.abs(value) <= LARGEST_NUMBER ? { value } : { problem: NUMBER };
}

/** Accepts `2026-03-05`, `2026/3/5` and `2026. 3. 5.`. */
function readDay(text: string): Reading {
  const parts = text.match(/\d+/g) ?? [];
  const day =
    parts.length === 3
      ? `${parts[0]!.padStart(4, '0')}-${parts[1]!.padStart(2, '0')}-${parts[2]!.padStart(2, '0')}`
      : '';
  return isDay(day) ? { value: day } : { problem: REAL_DATE };
}
