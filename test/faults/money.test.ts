import { after, before, test } from 'node:test';
import { newGovernment, type OwnGovernment } from './government.ts';
import { surviveTrade } from './money-kills.ts';

let own: OwnGovernment;
before(async () => {
  own = await newGovernment();
});
after(() => own.remove());

test('kill -9 of the process and of the database while people pay: every balance is as they were told', () =>
  surviveTrade(own, { people: 10, steps: 8, kills: 3, from: 200_000 }));
