import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testGovernment } from '../../../test/support/government.ts';
import { today } from '../cases/deadline.ts';
import { compareWithDatabase } from './testing.ts';

test('a simulation decides everybody of a pack’s demo as services do', async () => {
  const { gov } = await testGovernment('kr');
  assert.ok((await compareWithDatabase(gov, today(gov), 1)) > 40_000);
});
