import { join } from 'node:path';
import type { OwnGovernment } from '../test/faults/government.ts';
import { makeMothers, prepareApplicants } from '../test/faults/mothers.ts';
import { startMadang } from '../test/support/process.ts';
import { median, type Row, rowOf } from './bench.ts';
import { onOwnGovernment } from './own-government.ts';
import { type Load, load, startBareServer } from './web-load.ts';

export const name = 'portal';

const PAGE = '/services/birth-registration';
const ROUNDS = 3;
const SECONDS = { warmUp: 2, page: 5, bare: 3 };

/** The page of a service for somebody who is signed in, against `node:http` answering with the same bytes. */
export const run = (): Promise<Row[]> => onOwnGovernment(measure);

async function measure({ gov, home }: OwnGovernment): Promise<Row[]> {
  const [reader] = await prepareApplicants(gov, await makeMothers(gov, { count: 1 }));
  const madang = await startMadang({ home, environment: { LOG_LEVEL: 'warn' } });
  const headers = { cookie: reader!.cookie };
  const page = `${madang.address}${PAGE}`;
  const bare = await startBareServer(await fetch(page, { headers }), join(home, 'page.json'));
  await load(page, SECONDS.warmUp, headers);
  await load(bare.address, SECONDS.warmUp, headers);
  const pages: Load[] = [];
  const bares: Load[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    pages.push(await load(page, SECONDS.page, headers));
    bares.push(await load(bare.address, SECONDS.bare, headers));
  }
  bare.stop();
  await madang.stop();
  const middle = (loads: readonly Load[], figure: keyof Load) => median(loads.map((each) => each[figure]));
  const { what } = bare;
  return [
    rowOf('portal.rate', middle(pages, 'rate'), 'pages/s', { what, value: middle(bares, 'rate') }),
    rowOf('portal.p99', middle(pages, 'p99'), 'ms', { what, value: middle(bares, 'p99') }),
  ];
}
