import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { brotliCompressSync, gzipSync, zstdCompressSync } from 'node:zlib';
import fc from 'fast-check';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { open, testGovernment } from '../../../../test/support/government.ts';
import { run, sql } from '../../../kernel/index.ts';
import { populationJob } from '../simulator.ts';
import { filesOf, HEADERS, PERSON, ROW, reasonsOf } from './fixture.ts';
import { MOST_ATTEMPTS, TEXTS } from './limits.ts';
import { type OwnId, ownPopulation } from './store.ts';

describe('a Parquet file of one’s own', async () => {
  const { gov, url } = await testGovernment('kr');
  const { bring, checked, peopleIn } = filesOf(gov);
  const now = () => gov.clock.now();

  const columnsFor = (rows: number) => [
    { name: 'born_on', data: Array.from({ length: rows }, () => new Date('2000-01-01')), type: 'TIMESTAMP' as const },
    { name: 'monthly_fare', data: Array.from({ length: rows }, () => 80_000), type: 'INT32' as const },
    { name: 'has_k_pass', data: Array.from({ length: rows }, () => false), type: 'BOOLEAN' as const },
    { name: 'region', data: Array.from({ length: rows }, () => 'seoul'), type: 'STRING' as const },
    { name: 'income', data: Array.from({ length: rows }, () => 2_100_000n), type: 'INT64' as const },
    { name: 'note', data: Array.from({ length: rows }, () => 'secret'), type: 'STRING' as const },
  ];

  test('Parquet: row groups, packed by any usual codec, with columns of others and with nulls', async () => {
    const codecs = {
      SNAPPY: undefined,
      UNCOMPRESSED: undefined,
      GZIP: (bytes: Uint8Array) => new Uint8Array(gzipSync(bytes)),
      ZSTD: (bytes: Uint8Array) => new Uint8Array(zstdCompressSync(bytes)),
      BROTLI: (bytes: Uint8Array) => new Uint8Array(brotliCompressSync(bytes)),
    } as const;
    for (const [codec, pack] of Object.entries(codecs)) {
      const bytes = parquetWriteBuffer({
        columnData: columnsFor(12_000),
        rowGroupSize: 5_000,
        codec: codec as 'SNAPPY',
        ...(pack && { compressors: { [codec]: pack } }),
      });
      const file = await checked(new Uint8Array(bytes), { format: 'parquet' });
      assert.equal(file.state, 'ready', `${codec} ${JSON.stringify(reasonsOf(file))}`);
      assert.equal(file.rowsKept, 12_000);
      const people = await peopleIn(file);
      assert.deepEqual(people[11_999], PERSON);
      assert.ok(!JSON.stringify(people).includes('secret'), 'columns that are not asked for are not kept');
    }
    const nulls = [...columnsFor(2).slice(0, 4), { name: 'income', data: [null, 5], type: 'INT32' as const }];
    const file = await checked(new Uint8Array(parquetWriteBuffer({ columnData: nulls })), { format: 'parquet' });
    assert.deepEqual(
      (await peopleIn(file)).map(({ income }) => income),
      [null, 5],
    );
  });

  test('a Parquet file that is broken, cut off or larger than it may be is refused, and harms nothing', async () => {
    const good = new Uint8Array(parquetWriteBuffer({ columnData: columnsFor(50) }));
    const refused = async (bytes: Uint8Array) =>
      ['refused', 'ready'].includes((await checked(bytes, { format: 'parquet' })).state);
    assert.ok(await refused(good.subarray(0, good.length - 9)));
    assert.ok(await refused(Buffer.from('PAR1PAR1')));
    // Bytes of the footer only: see below for what some others do to the reader.
    const footer = good.length - 8 - new DataView(good.buffer).getUint32(good.length - 8, true);
    const nameless = good.slice();
    nameless[Buffer.from(good).indexOf('income', footer)] = 0;
    assert.equal((await checked(nameless, { format: 'parquet' })).state, 'refused', 'a column’s name is no text');
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: footer, max: good.length - 1 }), fc.nat(255), async (at, byte) => {
        const broken = good.slice();
        broken[at] = byte;
        assert.ok(await refused(broken), `byte ${at} is ${byte}`);
      }),
      { numRuns: 60 },
    );
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (noise) => {
        assert.ok(await refused(Buffer.concat([Buffer.from('PAR1'), noise])));
        assert.equal((await checked(noise)).state, 'refused');
      }),
      { numRuns: 30 },
    );
  });

  test('a file that keeps its reader busy for ever is given up after a few attempts, and others are read meanwhile', async () => {
    const endless = new Uint8Array(parquetWriteBuffer({ columnData: columnsFor(50).slice(0, 5) }));
    // The number of values in the first page's header, made very large.
    endless[35] = 128;
    const other = await open(url, 'kr');
    const readIt = populationJob(other, { silence: 1_000 }) as unknown as (own: OwnId) => Promise<void>;
    const own = await bring(endless, { format: 'parquet' });
    await run(gov.db, sql`update services.population set attempts = ${MOST_ATTEMPTS - 1} where id = ${own.id}`);
    await assert.rejects(readIt(own), { code: 'unavailable' });
    await readIt(own);
    assert.deepEqual(reasonsOf((await ownPopulation(gov.db, own, now()))!), [[0, '', TEXTS.unreadable.en]]);
    const good = await bring(`${HEADERS}\n${ROW}`);
    await readIt(good);
    assert.equal((await ownPopulation(gov.db, good, now()))!.state, 'ready');
    await other.pool.end();
  });
});
