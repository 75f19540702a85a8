import type { Text } from '../../kernel/index.ts';
import type { BlockReason, PaperActKind } from '../../programmes/index.ts';

/** Everything that is done with paper, for the office and for whoever looks into the log. */
export const PAPER_ACT_TEXT: Record<PaperActKind, Text> = {
  'run-ordered': { ko: '인쇄를 주문했어요', 'zh-Hant': '訂購印製', en: 'Print run ordered' },
  'run-sheets': { ko: '인쇄용 PDF를 받았어요', 'zh-Hant': '下載印製檔', en: 'Sheets downloaded' },
  'run-printed': { ko: '인쇄를 마쳤어요', 'zh-Hant': '印製完成', en: 'Printed' },
  'run-cancelled': { ko: '인쇄를 취소했어요', 'zh-Hant': '取消印製', en: 'Print run cancelled' },
  delivered: { ko: '배송했어요', 'zh-Hant': '已配送', en: 'Delivered' },
  'brought-back': { ko: '가져왔어요', 'zh-Hant': '已取回', en: 'Brought back' },
  destroyed: { ko: '폐기했어요', 'zh-Hant': '已銷毀', en: 'Destroyed' },
  blocked: { ko: '사용을 막았어요', 'zh-Hant': '停用', en: 'Blocked' },
  'lifting-asked': { ko: '풀자고 요청했어요', 'zh-Hant': '提出解除停用', en: 'Asked to lift a block' },
  lifted: { ko: '사용을 풀었어요', 'zh-Hant': '解除停用', en: 'Block lifted' },
  'handed-over': { ko: '건넸어요', 'zh-Hant': '已交付', en: 'Handed over' },
  'taken-back': { ko: '돌려받았어요', 'zh-Hant': '收回', en: 'Taken back' },
  lapsed: { ko: '주문이 끝났어요', 'zh-Hant': '訂單結束', en: 'Order lapsed' },
};

/** Why sets are blocked. */
export const BLOCK_REASON_TEXT: Record<BlockReason, Text> = {
  stolen: { ko: '도난', 'zh-Hant': '遭竊', en: 'Stolen' },
  lost: { ko: '분실', 'zh-Hant': '遺失', en: 'Lost' },
  counterfeit: { ko: '위조 의심', 'zh-Hant': '疑似偽造', en: 'Copies were found' },
  misprint: { ko: '인쇄 오류', 'zh-Hant': '印製錯誤', en: 'Misprinted' },
};
