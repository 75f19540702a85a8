import type { Text } from '../../kernel/index.ts';
import { EVENT_TEXT } from '../words.ts';

/** Words of the pages on receipts and on the public log. */
export const PROOF = {
  title: { ko: '기록 증명', 'zh-Hant': '紀錄證明', en: 'Proof' },
  whatIsIt: {
    ko: '기관이 한 일이 공개 기록에 남아 있고 나중에 바뀌지 않았다는 증명이에요.',
    'zh-Hant': '證明機關所做的這件事已載入公開紀錄，事後未經更改。',
    en: 'Shows that an agency’s act stands in the public log and was not changed later.',
  },
  act: { ko: '한 일', 'zh-Hant': '事項', en: 'What was done' },
  agency: { ko: '기관', 'zh-Hant': '機關', en: 'Agency' },
  at: { ko: '시각', 'zh-Hant': '時間', en: 'Time' },
  place: { ko: '공개 기록에서의 자리', 'zh-Hant': '在公開紀錄中的位置', en: 'Place in the log' },
  placeOf: {
    ko: '{size}개 가운데 {place}번째',
    'zh-Hant': '共 {size} 筆中的第 {place} 筆',
    en: 'Number {place} of {size}',
  },

  // Waiting for the sequencer
  pending: {
    ko: '공개 기록에 넣는 중이에요',
    'zh-Hant': '正在寫入公開紀錄',
    en: 'This is being added to the public log',
  },
  pendingHelp: {
    ko: '보통 1~2초 걸려요. 다 되면 증명이 나타나요.',
    'zh-Hant': '通常需要 1 至 2 秒，完成後會顯示證明。',
    en: 'It usually takes 1 to 2 seconds. The proof appears when it is done.',
  },
  lookAgain: { ko: '다시 확인하기', 'zh-Hant': '再看一次', en: 'Look again' },

  // The check
  check: { ko: '확인 결과', 'zh-Hant': '驗證結果', en: 'Result of the check' },
  serverSays: {
    ko: '서버는 이 기록이 공개 기록에 있다고 해요. 아직 서버의 말일 뿐이에요.',
    'zh-Hant': '伺服器表示這筆紀錄在公開紀錄中。目前這只是伺服器的說法。',
    en: 'The server says that this entry is in the public log. So far, this is only the server’s word.',
  },
  checkYourself: {
    ko: '자바스크립트를 켜면 이 브라우저가 직접 확인해요. 증명 파일을 받아 다른 도구로 확인할 수도 있어요.',
    'zh-Hant': '開啟 JavaScript，您的瀏覽器就會自行驗證；也可以下載證明檔案，用其他工具驗證。',
    en: 'Turn on JavaScript and your browser checks it. You can also download the proof and check it with another tool.',
  },
  checking: { ko: '브라우저가 확인하고 있어요…', 'zh-Hant': '瀏覽器正在驗證…', en: 'Your browser is checking…' },
  proved: { ko: '증명이 맞아요', 'zh-Hant': '證明有效', en: 'The proof holds' },
  provedHelp: {
    ko: '서버의 말을 믿지 않고 이 브라우저가 직접 계산했어요.',
    'zh-Hant': '這是您的瀏覽器自行計算的結果，不靠伺服器的說法。',
    en: 'Your browser worked this out itself. It did not take the server’s word for it.',
  },
  disproved: { ko: '증명이 맞지 않아요', 'zh-Hant': '證明不符', en: 'The proof does not hold' },
  disprovedHelp: {
    ko: '이 증명을 믿지 마세요. 증명 파일을 받아 두고 기관에 알려 주세요.',
    'zh-Hant': '請勿相信這份證明。請下載證明檔案並通知機關。',
    en: 'Do not rely on this proof. Download it and tell the agency.',
  },
  undecided: {
    ko: '이 브라우저로는 다 확인하지 못했어요',
    'zh-Hant': '此瀏覽器無法完成驗證',
    en: 'This browser could not check everything',
  },
  undecidedHelp: {
    ko: '증명 파일을 받아 다른 브라우저나 도구로 확인해 주세요.',
    'zh-Hant': '請下載證明檔案，用其他瀏覽器或工具驗證。',
    en: 'Download the proof and check it with another browser or tool.',
  },

  // What a proof does not prove
  limits: { ko: '이 증명이 말하지 않는 것', 'zh-Hant': '這份證明沒有證明的事', en: 'What this does not prove' },
  limitRight: {
    ko: '결정이 옳은지는 말하지 않아요. 결정의 이유는 신청 건에 있어요.',
    'zh-Hant': '不代表審查結果正確。理由請看案件。',
    en: 'It does not say that a decision is right. The reasons are in the case.',
  },
  limitContent: {
    ko: '누구의 일인지, 내용이 무엇인지는 공개 기록에 없어요. 내용을 가진 사람만 맞춰 볼 수 있어요.',
    'zh-Hant': '公開紀錄沒有當事人，也沒有內容。只有持有內容的人才能核對。',
    en: 'The log does not hold whom it is about or what it says. Only someone who has the content can compare it.',
  },
  limitKey: {
    ko: '서명한 키가 정말 이 정부의 것인지는 다른 곳에서 얻은 키와 비교해 주세요.',
    'zh-Hant': '簽章金鑰是否確屬本政府，請與您從他處取得的金鑰比對。',
    en: 'Whether the key is this government’s own: compare it with one that you have from elsewhere.',
  },
  limitWitness: {
    ko: '모두에게 같은 기록을 보여 주는지는 기록 증인이 확인해야 해요. 아직 기록 증인이 없어요.',
    'zh-Hant': '所有人看到的是否為同一份紀錄，須由見證單位確認。目前尚無見證單位。',
    en: 'Whether everyone is shown the same log is for witnesses to confirm. There are none yet.',
  },

  // Details and files
  content: { ko: '기록된 내용', 'zh-Hant': '記錄的內容', en: 'What was recorded' },
  contentHelp: {
    ko: '공개 기록에는 이 내용이 없고, 이 내용에서 계산한 값만 있어요.',
    'zh-Hant': '公開紀錄沒有這些內容，只有由此算出的數值。',
    en: 'The public log does not hold this, only a value worked out from it.',
  },
  salt: {
    ko: '내용을 가리는 값(salt)',
    'zh-Hant': '遮蔽內容的數值（salt）',
    en: 'The value that hides the content (salt)',
  },
  technical: { ko: '기술 정보', 'zh-Hant': '技術資訊', en: 'Technical details' },
  leaf: { ko: '공개 기록의 한 줄', 'zh-Hant': '公開紀錄中的這一筆', en: 'The entry in the log' },
  checkpoint: {
    ko: '서명된 상태(checkpoint)',
    'zh-Hant': '已簽章的狀態（checkpoint）',
    en: 'Signed state (checkpoint)',
  },
  vkey: { ko: '서명을 확인하는 키', 'zh-Hant': '驗證簽章的金鑰', en: 'Key that verifies the signature' },
  download: { ko: '증명 파일 받기', 'zh-Hant': '下載證明檔案', en: 'Download the proof' },
  notYet: {
    ko: '아직 공개 기록에 넣는 중이에요. 1~2초 뒤에 다시 받아 주세요.',
    'zh-Hant': '正在寫入公開紀錄，請於 1 至 2 秒後再下載。',
    en: 'This is still being added to the public log. Download it again in 1 to 2 seconds.',
  },
  noSuchEvent: {
    ko: '내 신청 건에 이런 기록이 없어요.',
    'zh-Hant': '我的案件中沒有這筆紀錄。',
    en: 'Your case has no such entry.',
  },
  backToCase: { ko: '신청 건으로', 'zh-Hant': '回到案件', en: 'Back to the case' },
} satisfies Record<string, Text>;

/** What each check of a receipt found, by outcome: it holds, it does not, or this browser cannot tell. */
export const FINDINGS = {
  'content-matches': {
    ok: {
      ko: '이 화면의 내용은 그때 기록된 내용과 똑같아요.',
      'zh-Hant': '本頁內容與當時記錄的內容完全相同。',
      en: 'The content on this page is exactly what was recorded then.',
    },
    failed: {
      ko: '이 화면의 내용이 그때 기록된 내용과 달라요.',
      'zh-Hant': '本頁內容與當時記錄的內容不同。',
      en: 'The content on this page is not what was recorded then.',
    },
    unknown: {
      ko: '이 화면의 내용이 기록된 내용과 같은지 확인하지 못했어요.',
      'zh-Hant': '無法確認本頁內容是否與記錄的內容相同。',
      en: 'Could not check whether the content on this page is what was recorded.',
    },
  },
  'leaf-in-tree': {
    ok: {
      ko: '이 기록은 공개 기록에 들어 있어요.',
      'zh-Hant': '這筆紀錄確實在公開紀錄中。',
      en: 'The entry is in the public log.',
    },
    failed: {
      ko: '이 기록이 공개 기록에 들어 있다는 계산이 맞지 않아요.',
      'zh-Hant': '無法證實這筆紀錄在公開紀錄中：計算結果不符。',
      en: 'The entry was not shown to be in the public log: the calculation does not match.',
    },
    unknown: {
      ko: '이 기록이 공개 기록에 들어 있는지 확인하지 못했어요.',
      'zh-Hant': '無法確認這筆紀錄是否在公開紀錄中。',
      en: 'Could not check whether the entry is in the public log.',
    },
  },
  'checkpoint-witnessed': {
    ok: {
      ko: '정해진 수만큼의 증인이 이 상태에 함께 서명했어요.',
      'zh-Hant': '已有足夠的見證者為這個狀態共同簽章。',
      en: 'Enough witnesses have signed this state of the log, too.',
    },
    failed: {
      ko: '이 상태에 함께 서명한 증인이 모자라요.',
      'zh-Hant': '為這個狀態共同簽章的見證者不足。',
      en: 'Too few witnesses have signed this state of the log.',
    },
    unknown: {
      ko: '증인들의 서명을 확인하지 못했어요.',
      'zh-Hant': '無法確認見證者的簽章。',
      en: 'Could not check the signatures of the witnesses.',
    },
  },
  'checkpoint-signed': {
    ok: {
      ko: '공개 기록의 이 상태에는 서명이 있어요. 누가 나중에 지우거나 바꾸면 이 증명과 맞지 않게 돼요.',
      'zh-Hant': '公開紀錄的這個狀態有簽章。事後如有刪改，就會與這份證明不符。',
      en: 'This state of the log is signed. If anyone removes or changes entries later, the log no longer fits this proof.',
    },
    failed: {
      ko: '공개 기록의 서명이 맞지 않아요.',
      'zh-Hant': '公開紀錄的簽章不符。',
      en: 'The signature of the log is wrong.',
    },
    unknown: {
      ko: '서명을 확인하지 못했어요. 이 브라우저는 Ed25519 서명을 지원하지 않아요.',
      'zh-Hant': '無法驗證簽章：此瀏覽器不支援 Ed25519 簽章。',
      en: 'Could not check the signature: this browser does not support Ed25519.',
    },
  },
} satisfies Record<string, Record<'ok' | 'failed' | 'unknown', Text>>;

const ACTS: Readonly<Record<string, Text>> = {
  ...Object.fromEntries(Object.entries(EVENT_TEXT).map(([kind, text]) => [`case.${kind}`, text])),
  'identity.appointed': { ko: '담당자 임명', 'zh-Hant': '任命承辦人', en: 'Officer appointed' },
  'identity.dismissed': { ko: '담당자 해임', 'zh-Hant': '解任承辦人', en: 'Officer dismissed' },
  'identity.key-issued': { ko: '시스템 열쇠 발급', 'zh-Hant': '核發系統金鑰', en: 'Key issued to a system' },
  'identity.key-revoked': { ko: '시스템 열쇠 폐기', 'zh-Hant': '廢止系統金鑰', en: 'Key of a system revoked' },
  'ledger.funded': { ko: '기금에 예산 추가', 'zh-Hant': '基金撥入預算', en: 'Budget added to a fund' },
  'registry.dispute-settled': { ko: '정정 요청 처리', 'zh-Hant': '更正申請已處理', en: 'Correction request settled' },
};

/** The kind of act of a leaf in words; an act that this catalogue does not know is still called one. */
export function actText(kind: string): Text {
  return ACTS[kind] ?? { ko: `그 밖의 일(${kind})`, 'zh-Hant': `其他事項（${kind}）`, en: `Another act (${kind})` };
}
