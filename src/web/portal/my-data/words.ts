import type { Text } from '../../../kernel/index.ts';

/** Words of the pages on what agencies know of a person. A missing language does not compile. */
export const MY_DATA = {
  title: { ko: '내 정보', 'zh-Hant': '我的資料', en: 'My data' },
  lead: {
    ko: '기관마다 나에 대해 아는 것을 모두 보여 드려요. 내가 직접 보는 것은 열람 기록에 남지 않아요.',
    'zh-Hant': '這裡列出各機關持有的您的所有資料。您自己查看，不會記入查看紀錄。',
    en: 'This is everything that agencies know about you. Looking at your own data is not recorded.',
  },
  ofAnother: { ko: '{name} 님의 정보', 'zh-Hant': '「{name}」的資料', en: 'Data about {name}' },
  ofAnotherLead: {
    child: {
      ko: '법정대리인으로서 보고 있어요. 볼 때마다 열람 기록에 남아요(하루에 한 번만 표시해요). 성년이 되는 날부터는 볼 수 없어요.',
      'zh-Hant': '您以法定代理人身分查看。查看會記入對方的查看紀錄（每天只列一次）。自對方成年之日起，您便不能再查看。',
      en: 'You see this as their parent. It is listed among who saw their data, once a day. It ends on the day they come of age.',
    },
    ward: {
      ko: '후견인으로서 보고 있어요. 볼 때마다 열람 기록에 남아요(하루에 한 번만 표시해요). 후견이 끝나면 볼 수 없어요.',
      'zh-Hant': '您以監護人身分查看。查看會記入對方的查看紀錄（每天只列一次）。監護終止後，您便不能再查看。',
      en: 'You see this as their guardian. It is listed among who saw their data, once a day. It ends with the guardianship.',
    },
  },
  seenOfAnother: {
    ko: '{name} 님의 정보를 본 사람',
    'zh-Hant': '誰看過「{name}」的資料',
    en: 'Who saw data about {name}',
  },
  actsTitle: { ko: '내가 대신하는 사람', 'zh-Hant': '由我代理的人', en: 'People you act for' },
  actsLead: {
    ko: '미성년 자녀나 피후견인에 대해 기관이 아는 것도 보고, 내려받고, 창구에서 보여 줄 수 있어요.',
    'zh-Hant': '您也可以查看、下載或臨櫃出示未成年子女或受監護人的資料。',
    en: 'You can also see, download and show at a counter what agencies know about your children under age, or those whose guardian you are.',
  },

  // Ways on
  seenCard: {
    ko: '누가, 언제, 무엇을, 왜 봤는지',
    'zh-Hant': '誰、何時、看了什麼、為什麼',
    en: 'Who looked, when, at what, and why',
  },
  consents: { ko: '내 동의', 'zh-Hant': '我的同意', en: 'My consents' },
  consentsCard: {
    ko: '누구에게 무엇을 보내기로 했는지 보고, 바꾸고, 철회해요',
    'zh-Hant': '查看、變更或撤回您同意提供的資料',
    en: 'See, change or withdraw what you agreed to send',
  },
  downloadCard: {
    ko: '필요한 항목만 골라 파일로 받아요',
    'zh-Hant': '只選需要的項目，存成檔案',
    en: 'Choose what you need and save it as a file',
  },
  counterCard: {
    ko: '10분 동안 한 번만 쓸 수 있는 번호를 담당자에게 알려 줘요',
    'zh-Hant': '把 10 分鐘內限用一次的號碼告訴承辦人',
    en: 'Give an officer a code that works once, for 10 minutes',
  },
  lockerCard: {
    ko: '나만 열 수 있게 잠가서 30일 동안 보관해요',
    'zh-Hant': '加密保存 30 天，只有您能打開',
    en: 'Kept for 30 days, locked so that only you can open it',
  },

  // What is known
  nothingHeld: { ko: '기관이 가진 정보가 없어요', 'zh-Hant': '沒有機關持有資料', en: 'No agency holds anything' },
  nothingHeldHelp: {
    ko: '기관이 정보를 등록하면 여기에 나타나요.',
    'zh-Hant': '機關登錄資料後，會顯示在這裡。',
    en: 'What an agency registers appears here.',
  },
  since: {
    ko: '{day}부터 · 출처: {source} · {recorded} 등록',
    'zh-Hant': '自{day}起 · 來源：{source} · {recorded}登錄',
    en: 'Since {day} · from {source} · entered on {recorded}',
  },
  sinceShort: {
    ko: '{day}부터 · 출처: {source}',
    'zh-Hant': '自{day}起 · 來源：{source}',
    en: 'Since {day} · from {source}',
  },
  notKnown: { ko: '등록된 내용 없음: {fields}', 'zh-Hant': '未登錄：{fields}', en: 'Nothing entered for: {fields}' },
  family: { ko: '가족', 'zh-Hant': '家人', en: 'Family' },
  familyLead: {
    ko: '가족의 기록 가운데 나와의 관계만 보여요.',
    'zh-Hant': '家人的登記中，只顯示與您的關係。',
    en: 'Of the records of your family, only how they are related to you.',
  },
  isWrong: { ko: '사실과 달라요', 'zh-Hant': '資料有誤', en: 'This is wrong' },
  disputed: { ko: '정정 요청함', 'zh-Hant': '已申請更正', en: 'Correction asked' },

  // To dispute a value
  disputeTitle: { ko: '정정 요청하기', 'zh-Hant': '申請更正資料', en: 'Ask to correct a value' },
  disputeLead: {
    ko: '{agency|이/가} 가진 정보예요. 맞는 내용을 써 주시면 그 기관의 담당자가 근무일 10일 안에 확인해서 알려 드려요.',
    'zh-Hant': '這是{agency}保存的資料。請寫下正確內容，該機關承辦人會在 10 個工作日內確認並通知您。',
    en: '{agency} keeps this. Write what is right. One of its officers will check it within 10 working days and tell you.',
  },
  whichIsWrong: { ko: '어느 항목이 다른가요?', 'zh-Hant': '哪一項資料有誤？', en: 'Which value is wrong?' },
  chooseField: { ko: '항목을 하나 골라 주세요', 'zh-Hant': '請選擇一項', en: 'Choose which value is wrong' },
  whatIsRight: { ko: '맞는 내용', 'zh-Hant': '正確內容', en: 'What is right' },
  whatIsRightHint: {
    ko: '어떻게 아는지도 써 주시면 더 빨리 확인할 수 있어요.',
    'zh-Hant': '如能說明依據，可以更快確認。',
    en: 'It helps to say how you know.',
  },
  ask: { ko: '정정 요청', 'zh-Hant': '申請更正', en: 'Ask to correct' },
  disputeDone: {
    ko: '정정 요청을 {agency}에 보냈어요',
    'zh-Hant': '已向{agency}申請更正',
    en: 'We sent your correction to {agency}',
  },
  disputeDoneHelp: {
    ko: '결과가 나오면 알림함으로 알려 드려요.',
    'zh-Hant': '有結果時，會以訊息通知您。',
    en: 'You get a message when it is settled.',
  },
  alreadyAsked: {
    ko: '이 항목은 이미 정정을 요청했어요. 결과를 기다려 주세요.',
    'zh-Hant': '您已申請更正這一項，請等候結果。',
    en: 'You have asked to correct this value already. Wait for the answer.',
  },
  noRecord: {
    ko: '이 기록은 더 이상 없어요.',
    'zh-Hant': '找不到這筆紀錄。',
    en: 'This record is not there any more.',
  },
} satisfies Record<string, Text | Record<'child' | 'ward', Text>>;
