import type { Text } from '../../../kernel/index.ts';

/** Words on whom one need not trust: the ledger's totals, witnesses, signed states, keys, and the addresses for machines. */
export const TRUST = {
  // What the log states itself
  theLog: { ko: '공개 기록 자체', 'zh-Hant': '公開紀錄本身', en: 'The log itself' },
  totalsKind: { ko: '장부의 합계', 'zh-Hant': '帳本總計', en: 'Totals of the ledger' },
  keysKind: { ko: '서명에 쓰는 키', 'zh-Hant': '簽章所用的金鑰', en: 'Keys that sign the log' },
  otherStatement: {
    ko: '공개 기록이 밝힌 내용({kind})',
    'zh-Hant': '公開紀錄的聲明（{kind}）',
    en: 'A statement of the log ({kind})',
  },

  // Totals
  money: { ko: '정부의 돈', 'zh-Hant': '政府的錢', en: 'The government’s money' },
  moneyHelp: {
    ko: '서명하기 바로 전마다 장부의 합계를 여기에 밝혀요. 모든 계좌를 더하면 0이어야 해요. 없던 돈을 만들면 0이 되지 않아서 누구나 알 수 있어요.',
    'zh-Hant': '每次簽章前，都會在此載明帳本總計。所有帳戶相加必須為零；若憑空生出錢來，就不會是零，人人都看得到。',
    en: 'Before each signature the ledger’s totals are stated here. All accounts together must be zero: money made out of nothing would show to everyone.',
  },
  sum: { ko: '모든 계좌의 합', 'zh-Hant': '所有帳戶合計', en: 'Sum of all accounts' },
  isZero: { ko: '0이에요', 'zh-Hant': '零，正確', en: 'Zero, as it must be' },
  isNotZero: { ko: '{amount}, 0이어야 해요', 'zh-Hant': '{amount}，應為零', en: '{amount}, but it must be zero' },
  issued: { ko: '발행한 돈', 'zh-Hant': '發行金額', en: 'Money issued' },
  transfers: { ko: '이체 건수', 'zh-Hant': '轉帳筆數', en: 'Transfers' },
  accounts: { ko: '계좌 수', 'zh-Hant': '帳戶數', en: 'Accounts' },
  statedAt: { ko: '밝힌 때', 'zh-Hant': '載明時間', en: 'Stated' },
  noTotals: {
    ko: '아직 장부의 합계를 밝히지 않았어요.',
    'zh-Hant': '尚未載明帳本總計。',
    en: 'No totals have been stated yet.',
  },
  currencyOf: { ko: '{title} ({code})', 'zh-Hant': '{title}（{code}）', en: '{title} ({code})' },

  // Witnesses
  witnesses: { ko: '기록 증인', 'zh-Hant': '見證單位', en: 'Witnesses' },
  witnessesHelp: {
    ko: '기록 증인은 공개 기록이 줄을 더하기만 했는지 확인하고 서명해요. 서로 다른 사람에게 다른 기록을 보여 줄 수 없게 돼요.',
    'zh-Hant': '見證單位確認公開紀錄只增不改後才簽章，因此無法讓不同的人看到不同的紀錄。',
    en: 'A witness signs only what continues the log that it signed before. So the log cannot show different people different things.',
  },
  noWitnesses: {
    ko: '지금은 기록 증인이 없어요. 공개 기록만 서명하므로, 모두에게 같은 기록을 보여 주는지는 기록을 복사해 비교해 봐야 알 수 있어요.',
    'zh-Hant': '目前沒有見證單位，只有公開紀錄自己簽章。所有人看到的是否相同，須複製紀錄互相比對。',
    en: 'No witnesses are asked. Only the log itself signs, so whether everyone is shown the same can be told only by comparing copies of it.',
  },
  demoWitnesses: {
    ko: '이 기록 증인들은 체험판이 직접 띄운 프로그램이에요. 어떻게 돌아가는지 보여 줄 뿐이고, 독립된 증인이라는 증거는 되지 않아요.',
    'zh-Hant': '這些見證單位由示範系統自行執行，僅用來展示運作方式，不能證明其獨立。',
    en: 'This demo runs these witnesses itself. They show how witnessing works and prove no independence.',
  },
  quorumNone: {
    ko: '새 줄을 보여 주는 데 기록 증인의 서명이 없어도 돼요.',
    'zh-Hant': '顯示新紀錄不需要見證單位簽章。',
    en: 'New lines are shown whether or not a witness has signed.',
  },
  quorumOf: {
    ko: '기록 증인 {count}곳 가운데 {least}곳 이상이 서명해야 새 줄을 보여 줘요.',
    'zh-Hant': '{count} 個見證單位中至少 {least} 個簽章，才會顯示新紀錄。',
    en: 'New lines are shown once {least} of {count} witnesses have signed.',
  },
  quorumOne: {
    ko: '{name|이/가} 서명해야 새 줄을 보여 줘요.',
    'zh-Hant': '{name} 簽章後，才會顯示新紀錄。',
    en: 'New lines are shown once {name} has signed.',
  },
  quorumGroup: {
    ko: '{name}: {members} 가운데 {least} 이상',
    'zh-Hant': '{name}：{members} 之中至少 {least} 個',
    en: '{name}: at least {least} of {members}',
  },
  quorumGroups: {
    ko: '{name|이/가} 채워져야 새 줄을 보여 줘요.',
    'zh-Hant': '達到 {name} 的條件，才會顯示新紀錄。',
    en: 'New lines are shown once {name} is reached.',
  },
  witness: { ko: '기록 증인', 'zh-Hant': '見證單位', en: 'Witness' },
  newestSigned: { ko: '서명한 줄 수', 'zh-Hant': '簽章時的筆數', en: 'Lines signed' },
  when: { ko: '서명한 때', 'zh-Hant': '簽章時間', en: 'When' },
  witnessState: { ko: '상태', 'zh-Hant': '狀態', en: 'State' },
  current: { ko: '최신까지 서명', 'zh-Hant': '已簽到最新', en: 'Up to date' },
  behind: { ko: '뒤처짐', 'zh-Hant': '落後', en: 'Behind' },
  never: { ko: '아직 서명하지 않음', 'zh-Hant': '尚未簽章', en: 'Has not signed yet' },
  tooFew: {
    ko: '서명한 기록 증인이 모자라요',
    'zh-Hant': '簽章的見證單位不足',
    en: 'Too few witnesses are signing',
  },
  tooFewHelp: {
    ko: '기관의 일은 계속 기록되고 있어요. 다만 기록 증인이 충분히 서명할 때까지 새 줄을 보여 주지 않아요. {ago}부터 기다리고 있어요.',
    'zh-Hant': '機關的事項仍持續記錄。在足夠的見證單位簽章之前，不會顯示新的紀錄。自 {ago}起等待中。',
    en: 'The log goes on, but shows nothing new until enough witnesses have signed. It has been waiting since {ago}.',
  },
  enough: {
    ko: '다시 충분한 기록 증인이 서명하고 있어요',
    'zh-Hant': '已有足夠的見證單位簽章',
    en: 'Enough witnesses are signing again',
  },

  // Signed states
  checkpoints: { ko: '서명된 상태', 'zh-Hant': '已簽章的狀態', en: 'Signed states' },
  checkpointsHelp: {
    ko: '새 줄이 생기면 공개 기록은 그때까지의 모든 줄에서 계산한 값에 서명해요(checkpoint). 서명한 값은 되돌릴 수 없어요.',
    'zh-Hant': '有新紀錄時，公開紀錄會就截至當時所有紀錄算出的數值簽章（checkpoint），簽了就無法反悔。',
    en: 'When there are new lines, the log signs a value worked out from all lines so far (a checkpoint). It cannot take that back.',
  },
  checkpointSize: { ko: '줄 수', 'zh-Hant': '筆數', en: 'Lines' },
  added: { ko: '{count}줄 더함', 'zh-Hant': '增加 {count} 筆', en: '{count} added' },
  signedBy: { ko: '서명한 곳', 'zh-Hant': '簽章者', en: 'Signed by' },
  byLog: { ko: '공개 기록', 'zh-Hant': '公開紀錄', en: 'The log' },
  rawNote: { ko: '서명된 원문', 'zh-Hant': '簽章原文', en: 'The signed text' },
  rawNoteOf: { ko: '{count}줄일 때', 'zh-Hant': '共 {count} 筆時', en: 'at {count} lines' },
  allCheckpoints: { ko: '서명된 상태 모두 보기', 'zh-Hant': '查看所有已簽章的狀態', en: 'See all signed states' },
  older: { ko: '이전 상태', 'zh-Hant': '較早的狀態', en: 'Older states' },
  newest: { ko: '가장 최근 상태', 'zh-Hant': '最新的狀態', en: 'Newest states' },
  turns: { ko: '서명된 상태 넘기기', 'zh-Hant': '翻閱已簽章的狀態', en: 'Pages of signed states' },
  noCheckpoints: { ko: '서명된 상태가 없어요', 'zh-Hant': '沒有已簽章的狀態', en: 'No signed states' },
  backToLog: { ko: '공개 기록으로', 'zh-Hant': '回到公開紀錄', en: 'Back to the public log' },

  // Keys
  keys: { ko: '키', 'zh-Hant': '金鑰', en: 'Keys' },
  vkey: { ko: '서명을 확인하는 키', 'zh-Hant': '驗證簽章的金鑰', en: 'Key that verifies the signature' },
  numberedKey: { ko: '키 {number}', 'zh-Hant': '金鑰 {number}', en: 'Key {number}' },
  wholeKey: { ko: '키 전체 보기', 'zh-Hant': '顯示完整金鑰', en: 'Show the whole key' },
  keysHelp: {
    ko: '이 키를 신문이나 다른 사이트 등 다른 곳에 실린 것과 비교해 주세요.',
    'zh-Hant': '請與報紙、其他網站等他處公布的金鑰比對。',
    en: 'Compare it with the one published elsewhere, for example in a newspaper or on another site.',
  },
  allSign: {
    ko: '여러 키가 함께 서명해요. 가장 새로운 키가 위에 있어요. 키를 바꿀 때도 얼마 동안은 두 키가 함께 서명해요.',
    'zh-Hant': '由多把金鑰一併簽章，最新的排在最前。更換金鑰時，新舊金鑰也會一併簽章一段時間。',
    en: 'All of these sign, the newest first. While a key is being replaced, the old one goes on signing beside the new one.',
  },
  announced: { ko: '공개 기록에 알린 곳', 'zh-Hant': '公告於', en: 'Announced in' },
  announcedLine: { ko: '{number}번 줄', 'zh-Hant': '第 {number} 筆', en: 'Line {number}' },
  notAnnounced: {
    ko: '아직 공개 기록에 알리지 않았어요. 다음 서명 때 알려요.',
    'zh-Hant': '尚未公告，將於下次簽章時載明。',
    en: 'Not announced in the log yet. That happens with its next signature.',
  },
} satisfies Record<string, Text>;
