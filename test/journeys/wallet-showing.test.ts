import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import {
  cardsOf,
  copiesOf,
  finishPresentation,
  offerCard,
  openPresentation,
  presentationOf,
} from '../../src/credentials/index.ts';
import { asked as askedFor } from '../../src/exchange/consents/testing.ts';
import { askWalletToSign, consentPageAddress } from '../../src/exchange/index.ts';
import { CHALLENGE_BYTES, type Query, writeChallenge } from '../../src/formats/index.ts';
import { all, LOCALES, run, sql, transaction } from '../../src/kernel/index.ts';
import { persona } from '../../src/services/testing/people.ts';
import { ADD_WORDS } from '../../src/web/islands/wallet/add/words.ts';
import { MOVE_WORDS as MOVE } from '../../src/web/islands/wallet/move/words.ts';
import { REQUEST_WORDS as ASK } from '../../src/web/islands/wallet/request/words.ts';
import { SHOW_WORDS as SHOW } from '../../src/web/islands/wallet/show/words.ts';
import { CONSENT } from '../../src/web/portal/consent/words.ts';
import { CONSENTS } from '../../src/web/portal/consents/words.ts';
import { ASKING } from '../../src/web/portal/presentations/words.ts';
import { launchBrowser } from '../support/browser.ts';
import { writeFilm } from '../support/camera.ts';
import { testSite } from '../support/site.ts';
import { visitorsOf } from '../support/visitor.ts';
import { phoneOf } from './phone.ts';

/** When a request is over, and a wallet has to renew its access before it asks for anything. In milliseconds. */
const LATER = 61 * 60_000;

/** Answers that belong to the matter: a nonce is wanted first (RFC 9449 §8), a request is over, a first phone is shut out. */
const MEANT = [
  /\/oauth\/(token|request), which answers 400$/,
  /\/presentations\/[0-9a-f-]+\/request, which answers 410$/,
  /\/wallets\/[a-z-]+, which answers 401$/,
];

/** Showing cards out of a wallet, and moving them to another phone: `docs/identity.md`. */
describe('a card is shown out of a wallet on a phone', async () => {
  const site = await testSite();
  const { gov } = site;
  Object.assign(gov.config, { ORIGIN: site.address });
  const folder = await mkdtemp(join(tmpdir(), 'madang-showing-'));
  after(() => rm(folder, { recursive: true }));
  const film = join(folder, 'film.y4m');
  await writeFilm(film);
  const camera = ['--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${film}`];
  const browser = await launchBrowser([...camera, '--use-fake-ui-for-media-stream']);
  after(() => browser.close());
  const visitors = visitorsOf(site, browser);
  const person = await persona(gov, 'employed-mother');
  const card = async () => (await cardsOf(gov.db, person))[0]!;

  const open = (party: string, use: string, more: { returnTo?: string } = {}) =>
    transaction(gov.db, (tx) => openPresentation(tx, gov, { party, use, ...more }));

  const holder = await phoneOf(visitors, gov);
  const { page } = holder;

  const picture = async (name: string) =>
    process.env.SHOTS && page.screenshot({ path: `${process.env.SHOTS}/wallet-sign-${name}.png`, fullPage: true });

  test('a wallet has a card', async () => {
    const type = { person, type: 'resident-card', by: { kind: 'holder' }, transactionCode: false } as const;
    const { link } = await transaction(gov.db, (tx) => offerCard(tx, gov, type));
    await page.goto(link);
    await holder.setUp();
    await holder.heading(ADD_WORDS.offered.en);
    await holder.tap(ADD_WORDS.take.en);
    await holder.heading(ADD_WORDS.done.en);
  });

  test('a bank asks on the same phone; one claim is refused, the rest is told, and the page goes back to it', async () => {
    const asked = await open('bank', 'open-account', { returnTo: '/log' });
    await holder.follow(asked.link);
    await holder.heading('Qingchuan Commercial Bank asks');
    await holder.look();
    const text = await holder.text();
    assert.match(text, /To know who you are when you open an account/);
    assert.match(text, /online\. You can bring your card to a counter/);
    const address = page.getByRole('checkbox', { name: /Registered address/ });
    assert.equal(await address.isChecked(), false, 'what is not required is not ticked beforehand');
    const surname = page.getByRole('checkbox', { name: /Surname|Family name/ });
    await surname.uncheck();
    await page.getByText(ASK.nothingFits.en).waitFor();
    await surname.check();
    const share = page.getByRole('button', { name: ASK.share.en.replace('{n}', '4') });
    const back = page.waitForURL(/\/log\?response_code=/);
    await share.click();
    await back;
    const code = new URL(page.url()).searchParams.get('response_code')!;
    const { id, secret } = asked;
    const came = await transaction(gov.db, (tx) => finishPresentation(tx, gov, { id, secret, code }));
    assert.equal(came.state, 'answered');
    const { claims } = came.cards![0]! as { claims: Record<string, unknown> };
    assert.equal(claims.family_name, '陳');
    assert.equal(claims.address, undefined);
  });

  test('the history says who, for what, what was told and what was not; and no server is asked for it', async () => {
    await holder.reopen('/wallet#history');
    await holder.heading(SHOW.historyTitle.en);
    await holder.look();
    const entry = page.locator('[data-outcome="given"]');
    assert.match(
      await entry.innerText(),
      /Qingchuan Commercial Bank[\s\S]*open an account[\s\S]*Not shared\s+Registered address/,
    );
  });

  test('a consent is signed with the card: the wallet shows its very words, and tells nothing of the card', async () => {
    const [name, value] = (await site.signIn('employed-mother')).split('=');
    await page.context().addCookies([{ name: name!, value: value!, url: site.address }]);
    const bank = { person, party: 'bank', use: 'card-application', statements: ['salary-enough'] };
    const { draft } = await askedFor(gov, bank);
    await holder.open(consentPageAddress(draft));
    await picture('sign');
    await holder.press(page.getByRole('button', { name: ASKING.here.en, exact: true }));
    await picture('open');
    await page.getByRole('button', { name: ASKING.open.en }).click();
    await holder.unlock();
    await holder.heading('Taiwan One-Stop Services asks you to sign');
    await holder.look();
    await picture('wallet');
    const text = await holder.text();
    assert.match(text, /What you sign[\s\S]*Qingchuan Commercial Bank[\s\S]*Insured monthly wage/);
    assert.equal(await page.getByRole('checkbox').count(), 0, 'no claim is asked for');
    const back = page.waitForURL(/\?consent=/);
    await holder.tap(ASK.sign.en);
    await back;
    await holder.open(`/my-data/consents/${draft}`);
    assert.match(await holder.text(), new RegExp(CONSENTS.signedByWallet.en));
    await picture('signed');
    await holder.reopen('/wallet#history');
    await page.locator('[data-outcome="given"]').first().getByText(SHOW.signed.en, { exact: true }).waitFor();
    await holder.look();
    await picture('history');
    await page.context().clearCookies({ name });
  });

  test('what the wallet cannot show it does not sign, and says so to who asked', async () => {
    const { draft } = await askedFor(gov, { person, party: 'bank', use: 'card-application' });
    const asked = await transaction(gov.db, (tx) => askWalletToSign(tx, gov, { person, draft, locale: 'en' }));
    const payment = { type: 'urn:example:payment', credential_ids: ['resident-card'], amount: 7 };
    const swapped = Buffer.from(JSON.stringify(payment)).toString('base64url');
    await run(gov.db, sql`update credentials.presentation set transaction_data = ${swapped} where id = ${asked.id}`);
    await holder.follow(asked.link);
    await page.locator('[data-stopped="transaction"]').waitFor();
    await holder.look();
    assert.equal((await presentationOf(gov.db, gov, asked)).state, 'refused');
  });

  test('a shop asks across devices, and is refused: it is told so, and gets nothing', async () => {
    const asked = await open('shop', 'age');
    await holder.follow(asked.link);
    await holder.heading('Corner shop asks');
    await holder.look();
    await holder.tap(ASK.refuse.en);
    await holder.heading(ASK.sentRefusal.en);
    await holder.look();
    assert.equal((await presentationOf(gov.db, gov, asked)).state, 'refused');
  });

  test('who asks for more than is registered gets no answer, and is named with what was too much', async () => {
    const asked = await open('shop', 'age');
    const [{ query }] = (await all(
      gov.db,
      sql<{ query: Query }>`select query from credentials.presentation where id = ${asked.id}`,
    )) as [{ query: Query }];
    const credentials = query.credentials
      .filter(({ format }) => format === 'dc+sd-jwt')
      .map((one) => ({ ...one, claims: [...one.claims!, { path: ['birthdate'] }] }));
    const more = JSON.stringify({ credentials });
    await run(gov.db, sql`update credentials.presentation set query = ${more}::jsonb where id = ${asked.id}`);
    await holder.follow(asked.link);
    await holder.heading(ASK.stopped.en);
    await page.locator('[data-stopped="beyond"]').waitFor();
    await holder.look();
    assert.match(await holder.text(), /Corner shop[\s\S]*Date of birth|Corner shop[\s\S]*Birth/i);
    assert.equal(await page.getByRole('button', { name: /share/i }).count(), 0);
    assert.equal((await presentationOf(gov.db, gov, asked)).state, 'waiting');
  });

  test('a request that is used up, and a link that leads nowhere, are said to be so', async () => {
    const asked = await open('shop', 'age');
    gov.clock.advance(LATER);
    await page.clock.fastForward(LATER);
    await holder.follow(asked.link);
    await page.locator('[data-stopped="over"]').waitFor();
    await page.evaluate(() => {
      location.hash = '#request?client_id=nobody';
    });
    await page.locator('[data-stopped="unreadable"]').waitFor();
  });

  test('without a network a code on the screen tells one thing, and is another after ten seconds', async () => {
    await page.context().setOffline(true);
    await holder.reopen('/wallet#show');
    await holder.heading(SHOW.title.en);
    await holder.look();
    await holder.tap(SHOW.show.en);
    await page.getByText(SHOW.needOne.en).waitFor();
    await page.getByRole('checkbox', { name: '20 or older' }).check();
    await holder.tap(SHOW.show.en);
    const code = page.locator('[data-code]');
    await code.waitFor();
    await holder.look();
    const first = (await code.getAttribute('data-code'))!;
    assert.match(first, /^CARD1:/);
    await page.clock.runFor(11_000);
    await page.waitForFunction(
      (old) => document.querySelector<HTMLElement>('[data-code]')?.dataset.code !== old,
      first,
    );
    const challenge = crypto.getRandomValues(new Uint8Array(CHALLENGE_BYTES));
    await writeFilm(film, writeChallenge(challenge));
    await holder.tap(SHOW.scanQuestion.en);
    await holder.tap(SHOW.scanQuestion.en);
    await page.getByText(SHOW.bound.en).waitFor();
    await code.waitFor();
    await holder.tap(SHOW.done.en);
    await page.context().setOffline(false);
  });

  test('who has not got the old phone signs in on the new one: everything moves, and the old one says so', async () => {
    const before = (await copiesOf(gov.db, await card())).filter(({ revokedAt }) => !revokedAt);
    await holder.follow(`${site.address}/wallet#move`);
    await holder.heading(MOVE.title.en);
    await holder.look();
    await holder.tap(MOVE.oldStart.en);
    await holder.heading(MOVE.showing.en);
    await holder.look();
    const other = await phoneOf(visitors, gov, { persona: 'employed-mother' });
    await other.page.goto('/wallet#move');
    await other.setUp();
    await other.tap(MOVE.signIn.en);
    await other.tap(CONSENT.agreeMove.en);
    await other.unlock();
    await other.heading(MOVE.confirm.en);
    await other.tap(MOVE.move.en);
    await other.heading(MOVE.done.en);
    const now = await copiesOf(gov.db, await card());
    const inForce = now.filter(({ revokedAt }) => !revokedAt);
    assert.ok(before.length > 0 && before.every(({ id }) => now.find((copy) => copy.id === id)!.revokedAt));
    assert.deepEqual(new Set(inForce.map(({ format }) => format)), new Set(['dc+sd-jwt', 'compact']));
    assert.equal(new Set(inForce.map(({ wallet }) => wallet)).size, 1);
    await page.clock.runFor(4_000);
    await holder.heading(MOVE.moved.en);
    await holder.look();
    await holder.tap(MOVE.remove.en);
    await holder.heading(MOVE.removed.en);
    const asked = await open('shop', 'age');
    await holder.follow(asked.link);
    await holder.heading(ASK.noCard.en);
    await holder.look();
    const again = await open('shop', 'age');
    await other.follow(again.link);
    await other.heading('Corner shop asks');
    await other.tap(ASK.shareOne.en);
    await other.heading(ASK.sent.en.replace('{party}', 'Corner shop'));
    await other.look();
    assert.equal((await presentationOf(gov.db, gov, again)).state, 'answered');
    await other.leave();
  });

  test('in every language', async () => {
    for (const locale of LOCALES) {
      await holder.reopen(`/wallet?language=${locale}#history`, locale);
      await holder.heading(SHOW.historyTitle[locale]);
      await holder.look();
      for (const [hash, title] of [
        ['#move', MOVE.title],
        ['#show', SHOW.title],
        ['#request?client_id=nobody', ASK.stopped],
      ] as const) {
        await holder.follow(`${site.address}/wallet${hash}`);
        await holder.heading(title[locale]);
        await holder.look();
      }
    }
  });

  test('nothing is wrong with any page but what was made so', () => {
    assert.deepEqual(
      visitors.findings().filter((finding) => !MEANT.some((one) => one.test(finding))),
      [],
    );
  });
});
