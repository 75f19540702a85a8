import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { describe, test } from 'node:test';
import { brotliCompressSync, gzipSync, zstdCompressSync } from 'node:zlib';
import fc from 'fast-check';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { open, testGovernment } from '../../../../test/support/government.ts';
import { all, type Db, run, sql } from '../../../kernel/index.ts';
import { policyOf } from '../policy.ts';
import { populationJob } from '../simulator.ts';
import type { Subject } from '../subjects.ts';
import { checkPopulation } from './check.ts';
import { LISTED, MOST_ATTEMPTS, MOST_FILES, PIECE_BYTES, TEXTS } from './limits.ts';
import {
  type Announced,
  bringPopulation,
  deleteExpired,
  deletePopulation,
  type OwnId,
  type OwnPopulation,
  ownPopulation,
  ownPopulations,
  peopleOf,
} from './store.ts';
import { templateOf } from './template.ts';

describe('a file of one’s own', async () => {
  const { gov, url, lines } = await testGovernment('kr');
  const service = 'k-pass';
  const HEADERS = 'born_on,monthly_fare,has_k_pass,region,income';
  const ROW = '2000-01-01,80000,false,seoul,2100000';
  const now = () => gov.clock.now();

  async function* inChunks(bytes: Uint8Array, size = 50_000): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  }

  async function bring(bytes: Uint8Array | string, more: Partial<Announced> = {}) {
    const announced = { person: randomUUID(), service, fileName: 'people.csv', format: 'csv' as const, ...more };
    const id = await bringPopulation(gov, announced, inChunks(Buffer.from(bytes)));
    return { person: announced.person, id };
  }

  async function checked(bytes: Uint8Array | string, more: Partial<Announced> = {}): Promise<OwnPopulation> {
    const own = await bring(bytes, more);
    await checkPopulation(gov.db, gov.pack, own, now());
    return (await ownPopulation(gov.db, own, now()))!;
  }

  async function read({ person, id }: { person: string; id: string }): Promise<Subject[]> {
    const people: Subject[] = [];
    for await (const some of peopleOf(gov.db, { person, id })) people.push(...some);
    return people;
  }

  const parts = async (kind: string, { id }: { id: string }) =>
    (await all(gov.db, sql`select place from services.population_part where population = ${id} and kind = ${kind}`))
      .length;

  const reasons = ({ problems }: OwnPopulation) =>
    problems.map(({ line, column, reason }) => [line, column, reason.en] as const);

  const person = (facts: Subject['facts'] = {}) => ({
    facts: { born_on: '2000-01-01', monthly_fare: 80_000, has_k_pass: false, region: 'seoul', ...facts },
    region: 'seoul',
    bornOn: '2000-01-01',
    income: 2_100_000,
  });

  test('CSV: quoted, with a byte order mark, other columns, other delimiters, and line ends of any kind', async () => {
    const variants = [
      `${HEADERS}\n${ROW}\n`,
      `\ufeff${HEADERS}\r\n${ROW}`,
      `name,${HEADERS}\n"Kim, ""M""\nSeo",${ROW}\n\n`,
      `${HEADERS}\n${ROW}`.replaceAll(',', ';'),
      `${HEADERS}\n${ROW}`.replaceAll(',', '\t'),
      `"${HEADERS.replaceAll(',', '","')}"\n"${ROW.replaceAll(',', '","')}"`,
    ];
    for (const text of variants) {
      const file = await checked(text);
      assert.equal(file.state, 'ready', JSON.stringify([text, reasons(file)]));
      assert.deepEqual(file.columns.toSorted(), HEADERS.split(',').toSorted());
      assert.deepEqual(await read(file), [person()]);
      assert.equal(await parts('file', file), 0, 'the file itself is kept no longer than it is read');
    }
  });

  test('wrong rows are left out and listed up to a share of all, each with line, column and reason', async () => {
    const rows = Array.from({ length: 300 }, () => ROW);
    rows[4] = ROW.replace('2000-01-01', '2000-13-01');
    rows[7] = `${ROW},more`;
    rows[9] = ROW.replace('seoul', 'atlantis').replace('80000', 'much');
    const file = await checked([HEADERS, ...rows].join('\n'));
    assert.equal(file.state, 'ready');
    assert.deepEqual([file.rowsRead, file.rowsKept, file.rowsBad], [300, 297, 3]);
    const [day, cells, fare, region] = reasons(file);
    assert.deepEqual(day?.slice(0, 2), [6, 'born_on']);
    assert.deepEqual(cells, [9, '', TEXTS.cells.en]);
    assert.deepEqual(
      [fare?.slice(0, 2), region?.slice(0, 2)],
      [
        [11, 'monthly_fare'],
        [11, 'region'],
      ],
    );
    assert.match(region![2], /^Enter one of seoul, busan/);
    assert.ok(!JSON.stringify(file.problems).includes('atlantis'), 'no reason repeats a value');
  });

  test('a file with more wrong rows than that is refused, with the first of them and how many there are', async () => {
    const rows = Array.from({ length: 1_000 }, (_, row) => (row % 5 === 0 ? ROW.replace('2000', 'MM') : ROW));
    const file = await checked([HEADERS, ...rows].join('\n'));
    assert.equal(file.state, 'refused');
    assert.deepEqual([file.rowsBad, file.rowsKept], [200, 0]);
    assert.equal(file.problems[0]!.reason.en, TEXTS.tooManyBad.en);
    assert.equal(file.problems.length, LISTED + 1);
    assert.deepEqual([await parts('people', file), await parts('file', file)], [0, 0]);
  });

  test('a file without its columns, with one twice, or without people is refused as a whole', async () => {
    const lacking = await checked(`born_on,had_k_pass,region\n2000-01-01,false,seoul`);
    assert.deepEqual(reasons(lacking), [
      [1, 'has_k_pass', 'This column is missing. Check the name of the column “had_k_pass”'],
    ]);
    const twice = await checked(`${HEADERS},region\n${ROW},seoul`);
    assert.deepEqual(reasons(twice), [[1, 'region', TEXTS.twice.en]]);
    for (const empty of [HEADERS, `${HEADERS}\n`, `${HEADERS}\n\n\n`]) {
      assert.deepEqual(reasons(await checked(empty)), [[0, '', TEXTS.empty.en]], JSON.stringify(empty));
    }
    const wide = Array.from({ length: 301 }, (_, at) => `c${at}`).join(',');
    assert.deepEqual(reasons(await checked(`${wide}\n`)), [[0, '', TEXTS.tooManyColumns.en]]);
  });

  test('a quotation mark that is not closed, or a line without end, stops the reading', async () => {
    const open = await checked(`${HEADERS}\n${ROW}\n"2000-01-01,${'x'.repeat(100_000)}`);
    assert.equal(open.state, 'refused');
    assert.equal(open.problems[0]!.reason.en, TEXTS.longLine.en);
    assert.equal((await checked(`${HEADERS}\n${ROW}\n2000-01-01,"80000"x,false,seoul,1`)).state, 'refused');
    assert.equal((await checked(`${'x'.repeat(200_000)}`)).state, 'refused');
  });

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
      assert.equal(file.state, 'ready', `${codec} ${JSON.stringify(reasons(file))}`);
      assert.equal(file.rowsKept, 12_000);
      const people = await read(file);
      assert.deepEqual(people[11_999], person());
      assert.ok(!JSON.stringify(people).includes('secret'), 'columns that are not asked for are not kept');
    }
    const nulls = [...columnsFor(2).slice(0, 4), { name: 'income', data: [null, 5], type: 'INT32' as const }];
    const file = await checked(new Uint8Array(parquetWriteBuffer({ columnData: nulls })), { format: 'parquet' });
    assert.deepEqual(
      (await read(file)).map(({ income }) => income),
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
    const read = populationJob(other, { silence: 1_000 }) as unknown as (own: OwnId) => Promise<void>;
    const own = await bring(endless, { format: 'parquet' });
    await run(gov.db, sql`update services.population set attempts = ${MOST_ATTEMPTS - 1} where id = ${own.id}`);
    await assert.rejects(read(own), { code: 'unavailable' });
    await read(own);
    assert.deepEqual(reasons((await ownPopulation(gov.db, own, now()))!), [[0, '', TEXTS.unreadable.en]]);
    const good = await bring(`${HEADERS}\n${ROW}`);
    await read(good);
    assert.equal((await ownPopulation(gov.db, good, now()))!.state, 'ready');
    await other.pool.end();
  });

  test('a check that is killed at any moment begins again and comes to the same end', async () => {
    const rows = Array.from({ length: 12_000 }, (_, row) => (row === 7_000 ? 'x' : ROW));
    const own = await bring([HEADERS, ...rows].join('\n'));
    for (const statements of [1, 4]) {
      await assert.rejects(checkPopulation(dying(gov.db, statements), gov.pack, own, now()), /died/);
      assert.equal((await ownPopulation(gov.db, own, now()))!.state, 'checking');
    }
    await checkPopulation(gov.db, gov.pack, own, now());
    const file = (await ownPopulation(gov.db, own, now()))!;
    assert.deepEqual([file.state, file.rowsRead, file.rowsKept, file.rowsBad], ['ready', 12_000, 11_999, 1]);
    assert.equal((await read(own)).length, 11_999);
    await checkPopulation(gov.db, gov.pack, own, now());
    assert.deepEqual(await ownPopulation(gov.db, own, now()), file, 'once it is done, nothing is done again');
  });

  test('a file on which checks die again and again is given up', async () => {
    const own = await bring(`${HEADERS}\n${ROW}`);
    for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1) {
      await assert.rejects(checkPopulation(dying(gov.db, 3), gov.pack, own, now()), /died/);
    }
    await checkPopulation(gov.db, gov.pack, own, now());
    assert.equal((await ownPopulation(gov.db, own, now()))!.state, 'refused');
  });

  test('a file that breaks off while it comes leaves nothing', async () => {
    const officer = randomUUID();
    async function* broken() {
      yield randomBytes(3 * PIECE_BYTES);
      throw new Error('the line is dead');
    }
    const announced = { person: officer, service, fileName: 'x', format: 'csv' } as const;
    await assert.rejects(bringPopulation(gov, announced, broken()), /the line is dead/);
    const left = await all(
      gov.db,
      sql`select from services.population where person = ${officer}
        union all select from services.population_part where person = ${officer}`,
    );
    assert.deepEqual(left, []);
  });

  test('it is its officer’s alone, goes when they say so, and after its time', async () => {
    const own = await bring(`${HEADERS}\n${ROW}`);
    await checkPopulation(gov.db, gov.pack, own, now());
    assert.equal(await ownPopulation(gov.db, { ...own, person: randomUUID() }, now()), undefined);
    assert.equal(await deletePopulation(gov.db, { ...own, person: randomUUID() }), false);
    assert.deepEqual(
      (await ownPopulations(gov.db, own.person, now())).map(({ id }) => id),
      [own.id],
    );
    const start = now();
    const { expiresAt } = (await ownPopulation(gov.db, own, start))!;
    assert.equal(await ownPopulation(gov.db, own, expiresAt), undefined, 'not to be had from then on');
    await deleteExpired(gov.db, start);
    assert.equal(await parts('people', own), 1);
    await deleteExpired(gov.db, expiresAt);
    assert.equal(await parts('people', own), 0);

    const another = await bring(`${HEADERS}\n${ROW}`);
    assert.equal(await deletePopulation(gov.db, another), true);
    assert.equal(await parts('file', another), 0);
  });

  test('an officer has no more than so many at once', async () => {
    const officer = randomUUID();
    for (let count = 0; count < MOST_FILES; count += 1) await bring(`${HEADERS}\n${ROW}`, { person: officer });
    await assert.rejects(bring(`${HEADERS}\n${ROW}`, { person: officer }), { code: 'conflict' });
  });

  test('the template of every policy is a file that is ready', async () => {
    for (const id of ['youth-rent', 'home-purchase-loan']) {
      const { columns, rows } = templateOf(gov.pack, policyOf(gov.pack, id)!);
      const quoted = (cells: readonly string[]) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',');
      const text = [columns.map(({ name }) => name), ...rows].map(quoted).join('\r\n');
      const file = await checked(text, { service: id });
      assert.deepEqual([file.state, file.rowsKept], ['ready', 2], JSON.stringify(reasons(file)));
    }
  });

  test('no line of the log tells of what was in a file', () => {
    for (const mark of ['2100000', 'atlantis', 'people.csv']) assert.ok(!lines.join('\n').includes(mark));
  });
});

/** A database whose process is killed after so many statements. */
function dying(db: Db, statements: number): Db {
  let left = statements;
  const guard = <T extends object>(target: T): T =>
    new Proxy(target, {
      get(of, name) {
        const value = Reflect.get(of, name) as unknown;
        if (typeof value !== 'function') return value;
        return (...given: unknown[]) => {
          if (name === 'executeQuery') {
            left -= 1;
            if (left < 0) throw new Error('the process died');
          }
          const found = (value as (...all: unknown[]) => unknown).apply(of, given);
          return name === 'getExecutor' ? guard(found as object) : found;
        };
      },
    });
  return guard(db);
}
