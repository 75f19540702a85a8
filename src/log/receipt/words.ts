import type { Text } from '../../kernel/index.ts';
import type { FileFault } from './file.ts';

/** What a check of a file comes to, in words: the same on the page, on the command line and on paper. */
export const OUTCOME_TEXT = {
  proved: { ko: '증명이 맞아요', 'zh-Hant': '證明有效', en: 'The proof holds' },
  disproved: { ko: '증명이 맞지 않아요', 'zh-Hant': '證明不符', en: 'The proof does not hold' },
  undecided: {
    ko: '다 확인하지 못했어요',
    'zh-Hant': '無法完成驗證',
    en: 'Not everything could be checked',
  },
} satisfies Record<string, Text>;

/**
 * What each check of a receipt found and what that proves, by outcome: it holds, it does not, or it cannot be told here.
 * `alone` is for a log whose checkpoints nobody else is asked to sign.
 */
export const FINDINGS = {
  'content-matches': {
    ok: {
      ko: '내용이 그때 기록된 것과 똑같아요. 그 뒤로 한 글자도 바뀌지 않았어요.',
      'zh-Hant': '內容與當時記錄的完全相同，之後一個字也沒有改過。',
      en: 'The content is exactly what was recorded then. Not a letter of it was changed since.',
    },
    failed: {
      ko: '내용이 그때 기록된 것과 달라요.',
      'zh-Hant': '內容與當時記錄的不同。',
      en: 'The content is not what was recorded then.',
    },
    unknown: {
      ko: '내용이 그때 기록된 것과 같은지 확인하지 못했어요.',
      'zh-Hant': '無法確認內容是否與當時記錄的相同。',
      en: 'Could not check whether the content is what was recorded then.',
    },
  },
  'leaf-in-tree': {
    ok: {
      ko: '이 기록은 공개 기록에 들어 있어요. 누가 나중에 빼거나 바꾸면 이 증명으로 드러나요.',
      'zh-Hant': '這筆紀錄確實在公開紀錄中。事後如遭刪改，這份證明就會揭露。',
      en: 'The entry is in the public log. If anyone takes it out or changes it later, this proof shows it.',
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
  'checkpoint-signed': {
    ok: {
      ko: '공개 기록이 이 상태에 서명했어요. 서명한 쪽은 나중에 부인할 수 없어요.',
      'zh-Hant': '公開紀錄已為這個狀態簽章，簽章者事後無法否認。',
      en: 'The log has signed this state of itself. Whoever signed cannot deny it later.',
    },
    failed: {
      ko: '공개 기록의 서명이 맞지 않거나, 여기서 믿는 키의 서명이 아니에요.',
      'zh-Hant': '公開紀錄的簽章不符，或不是由這裡信任的金鑰所簽。',
      en: 'The signature of the log is wrong, or is not by a key that is trusted here.',
    },
    unknown: {
      ko: '서명을 확인하지 못했어요. 여기서는 이 서명 방식을 쓸 수 없어요.',
      'zh-Hant': '無法驗證簽章：這裡不支援這種簽章方式。',
      en: 'Could not check the signature: this kind of signature is not supported here.',
    },
  },
  'checkpoint-witnessed': {
    ok: {
      ko: '정해진 수의 기록 증인이 같은 상태에 서명했어요. 한 사람에게만 보여 주려고 만든 기록이 아니에요.',
      'zh-Hant': '已有足夠的見證單位為同一狀態簽章，這不是只給某個人看的紀錄。',
      en: 'Enough witnesses have signed the same state: it was not made for the eyes of one person only.',
    },
    alone: {
      ko: '이 공개 기록은 기록 증인을 두지 않아요. 모두에게 같은 기록을 보여 주는지는 알 수 없어요.',
      'zh-Hant': '這份公開紀錄沒有要求見證單位，無從得知所有人看到的是否為同一份紀錄。',
      en: 'This log asks for no witnesses, so nothing shows that everyone is shown the same log.',
    },
    failed: {
      ko: '이 상태에 서명한 기록 증인이 모자라요.',
      'zh-Hant': '為這個狀態簽章的見證單位不足。',
      en: 'Too few witnesses have signed this state of the log.',
    },
    unknown: {
      ko: '기록 증인들의 서명을 확인하지 못했어요.',
      'zh-Hant': '無法驗證見證單位的簽章。',
      en: 'Could not check the signatures of the witnesses.',
    },
  },
} satisfies Record<string, Record<string, Text>>;

/** Whose keys a check trusted, and what that means. */
export const KEYS_TEXT = {
  own: {
    ko: '직접 준 키로 확인했어요.',
    'zh-Hant': '以您提供的金鑰驗證。',
    en: 'Checked with the keys that you gave.',
  },
  site: {
    ko: '이 사이트가 알려 준 이 정부의 키로 확인했어요. 다른 곳에서 얻은 키와 비교해 주세요.',
    'zh-Hant': '以本網站公布的政府金鑰驗證。請與您從他處取得的金鑰比對。',
    en: 'Checked with the keys of this government, as this site gives them. Compare them with keys from elsewhere.',
  },
  file: {
    ko: '파일에 적힌 키로 확인했어요. 파일과 키가 서로 맞는다는 것만 알 수 있어요. 파일을 만든 사람이 키도 만들었을 수 있어요.',
    'zh-Hant': '以檔案內的金鑰驗證。這只能說明檔案與金鑰彼此相符；製作檔案的人也可能自行製作金鑰。',
    en: 'Checked with the keys in the file itself. That only shows that file and keys fit each other: whoever made the file could have made the keys.',
  },
} satisfies Record<string, Text>;

/** What a receipt does not prove, whatever its checks say. */
export const LIMITS = {
  right: {
    ko: '결정이 옳은지는 말하지 않아요. 무엇이 결정되었는지만 말해요.',
    'zh-Hant': '不代表審查結果正確，只證明當時的審查結果為何。',
    en: 'It does not say that a decision is right, only what was decided.',
  },
  person: {
    ko: '누구의 일인지, 내용이 무엇인지는 공개 기록에 없어요. 내용을 가진 사람만 맞춰 볼 수 있어요.',
    'zh-Hant': '公開紀錄沒有當事人，也沒有內容。只有持有內容的人才能核對。',
    en: 'The log does not hold whom it is about or what it says. Only someone who has the content can compare it.',
  },
  holder: {
    ko: '이것을 보여 준 사람이 그 당사자인지는 말하지 않아요.',
    'zh-Hant': '不代表出示的人就是當事人。',
    en: 'It does not say that whoever shows it to you is the person concerned.',
  },
  key: {
    ko: '서명한 키가 정말 그 정부의 것인지는 다른 곳에서 얻은 키와 비교해 주세요.',
    'zh-Hant': '簽章金鑰是否確屬該政府，請與您從他處取得的金鑰比對。',
    en: 'Whether the key is really that government’s: compare it with one that you have from elsewhere.',
  },
  witness: {
    ko: '기록 증인이 정부와 무관한지는 말하지 않아요. 누가 운영하는지 보고 판단해 주세요.',
    'zh-Hant': '不代表見證單位獨立於政府。請看由誰營運，自行判斷。',
    en: 'It does not say that the witnesses are independent of the government. Look at who runs them.',
  },
  later: {
    ko: '그 뒤에 결정이 바뀌었는지는 말하지 않아요. 나중의 결정은 따로 기록돼요.',
    'zh-Hant': '不代表之後沒有變更。後來的審查結果另有紀錄。',
    en: 'It does not say whether the decision was changed afterwards. A later one is an entry of its own.',
  },
} satisfies Record<string, Text>;

/** What became of a receipt whose salt was destroyed. It stands in the file, too. */
export const ERASED: Text = {
  ko: '당사자를 공개 기록에서 지우면서 이 줄을 여는 값(salt)을 없앴어요. 줄은 공개 기록에 그대로 남지만, 누구의 일이었고 무슨 내용이었는지는 이제 아무도 밝힐 수 없어요. 줄이 기록에 있고 서명되었다는 것은 그대로 확인할 수 있어요.',
  'zh-Hant':
    '當事人已自公開紀錄中刪除，開啟這筆紀錄的數值（salt）已銷毀。紀錄仍在，但再也沒有人能證明是誰的事、內容為何。它在公開紀錄中並已簽章，這點仍可驗證。',
  en: 'The value that opens this entry (salt) was destroyed when the person was erased from the log. The entry stays, but nobody can show any more whose it was or what it said. That it is in the log, and signed, can still be checked.',
};

/** What is wrong with a file that cannot be checked at all. `{member}` is the part of the file that it is about. */
export const FAULT_TEXT: Record<FileFault, Text> = {
  'too-large': {
    ko: '파일이 너무 커요. 기록 증명 파일은 1MB를 넘지 않아요.',
    'zh-Hant': '檔案太大。紀錄證明檔案不會超過 1 MB。',
    en: 'The file is too large. A proof is never larger than 1 MB.',
  },
  'not-json': {
    ko: '기록 증명 파일이 아니에요. 이름이 .receipt.json으로 끝나는 파일을 골라 주세요.',
    'zh-Hant': '這不是紀錄證明檔案。請選擇名稱以 .receipt.json 結尾的檔案。',
    en: 'This is not the file of a proof. Choose one whose name ends in .receipt.json.',
  },
  'not-object': {
    ko: '기록 증명 파일이 아니에요. 이름이 .receipt.json으로 끝나는 파일을 골라 주세요.',
    'zh-Hant': '這不是紀錄證明檔案。請選擇名稱以 .receipt.json 結尾的檔案。',
    en: 'This is not the file of a proof. Choose one whose name ends in .receipt.json.',
  },
  missing: {
    ko: '파일에 ‘{member}’ 항목이 없어요. 파일을 다시 받아 주세요.',
    'zh-Hant': '檔案缺少「{member}」。請重新下載檔案。',
    en: 'The file lacks “{member}”. Download it again.',
  },
  unknown: {
    ko: '파일에 모르는 항목 ‘{member}’이 있어요. 고치지 않은 파일을 다시 받아 주세요.',
    'zh-Hant': '檔案有無法辨識的項目「{member}」。請重新下載未經修改的檔案。',
    en: 'The file has a part “{member}” that is not known here. Download it again, unchanged.',
  },
  malformed: {
    ko: '파일의 ‘{member}’ 항목을 읽을 수 없어요. 파일을 다시 받아 주세요.',
    'zh-Hant': '無法讀取檔案中的「{member}」。請重新下載檔案。',
    en: 'The part “{member}” of the file cannot be read. Download it again.',
  },
};
