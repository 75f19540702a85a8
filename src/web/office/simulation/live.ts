import { barWidths } from '../../../design/index.ts';
import type { ResultView } from './view.ts';
import { chartsOf, textsOf } from './view.ts';

/** What the script of a result needs to move its figures: texts by place, and of each chart the bars. */
export interface Live {
  state: 'ready';
  texts: Record<string, string>;
  charts: { id: string; widths: number[][]; texts: (readonly string[])[] }[];
}

/** A result for its script. */
export const liveOf = (view: ResultView): Live => ({
  state: 'ready',
  texts: textsOf(view),
  charts: chartsOf(view).map(({ id, bars }) => ({
    id,
    widths: barWidths(bars),
    texts: bars.map(({ texts }) => texts),
  })),
});
