import { after, before, test } from 'node:test';
import { newGovernment, type OwnGovernment } from './government.ts';
import { surviveTrade } from './money-kills.ts';

let own: OwnGovernment;
before(async () => {
  own = await newGovernment();
});
after(() => own.remove());

test('two hundred kills while people pay: every balance is as they were told', () =>
  surviveTrade(own, { people: 60, steps: 120, kills: 200, from: 300_000 }));
