import { randomUUID } from 'node:crypto';
import { transaction } from '../../src/kernel/index.ts';
import {
  blockRange,
  deliver,
  formatSerial,
  handOver,
  markPrinted,
  notesOf,
  orderPaper,
  orderPrintRun,
  seriesOf,
} from '../../src/programmes/index.ts';
import { officer } from '../../src/services/testing/people.ts';
import type { TestSite } from '../support/site.ts';

const PROGRAMME = 'triple-stimulus-voucher';

/** What an office and a person have of paper. */
export interface PaperBelongings {
  params: Record<string, Record<string, string>>;
  /** The code by which the person picks up what they have ordered. */
  code: string;
}

/** Has sets printed, delivered, ordered and handed to a person, one more run ordered, and a range blocked. */
export async function makePaper({ gov }: Pick<TestSite, 'gov'>, person: string): Promise<PaperBelongings> {
  const programme = gov.pack.programmes.get(PROGRAMME)!;
  const { person: by } = await officer(gov, 'programme-officer');
  const run = await orderPrintRun(gov, { programme, sets: 4, officer: by });
  await markPrinted(gov, { programme, run: run.id, officer: by });
  const place = [...gov.pack.places.keys()][0]!;
  await deliver(gov, { programme, first: run.first, last: run.last, place, officer: by });
  const order = (taking: string) =>
    transaction(gov.db, (tx) =>
      orderPaper(tx, gov, {
        ...{ person, taking, programme, place, notes: notesOf(programme) },
        expiresAt: new Date('2027-07-01T00:00:00+08:00'),
      }),
    );
  const [handed, waiting] = [await order(randomUUID()), await order(randomUUID())];
  const { prefix } = (await seriesOf(gov.db, PROGRAMME))!;
  const serialOf = (place: number) => formatSerial({ prefix, set: run.first, place });
  await handOver(gov, { programme, code: handed.code, serial: serialOf(0), officer: by });
  const next = await orderPrintRun(gov, { programme, sets: 2, officer: by });
  const block = await blockRange(gov, {
    ...{ programme, first: run.last, last: run.last, handedToo: false, reason: 'lost', words: '遺失一組', officer: by },
  });
  return {
    code: waiting.code,
    params: {
      '/paper/:taking/sheet': { taking: handed.taking },
      '/paper/': { taking: waiting.taking },
      '/notes/': { programme: PROGRAMME, serial: serialOf(1) },
      '/office/programmes/:programme/paper/runs': { programme: PROGRAMME, run: next.id },
      '/office/programmes/:programme/paper/blocks': { programme: PROGRAMME, block: block.id },
    },
  };
}

/** A body that suits each route about paper. */
export const PAPER_BODIES: Record<string, object> = {
  'POST /paper/:taking/reorder': { place: 'none' },
  'POST /notes/:programme/:serial/wallet': { secret: '0' },
  'POST /office/programmes/:programme/paper/runs': { sets: '1' },
  'POST /office/programmes/:programme/paper/runs/:run/sheets': { first: '1', last: '1' },
  'POST /office/programmes/:programme/paper/runs/:run/printed': {},
  'POST /office/programmes/:programme/paper/runs/:run/cancel': {},
  'POST /office/programmes/:programme/paper/ranges': { what: 'destroy', first: '1', last: '1' },
  'POST /office/programmes/:programme/paper/blocks': { first: '1', last: '1', reason: 'lost', words: '遺失' },
  'POST /office/programmes/:programme/paper/blocks/:block/lift': {},
  'POST /office/programmes/:programme/paper/counter': { code: 'ABCD EFGH', serial: '1' },
};
