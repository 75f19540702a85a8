import type { Text } from '../../kernel/index.ts';
import type { MisbehaviourKind } from './file.ts';
import type { MisbehaviourCheckId } from './misbehaviour.ts';

/*
 * What a file of misbehaviour says, in one plain sentence for each kind and each check. Runs in the browser too.
 */

/** What a file of each kind shows when all its checks pass. */
export const MEANING: Record<MisbehaviourKind, Text> = {
  split: {
    ko: '이 공개 기록은 같은 크기의 서로 다른 두 기록에 서명했어요. 사람마다 다른 기록을 보여 주었다는 증거예요.',
    'zh-Hant': '這份公開紀錄為大小相同、內容不同的兩份紀錄簽了章，證明它讓不同的人看到不同的紀錄。',
    en: 'The log signed two different records of the same size. This proves that it showed different people different records.',
  },
  rewritten: {
    ko: '이 공개 기록이 나중에 서명한 기록은 먼저 서명한 기록을 그대로 담고 있지 않아요. 이미 서명한 기록을 고치거나 뺐다는 증거예요.',
    'zh-Hant': '這份公開紀錄後來簽章的內容，並未原樣保留先前簽章的內容，證明它更改或刪除了已簽章的紀錄。',
    en: 'What the log signed later does not contain what it signed before. This proves that signed entries were changed or removed.',
  },
  statement: {
    ko: '이 공개 기록은 맞을 수 없는 원장 합계에 서명했어요. 예를 들어 돈이 근거 없이 생겼다는 증거예요.',
    'zh-Hant': '這份公開紀錄簽章的帳目總計不可能成立，例如證明有錢憑空出現。',
    en: 'The log signed totals of the ledger that cannot be true. This proves, for example, that money appeared out of nothing.',
  },
  'no-statement': {
    ko: '이 공개 기록은 밝혀야 할 원장 합계를 빼고 서명했어요. 합계를 숨겼다는 증거예요.',
    'zh-Hant': '這份公開紀錄簽章時漏列了應公布的帳目總計，證明它隱藏了總計。',
    en: 'The log signed without the totals of the ledger that it had to state. This proves that it left them out.',
  },
  rollback: {
    ko: '이 공개 기록이 더 큰 기록을 보여 준 뒤에 더 작은 기록을 보여 주었다고 감시자가 말해요. 두 서명은 확인할 수 있지만, 보여 준 순서는 이 파일로 증명할 수 없어요.',
    'zh-Hant':
      '監督者指出，這份公開紀錄先顯示較大的紀錄，後來卻顯示較小的紀錄。兩個簽章可以驗證，但這個檔案無法證明先後順序。',
    en: 'A monitor says that the log showed a smaller record after a larger one. Both signatures can be checked, but the file cannot prove the order.',
  },
  tampered: {
    ko: '받은 기록의 내용이 공개 기록이 서명한 것과 맞지 않았다고 감시자가 말해요. 내용에는 서명이 없어서, 누가 고쳤는지는 이 파일로 증명할 수 없어요.',
    'zh-Hant': '監督者指出，取得的內容與公開紀錄簽章的內容不符。內容本身沒有簽章，因此這個檔案無法證明是誰更改的。',
    en: 'A monitor says that it was served entries other than those that the log signed. They bear no signature, so the file cannot prove who changed them.',
  },
  unsigned: {
    ko: '감시자가 알고 있는 공개 기록의 열쇠로 서명되지 않은 기록을 받았다고 말해요. 누가 보냈는지는 이 파일로 증명할 수 없어요.',
    'zh-Hant': '監督者指出，取得的紀錄沒有以已知的公開紀錄金鑰簽章。這個檔案無法證明是誰送出的。',
    en: 'A monitor says that it was served a record which no known key of the log has signed. The file cannot prove who served it.',
  },
  unwitnessed: {
    ko: '기록 증인이 필요한 수만큼 서명하지 않은 기록을 받았다고 감시자가 말해요. 나중에 서명했는지는 이 파일로 알 수 없어요.',
    'zh-Hant': '監督者指出，取得的紀錄未達所需的見證單位簽章數。這個檔案無法顯示之後是否補簽。',
    en: 'A monitor says that it was served a record which too few witnesses had signed. The file cannot show whether they signed later.',
  },
  stale: {
    ko: '기록 증인의 최근 서명이 없는 오래된 기록을 받았다고 감시자가 말해요. 그때 더 새로운 기록이 있었는지는 이 파일로 증명할 수 없어요.',
    'zh-Hant': '監督者指出，取得的是見證單位近期未簽章的舊紀錄。這個檔案無法證明當時是否有更新的紀錄。',
    en: 'A monitor says that it was served an old record, which no witness had signed lately. The file cannot prove that there was a newer one.',
  },
  unreachable: {
    ko: '공개 기록을 너무 오래 읽을 수 없었다고 감시자가 말해요. 까닭은 이 파일로 증명할 수 없어요.',
    'zh-Hant': '監督者指出，長時間無法讀取公開紀錄。這個檔案無法證明原因。',
    en: 'A monitor says that it could not read the log for too long. The file cannot prove why.',
  },
};

/** What each check finds when it passes. */
export const CHECK_WORDS: Record<MisbehaviourCheckId, Text> = {
  'file-whole': {
    ko: '파일이 만들어진 그대로예요',
    'zh-Hant': '檔案完整，未經更動',
    en: 'The file is as it was made',
  },
  'first-signed': {
    ko: '첫째 기록에 공개 기록이 서명했어요',
    'zh-Hant': '公開紀錄已為第一份紀錄簽章',
    en: 'The log signed the first record',
  },
  'second-signed': {
    ko: '둘째 기록에 공개 기록이 서명했어요',
    'zh-Hant': '公開紀錄已為第二份紀錄簽章',
    en: 'The log signed the second record',
  },
  'checkpoint-signed': {
    ko: '이 기록에 공개 기록이 서명했어요',
    'zh-Hant': '公開紀錄已為這份紀錄簽章',
    en: 'The log signed this record',
  },
  'same-size': {
    ko: '두 기록은 같은 공개 기록의 것이고 크기가 같아요',
    'zh-Hant': '兩份紀錄屬於同一份公開紀錄，大小相同',
    en: 'Both records are of the same log and the same size',
  },
  'size-grows': {
    ko: '둘째 기록이 첫째 기록보다 커요',
    'zh-Hant': '第二份紀錄比第一份大',
    en: 'The second record is larger than the first',
  },
  'size-falls': {
    ko: '둘째 기록이 첫째 기록보다 작아요',
    'zh-Hant': '第二份紀錄比第一份小',
    en: 'The second record is smaller than the first',
  },
  'roots-differ': {
    ko: '두 기록의 내용이 서로 달라요',
    'zh-Hant': '兩份紀錄的內容不同',
    en: 'The two records differ',
  },
  'begins-otherwise': {
    ko: '둘째 기록의 앞부분이 첫째 기록과 달라요',
    'zh-Hant': '第二份紀錄的開頭與第一份不同',
    en: 'The second record does not begin with the first',
  },
  'leaves-in-tree': {
    ko: '해당 항목이 서명된 기록 안에 있어요',
    'zh-Hant': '相關項目確實在已簽章的紀錄中',
    en: 'The entries are in the signed record',
  },
  'totals-wrong': {
    ko: '밝힌 합계가 맞을 수 없어요',
    'zh-Hant': '公布的總計不可能成立',
    en: 'The totals stated there cannot be true',
  },
  'totals-missing': {
    ko: '기록의 마지막에 합계가 없어요',
    'zh-Hant': '紀錄的最後沒有總計',
    en: 'The record does not end with the totals',
  },
  'totals-due': {
    ko: '그 전에는 합계를 밝혔어요',
    'zh-Hant': '先前曾公布總計',
    en: 'The log had stated totals before',
  },
  'served-so': {
    ko: '감시자가 이렇게 받았어요',
    'zh-Hant': '監督者當時取得的內容如此',
    en: 'The monitor was served this',
  },
};
