import type { Text } from '../../../kernel/index.ts';

/** What is said to somebody whose wallet asks for cards. */
export const CONSENT = {
  title: { ko: '지갑에 담기', 'zh-Hant': '存入皮夾', en: 'Put cards into a wallet' },
  moveTitle: { ko: '지갑 옮기기', 'zh-Hant': '轉移皮夾', en: 'Move your wallet' },
  ownAsks: {
    ko: '이 기기의 지갑이 아래 전자증명서를 담으려고 해요.',
    'zh-Hant': '這個裝置的皮夾要存入下列數位憑證。',
    en: 'The wallet on this device wants to hold the cards below.',
  },
  ownMoves: {
    ko: '이 기기의 지갑으로 내 전자증명서를 모두 옮기려고 해요. 옮기면 이전 기기에 있는 사본은 바로 폐기돼요.',
    'zh-Hant': '這個裝置的皮夾要移入您所有的數位憑證。移入後，原裝置上的副本會立即撤銷。',
    en: 'The wallet on this device wants to take over all your cards. Once it has, the copies on your old device are revoked at once.',
  },
  otherAsks: {
    ko: '다른 곳에서 만든 지갑 "{name}"이(가) 아래 전자증명서를 담으려고 해요.',
    'zh-Hant': '其他單位製作的皮夾「{name}」要存入下列數位憑證。',
    en: 'A wallet made by others, “{name}”, wants to hold the cards below.',
  },
  otherMoves: {
    ko: '다른 곳에서 만든 지갑 "{name}"이(가) 내 전자증명서를 모두 옮기려고 해요. 옮기면 이전 기기에 있는 사본은 바로 폐기돼요.',
    'zh-Hant': '其他單位製作的皮夾「{name}」要移入您所有的數位憑證。移入後，原裝置上的副本會立即撤銷。',
    en: 'A wallet made by others, “{name}”, wants to take over all your cards. Once it has, the copies on your old device are revoked at once.',
  },
  unchecked: {
    ko: '이 이름은 지갑이 스스로 밝힌 것이고 저희가 확인하지 않았어요. 동의하면 {host}(으)로 이동해요. 직접 시작한 일이 아니면 동의하지 마세요.',
    'zh-Hant': '這個名稱是皮夾自己提供的，我們並未查證。同意後會前往 {host}。如果不是您自己開始的，請不要同意。',
    en: 'The wallet gave this name itself, and we have not checked it. If you agree you go to {host}. Do not agree if you did not start this yourself.',
  },
  which: { ko: '누구의 것을 담을까요?', 'zh-Hant': '要存入哪一張？', en: 'Which one?' },
  gets: {
    ko: '지갑은 이 증명서에 적힌 내용을 모두 받아요. 다른 곳에 보여 줄 때는 지갑이 매번 다시 물어봐요.',
    'zh-Hant': '皮夾會取得這張數位憑證上的所有內容；每次要出示給別人時，皮夾都會再問您。',
    en: 'The wallet gets all that these cards say. Before it shows anything to anybody, it asks you each time.',
  },
  refusing: {
    ko: '동의하지 않아도 불이익은 없어요. 지갑에 아무것도 담기지 않아요.',
    'zh-Hant': '不同意也不會有任何影響，皮夾不會存入任何東西。',
    en: 'If you do not agree nothing happens: nothing is put into the wallet.',
  },
  agree: { ko: '동의하고 담기', 'zh-Hant': '同意並存入', en: 'Agree' },
  agreeMove: { ko: '동의하고 옮기기', 'zh-Hant': '同意並移入', en: 'Agree and move' },
  refuse: { ko: '동의하지 않음', 'zh-Hant': '不同意', en: 'Do not agree' },
  nothing: {
    ko: '지갑이 요청한 전자증명서 가운데 받을 수 있는 것이 없어요.',
    'zh-Hant': '皮夾要求的數位憑證中，沒有您可以取得的。',
    en: 'Of the cards that the wallet asks for there is none that you can have.',
  },
  back: { ko: '지갑으로 돌아가는 중이에요', 'zh-Hant': '正在回到皮夾', en: 'Going back to your wallet' },
  backHelp: {
    ko: '자동으로 이동하지 않으면 아래를 눌러 주세요.',
    'zh-Hant': '如果沒有自動前往，請按下方連結。',
    en: 'If that does not happen by itself, follow the link.',
  },
  goOn: { ko: '지갑으로 가기', 'zh-Hant': '前往皮夾', en: 'Go to the wallet' },
} satisfies Record<string, Text>;
