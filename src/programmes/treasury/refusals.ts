import { AppError } from '../../kernel/index.ts';

/** The error for a payment file that was never made here. */
export const noSuchFile = (): AppError =>
  new AppError('not-found', {
    ko: '해당 지급 파일이 없어요. 목록에서 골라 주세요.',
    'zh-Hant': '查無這個撥款檔，請從清單選擇。',
    en: 'There is no such payment file. Choose one from the list.',
  });
