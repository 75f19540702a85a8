import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { exclusively, holdAlone } from './exclusive.ts';

/** Longer than the address of a socket has room for, as a path may be. */
const LONG = `/${randomUUID()}/a-folder-with-a-long-name/in-a-folder-with-a-longer-one/and-so-on/and-so-forth`;

test('a name is held by one alone, until that one lets go', async () => {
  const release = await holdAlone(LONG);
  assert.equal(await holdAlone(LONG), undefined);
  release!();
  const again = await holdAlone(LONG);
  assert.ok(again);
  again();
});

test('names that begin alike are others, however long that is', async () => {
  const [one, other] = [await holdAlone(`${LONG}/1`), await holdAlone(`${LONG}/2`)];
  assert.ok(one && other);
  one();
  other();
});

test('work under one name is done one after the other', async () => {
  const done: string[] = [];
  const work = (nth: number) =>
    exclusively(LONG, async () => {
      done.push(`begin ${nth}`);
      await new Promise(setImmediate);
      done.push(`end ${nth}`);
    });
  await Promise.all([1, 2, 3].map(work));
  for (let at = 0; at < done.length; at += 2) assert.equal(done[at]!.replace('begin', 'end'), done[at + 1]);
});
