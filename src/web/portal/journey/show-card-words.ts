import type { Text } from '../../../kernel/index.ts';

/** Words of answering questions of an application by a card in a wallet. */
export const SHOWING = {
  title: { ko: '지갑에서 보여 주기', 'zh-Hant': '從皮夾出示', en: 'Show it out of your wallet' },
  lead: {
    ko: '‘{card}’에 있는 내용이에요. 지갑에서 보여 주면 자동으로 입력돼요.',
    'zh-Hant': '這些資料在您的「{card}」上。從皮夾出示，就會自動帶入。',
    en: 'This stands on your card: {card}. Show it out of your wallet and it is filled in.',
  },
  shownFrom: {
    ko: '{agency}의 {card}',
    'zh-Hant': '{agency}核發的{card}',
    en: '{card}, issued by {agency}',
  },
  notShown: { ko: '아직 보여 주지 않았어요', 'zh-Hant': '尚未出示', en: 'Not shown yet' },
  again: { ko: '지갑에서 다시 보여 주기', 'zh-Hant': '重新從皮夾出示', en: 'Show it again' },
  noCard: {
    ko: '아직 지갑에 없으면 먼저 전자증명서를 받아 주세요.',
    'zh-Hant': '皮夾中還沒有這張憑證時，請先取得。',
    en: 'If it is not in your wallet yet, add the card first.',
  },
  toCards: { ko: '내 전자증명서', 'zh-Hant': '我的數位憑證', en: 'My cards' },
  notYours: {
    ko: '보여 준 전자증명서에 필요한 내용이 없어요. 내 것이고 유효한 전자증명서를 보여 주세요.',
    'zh-Hant': '您出示的憑證沒有所需資料。請出示您本人且有效的數位憑證。',
    en: 'What was shown does not have what is needed. Show a card that is yours and in force.',
  },
  back: { ko: '신청으로 돌아가기', 'zh-Hant': '回到申請', en: 'Back to the application' },
} satisfies Record<string, Text>;
