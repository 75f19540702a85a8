import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ByteCache } from './byte-cache.ts';

const loaded: string[] = [];
const load = (name: string, length: number) => async () => {
  loaded.push(name);
  return new Uint8Array(length);
};
const taken = () => loaded.splice(0).join('');

test('what was used last is kept, up to the limit; what is larger than that is passed on', async () => {
  const cache = new ByteCache(100);
  for (const name of ['a', 'b', 'c', 'a', 'd']) await cache.getOrLoad(name, load(name, 30));
  assert.equal(taken(), 'abcd');
  assert.equal(cache.bytes, 90);
  for (const name of ['a', 'c', 'd', 'b']) await cache.getOrLoad(name, load(name, 30));
  assert.equal(taken(), 'b', 'b had been used longest ago');
  assert.equal((await cache.getOrLoad('e', load('e', 101))).length, 101);
  assert.equal(taken(), 'e');
  assert.equal(cache.bytes, 90);
});

test('many who ask at once load once; what fails is tried again', async () => {
  const cache = new ByteCache(100);
  await Promise.all(['a', 'a', 'a'].map((name) => cache.getOrLoad(name, load(name, 10))));
  assert.equal(taken(), 'a');
  const failing = () => Promise.reject(new Error('gone'));
  await Promise.all([1, 2].map(() => assert.rejects(cache.getOrLoad('f', failing), /gone/)));
  await cache.getOrLoad('f', load('f', 10));
  assert.equal(taken(), 'f');
  assert.equal(cache.bytes, 20);
});
