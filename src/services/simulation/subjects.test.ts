import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testGovernment } from '../../../test/support/government.ts';
import { today } from '../cases/deadline.ts';
import { compareWithDatabase } from './testing.ts';

test('a simulation decides people as services do, on a sample of both packs’ demo people', async () => {
  for (const [pack, stride] of [
    ['kr', 83],
    ['tw', 1],
  ] as const) {
    const { gov } = await testGovernment(pack);
    assert.ok((await compareWithDatabase(gov, today(gov), stride)) > 10, pack);
  }
});
