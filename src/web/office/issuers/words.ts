import type { Text } from '../../../kernel/index.ts';

/** Words of the pages on the keys of issuers. */
export const KEYS = {
  title: { ko: '발급 키', 'zh-Hant': '簽章金鑰', en: 'Issuing keys' },
  lead: {
    ko: '전자증명서에 서명하는 키예요. 교체는 한 명이 할 수 있고, 신뢰 철회는 두 명이 함께 결정해요.',
    'zh-Hant': '這些是簽署數位憑證的金鑰。更換由一人即可；撤銷信任須由兩人決定。',
    en: 'These keys sign credentials. One officer can replace a key; it takes two to distrust one.',
  },
  none: { ko: '아직 만든 키가 없어요', 'zh-Hant': '尚未建立金鑰', en: 'No keys have been made yet' },
  current: { ko: '서명 중', 'zh-Hant': '使用中', en: 'Signs now' },
  retired: { ko: '더 서명하지 않음', 'zh-Hant': '已停用', en: 'Retired' },
  distrusted: { ko: '신뢰하지 않음', 'zh-Hant': '不再信任', en: 'Distrusted' },
  root: { ko: '루트 키', 'zh-Hant': '根金鑰', en: 'Root' },
  signer: { ko: '서명 키', 'zh-Hant': '簽章金鑰', en: 'Signer' },
  name: { ko: '이름', 'zh-Hant': '名稱', en: 'Name' },
  madeAt: { ko: '만든 때', 'zh-Hant': '建立時間', en: 'Made' },
  endedAt: { ko: '끝난 때', 'zh-Hant': '停用時間', en: 'Ended' },
  recalled: { ko: '회수한 증명서', 'zh-Hant': '收回的憑證', en: 'Cards taken back' },
  recalledSoFar: { ko: '{count}장, 회수하는 중', 'zh-Hant': '{count} 張，收回中', en: '{count} so far' },

  rotate: { ko: '새 서명 키로 교체하기', 'zh-Hant': '更換簽章金鑰', en: 'Replace the signer' },
  rotateHelp: {
    ko: '이미 발급한 증명서는 유효기간까지 그대로 쓸 수 있어요.',
    'zh-Hant': '已核發的憑證在期限內仍然有效。',
    en: 'What was issued so far goes on being accepted until it ends.',
  },
  propose: { ko: '신뢰 철회 제안하기', 'zh-Hant': '提議撤銷信任', en: 'Propose to distrust it' },
  proposeHelp: {
    ko: '키가 다른 사람에게 넘어갔을 때만 하세요. 확인되면 이 키로 서명한 증명서가 모두 무효가 되고, 되돌릴 수 없어요.',
    'zh-Hant': '僅在金鑰可能外洩時使用。確認後，以此金鑰簽署的憑證一律失效，且無法復原。',
    en: 'Only if somebody else may have the key. Once confirmed, nothing it has signed is accepted. This cannot be undone.',
  },
  reason: { ko: '이유', 'zh-Hant': '理由', en: 'Reason' },
  reasonHint: {
    ko: '공개 기록에 남아요. 사람 이름은 쓰지 마세요. {count}자 이내',
    'zh-Hant': '會載入公開紀錄，請勿寫出人名。最多 {count} 個字',
    en: 'It goes into the public log: name nobody. {count} characters or fewer',
  },
  proposed: { ko: '신뢰 철회 제안됨', 'zh-Hant': '已提議撤銷信任', en: 'Proposed to be distrusted' },
  proposedBy: { ko: '제안', 'zh-Hant': '提議', en: 'Proposed' },
  byAt: { ko: '{who}, {at}', 'zh-Hant': '{who}，{at}', en: '{who}, {at}' },
  you: { ko: '나', 'zh-Hant': '我', en: 'You' },
  other: { ko: '다른 담당자', 'zh-Hant': '其他承辦人', en: 'Another officer' },
  ownProposal: {
    ko: '내가 제안했어요. 다른 담당자가 확인해야 해요.',
    'zh-Hant': '由您提議，須由另一位承辦人確認。',
    en: 'You proposed this. Another officer has to confirm it.',
  },
  confirm: { ko: '확인하고 신뢰 철회하기', 'zh-Hant': '確認撤銷信任', en: 'Confirm: distrust this key' },
  decline: { ko: '신뢰 철회하지 않기', 'zh-Hant': '不予撤銷', en: 'Do not distrust it' },
  doneRotate: { ko: '새 키로 교체했어요', 'zh-Hant': '已更換金鑰', en: 'The key was replaced' },
  donePropose: {
    ko: '제안했어요. 다른 담당자가 확인하면 적용돼요.',
    'zh-Hant': '已提議，待另一位承辦人確認。',
    en: 'Proposed. It takes effect when another officer confirms it.',
  },
  doneConfirm: {
    ko: '신뢰를 철회했어요. 이 키로 서명한 것을 회수하고 있어요.',
    'zh-Hant': '已撤銷信任，正在收回以此金鑰簽署的憑證。',
    en: 'The key is distrusted. What it has signed is being taken back.',
  },
  doneDecline: { ko: '신뢰를 철회하지 않기로 했어요', 'zh-Hant': '未撤銷信任', en: 'The key was not distrusted' },
  notDone: {
    ko: '처리하지 못했어요. 화면을 새로 고쳐 주세요.',
    'zh-Hant': '未能完成，請重新整理頁面。',
    en: 'This was not done. Reload the page.',
  },
} satisfies Record<string, Text>;
