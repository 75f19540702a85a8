import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { forgetPerson } from '../../src/identity/index.ts';
import { LOCALES, transaction } from '../../src/kernel/index.ts';
import { ERASED, type ReceiptFile } from '../../src/log/index.ts';
import { MIGRATIONS } from '../../src/open.ts';
import { castOf, everyAct } from '../../src/programmes/testing/every-act.ts';
import { PROOF } from '../../src/web/portal/proof-words.ts';
import { launchBrowser } from '../support/browser.ts';
import { testSite } from '../support/site.ts';
import { NARROW, visitorsOf } from '../support/visitor.ts';

describe('the receipts of a programme’s acts', async () => {
  const site = await testSite();
  const { gov } = site;
  const browser = await launchBrowser();
  after(() => browser.close());
  const visitors = visitorsOf(site, browser);
  const entries = await everyAct(gov);
  await site.logged();
  const fileOf = async (act: string, persona?: string) => {
    const headers: Record<string, string> = persona ? { cookie: await site.signIn(persona) } : {};
    return (await (await fetch(`${site.address}/receipts/${entries[act]}/file`, { headers })).json()) as ReceiptFile;
  };

  for (const locale of LOCALES) {
    test(`on a phone, in ${locale}: a person reads what was recorded, and their browser finds that it is so`, async () => {
      const mother = await visitors.visit({ persona: 'employed-mother', locale, viewport: NARROW });
      for (const act of ['taken', 'paid', 'refunded', 'shared', 'change', 'frozen']) {
        await mother.open(`/receipts/${entries[act]}`);
        await mother.page.locator('[data-outcome="ok"]').waitFor();
        assert.ok((await mother.text()).includes(PROOF.content[locale]), act);
        assert.equal(
          await mother.page
            .locator('[data-outcome="ok"] [data-check="content-matches"][data-finding="ok"]')
            .isVisible(),
          true,
          act,
        );
        assert.ok((await mother.page.locator('#content .govuk-summary-list__row').count()) > 2, act);
      }
      await mother.leave();
    });
  }

  test('owner, clerk and officers read theirs; a stranger sees the proof alone', async () => {
    const readers = { 'shop-owner': 'settled', 'shop-clerk': 'paid', 'programme-officer': 'paper handed-over' };
    for (const [persona, act] of Object.entries({ ...readers, 'payments-officer': 'payouts answered' })) {
      const reader = await visitors.visit({ persona, viewport: NARROW });
      await reader.open(`/receipts/${entries[act]}`);
      await reader.page.locator('[data-outcome="ok"] [data-check="content-matches"][data-finding="ok"]').waitFor();
      await reader.leave();
    }
    const stranger = await visitors.visit({ viewport: NARROW });
    for (const act of ['paid', 'settled', 'frozen']) {
      await stranger.open(`/receipts/${entries[act]}`);
      await stranger.page.locator('[data-outcome="ok"]').waitFor();
      assert.equal(await stranger.page.locator('#content, [data-check="content-matches"]').count(), 0, act);
    }
    await stranger.open(`/receipts/${entries.paused}`);
    assert.match(await stranger.text(), /A fault in the tills/);
    await stranger.leave();
  });

  test('the file opens for the same people, and for nobody else', async () => {
    const [own, strange, officers] = [
      await fileOf('paid', 'employed-mother'),
      await fileOf('paid'),
      await fileOf('paid', 'claims-officer'),
    ];
    assert.ok(own.salt && own.content);
    assert.deepEqual([strange.salt, strange.content, officers.salt], [undefined, undefined, undefined]);
  });

  test('once she is erased, her page and the shop’s say so, and the proof still holds', async () => {
    const { mother } = await castOf(gov);
    const erasure = { agency: 'household-registration', reason: 'asked' };
    await transaction(gov.db, (tx) => forgetPerson(tx, gov, MIGRATIONS, mother, erasure));
    await site.logged();
    for (const persona of ['employed-mother', 'shop-clerk']) {
      const reader = await visitors.visit({ persona, viewport: NARROW });
      await reader.open(`/receipts/${entries.paid}`);
      await reader.page.locator('[data-outcome="ok"]').waitFor();
      assert.ok((await reader.text()).includes(ERASED.en));
      await reader.leave();
    }
    assert.deepEqual(
      [(await fileOf('paid', 'employed-mother')).erased, (await fileOf('paid')).erased],
      [ERASED, undefined],
    );
  });

  test('no page has a fault', () => assert.deepEqual(visitors.findings(), []));
});
