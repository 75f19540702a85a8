import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { offerCard, openPresentation, presentationOf } from '../../src/credentials/index.ts';
import { transaction } from '../../src/kernel/index.ts';
import { persona } from '../../src/services/testing/people.ts';
import { ADD_WORDS } from '../../src/web/islands/wallet/add/words.ts';
import { OPEN_WORDS } from '../../src/web/islands/wallet/open/words.ts';
import { REQUEST_WORDS as ASK } from '../../src/web/islands/wallet/request/words.ts';
import { launchBrowser } from '../support/browser.ts';
import { testSite } from '../support/site.ts';
import { NARROW, visitorsOf } from '../support/visitor.ts';

const PIN = '482915';
const MINUTE = 60_000;

/** A phone whose clock is wrong gets a card and shows it: docs/threats.md. */
describe('a phone whose clock is off by minutes', async () => {
  const site = await testSite();
  const { gov } = site;
  Object.assign(gov.config, { ORIGIN: site.address });
  const browser = await launchBrowser();
  after(() => browser.close());
  const visitors = visitorsOf(site, browser);
  const person = await persona(gov, 'employed-mother');

  for (const [how, minutes] of [
    ['slow', -10],
    ['fast', 10],
  ] as const) {
    test(`${how}: holds a card, and a shop is told what it asks for`, async () => {
      const { page } = await visitors.visit({ viewport: NARROW, hasTouch: true, isMobile: true });
      await page.clock.install({ time: gov.clock.now().getTime() + minutes * MINUTE });
      const heading = (name: string) => page.getByRole('heading', { name, exact: true, level: 1 }).waitFor();
      const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
      const wish = { person, type: 'resident-card', by: { kind: 'holder' }, transactionCode: false } as const;
      const { link } = await transaction(gov.db, (tx) => offerCard(tx, gov, wish));
      await page.goto(link);
      for (const label of [OPEN_WORDS.newPin.en, OPEN_WORDS.pinAgain.en]) await page.getByLabel(label).fill(PIN);
      await press(OPEN_WORDS.setUp.en);
      await heading(ADD_WORDS.offered.en);
      await press(ADD_WORDS.take.en);
      await heading(ADD_WORDS.done.en);

      const asked = await transaction(gov.db, (tx) => openPresentation(tx, gov, { party: 'shop', use: 'age' }));
      await page.evaluate((hash) => {
        location.hash = hash;
      }, new URL(asked.link).hash);
      await heading('Corner shop asks');
      await press(ASK.shareOne.en);
      await heading(ASK.sent.en.replace('{party}', 'Corner shop'));
      assert.equal((await presentationOf(gov.db, gov, asked)).state, 'answered');
    });
  }
});
