import type { Text } from '../../kernel/index.ts';

/** What the members of an act on a card, on the keys of an issuer or on a relying party are called. */
export const CARD_MEMBERS = {
  type: { ko: '전자증명서', 'zh-Hant': '數位憑證', en: 'Credential' },
  issuer: { ko: '발급 기관', 'zh-Hant': '發證機關', en: 'Issuer' },
  by: { ko: '처리', 'zh-Hant': '處理者', en: 'Done by' },
  at: { ko: '시각', 'zh-Hant': '時間', en: 'Time' },
  until: { ko: '유효기간', 'zh-Hant': '有效期限', en: 'Valid until' },
  format: { ko: '형식', 'zh-Hant': '格式', en: 'Format' },
  count: { ko: '발급한 사본 수', 'zh-Hant': '核發份數', en: 'Copies given out' },
  revoked: { ko: '폐기한 사본 수', 'zh-Hant': '撤銷份數', en: 'Copies revoked' },
  copies: { ko: '회수한 사본 수', 'zh-Hant': '收回份數', en: 'Copies recalled' },
  reason: { ko: '이유', 'zh-Hant': '理由', en: 'Reason' },
  key: { ko: '서명 키', 'zh-Hant': '簽章金鑰', en: 'Signing key' },
  made: { ko: '새로 만든 키', 'zh-Hant': '新建立的金鑰', en: 'Keys made' },
  retired: { ko: '더 서명하지 않는 키', 'zh-Hant': '停止簽署的金鑰', en: 'Keys that sign no more' },
  party: { ko: '확인하는 곳', 'zh-Hant': '要求查看者', en: 'Who asks' },
  use: { ko: '목적', 'zh-Hant': '目的', en: 'Purpose' },
  version: { ko: '등록 내용의 해시', 'zh-Hant': '登記內容的雜湊值', en: 'Hash of the registration' },
  certificate: { ko: '인증서의 해시', 'zh-Hant': '憑證的雜湊值', en: 'Hash of the certificate' },
  answer: { ko: '제시한 내용의 해시', 'zh-Hant': '出示內容的雜湊值', en: 'Hash of what was shown' },
  distrusted: { ko: '신뢰하지 않는 키', 'zh-Hant': '不再信任的金鑰', en: 'Keys no longer trusted' },
} satisfies Record<string, Text>;

/** Who decided about a card. */
export const DECIDERS: Readonly<Record<string, Text>> = {
  holder: { ko: '소지자', 'zh-Hant': '持有人', en: 'Its holder' },
  officer: { ko: '담당자', 'zh-Hant': '承辦人', en: 'An officer' },
  system: { ko: '자동 처리', 'zh-Hant': '系統自動', en: 'Automatic' },
};

/** What a copy is, in words for whoever has never heard of formats; any other is told by its name. */
export const FORMATS: Readonly<Record<string, Text>> = {
  'dc+sd-jwt': { ko: 'SD-JWT VC (온라인 제시)', 'zh-Hant': 'SD-JWT VC（線上出示）', en: 'SD-JWT VC (shown online)' },
  mso_mdoc: { ko: 'mdoc (ISO 18013-5)', 'zh-Hant': 'mdoc（ISO 18013-5）', en: 'mdoc (ISO 18013-5)' },
  compact: { ko: 'QR 코드 (오프라인 제시)', 'zh-Hant': 'QR Code（離線出示）', en: 'QR code (shown offline)' },
  paper: { ko: '종이', 'zh-Hant': '紙本', en: 'Paper' },
};
