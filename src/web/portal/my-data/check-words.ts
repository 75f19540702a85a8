import type { Text } from '../../../kernel/index.ts';

/** Words of the page on which anybody checks a file of somebody's data. A missing language does not compile. */
export const CHECK = {
  title: { ko: '내 정보 파일 확인하기', 'zh-Hant': '查驗個人資料檔案', en: 'Check a file of personal data' },
  lead: {
    ko: '여기서 내려받은 PDF나 JSON 파일을 받았나요? 내용이 만들어진 그대로인지 확인해 드려요. 파일은 저장하지 않아요.',
    'zh-Hant': '收到由此下載的 PDF 或 JSON 檔案嗎？這裡可以確認內容是否與製作時相同。我們不會保存檔案。',
    en: 'Were you given a PDF or JSON file that was downloaded here? Check that it is as it was made. The file is not kept.',
  },
  file: { ko: '파일', 'zh-Hant': '檔案', en: 'File' },
  fileHint: {
    ko: 'PDF 또는 JSON, {mb} MB까지',
    'zh-Hant': 'PDF 或 JSON，最大 {mb} MB',
    en: 'PDF or JSON, up to {mb} MB',
  },
  check: { ko: '확인하기', 'zh-Hant': '查驗', en: 'Check' },
  chooseFile: { ko: '파일을 골라 주세요', 'zh-Hant': '請選擇檔案', en: 'Choose a file' },
  tooLarge: {
    ko: '{mb} MB 이하의 파일을 골라 주세요',
    'zh-Hant': '請選擇 {mb} MB 以下的檔案',
    en: 'Choose a file of {mb} MB or less',
  },
  whole: {
    ko: '이 파일은 만들어진 그대로예요',
    'zh-Hant': '檔案內容與製作時相同',
    en: 'This file is as it was made',
  },
  changed: {
    ko: '이 파일은 만들어진 뒤에 바뀌었어요',
    'zh-Hant': '檔案在製作後經過更改',
    en: 'This file was changed after it was made',
  },
  changedHelp: {
    ko: '내용을 믿지 말고, 파일을 준 사람에게 다시 내려받아 달라고 하세요.',
    'zh-Hant': '請勿採信內容，並請提供者重新下載。',
    en: 'Do not rely on it. Ask whoever gave it to you to download it again.',
  },
  unsigned: {
    ko: '여기서 서명한 파일이 아니에요',
    'zh-Hant': '這不是由此簽章的檔案',
    en: 'This file was not signed here',
  },
  unsignedHelp: {
    ko: '서명이 없거나, 다른 곳에서 만든 파일이에요. CSV 파일에는 서명이 없어요.',
    'zh-Hant': '檔案沒有簽章，或由他處製作。CSV 檔案不附簽章。',
    en: 'It has no signature, or comes from elsewhere. CSV files are not signed.',
  },
  paperTrue: {
    ko: '이 문서는 여기서 만들어졌어요',
    'zh-Hant': '文件由此製作',
    en: 'This document was made here',
  },
  paperHelp: {
    ko: '종이에 적힌 문서 번호가 아래와 같은지 비교하세요. 종이의 내용이 그대로인지는 파일이 있어야 확인할 수 있어요.',
    'zh-Hant': '請核對紙本上的文件編號是否與下列相同。要確認紙本內容，請向對方索取檔案查驗。',
    en: 'Compare the number on the paper with the one below. To check what the paper says, ask for the file.',
  },
  paperFalse: {
    ko: '이 코드는 여기서 만든 것이 아니에요',
    'zh-Hant': '這個 QR Code 不是由此製作',
    en: 'This code was not made here',
  },
  madeAt: { ko: '만든 때', 'zh-Hant': '製作時間', en: 'Made on' },
  holds: { ko: '담긴 항목', 'zh-Hant': '包含項目', en: 'What it holds' },
  fieldsOf: { ko: '{registry}: {count}개 항목', 'zh-Hant': '{registry}：{count} 項', en: '{registry}: {count}' },
} satisfies Record<string, Text>;
