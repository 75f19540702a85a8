import assert from 'node:assert/strict';
import { test } from 'node:test';
import { joinFace } from './face.ts';

test('names are joined as their language joins them, and all else stands apart', () => {
  const face = (...parts: readonly (readonly [string, string])[]) =>
    joinFace(parts.map(([key, text]) => ({ key, text })));
  assert.equal(face(['family_name', '陳'], ['given_name', '怡君']), '陳怡君');
  assert.equal(face(['family_name', 'Chen'], ['given_name', 'Yi-chun']), 'Chen Yi-chun');
  assert.equal(face(['name', '김하은'], ['school', '가온대학교']), '김하은 · 가온대학교');
  assert.equal(face(), '');
});
