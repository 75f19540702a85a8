import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startPostgres } from '../src/kernel/index.ts';
import { newHome } from '../test/faults/government.ts';
import { startMadang } from '../test/support/process.ts';
import { median, type Row, rowOf, timed } from './bench.ts';

export const name = 'start';

const COLD = 2;
const WARM = 3;

/** From the launch until `/healthz` answers, on a new data folder and on one that was used, against what is unavoidable. */
export async function run(): Promise<Row[]> {
  const measured = { cold: [] as number[], warm: [] as number[], initdb: [] as number[], alone: [] as number[] };
  for (let round = 0; round < COLD; round++) {
    const [home, bare] = [await newHome(), await newHome()];
    measured.cold.push(await startAndStop(home));
    measured.initdb.push(await startPostgresAlone(bare));
    for (let again = 0; again < WARM; again++) {
      measured.warm.push(await startAndStop(home));
      measured.alone.push(
        (await startPostgresAlone(bare)) + (await timed(() => promisify(execFile)(process.execPath, ['-e', '0']))),
      );
    }
    await Promise.all([home, bare].map((folder) => rm(folder, { recursive: true, force: true })));
  }
  return [
    rowOf('start.cold', median(measured.cold) / 1_000, 's', {
      what: 'initdb and start of the embedded PostgreSQL alone',
      value: median(measured.initdb) / 1_000,
    }),
    rowOf('start.warm', median(measured.warm) / 1_000, 's', {
      what: 'start of the embedded PostgreSQL alone, and node -e 0',
      value: median(measured.alone) / 1_000,
    }),
  ];
}

async function startAndStop(home: string): Promise<number> {
  const madang = await startMadang({ home });
  await madang.stop();
  return madang.readyAfter;
}

/** Milliseconds until it accepts connections and has the database; stopped again outside the measurement. */
async function startPostgresAlone(home: string): Promise<number> {
  let stop = async () => {};
  const milliseconds = await timed(async () => {
    ({ stop } = await startPostgres({ directory: join(home, 'postgres') }));
  });
  await stop();
  return milliseconds;
}
