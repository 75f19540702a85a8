import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { LOCALES } from '../../src/kernel/index.ts';
import { payoutsOfFile } from '../../src/ledger/index.ts';
import {
  answerPayouts,
  bankAccountOf,
  entitlementNow,
  filePayouts,
  payoutActs,
  shopByNumber,
  take,
  unpaidOf,
} from '../../src/programmes/index.ts';
import { officer, persona } from '../../src/services/testing/people.ts';
import { COUNTER } from '../../src/web/office/programmes/counter-words.ts';
import { UNPAID } from '../../src/web/taking/unpaid-words.ts';
import { BANK } from '../../src/web/till/shop-bank-words.ts';
import { launchBrowser } from '../support/browser.ts';
import { testSite } from '../support/site.ts';
import { NARROW, type Visitor, visitorsOf } from '../support/visitor.ts';

const BENEFIT = 'child-living-allowance';

describe('bank accounts, of shops and of people', async () => {
  const site = await testSite();
  const { gov } = site;
  const browser = await launchBrowser();
  after(() => browser.close());
  const visitors = visitorsOf(site, browser);
  const mother = await persona(gov, 'low-income-mother');
  const shop = (await shopByNumber(gov.db, '00001010'))!;
  const till = `/till/${shop.id}/bank-account`;
  const button = ({ page }: Visitor, text: string) =>
    page.locator('main').getByRole('button', { name: text, exact: true });

  test('an owner names another account, sees that it waits, and cancels it', async () => {
    for (const locale of LOCALES) {
      const visitor = await visitors.visit({ persona: 'shop-owner', locale, viewport: NARROW });
      await visitor.open(`/till/${shop.id}/settlements`);
      await visitor.press(visitor.page.locator(`main a[href="${till}"]`));
      await visitor.press(button(visitor, BANK.name[locale]));
      assert.equal(await visitor.page.locator('.govuk-error-summary').count(), 1);
      await visitor.fill('#account', '００４-１２３４５０００７７');
      await visitor.press(button(visitor, BANK.name[locale]));
      assert.ok((await visitor.text()).includes(BANK.named[locale]));
      assert.equal((await bankAccountOf(gov.db, gov, shop.id)).waiting!.bankAccount, '0041234500077');
      await visitor.open(`/till/${shop.id}/settlements`);
      assert.ok((await visitor.text()).includes(BANK.waits[locale]));
      await visitor.open(till);
      await visitor.press(button(visitor, BANK.cancel[locale]));
      assert.ok((await visitor.text()).includes(BANK.cancelledNow[locale]));
      assert.equal((await bankAccountOf(gov.db, gov, shop.id)).waiting, undefined);
      await visitor.leave();
    }
    const clerk = await visitors.visit({ persona: 'shop-clerk' });
    assert.equal((await clerk.page.request.get(till)).status(), 403);
    await clerk.leave();
  });

  let files = 0;
  /** What waits is refused by the bank. */
  async function refused(): Promise<string> {
    files += 1;
    gov.clock.advance(60_000);
    const treasurer = await officer(gov, 'payments-officer');
    const file = (await filePayouts(gov, treasurer, { key: `${files}` }))!;
    const { payouts } = await payoutsOfFile(gov.db, file.id);
    await answerPayouts(gov, treasurer, {
      ...{ message: 'BANK', original: file.id.replaceAll('-', ''), originalKind: 'pain.001.001.09', reasons: [] },
      batches: [
        {
          ...{ batch: 'NOTPROVIDED', reasons: [] },
          answers: payouts.map(({ id }) => ({
            ...{ endToEndId: id.replaceAll('-', ''), status: 'RJCT', reasons: ['AC04'] },
          })),
        },
      ],
    });
    return file.id;
  }

  test('a person reads why a payment came back, and has it paid to another account', async () => {
    const programme = gov.pack.programmes.get(BENEFIT)!;
    const channel = programme.channels.find(({ kind }) => kind === 'bank')!.id;
    assert.equal((await entitlementNow(gov, mother, BENEFIT)).state, 'yes');
    await take(gov, { person: mother, programme: BENEFIT, channel, bankAccount: '0040000000001', key: 'k' });
    const file = await refused();
    const acts = await payoutActs(gov.db, file);
    assert.ok(acts.some((act) => act.kind === 'answered' && act.content.people === 1));
    const treasurer = await visitors.visit({ persona: 'payments-officer', locale: 'zh-Hant', viewport: NARROW });
    await treasurer.open(`/office/payouts/${file}`);
    await treasurer.leave();
    for (const locale of LOCALES) {
      const visitor = await visitors.visit({ persona: 'low-income-mother', locale, viewport: NARROW });
      await visitor.open('/vouchers');
      await visitor.press(visitor.page.locator('main a[href="/vouchers/unpaid"]').first());
      assert.ok((await visitor.text()).includes(UNPAID.lead[locale]));
      await visitor.open(`/vouchers/${BENEFIT}`);
      await visitor.press(visitor.page.locator('main a[href="/vouchers/unpaid"]').first());
      await visitor.press(visitor.page.locator('main form button').first());
      assert.equal(await visitor.page.locator('.govuk-error-summary').count(), 1);
      await visitor.fill('#account', '0040000000002');
      await visitor.press(visitor.page.locator('main form button').first());
      assert.ok((await visitor.text()).includes(UNPAID.done[locale]));
      await visitor.press(visitor.page.locator('main a[href^="/receipts/"]').first());
      await visitor.leave();
      await refused();
    }
    assert.equal((await unpaidOf(gov.db, mother)).length, 4);
  });

  test('who has no phone gives another account at the counter', async () => {
    for (const locale of LOCALES) {
      const visitor = await visitors.visit({ persona: 'allowance-officer', locale, viewport: NARROW });
      await visitor.open('/office/counter');
      await visitor.fill('#number', gov.pack.demo.personas.find(({ id }) => id === 'low-income-mother')!.number);
      await visitor.press(button(visitor, COUNTER.lookUp[locale]));
      assert.ok((await visitor.text()).includes(COUNTER.unpaid[locale]));
      const form = visitor.page.locator('form[action="/office/counter/unpaid"] button');
      await visitor.fill('#account', '12');
      await visitor.press(form);
      assert.equal(await visitor.page.locator('.govuk-error-summary').count(), 1);
      await visitor.fill('#account', '0040000000003');
      await visitor.press(form);
      assert.ok((await visitor.text()).includes(COUNTER.paidAnew[locale]));
      await visitor.leave();
      await refused();
    }
  });

  test('on all these pages nothing was found wrong', () => {
    assert.deepEqual(visitors.findings(), []);
  });
});
