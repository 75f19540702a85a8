import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newGovernment, type OwnGovernment } from './government.ts';
import { placesTaken, surviveIssuing } from './issuing-kills.ts';

const KILLS = 100;
/** Kills in one run, and people who live through it. */
const [A_RUN, PEOPLE] = [10, 24];

let own: OwnGovernment;
before(async () => {
  own = await newGovernment();
});
after(() => own.remove());

test(`${KILLS} times kill -9 in the middle of issuing`, async () => {
  const sum = { answered: 0, sentAgain: 0, takenUnseen: 0 };
  for (let run = 0; run < KILLS / A_RUN; run++) {
    const seen = await surviveIssuing(own, { people: PEOPLE, wishes: 8, kills: A_RUN, from: run * PEOPLE });
    for (const name of ['answered', 'sentAgain', 'takenUnseen'] as const) sum[name] += seen[name];
    const { taken, copies } = await placesTaken(own.gov);
    assert.equal(taken, copies);
  }
  console.log(sum);
  assert.ok(sum.sentAgain >= KILLS);
});
