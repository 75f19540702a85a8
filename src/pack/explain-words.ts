import type { Locale, Text } from '../kernel/index.ts';
import type { Eligibility, Outcome, Shortfall } from '../rules/index.ts';

/** The words of explanations. */

type Operator = Extract<Shortfall, { kind: 'test' }>['op'];

export const HEADING: Readonly<Record<Eligibility, Text>> = {
  yes: { ko: '조건에 맞아요: {service}', 'zh-Hant': '符合條件：{service}', en: 'You meet the conditions: {service}' },
  no: {
    ko: '지금은 조건에 맞지 않아요: {service}',
    'zh-Hant': '目前不符合條件：{service}',
    en: 'You do not meet the conditions now: {service}',
  },
  need: {
    ko: '더 알아야 판단할 수 있어요: {service}',
    'zh-Hant': '還需要資料才能判斷：{service}',
    en: 'More has to be known: {service}',
  },
};

export const OUTCOME: Readonly<Record<Outcome, Text>> = {
  yes: { ko: '충족', 'zh-Hant': '符合', en: 'Met' },
  no: { ko: '미충족', 'zh-Hant': '不符合', en: 'Not met' },
  unknown: { ko: '확인 필요', 'zh-Hant': '待確認', en: 'Not known yet' },
};

export const WORDS = {
  lawDay: { ko: '{day}의 법령에 따라 봤어요.', 'zh-Hant': '依 {day}的法規判斷。', en: 'By the law of {day}.' },
  amount: { ko: '금액: {amount}', 'zh-Hant': '金額：{amount}', en: 'Amount: {amount}' },
  need: { ko: '더 알아야 하는 것', 'zh-Hant': '還需要知道', en: 'Still needed' },
  review: { ko: '담당자가 살펴보는 것', 'zh-Hant': '承辦人會查看', en: 'An officer will look at this' },
  change: { ko: '바뀌어야 하는 것', 'zh-Hant': '須改變的條件', en: 'What would have to change' },
  anyOf: { ko: '다음 가운데 하나면 돼요', 'zh-Hant': '符合下列任一項即可', en: 'One of these is enough' },
  unknown: { ko: '아직 모름', 'zh-Hant': '尚不清楚', en: 'not known yet' },
  value: { ko: '{name}: {value}', 'zh-Hant': '{name}：{value}', en: '{name}: {value}' },
  lookup: { ko: '{name} ({by})', 'zh-Hant': '{name}（{by}）', en: '{name} ({by})' },
  noted: { ko: '{text} ({notes})', 'zh-Hant': '{text}（{notes}）', en: '{text} ({notes})' },
  notes: { ko: ', ', 'zh-Hant': '；', en: '; ' },
  since: { ko: '{day}부터', 'zh-Hant': '自 {day}起', en: 'since {day}' },
  unchecked: {
    ko: '법령과 대조하지 않음',
    'zh-Hant': '尚未與法規核對',
    en: 'not checked against the law',
  },
} satisfies Record<string, Text>;

export const LIST_SEPARATOR: Readonly<Record<Locale, string>> = { ko: ', ', 'zh-Hant': '、', en: ', ' };

/** What a number would have to be. The colon keeps Han and digits apart whatever the value begins with. */
export const NUMBER_TEST: Readonly<Record<Operator, Text>> = {
  '=': { ko: '{name|이/가} {value|이어야/여야} 해요', 'zh-Hant': '{name}須為：{value}', en: '{name} must be {value}' },
  '!=': {
    ko: '{name|이/가} {value|이/가} 아니어야 해요',
    'zh-Hant': '{name}不得為：{value}',
    en: '{name} must not be {value}',
  },
  '<': {
    ko: '{name|이/가} {value} 미만이어야 해요',
    'zh-Hant': '{name}須低於：{value}',
    en: '{name} must be less than {value}',
  },
  '<=': {
    ko: '{name|이/가} {value} 이하여야 해요',
    'zh-Hant': '{name}不得超過：{value}',
    en: '{name} must be at most {value}',
  },
  '>': {
    ko: '{name|이/가} {value}보다 커야 해요',
    'zh-Hant': '{name}須超過：{value}',
    en: '{name} must be more than {value}',
  },
  '>=': {
    ko: '{name|이/가} {value} 이상이어야 해요',
    'zh-Hant': '{name}至少須為：{value}',
    en: '{name} must be at least {value}',
  },
};

/** What a date would have to be. */
export const DATE_TEST: Readonly<Record<Operator, Text>> = {
  ...NUMBER_TEST,
  '<': {
    ko: '{name|이/가} {value}보다 전이어야 해요',
    'zh-Hant': '{name}須早於：{value}',
    en: '{name} must be before {value}',
  },
  '<=': {
    ko: '{name|이/가} {value}이거나 그 전이어야 해요',
    'zh-Hant': '{name}不得晚於：{value}',
    en: '{name} must be on or before {value}',
  },
  '>': {
    ko: '{name|이/가} {value}보다 뒤여야 해요',
    'zh-Hant': '{name}須晚於：{value}',
    en: '{name} must be after {value}',
  },
  '>=': {
    ko: '{name|이/가} {value}이거나 그 뒤여야 해요',
    'zh-Hant': '{name}不得早於：{value}',
    en: '{name} must be on or after {value}',
  },
};

export const TEST = {
  true: { ko: '다음에 해당해야 해요: {name}', 'zh-Hant': '須符合：{name}', en: 'This must be so: {name}' },
  false: {
    ko: '다음에 해당하지 않아야 해요: {name}',
    'zh-Hant': '不得有此情形：{name}',
    en: 'This must not be so: {name}',
  },
  there: { ko: '다음이 있어야 해요: {name}', 'zh-Hant': '須有：{name}', en: 'There must be one: {name}' },
  absent: { ko: '다음이 없어야 해요: {name}', 'zh-Hant': '須沒有：{name}', en: 'There must be none: {name}' },
  in: {
    ko: '{name|은/는} 다음 가운데 하나여야 해요: {values}',
    'zh-Hant': '{name}須為下列之一：{values}',
    en: '{name} must be one of these: {values}',
  },
  'not in': {
    ko: '{name|은/는} 다음이 아니어야 해요: {values}',
    'zh-Hant': '{name}不得為：{values}',
    en: '{name} must be none of these: {values}',
  },
} satisfies Record<string, Text>;
