import type { Text } from '../../kernel/index.ts';

/** Words of the page on which an owner changes where a shop's settlements go. */
export const BANK = {
  title: { ko: '정산 계좌', 'zh-Hant': '入帳帳戶', en: 'Bank account' },
  now: { ko: '지금 정산금을 받는 계좌', 'zh-Hant': '目前的入帳帳戶', en: 'Settlements go to' },
  change: { ko: '계좌 바꾸기', 'zh-Hant': '變更帳戶', en: 'Change the account' },
  other: { ko: '새 계좌 번호', 'zh-Hant': '新的帳號', en: 'New account number' },
  rule: {
    ko: '새 계좌는 {hours}시간 뒤부터 써요. 그 전에 정산한 돈은 지금 계좌로 가고, 이미 보낸 돈은 바뀌지 않아요. 그동안 가게 대표라면 누구나 취소할 수 있고, 대표 모두에게 바로 알려요.',
    'zh-Hant':
      '新帳戶於 {hours} 小時後生效。在那之前結算的款項仍匯入目前的帳戶，已匯出的不受影響。這段時間內任何一位負責人都能取消，我們也會立即通知所有負責人。',
    en: 'The new account is used from {hours} hours later on. What is settled before that goes to the account you have now, and what has been ordered stays as it is. Until then any owner can cancel the change. All owners are told at once.',
  },
  name: { ko: '이 계좌로 바꾸기', 'zh-Hant': '變更為這個帳戶', en: 'Change to this account' },
  waits: { ko: '바뀔 예정이에요', 'zh-Hant': '等待生效', en: 'A new account is waiting' },
  waitsUntil: {
    ko: '{time}부터 끝자리 {digits} 계좌로 정산금을 보내요. 그 전에 정산한 돈은 지금 계좌로 가요.',
    'zh-Hant': '自{time}起匯入末四碼 {digits} 的帳戶；在那之前結算的款項仍匯入目前的帳戶。',
    en: 'From {time} on, settlements go to the account that ends in {digits}. What is settled before that goes to the account you have now.',
  },
  notYou: {
    ko: '직접 바꾼 것이 아니라면 지금 취소하고, 로그인한 기기를 확인해 주세요.',
    'zh-Hant': '若不是您變更的，請立即取消，並檢查您登入的裝置。',
    en: 'If this was not you, cancel it now and look at where you are signed in.',
  },
  devices: { ko: '로그인한 기기 보기', 'zh-Hant': '查看登入的裝置', en: 'See where you are signed in' },
  newNumber: { ko: '새 계좌', 'zh-Hant': '新帳戶', en: 'New account' },
  askedBy: { ko: '바꾼 사람', 'zh-Hant': '變更者', en: 'Named by' },
  askedAt: { ko: '바꾼 때', 'zh-Hant': '變更時間', en: 'Named on' },
  inForceAt: { ko: '쓰기 시작하는 때', 'zh-Hant': '生效時間', en: 'Used from' },
  cancel: { ko: '변경 취소하기', 'zh-Hant': '取消變更', en: 'Cancel this change' },
  history: { ko: '지금까지 바꾼 계좌', 'zh-Hant': '變更紀錄', en: 'Changes so far' },
  state: { ko: '상태', 'zh-Hant': '狀態', en: 'State' },
  waiting: { ko: '기다리는 중', 'zh-Hant': '等待生效', en: 'Waiting' },
  cancelled: { ko: '취소됨', 'zh-Hant': '已取消', en: 'Cancelled' },
  done: { ko: '바뀜', 'zh-Hant': '已生效', en: 'In use since then' },
  proof: { ko: '기록 증명', 'zh-Hant': '紀錄證明', en: 'Proof' },
  seeProof: { ko: '기록 증명 보기', 'zh-Hant': '查看紀錄證明', en: 'See the proof' },
  formerOwner: { ko: '전 대표', 'zh-Hant': '前負責人', en: 'A former owner' },
  named: {
    ko: '새 계좌를 등록했어요. 대표 모두에게 알렸어요.',
    'zh-Hant': '已登記新帳戶，並通知所有負責人。',
    en: 'The new account is registered. All owners have been told.',
  },
  cancelledNow: {
    ko: '변경을 취소했어요. 정산금은 지금 계좌로 가요.',
    'zh-Hant': '已取消變更，款項仍匯入目前的帳戶。',
    en: 'The change is cancelled. Settlements go on to the account you have now.',
  },
} satisfies Record<string, Text>;
