import type { Text } from '../../../kernel/index.ts';

/** Words of choosing what to take along, and of the file that it becomes. A missing language does not compile. */
export const DOWNLOAD = {
  title: { ko: '내 정보 내려받기', 'zh-Hant': '下載我的資料', en: 'Download my data' },
  lead: {
    ko: '필요한 항목만 골라 파일로 받아요. 파일에는 서명이 있어서 받는 쪽이 바뀌지 않았는지 확인할 수 있어요.',
    'zh-Hant': '只選需要的項目，存成檔案。檔案附有簽章，收到的人可以確認內容未經更改。',
    en: 'Choose what you need and save it as a file. It is signed, so that whoever gets it can check that nothing was changed.',
  },
  bundles: { ko: '한 번에 고르기', 'zh-Hant': '一次選好', en: 'In one touch' },
  bundlesLead: {
    ko: '용도에 맞는 항목이 미리 골라져 있어요. 다음 화면에서 빼도 돼요.',
    'zh-Hant': '已依用途選好項目，下一步可以逐項取消。',
    en: 'The fields for a purpose are chosen for you. On the next page you can leave some out.',
  },
  take: { ko: '이 묶음으로 하기', 'zh-Hant': '選擇這一組', en: 'Choose this' },
  oneByOne: { ko: '하나씩 고르기', 'zh-Hant': '逐項選擇', en: 'Field by field' },
  oneByOneLead: {
    ko: '받는 사람이 누구의 정보인지 알아야 하면 이름도 골라 주세요.',
    'zh-Hant': '如果對方需要知道是誰的資料，請一併選擇姓名。',
    en: 'If whoever gets it has to know whose data it is, choose the name too.',
  },
  preview: { ko: '미리 보기', 'zh-Hant': '預覽', en: 'Preview' },
  previewTitle: { ko: '이 내용이 담겨요', 'zh-Hant': '將包含以下內容', en: 'This is what it will hold' },
  previewLead: {
    ko: '빼고 싶은 항목은 선택을 풀어 주세요.',
    'zh-Hant': '不想提供的項目，請取消勾選。',
    en: 'Clear the box of anything that you would rather leave out.',
  },
  answers: { ko: '대신 알려 주는 답', 'zh-Hant': '以回答代替資料', en: 'Answers in place of data' },
  answersHint: {
    ko: '답만 담기고, 근거가 되는 내용은 담기지 않아요.',
    'zh-Hant': '只包含回答，不包含所依據的資料。',
    en: 'Only the answer goes, and nothing of what it rests on.',
  },
  notHeld: {
    ko: '어느 기관에도 없는 항목: {fields}',
    'zh-Hant': '沒有機關持有：{fields}',
    en: 'No agency holds: {fields}',
  },
  nothingChosen: { ko: '항목을 하나 이상 골라 주세요', 'zh-Hant': '請至少選擇一項', en: 'Choose at least one field' },
  nothingToTake: {
    ko: '내려받거나 보여 줄 정보가 없어요',
    'zh-Hant': '沒有可以提供的資料',
    en: 'There is nothing to take along',
  },
  pdf: { ko: 'PDF로 받기', 'zh-Hant': '下載 PDF', en: 'Download PDF' },
  csv: { ko: 'CSV로 받기', 'zh-Hant': '下載 CSV', en: 'Download CSV' },
  json: { ko: 'JSON으로 받기', 'zh-Hant': '下載 JSON', en: 'Download JSON' },
  which: { ko: '어떤 파일이 좋을까요?', 'zh-Hant': '該選哪一種檔案？', en: 'Which file should I choose?' },
  whichPdf: {
    ko: 'PDF: 사람이 읽거나 인쇄할 때. 서명이 있어요.',
    'zh-Hant': 'PDF：供人閱讀或列印，附簽章。',
    en: 'PDF: to read or print. It is signed.',
  },
  whichCsv: {
    ko: 'CSV: 표 계산 프로그램에서 쓸 때. 서명은 없어요.',
    'zh-Hant': 'CSV：用試算表開啟，沒有簽章。',
    en: 'CSV: for a spreadsheet. It is not signed.',
  },
  whichJson: {
    ko: 'JSON: 다른 프로그램에 넣을 때. 서명이 있어요.',
    'zh-Hant': 'JSON：供其他程式使用，附簽章。',
    en: 'JSON: for another program. It is signed.',
  },

  // On the paper
  fileTitle: { ko: '개인 정보', 'zh-Hant': '個人資料', en: 'Personal data' },
  madeAt: { ko: '{at}에 만듦', 'zh-Hant': '{at} 製作', en: 'Made on {at}' },
  number: { ko: '문서 번호', 'zh-Hant': '文件編號', en: 'Document number' },
  fileAnswers: { ko: '답', 'zh-Hant': '回答', en: 'Answers' },
  pageOf: { ko: '{page}쪽', 'zh-Hant': '第 {page} 頁', en: 'Page {page}' },
  fileSince: {
    ko: '{agency} · {day}부터 · 출처: {source}',
    'zh-Hant': '{agency} · 自{day}起 · 來源：{source}',
    en: '{agency} · since {day} · from {source}',
  },
  fileLead: {
    ko: '고른 항목만 담았어요. 내용은 각 기관의 등록부에 있는 그대로예요.',
    'zh-Hant': '僅包含所選擇的項目，內容與各機關登記相同。',
    en: 'It holds only what was chosen, as the registers of the agencies have it.',
  },
  fileCheck: {
    ko: '이 문서가 여기서 만들어졌는지 확인하려면 QR 코드를 찍고 문서 번호를 비교하세요. 내용이 바뀌지 않았는지는 파일로 확인할 수 있어요: {address}',
    'zh-Hant': '掃描 QR Code 並核對文件編號，可確認文件由此製作。要確認內容未經更改，請上傳檔案查驗：{address}',
    en: 'Scan the code and compare the document number to check that it was made here. To check that nothing was changed, give the file at {address}',
  },
} satisfies Record<string, Text>;
