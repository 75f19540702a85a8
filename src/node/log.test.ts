import assert from 'node:assert/strict';
import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { type LogEntry, openNodeLog, readNodeLog } from './log.ts';
import { folderWith } from './testing/files.ts';

const entry = (nth: number): LogEntry => ({
  at: '2026-11-02T01:00:00.000Z',
  platform: 'gov',
  question: `q${nth}`,
  reader: { kind: 'service', agency: 'pension' },
  basis: 'statute',
  registry: 'enrolment',
  person: 'hidden',
  fields: ['employer'],
  outcome: { records: nth },
});

const written = async (count: number) => {
  const path = join(await folderWith({}), 'node.log');
  const log = await openNodeLog(path);
  await Promise.all(Array.from({ length: count }, (_, nth) => log.append([entry(nth)])));
  const head = log.head();
  await log.close();
  return { path, head };
};

test('lines follow from each other, in the order in which they were given, and a log is gone on with', async () => {
  const { path, head } = await written(20);
  const again = await openNodeLog(path);
  assert.deepEqual(again.head(), head);
  await again.append([entry(20), entry(21)]);
  const seen: string[] = [];
  assert.deepEqual((await readNodeLog(path, ({ question }) => seen.push(question))).head, again.head());
  await again.close();
  assert.deepEqual(
    seen,
    Array.from({ length: 22 }, (_, nth) => `q${nth}`),
  );
});

test('a line that was changed, left out, added or moved is found', async () => {
  const { path } = await written(5);
  const lines = (await readFile(path, 'utf8')).trimEnd().split('\n');
  const spoilt: [string[], number][] = [
    [lines.with(1, lines[1]!.replace('pension', 'another')), 3],
    [lines.toSpliced(2, 1), 3],
    [lines.toSpliced(1, 0, lines[1]!), 3],
    [[lines[1]!, lines[0]!], 1],
    [lines.with(4, '{}'), 5],
    [lines.with(0, lines[0]!.replace('{', '{ ')), 1],
  ];
  for (const [kept, line] of spoilt) {
    await writeFile(path, `${kept.join('\n')}\n`);
    await assert.rejects(openNodeLog(path), new RegExp(`line ${line} does not follow`));
  }
});

test('what a crash left of a last line is cut off', async () => {
  const { path, head } = await written(3);
  await appendFile(path, '{"at":"2026');
  const log = await openNodeLog(path);
  assert.deepEqual(log.head(), head);
  await log.append([entry(3)]);
  await log.close();
  assert.equal((await readNodeLog(path)).head.entries, 4);
});
