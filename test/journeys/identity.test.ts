import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { cardsOf, copiesOf, signLists } from '../../src/credentials/index.ts';
import { STATE_TEXT } from '../../src/services/index.ts';
import { persona } from '../../src/services/testing/people.ts';
import { ADD_WORDS as ADD } from '../../src/web/islands/wallet/add/words.ts';
import { MOVE_WORDS as MOVE } from '../../src/web/islands/wallet/move/words.ts';
import { REQUEST_WORDS as ASK } from '../../src/web/islands/wallet/request/words.ts';
import { SHOW_WORDS as SHOW } from '../../src/web/islands/wallet/show/words.ts';
import { MY_CARDS } from '../../src/web/portal/cards/words.ts';
import { ASKING } from '../../src/web/portal/presentations/words.ts';
import { PORTAL } from '../../src/web/portal/words.ts';
import { VERIFIER } from '../../src/web/verifier/words.ts';
import { launchBrowser } from '../support/browser.ts';
import { writeFilm } from '../support/camera.ts';
import { testSite } from '../support/site.ts';
import { NARROW, type Visitor, visitorsOf } from '../support/visitor.ts';
import { type Phone, phoneOf } from './phone.ts';

/** What somebody does from the front door until a card is in a wallet that they did not have: at 5 seconds each, 50. */
const MOST_STEPS = 10;

/** Answers that belong to the matter: a nonce is wanted first (RFC 9449 §8), a first phone is shut out, and its server is stopped. */
const MEANT = [/\/oauth\/token, which answers 400$/, /\/wallets\/[a-z-]+, which answers 401$/];

/** A country, its language here, what a shop there has to know, and a service that wants a card; in one the whole way. */
const COUNTRIES = [
  { pack: 'tw', locale: 'zh-Hant', age: '年滿 20 歲', service: 'student-coach', whole: true },
  { pack: 'kr', locale: 'ko', age: '만 19세 이상', service: 'student-museum', whole: false },
] as const;

/** A credential's whole way, as a new user goes it: `docs/identity.md`. */
describe('an identity in a pocket', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'madang-identity-'));
  after(() => rm(folder, { recursive: true }));
  const film = join(folder, 'film.y4m');
  await writeFilm(film);
  const camera = ['--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${film}`];
  const browser = await launchBrowser([...camera, '--use-fake-ui-for-media-stream']);
  after(() => browser.close());

  for (const { pack, locale, age, service, whole } of COUNTRIES)
    describe(`in the country ${pack}`, async () => {
      const site = await testSite({}, pack);
      const { gov } = site;
      const visitors = visitorsOf(site, browser);
      const phone = await phoneOf(visitors, gov, { locale });
      const clerk = await visitors.visit({ viewport: NARROW, locale });
      const devices: Visitor[] = [phone, clerk];
      const person = await persona(gov, 'student');
      const { page } = phone;
      /** Sets the clocks of all: nobody's differs from another's. */
      const sameTime = () => Promise.all(devices.map(({ page }) => page.clock.setSystemTime(gov.clock.now())));

      /** Adds a card to the wallet on this phone, from the list of what one can have. */
      const add = async (type: string) => {
        await phone.press(page.locator(`#can-have a[href*="${type}"]`));
        await phone.tap(MY_CARDS.addHere[locale]);
      };
      /** The code that a phone shows for one thing that is told of a card. */
      const codeOf = async (shower: Phone, told: string): Promise<string> => {
        await shower.heading(SHOW.title[locale]);
        const which = shower.page.getByRole('radio', {
          name: gov.pack.credentials.get('resident-card')!.title[locale],
        });
        if (await which.isVisible()) await which.check();
        await shower.page.getByRole('checkbox', { name: told }).check();
        await shower.tap(SHOW.show[locale]);
        return (await shower.page.locator('[data-code]').getAttribute('data-code'))!;
      };
      /** What the shop's page says of a code: its headline, or why it is refused. */
      const verify = async (code: string): Promise<string | null> => {
        await clerk.page.reload();
        await clerk.page.locator('[data-kept]').waitFor();
        await writeFilm(film, code);
        await clerk.page.getByRole('button', { name: VERIFIER.cameraStart[locale] }).click();
        await clerk.page.locator('[data-verdict]').waitFor();
        await clerk.look();
        const reason = clerk.page.locator('[data-reason]:not([hidden])');
        if (await reason.isVisible()) return reason.getAttribute('data-reason');
        return clerk.page.locator('[data-headline]:not([hidden])').innerText();
      };

      test('from the front door to a card in the wallet, in a few steps', async () => {
        await phone.open('/');
        await phone.press(page.locator('main a[href="/cards"]'));
        await phone.press(page.locator('form:has(input[value="student"]) button'));
        await add('resident-card');
        await page.getByRole('textbox').first().waitFor();
        await phone.look();
        await phone.setUp();
        await phone.heading(ADD.offered[locale]);
        await phone.look();
        await phone.tap(ADD.take[locale]);
        await phone.heading(ADD.done[locale]);
        await phone.look();
        assert.ok(phone.steps() <= MOST_STEPS, `${phone.steps()} steps`);
      });

      test('a shop reads the age off it while every server is stopped', async () => {
        await signLists(gov);
        await sameTime();
        await clerk.open('/verifier');
        await clerk.page.locator('[data-kept]').waitFor();
        await page.evaluate(() => navigator.serviceWorker.ready.then(() => {}));
        await site.stop();
        await phone.reopen('/wallet#show');
        const code = await codeOf(phone, age);
        assert.equal(await verify(code), VERIFIER.yes[locale]);
        assert.equal(await clerk.page.locator('[data-claims]').innerText(), age);
        await site.startAgain();
      });

      test('a service is opened with a card, which fills in what the service may not read', async () => {
        await phone.open('/cards');
        await add('student-card');
        await phone.unlock();
        await phone.tap(ADD.take[locale]);
        await phone.heading(ADD.done[locale]);
        await phone.open(`/services/${service}`);
        await phone.press(page.getByRole('main').getByText(PORTAL.begin[locale], { exact: true }));
        await phone.press(page.getByRole('main').getByText(PORTAL.continue[locale], { exact: true }));
        await phone.press(page.getByRole('button', { name: ASKING.here[locale] }));
        await phone.tap(ASKING.open[locale]);
        await phone.unlock();
        await page.getByRole('button', { name: ASK.refuse[locale] }).waitFor();
        await phone.look();
        await phone.go(() => page.locator('.md-ask__answers button').first().click());
        await page.waitForURL(/applications/);
        await phone.press(page.getByRole('main').getByText(PORTAL.continue[locale], { exact: true }));
        await phone.press(page.getByRole('main').getByText(PORTAL.submit[locale], { exact: true }));
        await site.settle();
        await page.reload();
        assert.match(await phone.text(), new RegExp(STATE_TEXT.approved[locale]));
      });

      if (whole) {
        test('the wallet signs its holder in, and says nothing of what is on the card', async () => {
          await phone.open('/');
          await phone.press(page.getByRole('banner').getByRole('button'));
          await phone.open('/inbox');
          await phone.press(page.locator('form[action="/sign-in/wallet"] button[value=here]'));
          await phone.tap(ASKING.open[locale]);
          await phone.unlock();
          await phone.go(() => phone.tap(ASK.shareNothing[locale]));
          await page.waitForURL('**/inbox');
          await phone.look();
          assert.equal(await page.getByRole('banner').getByRole('button').count(), 1, 'signed in');
        });

        test('all goes to a second phone, and a copy that stayed on the first is refused from then on', async () => {
          const card = (await cardsOf(gov.db, person)).find(({ type }) => type === 'resident-card')!;
          const before = await copiesOf(gov.db, card);
          const second = await phoneOf(visitors, gov, { locale });
          devices.push(second);
          await phone.reopen('/wallet#move');
          await phone.heading(MOVE.title[locale]);
          await phone.look();
          await phone.tap(MOVE.oldStart[locale]);
          await phone.heading(MOVE.showing[locale]);
          await phone.look();
          const digits = (await page.locator('[data-code]').getAttribute('data-code'))!;
          await writeFilm(film, (await page.locator('[data-link]').getAttribute('data-link'))!);
          // Stolen, and kept away from every network, it never learns that its cards have gone.
          await page.context().setOffline(true);
          await second.page.goto('/wallet#move');
          await second.setUp();
          await second.tap(MOVE.scan[locale]);
          await second.page.getByLabel(MOVE.typeCode[locale]).fill('12');
          await second.tap(MOVE.next[locale]);
          await second.page.getByText(MOVE.sixDigits[locale]).waitFor();
          await second.page.getByLabel(MOVE.typeCode[locale]).fill(digits);
          await second.tap(MOVE.next[locale]);
          await second.heading(MOVE.confirm[locale]);
          await second.look();
          await second.tap(MOVE.move[locale]);
          await second.heading(MOVE.done[locale]);
          await second.look();
          const now = await copiesOf(gov.db, card);
          assert.ok(before.every(({ id }) => now.find((copy) => copy.id === id)!.revokedAt));

          gov.clock.advance(60_000);
          await signLists(gov);
          await sameTime();
          await clerk.page.reload();
          await clerk.page.locator('[data-kept]').waitFor();
          await phone.reopen('/wallet#show');
          assert.equal(await verify(await codeOf(phone, age)), 'revoked');
          await second.follow(`${site.address}/wallet#show`);
          assert.equal(await verify(await codeOf(second, age)), VERIFIER.yes[locale]);
        });
      }

      test('nothing is wrong with any page on the way', async () => {
        assert.deepEqual(
          visitors.findings().filter((finding) => !MEANT.some((one) => one.test(finding))),
          [],
        );
        await Promise.all(devices.map((device) => device.leave()));
      });
    });
});
