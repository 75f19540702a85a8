import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newGovernment, type OwnGovernment } from './government.ts';
import { placesTaken, surviveIssuing } from './issuing-kills.ts';

let own: OwnGovernment;
before(async () => {
  own = await newGovernment();
});
after(() => own.remove());

test('kill -9 in the middle of issuing: what is asked for again is the same, none is given twice and none is lost', async () => {
  const { answered, sentAgain } = await surviveIssuing(own, { people: 6, wishes: 3, kills: 3, from: 0 });
  assert.ok(answered > 0 && sentAgain > 0);
  const { taken, copies } = await placesTaken(own.gov);
  assert.equal(taken, copies);
});
