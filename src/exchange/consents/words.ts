import type { Text } from '../../kernel/index.ts';

/** What is said of a consent to who gives it. These words are hashed into what they sign. */
export const SAID = {
  title: {
    ko: '{party}에 정보를 보내는 데 동의',
    'zh-Hant': '同意提供資料給{party}',
    en: 'Agree to send data to {party}',
  },
  counterTitle: {
    ko: '창구에 정보를 보여 주는 데 동의',
    'zh-Hant': '同意臨櫃提供資料',
    en: 'Agree to show data at a counter',
  },
  who: { ko: '받는 곳', 'zh-Hant': '資料接收者', en: 'Recipient' },
  counter: {
    ko: '내가 코드를 알려 주는 창구의 기관',
    'zh-Hant': '我出示代碼的櫃檯所屬機關',
    en: 'The agency at whose counter I tell the code',
  },
  purpose: { ko: '이용 목적', 'zh-Hant': '利用目的', en: 'Purpose' },
  about: { ko: '누구의 정보', 'zh-Hant': '誰的資料', en: 'Whose data' },
  aboutYou: { ko: '내 정보', 'zh-Hant': '我的資料', en: 'Mine' },
  aboutAnother: {
    ko: '내가 대신하는 사람(미성년 자녀 또는 피후견인)의 정보',
    'zh-Hant': '由我代為同意之人（未成年子女或受監護人）的資料',
    en: 'Those of somebody for whom I act: my child under age, or whose guardian I am',
  },
  goes: { ko: '보내는 정보', 'zh-Hant': '提供的資料', en: 'What is sent' },
  field: { ko: '{field} – {keeper}', 'zh-Hant': '{field} – {keeper}', en: '{field} – {keeper}' },
  required: { ko: '{item} (필수)', 'zh-Hant': '{item}（必填）', en: '{item} (required)' },
  chosen: { ko: '{item} (내가 선택)', 'zh-Hant': '{item}（由我選擇）', en: '{item} (my choice)' },
  statements: {
    ko: '예 또는 아니요로만 알려 주는 것',
    'zh-Hant': '只回答是或否',
    en: 'Answered with yes or no only',
  },
  stays: {
    ko: '예 또는 아니요로만 알려 주는 것은 위에 따로 적혀 있지 않으면 그 근거가 된 값을 보내지 않아요.',
    'zh-Hant': '只回答是或否的項目，除非上方另有列出，不會提供所依據的資料內容。',
    en: 'Where only yes or no is answered, the values behind it are not sent, unless they stand above.',
  },
  form: { ko: '보내는 형식', 'zh-Hant': '提供的格式', en: 'In which form' },
  standard: {
    ko: '데이터 표준 “{title}” ({id})',
    'zh-Hant': '資料標準「{title}」（{id}）',
    en: 'Data standard “{title}” ({id})',
  },
  often: { ko: '횟수', 'zh-Hant': '次數', en: 'How often' },
  once: { ko: '한 번', 'zh-Hant': '一次', en: 'Once' },
  day: { ko: '하루에 한 번까지', 'zh-Hant': '每天至多一次', en: 'At most once a day' },
  week: { ko: '한 주에 한 번까지', 'zh-Hant': '每週至多一次', en: 'At most once a week' },
  month: { ko: '한 달에 한 번까지', 'zh-Hant': '每月至多一次', en: 'At most once a month' },
  until: { ko: '동의 기간', 'zh-Hant': '同意期間', en: 'How long it holds' },
  range: { ko: '{from}부터 {until}까지', 'zh-Hant': '{from}起至{until}止', en: 'From {from} until {until}' },
  kept: { ko: '보유 기간', 'zh-Hant': '保存期限', en: 'How long they may keep it' },
  days: { ko: '받은 날부터 {days}일', 'zh-Hant': '自收到起 {days} 天', en: '{days} days after they get it' },
  law: { ko: '법령', 'zh-Hant': '法規', en: 'Law' },
  refusing: { ko: '동의하지 않으면', 'zh-Hant': '不同意的影響', en: 'If you refuse' },
  refusingNothing: {
    ko: '아무것도 보내지 않아요. 다른 불이익은 없어요.',
    'zh-Hant': '不會提供任何資料，也沒有其他影響。',
    en: 'Nothing is sent, and nothing else follows from it.',
  },
  withdraw: {
    ko: '언제든지 내 정보에서 동의를 철회할 수 있고, 철회하면 받는 곳은 정보를 지워야 해요.',
    'zh-Hant': '您隨時可以在「我的資料」撤回同意；撤回後，資料接收者必須刪除資料。',
    en: 'You can withdraw consent under My data at any time. The recipient then has to delete the data.',
  },
} satisfies Record<string, Text>;
