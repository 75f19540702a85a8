import type { Text } from '../../kernel/index.ts';

/** Why what was shown does not do, for who asked and for who has shown it. */
const WHY: Readonly<Record<string, Text>> = {
  'status.revoked': {
    ko: '폐기된 증명서예요. 새 사본을 받아 다시 제시해 주세요.',
    'zh-Hant': '這張數位憑證已撤銷。請取得新的副本再出示。',
    en: 'This credential was revoked. Get a new copy and show that.',
  },
  'status.suspended': {
    ko: '효력이 정지된 증명서예요. 정지를 풀고 다시 제시해 주세요.',
    'zh-Hant': '這張數位憑證已停用。請先恢復再出示。',
    en: 'This credential is suspended. Resume it and show it again.',
  },
  'claims.exp': {
    ko: '기한이 지난 증명서예요. 새 사본을 받아 다시 제시해 주세요.',
    'zh-Hant': '這張數位憑證已過期。請取得新的副本再出示。',
    en: 'This credential has expired. Get a new copy and show that.',
  },
  'holder.person': {
    ko: '다른 사람의 증명서예요. 본인의 증명서를 제시해 주세요.',
    'zh-Hant': '這是別人的數位憑證。請出示您自己的。',
    en: 'This is the credential of somebody else. Show your own.',
  },
  'holder.one': {
    ko: '여러 사람의 증명서가 섞여 있어요. 한 사람의 증명서만 제시해 주세요.',
    'zh-Hant': '出示的數位憑證屬於不同的人。請只出示一個人的。',
    en: 'These are credentials of different people. Show those of one person.',
  },
  'binding.transaction': {
    ko: '지갑이 보여 준 내용에 서명하지 않았어요. 서명할 수 있는 지갑을 쓰거나 패스키로 서명해 주세요.',
    'zh-Hant': '皮夾沒有簽署所要簽署的內容。請改用能簽署的皮夾，或以密碼金鑰簽署。',
    en: 'Your wallet did not sign what it was asked to. Use a wallet that can, or sign with a passkey.',
  },
  'shown.enough': {
    ko: '요청한 정보가 다 들어 있지 않아요.',
    'zh-Hant': '沒有出示要求的所有項目。',
    en: 'Not everything that was asked for was shown.',
  },
  'issuer.trusted': {
    ko: '신뢰 목록에 있는 발급 기관의 증명서가 아니에요.',
    'zh-Hant': '這不是信任清單上的發證機關核發的。',
    en: 'It is not by an issuer of the trust list.',
  },
  'trust.distrusted': {
    ko: '더는 신뢰하지 않는 열쇠로 서명한 증명서예요. 새 사본을 받아 다시 제시해 주세요.',
    'zh-Hant': '簽章的金鑰已不受信任。請取得新的副本再出示。',
    en: 'The key that signed it is not trusted any more. Get a new copy and show that.',
  },
};

const OTHER: Text = {
  ko: '진짜임을 확인할 수 없어요. 다시 제시해 주세요.',
  'zh-Hant': '無法驗證真偽。請再出示一次。',
  en: 'It could not be verified. Show it again.',
};

/** Other names of the same check, in the table of mdocs. */
const SAME: Readonly<Record<string, string>> = {
  'validity.until': 'claims.exp',
  'response.enough': 'shown.enough',
  'issuer.chain': 'issuer.trusted',
  'trust.listed': 'issuer.trusted',
};

/** @param failed the id of the check that does not hold. */
export const whyFalse = (failed: string): Text => WHY[SAME[failed] ?? failed] ?? OTHER;
