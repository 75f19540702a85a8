import type { Text } from '../../kernel/index.ts';

/** Words of the page on which anybody verifies a proof. What the checks find is worded by the log's room. */
export const VERIFY = {
  title: { ko: '기록 증명 진위 확인', 'zh-Hant': '驗證紀錄證明', en: 'Verify a proof' },
  lead: {
    ko: '증명 파일을 고르거나 결정 통지서의 QR을 찍어 주세요. 이 브라우저가 직접 확인해요.',
    'zh-Hant': '請選擇證明檔案，或掃描審查結果通知書上的 QR Code。由您的瀏覽器自行驗證。',
    en: 'Choose the file of a proof, or scan the QR code on a decision notice. Your browser checks it itself.',
  },
  noScript: {
    ko: '이 페이지에서 확인하려면 자바스크립트가 필요해요. 없어도 아래의 명령으로 확인할 수 있어요.',
    'zh-Hant': '在本頁驗證需要 JavaScript。沒有也可以用下方的指令驗證。',
    en: 'This page needs JavaScript to check a proof. Without it, use the command below.',
  },
  file: { ko: '증명 파일', 'zh-Hant': '證明檔案', en: 'File of the proof' },
  fileHint: {
    ko: '이름이 .receipt.json 또는 .misbehaviour.json으로 끝나는 파일이에요. 여기에 끌어다 놓아도 돼요. 파일은 어디에도 보내지 않아요.',
    'zh-Hant': '名稱以 .receipt.json 或 .misbehaviour.json 結尾，也可以拖放到這裡。檔案不會上傳到任何地方。',
    en: 'Its name ends in .receipt.json or .misbehaviour.json. You can also drop it here. It is not sent anywhere.',
  },
  kept: {
    ko: '이 페이지는 이 브라우저에 저장되어 있어서 인터넷 없이도 열 수 있어요.',
    'zh-Hant': '本頁已存在此瀏覽器中，沒有網路也能開啟。',
    en: 'This page is now kept in your browser and opens without a network.',
  },

  // What came of it
  result: { ko: '확인 결과', 'zh-Hant': '驗證結果', en: 'Result of the check' },
  disprovedHelp: {
    ko: '이 증명을 믿지 마세요. 받은 그대로 보관하고 그 기관에 알려 주세요.',
    'zh-Hant': '請勿相信這份證明。請原樣保存，並通知該機關。',
    en: 'Do not rely on this proof. Keep it as it is, and tell the agency.',
  },
  undecided: {
    ko: '아직 증명되지 않았어요',
    'zh-Hant': '尚未證實',
    en: 'Not proved yet',
  },
  undecidedHelp: {
    ko: '물음표가 있는 줄을 여기서는 확인할 수 없었어요. 다른 곳에서 얻은 키를 아래에 넣거나 다른 브라우저로 확인해 주세요.',
    'zh-Hant': '標有問號的項目無法在此確認。請在下方加入您從他處取得的金鑰，或改用其他瀏覽器。',
    en: 'The lines with a question mark could not be settled here. Add keys that you have from elsewhere below, or use another browser.',
  },
  unreadable: { ko: '확인할 수 없는 파일이에요', 'zh-Hant': '無法驗證這個檔案', en: 'This file cannot be checked' },
  log: { ko: '공개 기록', 'zh-Hant': '公開紀錄', en: 'Log' },
  keys: { ko: '사용한 키', 'zh-Hant': '使用的金鑰', en: 'Keys used' },
  content: { ko: '기록된 내용', 'zh-Hant': '記錄的內容', en: 'What was recorded' },
  contentHelp: {
    ko: '보여 준 종이나 화면의 내용과 한 줄씩 비교해 주세요.',
    'zh-Hant': '請與對方出示的紙本或畫面逐項比對。',
    en: 'Compare it, line by line, with the paper or screen that you were shown.',
  },
  contentUnproved: {
    ko: '아직 확인하지 못한 내용이에요. 믿지 마세요.',
    'zh-Hant': '以下內容尚未通過驗證，請勿採信。',
    en: 'This has not been proved. Do not rely on it.',
  },
  toTheLetter: { ko: '기록된 그대로 보기', 'zh-Hant': '查看原始內容', en: 'Show it to the letter' },

  // From the code on paper
  badCode: {
    ko: '주소의 코드가 온전하지 않아요. QR을 다시 찍거나 증명 파일을 골라 주세요.',
    'zh-Hant': '網址中的代碼不完整。請重新掃描 QR Code，或選擇證明檔案。',
    en: 'The code in the address is not whole. Scan it again, or choose the file of the proof.',
  },
  noEntry: {
    ko: '이 종이에 적힌 기록이 공개 기록에 없어요. 이 종이를 믿지 마세요.',
    'zh-Hant': '公開紀錄中沒有這份紙本所載的紀錄。請勿相信這份紙本。',
    en: 'The public log has no entry of the number on this paper. Do not rely on it.',
  },
  notYet: {
    ko: '이 기록을 공개 기록에 넣는 중이에요. 다 되면 여기에 나타나요.',
    'zh-Hant': '這筆紀錄正在寫入公開紀錄，完成後會顯示於此。',
    en: 'This entry is being added to the public log. The result appears here when it is done.',
  },
  unreachable: {
    ko: '공개 기록에서 증명을 가져오지 못했어요. 인터넷에 연결한 뒤 다시 열거나 증명 파일을 골라 주세요.',
    'zh-Hant': '無法從公開紀錄取得證明。請連上網路後重新開啟，或選擇證明檔案。',
    en: 'The proof could not be fetched from the log. Connect to a network and open this again, or choose the file.',
  },
  needsFile: {
    ko: '내용이 길어서 QR에 담지 못했어요. 내용까지 확인하려면 당사자의 증명 파일도 골라 주세요.',
    'zh-Hant': '內容太長，QR Code 無法容納。若要核對內容，請再選擇當事人的證明檔案。',
    en: 'The content was too long for the QR code. To check it too, choose the holder’s file of the proof as well.',
  },

  // Own keys
  ownKeys: { ko: '내가 믿는 키로 확인하기', 'zh-Hant': '使用我信任的金鑰', en: 'Use the keys that I trust' },
  ownKeysHelp: {
    ko: '기록 증인, 신문, 보관소 등 다른 곳에서 얻은 키를 붙여 넣어 주세요. 이 브라우저에만 저장되고, 그다음부터 이 키만 믿어요.',
    'zh-Hant': '請貼上您從見證單位、報紙、檔案館等他處取得的金鑰。只會存在此瀏覽器，之後僅信任這些金鑰。',
    en: 'Paste keys that you have from elsewhere: from witnesses, a newspaper, an archive. They are kept in this browser only, and only they are trusted from then on.',
  },
  policy: {
    ko: '키와 기록 증인의 목록(tlog-policy)',
    'zh-Hant': '金鑰與見證單位清單（tlog-policy）',
    en: 'List of keys and witnesses (tlog-policy)',
  },
  keepKeys: { ko: '이 키 저장하기', 'zh-Hant': '儲存這些金鑰', en: 'Keep these keys' },
  forgetKeys: { ko: '지우기', 'zh-Hant': '清除', en: 'Forget them' },
  keysKept: { ko: '저장했어요', 'zh-Hant': '已儲存', en: 'Saved' },
  keysForgotten: { ko: '지웠어요', 'zh-Hant': '已清除', en: 'Forgotten' },
  keysWrong: {
    ko: '키 목록을 읽을 수 없어요. 한 줄에 하나씩 log, witness, group, quorum으로 시작해요. ({problem})',
    'zh-Hant': '無法讀取清單。每行以 log、witness、group 或 quorum 開頭。（{problem}）',
    en: 'The list cannot be read. Each line begins with log, witness, group or quorum. ({problem})',
  },

  // What it means, and how else to check
  proves: { ko: '증명이 맞으면 알 수 있는 것', 'zh-Hant': '證明有效時可以確定的事', en: 'What a proof shows' },
  limits: { ko: '증명이 말하지 않는 것', 'zh-Hant': '證明無法說明的事', en: 'What a proof does not show' },
  elsewhere: { ko: '이 페이지 없이 확인하기', 'zh-Hant': '不使用本頁驗證', en: 'Check without this page' },
  command: { ko: '명령', 'zh-Hant': '指令', en: 'Command' },
  elsewhereHelp: {
    ko: '이 페이지도 정부가 보내 준 것이에요. 믿고 싶지 않다면 자기 컴퓨터에서, 다른 곳에서 얻은 키로 확인해 주세요. 인터넷이 필요 없어요.',
    'zh-Hant': '本頁也是政府提供的。若不願相信，請在自己的電腦上以他處取得的金鑰驗證，不需要網路。',
    en: 'This page, too, comes from the government. If you would rather not trust it, check on your own computer with keys from elsewhere. No network is needed.',
  },
} satisfies Record<string, Text>;

/** What the members of an effect are called, where no other list names them. */
export const EFFECT_MEMBERS = {
  verb: { ko: '한 일', 'zh-Hant': '辦理事項', en: 'Done' },
  registry: { ko: '등록부', 'zh-Hant': '登記簿', en: 'Register' },
  fund: { ko: '기금', 'zh-Hant': '基金', en: 'Fund' },
  from: { ko: '시작', 'zh-Hant': '起', en: 'From' },
  until: { ko: '끝', 'zh-Hant': '迄', en: 'Until' },
  monthly: { ko: '매월', 'zh-Hant': '每月', en: 'Monthly' },
  person: { ko: '사람 번호', 'zh-Hant': '人員編號', en: 'Person’s number' },
  to: { ko: '받는 사람', 'zh-Hant': '收件人', en: 'To' },
  shop: { ko: '가맹점', 'zh-Hant': '店家', en: 'Shop' },
} satisfies Record<string, Text>;

/** The verbs of effects, alone. */
export const VERBS: Readonly<Record<string, Text>> = {
  record: { ko: '기록', 'zh-Hant': '登載', en: 'Recorded' },
  pay: { ko: '지급', 'zh-Hant': '撥款', en: 'Payment' },
  notify: { ko: '알림', 'zh-Hant': '通知', en: 'Message' },
  receive: { ko: '정보 받는 곳 등록', 'zh-Hant': '資料接收者登記', en: 'Recipient enrolled' },
  enrol: { ko: '가맹점 등록', 'zh-Hant': '店家加入', en: 'Shop enrolled' },
};
