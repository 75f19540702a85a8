import type { Text } from '../../../kernel/index.ts';

/** Words of the page on which an officer takes a code at a counter. A missing language does not compile. */
export const COUNTER_DATA = {
  title: { ko: '창구 번호로 확인', 'zh-Hant': '臨櫃號碼查看', en: 'Data by code' },
  lead: {
    ko: '찾아온 분이 보여 주는 번호를 입력하거나 QR 코드를 찍으세요. 그분이 고른 항목만, 한 번만 볼 수 있어요.',
    'zh-Hant': '請輸入或掃描民眾出示的號碼。只會顯示對方選擇的項目，且限看一次。',
    en: 'Type or scan the code that the person shows you. You see what they chose, once.',
  },
  code: { ko: '번호 10자리', 'zh-Hant': '10 碼號碼', en: '10-digit code' },
  codeHint: { ko: '예: 123 456 7890', 'zh-Hant': '例如：123 456 7890', en: 'For example 123 456 7890' },
  enterCode: { ko: '번호 10자리를 입력해 주세요', 'zh-Hant': '請輸入 10 碼號碼', en: 'Enter the 10-digit code' },
  take: { ko: '확인하기', 'zh-Hant': '查看', en: 'Show the data' },
  takenTitle: { ko: '본인이 보여 준 정보', 'zh-Hant': '本人出示的資料', en: 'Shown by its owner' },
  takenOnce: {
    ko: '이 화면을 떠나면 다시 볼 수 없어요. 봤다는 사실은 본인의 열람 기록에 남아요.',
    'zh-Hant': '離開此頁後無法再次查看。您查看的事實已記入對方的紀錄。',
    en: 'Once you leave this page it cannot be shown again. The person sees that you looked.',
  },
  nothing: {
    ko: '고른 항목에 등록된 내용이 없어요.',
    'zh-Hant': '所選項目沒有登錄內容。',
    en: 'Nothing is registered in the fields that were chosen.',
  },
  answers: { ko: '예·아니요로만 알려 준 것', 'zh-Hant': '只回答是或否', en: 'Answered with yes or no only' },
  answersHint: {
    ko: '등록부로 확인한 답이에요. 근거가 되는 내용은 볼 수 없어요.',
    'zh-Hant': '依登記資料得出的回答，不顯示所依據的內容。',
    en: 'Worked out from the registers. What it rests on is not shown.',
  },
  agreed: { ko: '본인이 동의한 내용', 'zh-Hant': '本人同意的內容', en: 'What was agreed to' },
  since: { ko: '{agency} · {day}부터', 'zh-Hant': '{agency} · 自{day}起', en: '{agency} · since {day}' },
  another: { ko: '다음 번호', 'zh-Hant': '輸入下一個號碼', en: 'Another code' },
} satisfies Record<string, Text>;
