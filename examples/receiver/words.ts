/** What somebody reads, in the languages of this site. */
export type Text = Readonly<Record<'ko' | 'zh-Hant' | 'en', string>>;

/** The language that somebody wants: as chosen, or as their browser says. */
export function languageOf(chosen: string | null | undefined, accepted: string | undefined): keyof Text {
  const wanted = [chosen ?? '', ...(accepted ?? '').split(',').map((one) => one.split(';')[0]!.trim())];
  for (const one of wanted) {
    if (one.startsWith('ko')) return 'ko';
    if (one.startsWith('zh')) return 'zh-Hant';
    if (one.startsWith('en')) return 'en';
  }
  return 'en';
}

/** What every example says. */
export const WORDS = {
  told: { ko: '받은 정보', 'zh-Hant': '我們收到的資料', en: 'What we were told' },
  nothingMore: {
    ko: '이 밖의 정보는 받지 않았어요.',
    'zh-Hant': '除此之外，我們沒有收到其他資料。',
    en: 'We were told nothing else.',
  },
  until: { ko: '보유 기한', 'zh-Hant': '保存至', en: 'Kept until' },
  refused: { ko: '동의하지 않으셨어요', 'zh-Hant': '您沒有同意', en: 'You did not agree' },
  refusedText: {
    ko: '아무 정보도 받지 않았어요. 다시 신청하거나 창구로 오세요.',
    'zh-Hant': '我們沒有收到任何資料。您可以重新申請，或臨櫃辦理。',
    en: 'We were told nothing. You can apply again, or come to a counter.',
  },
  deleted: { ko: '정보를 지웠어요', 'zh-Hant': '資料已刪除', en: 'Your data is deleted' },
  deletedText: {
    ko: '동의가 끝나서 받은 정보를 모두 지우고, 지웠다는 확인을 서명해서 보냈어요.',
    'zh-Hant': '同意已結束。我們已刪除收到的資料，並送出簽章確認。',
    en: 'Your consent has ended. We deleted what we had, and said so with our signature.',
  },
  again: { ko: '다시 신청하기', 'zh-Hant': '重新申請', en: 'Apply again' },
  yes: { ko: '예', 'zh-Hant': '是', en: 'Yes' },
  no: { ko: '아니요', 'zh-Hant': '否', en: 'No' },
  unknown: { ko: '알 수 없음', 'zh-Hant': '不明', en: 'Not known' },
  problem: { ko: '지금은 처리할 수 없어요', 'zh-Hant': '暫時無法處理', en: 'We cannot do this now' },
  problemText: {
    ko: '잠시 뒤에 다시 시도해 주세요. 신청은 접수되지 않았어요.',
    'zh-Hant': '請稍後再試一次。您的申請尚未收件。',
    en: 'Try again in a while. Nothing was submitted.',
  },
} as const satisfies Record<string, Text>;
