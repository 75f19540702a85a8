import type { Text } from '../../../kernel/index.ts';

/** What officers read who hand cards over at a counter. */
export const CARD_OFFICE = {
  title: { ko: '전자증명서 창구', 'zh-Hant': '數位憑證臨櫃', en: 'Cards at the counter' },
  lead: {
    ko: '휴대폰이 없거나 잃어버린 사람의 증명서를 도와줘요. 찾아본 기록은 본인에게 보여요.',
    'zh-Hant': '協助沒有手機或遺失手機的民眾。您的查詢會顯示在當事人的紀錄中。',
    en: 'Help those who have no phone or have lost it. They see that you looked.',
  },
  number: { ko: '신분증 번호', 'zh-Hant': '身分證字號', en: 'National number' },
  numberHint: {
    ko: '찾아온 사람의 신분증을 확인하고 입력해 주세요',
    'zh-Hant': '請先查驗本人的身分證件再輸入',
    en: 'Check who they are by their document, then enter its number',
  },
  lookUp: { ko: '찾기', 'zh-Hant': '查詢', en: 'Look up' },
  another: { ko: '다른 사람 찾기', 'zh-Hant': '查詢其他人', en: 'Look up somebody else' },
  nobody: {
    ko: '이 번호를 가진 사람이 없어요. 번호를 다시 확인해 주세요.',
    'zh-Hant': '查無此人，請再確認號碼。',
    en: 'Nobody has this number. Check it again.',
  },
  notYours: {
    ko: '이 담당자가 맡은 증명서가 없어요.',
    'zh-Hant': '您沒有承辦的憑證。',
    en: 'Your post decides about no cards.',
  },
  family: {
    ko: '본인이나 가족의 일은 다른 담당자가 처리해요.',
    'zh-Hant': '本人或家屬的事項須由其他承辦人處理。',
    en: 'What concerns you or your family is handled by another officer.',
  },
  purpose: { ko: '창구에서 증명서 발급과 정지', 'zh-Hant': '臨櫃核發與停用憑證', en: 'Cards at a counter' },
  nothing: {
    ko: '이 창구에서 맡은 증명서 가운데 이 사람에게 해당하는 것이 없어요.',
    'zh-Hant': '您承辦的憑證中，沒有與此人相關的項目。',
    en: 'None of the cards of this counter are for this person.',
  },
  none: { ko: '아직 받지 않음', 'zh-Hant': '尚未領取', en: 'They have none yet' },
  where: { ko: '있는 곳', 'zh-Hant': '存放處', en: 'Where it is' },
  unmet: { ko: '맞지 않는 조건', 'zh-Hant': '未符合的條件', en: 'Conditions not met' },
  handOver: { ko: '휴대폰에 담아 주기', 'zh-Hant': '存入手機', en: 'Hand over to a phone' },
  handOverTitle: {
    ko: '{title}: 휴대폰에 담아 주기',
    'zh-Hant': '將{title}存入手機',
    en: 'Hand over to a phone: {title}',
  },
  handOverLead: {
    ko: '찾아온 사람이 자기 휴대폰으로 이 화면을 찍게 해 주세요. 확인 코드는 적어서 건네거나 보여 주세요.',
    'zh-Hant': '請民眾以自己的手機掃描此畫面，並把確認碼給本人看。',
    en: 'Let them scan this with their own phone, and show them the code.',
  },
  backTo: { ko: '{name} 님에게 돌아가기', 'zh-Hant': '回到{name}', en: 'Back to {name}' },
  decide: { ko: '정지·폐기', 'zh-Hant': '停用或撤銷', en: 'Suspend or revoke' },
  toResume: { ko: '정지 해제·폐기', 'zh-Hant': '恢復或撤銷', en: 'Resume or revoke' },
  reason: { ko: '이유', 'zh-Hant': '理由', en: 'Reason' },
  reasonHint: {
    ko: '처리 기록에 남고 본인에게 보여요. {count}자 이내',
    'zh-Hant': '會留在處理紀錄並顯示給本人，最多 {count} 個字',
    en: 'Kept with the act, and shown to them. {count} characters or fewer',
  },
  enterReason: { ko: '이유를 써 주세요', 'zh-Hant': '請輸入理由', en: 'Enter a reason' },
  longReason: {
    ko: '이유를 {count}자 이내로 써 주세요',
    'zh-Hant': '理由最多 {count} 個字',
    en: 'Use {count} characters or fewer for the reason',
  },
  devices: { ko: '증명서가 있는 기기', 'zh-Hant': '存有憑證的裝置', en: 'Devices with these cards' },
  devicesHelp: {
    ko: '이 창구에서 맡은 증명서만 막을 수 있어요. 다른 기관의 증명서는 본인이 어느 기기에서나 ‘내 전자증명서’에서 막을 수 있어요.',
    'zh-Hant': '只能停用您承辦的憑證。其他機關的憑證，民眾可在任何裝置上登入「我的數位憑證」停用。',
    en: 'You can block the cards of this counter. For those of other agencies they sign in on any device and open My cards.',
  },
  lost: { ko: '잃어버린 기기로 막기', 'zh-Hant': '停用遺失的裝置', en: 'Block as lost' },
} as const satisfies Record<string, Text>;
