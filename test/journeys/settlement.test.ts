import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { main } from '../../bin/commands/index.ts';
import { LOCALES } from '../../src/kernel/index.ts';
import { accountOf, balanceOf, payoutFiles, trialBalance } from '../../src/ledger/index.ts';
import { assertValid } from '../../src/ledger/iso20022/testing.ts';
import { inboxOf } from '../../src/messages/index.ts';
import {
  type PublicShop,
  payerOf,
  settlementsOf,
  settleYesterday,
  shopAccount,
  shopByNumber,
  take,
} from '../../src/programmes/index.ts';
import { persona } from '../../src/services/testing/people.ts';
import { TREASURY } from '../../src/web/office/programmes/treasury/words.ts';
import { reasonText } from '../../src/web/statements/payout-words.ts';
import { STATEMENT } from '../../src/web/statements/words.ts';
import { SETTLEMENTS } from '../../src/web/till/settlement-words.ts';
import { launchBrowser } from '../support/browser.ts';
import { testSite } from '../support/site.ts';
import { NARROW, type Visitor, visitorsOf } from '../support/visitor.ts';

const PROGRAMME = 'triple-stimulus-voucher';
const DAY_MS = 86_400_000;

describe('a day is settled, paid by the bank or not, and stated', async () => {
  const site = await testSite();
  const { gov } = site;
  const folder = await mkdtemp(join(tmpdir(), 'settlement-'));
  after(() => rm(folder, { recursive: true, force: true }));
  const browser = await launchBrowser();
  after(() => browser.close());
  const visitors = visitorsOf(site, browser);
  const mother = await persona(gov, 'employed-mother');
  const owner = await persona(gov, 'shop-owner');
  const [noodles, papers] = (await Promise.all(
    ['00001010', '00001021'].map((number) => shopByNumber(gov.db, number)),
  )) as [PublicShop, PublicShop];
  await take(gov, { person: mother, programme: PROGRAMME, channel: 'mobile', key: 'settlement' });
  const pay = ({ id }: PublicShop, amount: number) => {
    gov.clock.advance(1_000); // what happens in one instant is in no order
    const wish = { way: 'scan', shop: id, person: mother, programme: PROGRAMME, amount, goods: [] } as const;
    return payerOf(gov).pay({ ...wish, key: `${id}-${amount}` });
  };
  const owed = ({ id }: PublicShop) => balanceOf(gov.db, accountOf(shopAccount(gov, PROGRAMME, id)));
  let treasurer: Visitor;
  /** The day is over; whoever was signed in is not any more. */
  const nextDay = async () => {
    gov.clock.advance(DAY_MS);
    treasurer = await visitors.visit({ persona: 'payments-officer', locale: 'zh-Hant', viewport: NARROW });
    return settleYesterday(gov);
  };
  const button = ({ page }: Visitor, text: string) =>
    page.locator('main').getByRole('button', { name: text, exact: true });
  const download = async ({ page }: Visitor, path: string) => (await page.request.get(path)).body();

  /** Makes the next file, downloads it, and lets the bank of the demo answer it. */
  async function fileAndAnswer(reject: number): Promise<{ order: string; answer: string }> {
    await treasurer.open('/office/payouts');
    await treasurer.press(treasurer.page.locator('main a[href="/office/payouts/new"]'));
    await treasurer.press(button(treasurer, TREASURY.confirm['zh-Hant']));
    const here = new URL(treasurer.page.url()).pathname;
    const order = (await download(treasurer, `${here}/pain.001.xml`)).toString();
    await treasurer.press(button(treasurer, TREASURY.send['zh-Hant']));
    const [from, to] = [join(folder, 'order.xml'), join(folder, 'answer.xml')];
    await writeFile(from, order);
    assert.equal(await main(['bank', 'answer', from, '--reject', String(reject), '--out', to]), 0);
    await treasurer.page.setInputFiles('#file', to);
    await treasurer.press(button(treasurer, TREASURY.upload['zh-Hant']));
    return { order, answer: await readFile(to, 'utf8') };
  }

  test('takings of a day leave in a file that is valid; one is refused, and its money is back', async () => {
    await pay(noodles, 1_250);
    await pay(papers, 500);
    assert.ok((await nextDay()) >= 2);
    assert.equal((await owed(noodles)) + (await owed(papers)), 0, 'on its way');
    await treasurer.open('/office/settlements');
    await treasurer.press(treasurer.page.locator(`main a[href="/office/settlements/${PROGRAMME}"]`));
    await treasurer.press(treasurer.page.locator('main table a').first());
    assert.match(await treasurer.text(), /周家麵館/);
    const { order } = await fileAndAnswer(1);
    await assertValid(order, 'pain.001.001.09');
    assert.match(order, /<Nm>財政部國庫署<\/Nm>/);
    assert.match(order, /<Nm>周家麵館<\/Nm>/);
    const text = await treasurer.text();
    assert.match(text, new RegExp(TREASURY.settlementsBack['zh-Hant']));
    assert.ok(text.includes(reasonText('AC04', 'zh-Hant')), text);
    const back = [await owed(noodles), await owed(papers)].toSorted((a, b) => a - b);
    assert.equal(back[0], 0);
    assert.ok(back[1] === 1_250 || back[1] === 500, 'one of them');
    assert.deepEqual((await trialBalance(gov.db)).problems, []);
  });

  test('the owner reads why, and that it comes with the next settlement; a clerk does not', async () => {
    const shop = (await owed(noodles)) > 0 ? noodles : papers;
    const till = `/till/${shop.id}`;
    const letters = await inboxOf(gov.db, owner, { limit: 5 });
    assert.ok(letters.some(({ title }) => title.en.includes('could not be paid')));
    const visitor = await visitors.visit({ persona: 'shop-owner', locale: 'ko', viewport: NARROW });
    await visitor.open(`${till}/settlements`);
    await visitor.press(visitor.page.locator('main table a').first());
    const text = await visitor.text();
    assert.ok(text.includes(reasonText('AC04', 'ko')), text);
    assert.ok(text.includes(SETTLEMENTS.cameBack.ko));
    await visitor.press(visitor.page.locator('main a[href^="/receipts/"]'));
    await visitor.leave();
    const clerk = await visitors.visit({ persona: 'shop-clerk' });
    for (const page of ['settlements', 'statement', 'statement.csv', 'statement.pdf', 'statement.xml'])
      assert.equal((await clerk.page.request.get(`/till/${noodles.id}/${page}`)).status(), 403, page);
    for (const page of ['settlements', 'statement', 'statement.csv'])
      assert.equal((await clerk.page.request.get(`/till/${papers.id}/${page}`)).status(), 404, page);
    await clerk.leave();
  });

  test('the next settlement pays it, and the bank takes all of that', async () => {
    await nextDay();
    assert.equal((await owed(noodles)) + (await owed(papers)), 0);
    const { order } = await fileAndAnswer(0);
    await assertValid(order, 'pain.001.001.09');
    const { files } = await payoutFiles(gov.db);
    assert.deepEqual(
      files.map(({ state }) => state),
      ['answered', 'answered'],
    );
    const settled = (await Promise.all([noodles, papers].map(({ id }) => settlementsOf(gov.db, { shop: id })))).flat();
    assert.equal(settled.filter(({ carriedTo }) => carriedTo !== null).length, 1);
    assert.deepEqual((await trialBalance(gov.db)).problems, []);
  });

  test('statements of the shop and of the buyer add up, in each form', async () => {
    const visitor = await visitors.visit({ persona: 'shop-owner', locale: 'zh-Hant', viewport: NARROW });
    const shop = `/till/${noodles.id}/statement`;
    await visitor.open(shop);
    assert.match(await visitor.text(), /NT\$1,250/);
    await visitor.open(`${shop}?from=2026-13-01`);
    assert.equal(await visitor.page.locator('.govuk-error-summary').count(), 1);
    assert.equal((await visitor.page.request.get(`${shop}.csv?from=2026-13-01`)).status(), 422);
    const csv = (await download(visitor, `${shop}.csv`)).toString().split('\r\n');
    assert.match(csv[0]!, new RegExp(STATEMENT.balance['zh-Hant']));
    assert.match(csv.at(-2)!, /,0,/, 'nothing is left at its end');
    await assertValid((await download(visitor, `${shop}.xml`)).toString(), 'camt.053.001.08');
    assert.match((await download(visitor, `${shop}.pdf`)).toString('latin1'), /^%PDF-1\.\d[\s\S]*%%EOF\s*$/);
    assert.ok(!(await download(visitor, `${shop}.csv`)).includes(mother), 'who paid stays unknown');
    await visitor.leave();
    const buyer = await visitors.visit({ persona: 'employed-mother', locale: 'en', viewport: NARROW });
    const wallet = `/vouchers/${PROGRAMME}/statement`;
    await buyer.open(wallet);
    assert.match(await buyer.text(), /周家麵館/);
    const xml = (await download(buyer, `${wallet}.xml`)).toString();
    await assertValid(xml, 'camt.053.001.08');
    assert.match(xml, /<Cdtr><Pty><Nm>周家麵館<\/Nm><\/Pty><\/Cdtr>/);
    const lines = (await download(buyer, `${wallet}.csv`)).toString();
    assert.match(lines, /,-1250,1750,周家麵館,Payment,/);
    await buyer.leave();
  });

  test('files that are none, or of another bank, are refused with the reason', async () => {
    await treasurer.open('/office/payouts');
    const upload = async (name: string, content: string) => {
      await treasurer.page.setInputFiles('#file', {
        ...{ name, mimeType: 'application/xml' },
        buffer: Buffer.from(content),
      });
      await treasurer.press(button(treasurer, TREASURY.upload['zh-Hant']));
      return treasurer.page.locator('.govuk-error-summary').innerText();
    };
    assert.match(await upload('photo.xml', 'not at all'), /pain\.002/);
    const strange = await readFile(join(folder, 'answer.xml'), 'utf8');
    assert.match(await upload('other.xml', strange.replace(/<OrgnlMsgId>.{8}/, '<OrgnlMsgId>00000000')), /找不到/);
    await treasurer.press(button(treasurer, TREASURY.upload['zh-Hant']));
    assert.match(await treasurer.text(), new RegExp(TREASURY.enterFile['zh-Hant']));
  });

  test('nobody else opens the treasury, in any language it looks right', async () => {
    const [{ id } = { id: '' }] = (await payoutFiles(gov.db)).files;
    const paths = ['payouts', 'payouts/new', `payouts/${id}`, `payouts/${id}/pain.001.xml`, 'settlements'];
    const others = ['programme-officer', 'counter-officer', 'shop-officer', 'claims-officer'];
    for (const other of others) {
      const visitor = await visitors.visit({ persona: other });
      for (const path of [...paths, `settlements/${PROGRAMME}`, `settlements/${PROGRAMME}/2026-11-02`])
        assert.equal((await visitor.page.request.get(`/office/${path}`)).status(), 404, `${other} ${path}`);
      const headers = { origin: site.address };
      const asked = ['payouts', `payouts/${id}/sent`].map((path) =>
        visitor.page.request.post(`/office/${path}`, { form: { key: 'x' }, headers }),
      );
      const multipart = { file: { name: 'a.xml', mimeType: 'application/xml', buffer: Buffer.from('<a/>') } };
      asked.push(visitor.page.request.post('/office/payouts/answers', { multipart, headers }));
      for (const answer of await Promise.all(asked)) assert.equal(answer.status(), 404, `${other} ${answer.url()}`);
      await visitor.leave();
    }
    for (const locale of LOCALES) {
      const visitor = await visitors.visit({ persona: 'payments-officer', locale });
      for (const path of ['payouts', `payouts/${id}`, `settlements/${PROGRAMME}`])
        await visitor.open(`/office/${path}`);
      await visitor.leave();
    }
    assert.deepEqual(visitors.findings(), []);
  });
});
