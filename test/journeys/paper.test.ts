import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import {
  formatSerial,
  noteKey,
  noteSecrets,
  ordersOf,
  scratchCode,
  seriesOf,
  shopByNumber,
} from '../../src/programmes/index.ts';
import { persona } from '../../src/services/testing/people.ts';
import { PAPER as OFFICE } from '../../src/web/office/programmes/paper/words.ts';
import { PAPER } from '../../src/web/portal/paper/words.ts';
import { launchBrowser } from '../support/browser.ts';
import { testSite } from '../support/site.ts';
import { NARROW, type Visitor, visitorsOf, WIDE } from '../support/visitor.ts';

const PROGRAMME = 'triple-stimulus-voucher';
const SHOP_NUMBER = '00001010';
const HERE = `/office/programmes/${PROGRAMME}/paper`;
const PLACE = 'taipei-muzha';

describe('paper notes, from the printer to the till', async () => {
  const site = await testSite();
  const { gov } = site;
  const browser = await launchBrowser();
  after(() => browser.close());
  const visitors = visitorsOf(site, browser);
  await site.settle();
  const office = await visitors.visit({ persona: 'programme-officer', viewport: WIDE, locale: 'en' });
  const counter = await visitors.visit({ persona: 'counter-officer', viewport: NARROW, locale: 'ko' });
  const mother = await visitors.visit({ persona: 'employed-mother', viewport: NARROW, locale: 'zh-Hant' });
  const anybody = await visitors.visit({ viewport: NARROW, locale: 'ko', javaScriptEnabled: false });
  const owner = await visitors.visit({ persona: 'shop-owner', viewport: NARROW, locale: 'zh-Hant' });
  const motherId = await persona(gov, 'employed-mother');
  const shop = (await shopByNumber(gov.db, SHOP_NUMBER))!;
  const button = ({ page }: Visitor, name: string) => page.getByRole('button', { name, exact: true });
  let first = 0;
  let sheets = '';

  const serialOf = async (set: number, place: number) => {
    const { prefix } = (await seriesOf(gov.db, PROGRAMME))!;
    return formatSerial({ prefix, set, place });
  };
  const scratchOf = async (serial: string) => {
    const [secret] = await noteSecrets(gov.config);
    return scratchCode(noteKey(secret!, PROGRAMME), serial);
  };
  const state = async () => (await ordersOf(gov.db, motherId))[0]!;

  test('the office has sets printed, and each sheet that is downloaded is recorded', async () => {
    await office.open(`${HERE}/runs`);
    await office.fill('#sets', 'many');
    await office.press(button(office, OFFICE.orderRun.en));
    assert.match(await office.text(), /Enter a number of sets/);
    await office.fill('#sets', '12');
    await office.press(button(office, OFFICE.orderRun.en));
    first = Number(await office.page.inputValue('input[name=first]'));
    await office.page.locator('summary').first().click();
    const [download] = await Promise.all([
      office.page.waitForEvent('download'),
      button(office, OFFICE.download.en).click(),
    ]);
    sheets = download.suggestedFilename();
    assert.equal(sheets, `${PROGRAMME}-${first}-${first + 11}.pdf`);
    const bytes = await download.createReadStream().then((stream) => stream.toArray());
    const file = Buffer.concat(bytes).toString('latin1');
    assert.ok(file.startsWith('%PDF-1.') && file.trimEnd().endsWith('%%EOF'));
    await office.press(button(office, OFFICE.markPrinted.en));
    assert.equal(await button(office, OFFICE.download.en).count(), 0);
    await office.open(HERE);
    assert.match(await office.text(), /Sheets downloaded/);
  });

  test('sets are delivered to a post office, and what cannot be moved is said', async () => {
    await office.open(`${HERE}/ranges`);
    await office.fill('#first', String(first));
    await office.fill('#last', String(first + 99));
    await office.page.selectOption('#place', PLACE);
    await office.press(button(office, OFFICE.record.en));
    assert.match(await office.text(), /cannot be moved now/);
    await office.fill('#last', String(first + 9));
    await office.press(button(office, OFFICE.record.en));
    await office.open(HERE);
    assert.match(await office.text(), /Taipei Muzha Post Office\s+210\s+0\s+0\s+0/);
  });

  test('a mother orders a set on her phone and sees where, until when and what to bring', async () => {
    await mother.open(`/vouchers/${PROGRAMME}/take`);
    await mother.check('input[name=channel][value=paper]');
    await mother.page.selectOption('select', PLACE);
    await mother.press(mother.page.locator('#take button'));
    const order = await state();
    await mother.open(`/paper/${order.taking}`);
    const text = await mother.text();
    assert.ok(text.includes(`${order.code.slice(0, 4)} ${order.code.slice(4)}`));
    for (const words of ['臺北木柵郵局', PAPER.bringText['zh-Hant'], '2026年11月16日'])
      assert.ok(text.includes(words), words);
  });

  test('the counter finds her by the code, and hands over a set that lies there, not one that was blocked', async () => {
    const order = await state();
    await office.open(`${HERE}/blocks`);
    await office.fill('#first', String(first));
    await office.fill('#last', String(first + 2));
    await office.check('input[name=reason][value=stolen]');
    await office.fill('#words', 'A bag is missing since this morning');
    await office.press(button(office, OFFICE.block.en));
    assert.match(await office.text(), /3 sets cannot be handed over any more, and 0 orders have ended/);

    await counter.open(`${HERE}/counter`);
    await counter.fill('#code', 'ABCD EFGH');
    await counter.press(button(counter, OFFICE.find.ko));
    assert.match(await counter.text(), /주문이 없어요/);
    await counter.fill('#code', order.code.toLowerCase());
    await counter.press(button(counter, OFFICE.find.ko));
    assert.match(await counter.text(), /陳怡君/);
    for (const [set, words] of [
      [first + 1, /막혀 있어요/],
      [first + 11, /배송된 것이 아니에요/],
    ] as const) {
      await counter.fill('#serial', await serialOf(set, 0));
      await counter.press(button(counter, OFFICE.handOver.ko));
      assert.match(await counter.text(), words);
    }
    await counter.fill('#serial', await serialOf(first + 5, 0));
    await counter.press(button(counter, OFFICE.handOver.ko));
    assert.match(await counter.text(), new RegExp(OFFICE.done.ko));
    assert.deepEqual([(await state()).state, (await state()).set], ['handed', first + 5]);
    await mother.open(`/paper/${order.taking}`);
    const own = await mother.page.request.get(`/paper/${order.taking}/sheet`);
    assert.equal(own.headers()['content-type'], 'application/pdf');
  });

  test('an officer who only stands at a counter gets no further', async () => {
    for (const path of ['', '/runs', '/ranges', '/blocks'])
      assert.equal((await counter.page.request.get(`${HERE}${path}`)).status(), 404, path);
    const registrar = await visitors.visit({ persona: 'registrar' });
    for (const path of ['', '/runs', '/counter'])
      assert.equal((await registrar.page.request.get(`${HERE}${path}`)).status(), 404, path);
    await registrar.leave();
  });

  test('anybody checks a note without scripts and without signing in: good, not handed out, blocked, never printed', async () => {
    const check = async (serial: string) => {
      await anybody.open('/notes');
      await anybody.fill('#serial', serial);
      await anybody.press(button(anybody, PAPER.check.ko));
      return anybody.text();
    };
    assert.match(await check(await serialOf(first + 5, 1)), new RegExp(PAPER.good.ko));
    assert.match(await check(await serialOf(first + 6, 1)), /아직 아무에게도 지급하지 않은/);
    assert.match(await check(await serialOf(first, 1)), /도난으로 사용이 막힌/);
    assert.match(await check(await serialOf(90_000, 1)), /위조된 것일 수 있으니/);
    assert.match(await check('TSV 0000 0001 01 00'), /일련번호가 맞지 않아요/);
    const forged = `/notes/${PROGRAMME}/${await serialOf(first + 5, 1)}?v=500&u=2027-06-30&s=${'A'.repeat(86)}`;
    await anybody.open(forged);
    assert.match(await anybody.text(), /서명이 맞지 않아요/);
    assert.ok(!(await anybody.text()).includes('陳怡君'));
  });

  test('a shop takes a note in once; the second time the till says where and when, and so does the page', async () => {
    const serial = await serialOf(first + 5, 1);
    const charge = async () => {
      await owner.open(`/till/${shop.id}/scan?amount=500`);
      await owner.fill('#code', serial);
      await owner.page.locator('main form[action$="/payments"] button[type=submit]').click();
    };
    await charge();
    await owner.page.waitForSelector('#secret');
    await owner.look();
    await owner.fill('#secret', await scratchOf(serial));
    await owner.page.locator('main form[action$="/payments"] button[type=submit]').click();
    await owner.page.waitForSelector('.md-sign');
    await charge();
    await owner.page.waitForSelector('[data-refused]');
    await owner.look();
    assert.match(await owner.text(), new RegExp(`使用過.*2026年11月2日.*${shop.name}`));
    await anybody.open(`/notes/${PROGRAMME}/${serial}`);
    assert.match(await anybody.text(), new RegExp(`이미 쓴 상품권이에요.*${shop.name}`));
  });

  test('she moves another note into her phone wallet with the code under its field', async () => {
    const serial = await serialOf(first + 5, 2);
    await mother.open(`/notes/${PROGRAMME}/${serial}`);
    await mother.fill('#secret', '1234');
    await mother.press(button(mother, PAPER.moveIt['zh-Hant']));
    assert.match(await mother.text(), /今天還可以再試 4 次/);
    await mother.fill('#secret', await scratchOf(serial));
    await mother.press(button(mother, PAPER.moveIt['zh-Hant']));
    assert.match(await mother.text(), /已轉入 NT\$500/);
  });

  test('a block is lifted by two officers', async () => {
    const reviewer = await visitors.visit({ persona: 'programme-reviewer', locale: 'zh-Hant' });
    await office.open(`${HERE}/blocks`);
    await office.press(button(office, OFFICE.askToLift.en));
    assert.match(await office.text(), new RegExp(OFFICE.waitsForOther.en));
    await reviewer.open(`${HERE}/blocks`);
    await reviewer.press(button(reviewer, OFFICE.confirmLift['zh-Hant']));
    assert.match(await reviewer.text(), new RegExp(OFFICE.wasLifted['zh-Hant']));
    await reviewer.leave();
  });

  test('no page has a fault', () => {
    assert.deepEqual(visitors.findings(), []);
  });
});
