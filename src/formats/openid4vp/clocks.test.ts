import assert from 'node:assert/strict';
import { test } from 'node:test';
import { signedAt } from './clocks.ts';

test('an answer is signed with the time of the phone, or of the request where the phone cannot be right', () => {
  const request = { madeAt: 1_000, until: 1_300 };
  for (const at of [1_000, 1_150, 1_300]) assert.equal(signedAt(request, at), at);
  for (const at of [400, 999, 1_301, 5_000]) assert.equal(signedAt(request, at), 1_000);
  assert.equal(signedAt({}, 77), 77);
  assert.equal(signedAt({ until: 50 }, 77), 77, 'it does not say when it was made');
});
