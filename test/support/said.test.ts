import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { loadPack } from '../../src/pack/index.ts';
import { found, lookThrough, plantedValues } from './said.ts';

test('each value is found wherever it stands, and no other', () => {
  const word = fc.stringMatching(/^[ab]{3,6}$/);
  fc.assert(
    fc.property(fc.array(word), fc.array(word), (values, words) => {
      const text = words.join('');
      assert.deepEqual(new Set(found(text, new Set(values))), new Set(values.filter((value) => text.includes(value))));
    }),
  );
});

test('a number is found where it stands by itself, and not within a fraction or a hash', () => {
  const number = new Set(['00012186']);
  for (const text of ['0.000121861', '0.00012186 s', 'a00012186b', '1000121861'])
    assert.deepEqual(found(text, number), []);
  for (const text of ['00012186', 'id=00012186&', '"00012186"', '번호 00012186은'])
    assert.deepEqual(found(text, number), [...number]);
});

test('a line that says who somebody is, is found among those of all processes', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'madang-said-'));
  after(() => rmSync(folder, { recursive: true }));
  const pack = await loadPack('tw');
  const { number } = pack.demo.personas[0]!;
  writeFileSync(join(folder, '1.txt'), `{"msg":"ready"}\nGET /services?q=${encodeURIComponent('陳怡君')}&r=%ff\n`);
  writeFileSync(join(folder, '2.txt'), `{"msg":"no account for ${number}"}\n`);
  const { lines, telling } = lookThrough(folder, plantedValues(pack));
  assert.deepEqual(
    { lines, telling },
    {
      lines: 3,
      telling: ['GET /services?q=陳怡君&r=%ff', `{"msg":"no account for ${number}"}`],
    },
  );
});
