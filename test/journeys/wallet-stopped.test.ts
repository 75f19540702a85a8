import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { type Card, cardActs, cardsOf, copiesOf, offerCard } from '../../src/credentials/index.ts';
import { transaction } from '../../src/kernel/index.ts';
import { persona } from '../../src/services/testing/people.ts';
import { ADD_WORDS } from '../../src/web/islands/wallet/add/words.ts';
import { MOVE_WORDS } from '../../src/web/islands/wallet/move/words.ts';
import { OPEN_WORDS } from '../../src/web/islands/wallet/open/words.ts';
import { launchBrowser } from '../support/browser.ts';
import { testSite } from '../support/site.ts';
import { NARROW, type Visitor, visitorsOf } from '../support/visitor.ts';

const PIN = '482915';

describe('a wallet that is stopped before the answer lies on the device', async () => {
  const site = await testSite();
  const { gov } = site;
  Object.assign(gov.config, { ORIGIN: site.address });
  const browser = await launchBrowser();
  after(() => browser.close());
  const visitors = visitorsOf(site, browser);
  const person = await persona(gov, 'employed-mother');
  const phones: Visitor[] = [];
  let card: Card;

  const press = ({ page }: Visitor, name: string) => page.getByRole('button', { name, exact: true }).click();
  const type = ({ page }: Visitor, label: string, text: string) => page.getByLabel(label, { exact: true }).fill(text);
  const actsOf = async (kind: string) => (await cardActs(gov.db, card)).filter((act) => act.kind === kind).length;
  const inForce = async () => (await copiesOf(gov.db, card)).filter(({ revokedAt }) => revokedAt === null);

  async function newPhone(fragment: string): Promise<Visitor> {
    // What a page asks through a service worker, nobody can hold up: so there is none on these phones.
    const phone = await visitors.visit({ viewport: NARROW, serviceWorkers: 'block' });
    await phone.page.clock.setSystemTime(gov.clock.now());
    await phone.page.goto(fragment);
    await type(phone, OPEN_WORDS.newPin.en, PIN);
    await type(phone, OPEN_WORDS.pinAgain.en, PIN);
    await press(phone, OPEN_WORDS.setUp.en);
    phones.push(phone);
    return phone;
  }

  /** Has the server answer a request, and closes the page before the answer is there; then opens the wallet again. */
  async function stopped({ page }: Visitor, path: RegExp, step: () => Promise<unknown>): Promise<void> {
    const answered = Promise.withResolvers<number>();
    await page.route(path, (route) =>
      route.fetch().then((answer) => answered.resolve(answer.status()), answered.reject),
    );
    const shown = async (error: Error) => {
      throw new Error(`Nothing was sent to ${path}, and the page shows: ${await page.locator('main').innerText()}`, {
        cause: error,
      });
    };
    await Promise.all([page.waitForRequest(path), step()]).catch(shown);
    assert.equal(await answered.promise, 200);
    await page.goto('about:blank');
    await page.unrouteAll({ behavior: 'ignoreErrors' });
    await page.goto('/wallet');
  }

  async function reopened(phone: Visitor): Promise<number> {
    await type(phone, OPEN_WORDS.pin.en, PIN);
    await press(phone, OPEN_WORDS.open.en);
    await phone.page.locator('.md-held').first().waitFor();
    return phone.page.locator('.md-held').count();
  }

  test('asks for the same again at its next start, and holds the card that it was given', async () => {
    const { link, code } = await transaction(gov.db, (tx) =>
      offerCard(tx, gov, { person, type: 'resident-card', by: { kind: 'holder' } }),
    );
    const phone = await newPhone(link);
    await type(phone, ADD_WORDS.code.en, code!);
    await stopped(phone, /\/credential$/, () => press(phone, ADD_WORDS.take.en));
    card = (await cardsOf(gov.db, person)).find(({ type }) => type === 'resident-card')!;
    const [given] = [await inForce()];
    assert.equal(await actsOf('issued'), 1);
    assert.equal(await reopened(phone), 1);
    const forms = gov.pack.credentials.get('resident-card')!.formats.length;
    assert.equal(await actsOf('issued'), forms, 'the first form was not given out twice');
    assert.equal((await inForce()).filter(({ format }) => format === given[0]!.format).length, given.length);
  });

  test('moves all the same, when it is the new phone', async () => {
    const old = phones[0]!;
    await old.page.goto('/wallet#move');
    await press(old, MOVE_WORDS.oldStart.en);
    const shown = old.page.locator('[data-code]');
    await shown.waitFor();
    const link = await old.page.locator('[data-link]').getAttribute('data-link');
    const digits = await shown.getAttribute('data-code');
    const phone = await newPhone(link!);
    await type(phone, MOVE_WORDS.typeCode.en, digits!);
    await press(phone, MOVE_WORDS.next.en);
    await stopped(phone, /\/wallets\/moves$/, () => press(phone, MOVE_WORDS.move.en));
    const moved = (await inForce()).length;
    assert.equal(await reopened(phone), 1);
    assert.deepEqual([await actsOf('moved'), (await inForce()).length], [1, moved]);
    assert.equal(new Set((await inForce()).map(({ wallet }) => wallet)).size, 1);
  });

  test('nothing is wrong with any view', () => {
    // A server that gives a nonce says so by refusing the first request (RFC 9449 §8), and the old phone is let in no more.
    const refused = /\/(oauth\/token|credential|wallets\/(moves|here)), which answers 40[01]$/;
    assert.deepEqual(
      visitors.findings().filter((finding) => !refused.test(finding)),
      [],
    );
  });
});
