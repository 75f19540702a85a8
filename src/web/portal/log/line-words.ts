import type { Text } from '../../../kernel/index.ts';

/** Words of the page of one line, and of the addresses for machines. */
export const LINE = {
  title: { ko: '{number}번 줄', 'zh-Hant': '第 {number} 筆紀錄', en: 'Line {number}' },
  place: { ko: '자리', 'zh-Hant': '位置', en: 'Place' },
  placeOf: {
    ko: '{size}줄 가운데 {number}번째',
    'zh-Hant': '共 {size} 筆中的第 {number} 筆',
    en: 'Number {number} of {size}',
  },
  countsFromZero: {
    ko: '프로그램은 0부터 세므로 {index}',
    'zh-Hant': '程式從 0 起算，為 {index}',
    en: '{index} for programs, which count from 0',
  },
  commitment: { ko: '내용을 가린 값', 'zh-Hant': '遮蔽後的內容', en: 'What it says, sealed' },
  commitmentHelp: {
    ko: '누구의 일인지, 내용이 무엇인지는 여기 없고 거기에서 계산한 값만 있어요. 당사자만 이 값을 열어 볼 수 있어요.',
    'zh-Hant': '這裡沒有當事人，也沒有內容，只有由此算出的數值。只有當事人能核對。',
    en: 'Whom it is about and what it says is not here, only a value worked out from it. Only the person concerned can open it.',
  },
  statesItself: {
    ko: '기관이 한 일이 아니라 공개 기록이 스스로 밝힌 내용이에요.',
    'zh-Hant': '這不是機關辦理的事項，而是公開紀錄自行載明的內容。',
    en: 'This is no act of an agency, but what the log states for everyone.',
  },
  stated: { ko: '밝힌 내용', 'zh-Hant': '載明的內容', en: 'What it states' },
  proof: {
    ko: '이 줄이 공개 기록에 있다는 증명',
    'zh-Hant': '這筆紀錄在公開紀錄中的證明',
    en: 'The proof that this line is in the log',
  },
  proofHelp: {
    ko: '증명 파일에는 이 줄과, 서명된 상태까지 이어지는 계산이 들어 있어요. 이 사이트를 믿지 않고도 확인할 수 있어요.',
    'zh-Hant': '證明檔案含有這筆紀錄，以及通往已簽章狀態的計算過程，不必相信本網站也能驗證。',
    en: 'The file holds this line and the way from it to a signed state. It can be checked without trusting this site.',
  },
  checkFile: { ko: '증명 파일 확인하기', 'zh-Hant': '驗證證明檔案', en: 'Check a proof' },
  raw: { ko: '기록된 원문', 'zh-Hant': '紀錄原文', en: 'The line as it is recorded' },
  previous: { ko: '앞줄', 'zh-Hant': '前一筆', en: 'Line before' },
  next: { ko: '다음 줄', 'zh-Hant': '後一筆', en: 'Line after' },
  turns: { ko: '앞뒤 줄', 'zh-Hant': '前後紀錄', en: 'Lines before and after' },
  none: {
    ko: '공개 기록에 이런 줄이 없어요. 아직 서명되지 않은 줄일 수 있어요.',
    'zh-Hant': '公開紀錄中沒有這一筆，可能尚未簽章。',
    en: 'The log has no such line. It may not be signed yet.',
  },
} satisfies Record<string, Text>;

/** Words of the addresses for programs. */
export const MACHINES = {
  title: { ko: '프로그램으로 읽기', 'zh-Hant': '供程式讀取', en: 'For programs' },
  help: {
    ko: '공개 기록은 C2SP tlog-tiles 형식이에요. 누구나 통째로 복사하고 계속 지켜볼 수 있어요.',
    'zh-Hant': '公開紀錄採用 C2SP tlog-tiles 格式，任何人都可以完整複製並持續監看。',
    en: 'The log is served as C2SP tlog-tiles. Anyone may copy all of it and keep watching it.',
  },
  checkpoint: { ko: '서명된 최신 상태', 'zh-Hant': '最新的已簽章狀態', en: 'The newest signed state' },
  tiles: { ko: '해시 묶음', 'zh-Hant': '雜湊值區塊', en: 'Tiles of hashes' },
  entries: { ko: '줄 묶음', 'zh-Hant': '紀錄區塊', en: 'Bundles of lines' },
  vkey: { ko: '서명을 확인하는 키', 'zh-Hant': '驗證簽章的金鑰', en: 'Key that verifies the signature' },
  policy: { ko: '키와 기록 증인', 'zh-Hant': '金鑰與見證單位', en: 'Keys and witnesses' },
  receipt: { ko: '한 줄의 증명', 'zh-Hant': '單筆紀錄的證明', en: 'Proof of one act' },
  consistency: { ko: '더하기만 했다는 증명', 'zh-Hant': '只增不改的證明', en: 'Proof that it only grew' },
  mirror: { ko: '통째로 복사하기', 'zh-Hant': '完整複製', en: 'Copy all of it' },
  monitor: { ko: '계속 지켜보기', 'zh-Hant': '持續監看', en: 'Keep watching it' },
} satisfies Record<string, Text>;
