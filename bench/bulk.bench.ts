import { rm } from 'node:fs/promises';
import { readConfig } from '../src/kernel/index.ts';
import { openGovernment } from '../src/open.ts';
import type { Government } from '../src/pack/index.ts';
import { readMany } from '../src/registry/index.ts';
import { newHome } from '../test/faults/government.ts';
import { type Row, rowOf, timed } from './bench.ts';
import { fillRegistries } from './eligible-people.ts';

/*
 * A question to registers about many people, by law: two looks at each, each a row and an entry of the public log, and a
 * line of JSON of each person. Everything but the way over the network.
 */
export const name = 'bulk';

const PEOPLE = Number(process.env.BULK ?? 1_000_000);

/** The registers that are asked, and what of them. */
const READS = [
  { registry: 'persons', fields: ['name', 'born_on'] },
  { registry: 'households', fields: ['address'] },
];

export async function run(): Promise<Row[]> {
  const home = await newHome();
  const config = readConfig({ MADANG_HOME: home, PACK: 'kr', LOG_LEVEL: 'silent' });
  const { gov, close } = await openGovernment(config);
  try {
    await fillRegistries(
      gov.pool,
      PEOPLE,
      READS.map(({ registry }) => registry),
    );
    const rate = perSecond(await timed(() => readAll(gov)));
    const most = process.resourceUsage().maxRSS / 1_000;
    return [
      rowOf('bulk.people', rate, 'people/s', { what: 'people/s that are promised', value: 20_000 }),
      rowOf('bulk.memory', most, 'MB', { what: 'MB, the most there should be', value: 1_000 }),
    ];
  } finally {
    await close();
    await rm(home, { recursive: true, force: true });
  }
}

async function readAll(gov: Government): Promise<void> {
  const { agency } = gov.pack.registries.get('persons')!;
  const reader = { kind: 'service', service: 'statistics', agency } as const;
  const purpose = { text: { ko: '통계', 'zh-Hant': '統計', en: 'Statistics' } };
  let count = 0;
  let bytes = 0;
  for await (const page of readMany(gov, { reader, purpose, reads: READS, people: everybody() })) {
    for (const one of page) bytes += Buffer.byteLength(`${JSON.stringify(one)}\n`);
    count += page.length;
  }
  if (count !== PEOPLE || bytes === 0) throw new Error(`${count} of ${PEOPLE} people were read`);
}

/** The ids of the people with whom `fillRegistries` fills. */
function* everybody(): Generator<string> {
  for (let nth = 0; nth < PEOPLE; nth++) yield `00000000-0000-7000-8000-${nth.toString(16).padStart(12, '0')}`;
}

const perSecond = (milliseconds: number) => Math.round((PEOPLE / milliseconds) * 1_000);
