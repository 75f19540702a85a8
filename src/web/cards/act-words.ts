import type { CardActKind } from '../../credentials/index.ts';
import type { Text } from '../../kernel/index.ts';

/** Everything that is done with cards, for their holders, for officers, and for whoever looks into the log. */
export const CARD_ACT_TEXT: Readonly<Record<CardActKind | 'recalled', Text>> = {
  granted: { ko: '발급', 'zh-Hant': '核發', en: 'Granted' },
  issued: { ko: '사본을 지갑에 담음', 'zh-Hant': '副本存入皮夾', en: 'Copies put into a wallet' },
  suspended: { ko: '효력 정지', 'zh-Hant': '停用', en: 'Suspended' },
  resumed: { ko: '효력 정지 해제', 'zh-Hant': '恢復使用', en: 'Resumed' },
  revoked: { ko: '폐기', 'zh-Hant': '撤銷', en: 'Revoked' },
  renewed: { ko: '유효기간 연장', 'zh-Hant': '展延效期', en: 'Made anew' },
  moved: { ko: '다른 기기로 옮김', 'zh-Hant': '移至其他裝置', en: 'Moved to another device' },
  lost: { ko: '분실한 기기의 사본 폐기', 'zh-Hant': '撤銷遺失裝置上的副本', en: 'Copies on a lost device revoked' },
  recalled: {
    ko: '서명 키 교체로 사본 회수',
    'zh-Hant': '因簽章金鑰更換而收回副本',
    en: 'Copies recalled because their signing key was replaced',
  },
};

/** What was made where it was not put into a wallet. */
export const PAPER_MADE: Text = { ko: '종이 증명서 만듦', 'zh-Hant': '製作紙本憑證', en: 'Paper card made' };

/** What was ended where it was not on a device. */
export const PAPER_ENDED: Text = { ko: '종이 증명서 폐기', 'zh-Hant': '撤銷紙本憑證', en: 'Paper card revoked' };

/** Why a card was suspended or revoked, where nobody said so in words of their own. */
export const CARD_REASON_TEXT: Readonly<Record<string, Text>> = {
  holder: { ko: '본인 요청', 'zh-Hant': '持有人要求', en: 'Its holder asked for it' },
  lost: { ko: '분실', 'zh-Hant': '遺失', en: 'Lost' },
  death: { ko: '사망', 'zh-Hant': '死亡', en: 'Death' },
  'right-lost': { ko: '받을 조건에 맞지 않음', 'zh-Hant': '不再符合資格', en: 'The conditions are no longer met' },
};
