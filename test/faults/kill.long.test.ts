import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newGovernment, type OwnGovernment } from './government.ts';
import { surviveKills } from './kills.ts';

const KILLS = 200;

let own: OwnGovernment;
before(async () => {
  own = await newGovernment();
});
after(() => own.remove());

test(`${KILLS} times kill -9 in the middle of submissions`, async () => {
  const survived = await surviveKills(own, KILLS);
  console.log(survived);
  assert.ok(survived.acknowledged >= KILLS && survived.brokenOff >= KILLS);
});
