import assert from 'node:assert/strict';
import { generateKeyPairSync, type KeyObject, randomUUID, sign } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import {
  type Card,
  grantCard,
  issueCopies,
  paperCode,
  revokeCard,
  sha256Of,
  signLists,
  suspendCard,
} from '../../src/credentials/index.ts';
import { CODE_PREFIX, fromBase45, readChallenge, showOf, toBase45 } from '../../src/formats/index.ts';
import { type Locale, transaction } from '../../src/kernel/index.ts';
import { persona } from '../../src/services/testing/people.ts';
import { VERIFIER } from '../../src/web/verifier/words.ts';
import { accessibilityProblems } from '../support/axe.ts';
import { launchBrowser } from '../support/browser.ts';
import { writeFilm } from '../support/camera.ts';
import { testSite } from '../support/site.ts';
import { NARROW, type Visitor, visitorsOf, WIDE } from '../support/visitor.ts';

/** A phone with a copy of a card: the wallet's part of it. */
interface Phone {
  key: KeyObject;
  copy: string;
}

const AGE = 'age_equal_or_over.20';
const LOCALES: readonly Locale[] = ['ko', 'zh-Hant', 'en'];

describe('a shop verifies cards, and goes on when every server is down', async () => {
  const site = await testSite();
  const { gov } = site;
  const folder = await mkdtemp(join(tmpdir(), 'madang-verifier-'));
  after(() => rm(folder, { recursive: true }));

  const phoneWith = async (card: Card): Promise<Phone> => {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const keys = [publicKey.export({ format: 'jwk' }) as JsonWebKey];
    const wish = { card, format: 'compact', keys, wallet: randomUUID(), request: randomUUID() } as const;
    const [copy] = await transaction(gov.db, (tx) => issueCopies(tx, gov, wish));
    return { key: privateKey, copy: copy! };
  };
  const grant = async (whose: string, type = 'resident-card') => {
    const person = await persona(gov, whose);
    return transaction(gov.db, (tx) => grantCard(tx, gov, { person, type }));
  };
  const seconds = () => Math.floor(gov.clock.now().getTime() / 1_000);
  const show = (
    { key, copy }: Phone,
    claims = [AGE],
    { at = seconds(), challenge }: { at?: number; challenge?: Uint8Array } = {},
  ) => {
    const { input, finish } = showOf({ copy, claims, at, challenge }, { sha256: sha256Of });
    return finish(sign('sha256', input, { key, dsaEncoding: 'ieee-p1363' }));
  };

  const card = await grant('employed-mother');
  const phone = await phoneWith(card);
  const { text: paper } = await transaction(gov.db, (tx) => paperCode(tx, gov, { card, by: { kind: 'holder' } }));
  const [lost, resting] = await Promise.all(['no-newborn', 'student'].map((whose) => grant(whose)));
  const [lostPhone, restingPhone] = [await phoneWith(lost!), await phoneWith(resting!)];
  const decision = { by: { kind: 'holder' }, reason: 'lost' } as const;
  await transaction(gov.db, (tx) => revokeCard(tx, gov, { card: lost!, ...decision }));
  await transaction(gov.db, (tx) => suspendCard(tx, gov, { card: resting!, ...decision }));
  await signLists(gov);

  const film = join(folder, 'film.y4m');
  await writeFilm(film, show(phone));
  const browser = await launchBrowser([
    '--use-fake-device-for-media-stream',
    `--use-file-for-fake-video-capture=${film}`,
    '--use-fake-ui-for-media-stream',
  ]);
  after(() => browser.close());
  const visitors = visitorsOf(site, browser);

  const clerk = await visitors.visit({ viewport: NARROW, locale: 'en' });
  const setClock = ({ page }: Visitor) => page.clock.setFixedTime(gov.clock.now());
  const pass = async (milliseconds: number) => {
    gov.clock.advance(milliseconds);
    await setClock(clerk);
  };
  const headline = ({ page }: Visitor) => page.locator('[data-headline]:not([hidden])').innerText();
  const reason = async ({ page }: Visitor) => page.locator('[data-reason]:not([hidden])').getAttribute('data-reason');
  const good = async ({ page }: Visitor) => assert.deepEqual(await accessibilityProblems(page), []);

  /** Pastes a code, as somebody does who has no camera. */
  const paste = async ({ page }: Visitor, code: string, locale: Locale = 'en'): Promise<void> => {
    if (!(await page.locator('#code').isVisible())) await page.locator('#paste > summary').click();
    await page.fill('#code', code);
    await page.getByRole('button', { name: VERIFIER.check[locale], exact: true }).click();
    await page.locator('[data-verdict]').waitFor();
  };
  /** As the shop's next customer comes. */
  const next = async ({ page }: Visitor): Promise<void> => {
    await page.reload();
    await page.locator('[data-kept]').waitFor();
  };
  const refusedFor = async (code: string): Promise<string | null> => {
    await paste(clerk, code);
    assert.equal(await headline(clerk), VERIFIER.refused.en);
    const why = await reason(clerk);
    assert.equal(await clerk.page.locator('[data-claims] dd').count(), 0);
    await next(clerk);
    return why;
  };

  test('online: the page says how old its data is, and keeps itself', async () => {
    await setClock(clerk);
    await clerk.open('/verifier');
    await clerk.page.locator('[data-kept]').waitFor();
    assert.match(await clerk.text(), /Data of \d+:\d\d \(now\)/);
  });

  test('one press and the camera reads a code: the answer only', async () => {
    await clerk.page.getByRole('button', { name: VERIFIER.cameraStart.en }).click();
    await clerk.page.locator('[data-verdict]').waitFor();
    assert.equal(await headline(clerk), VERIFIER.yes.en);
    assert.equal(await clerk.page.locator('[data-claims]').innerText(), '20 or older');
    assert.ok(!(await clerk.text()).includes('陳'));
    await good(clerk);
    // The same film again: the very same code.
    await clerk.page.getByRole('button', { name: VERIFIER.next.en }).click();
    await clerk.page.locator('[data-verdict="refused"]').waitFor();
    assert.equal(await reason(clerk), 'taken');
    await next(clerk);
  });

  for (const locale of LOCALES)
    test(`in ${locale}, on a ${locale === 'en' ? 'desk' : 'phone'}: yes, a paper, and a reason for no`, async () => {
      const visitor = await visitors.visit({ viewport: locale === 'en' ? WIDE : NARROW, locale });
      await setClock(visitor);
      await visitor.open('/verifier');
      await visitor.page.locator('[data-kept]').waitFor();
      await visitor.page.locator('#ask').click();
      await good(visitor);
      await visitor.page.locator('#stop-asking').click();
      for (const [code, said] of [
        [show(phone), VERIFIER.yes],
        [paper, VERIFIER.genuine],
        [show(restingPhone), VERIFIER.refused],
      ] as const) {
        await paste(visitor, code, locale);
        assert.equal(await headline(visitor), said[locale]);
        await good(visitor);
        await visitor.look();
        await next(visitor);
      }
      await visitor.leave();
    });

  test('with the server stopped it opens, and says yes to a fresh code', async () => {
    await site.stop();
    await assert.rejects(fetch(site.address));
    await pass(60_000);
    await next(clerk);
    assert.ok((await clerk.text()).includes(VERIFIER.offline.en));
    await paste(clerk, show(phone, [AGE, 'family_name']));
    assert.equal(await headline(clerk), VERIFIER.yes.en);
    assert.match(await clerk.text(), /陳[\s\S]*National identity card[\s\S]*1 minute ago/i);
    await next(clerk);
  });

  test('and no, with the reason, to what is not as it should be', async () => {
    const code = show(phone);
    const stranger = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
    assert.equal(await refusedFor(show({ ...phone, key: stranger })), 'borrowed');
    assert.equal(await refusedFor(code.slice(0, -30)), 'unreadable');
    assert.equal(await refusedFor('https://shop.example/'), 'unreadable');
    assert.equal(await refusedFor(show(lostPhone)), 'revoked');
    assert.equal(await refusedFor(show(restingPhone)), 'suspended');
    assert.equal(await refusedFor(foreign(code)), 'foreign');
    // A screenshot, shown again.
    await pass(41_000);
    assert.equal(await refusedFor(code), 'stale');
    assert.equal(await refusedFor(show(phone, [AGE], { at: seconds() + 600 })), 'ahead');
  });

  test('a question on its screen is answered by a phone whose clock is wrong, and by no screenshot', async () => {
    const { page } = clerk;
    await paste(clerk, show(phone, [AGE], { at: seconds() - 3_600 }));
    await page.getByRole('button', { name: VERIFIER.ask.en }).click();
    const asked = async () => readChallenge((await page.locator('[data-question]').getAttribute('data-question'))!)!;
    const [earlier, answer] = [
      await asked(),
      (challenge: Uint8Array) => show(phone, [AGE], { at: seconds() - 3_600, challenge }),
    ];
    await page.getByRole('button', { name: VERIFIER.stopAsking.en }).click();
    await page.getByRole('button', { name: VERIFIER.ask.en }).click();
    await paste(clerk, answer(earlier));
    assert.equal(await reason(clerk), 'unanswered');
    await page.getByRole('button', { name: VERIFIER.ask.en }).click();
    const answered = answer(await asked());
    await paste(clerk, answered);
    assert.equal(await headline(clerk), VERIFIER.yes.en);
    await next(clerk);
    assert.equal(await refusedFor(answered), 'unasked');
  });

  test('its data ages: it says so after a day, and is no longer used after two weeks', async () => {
    await pass(2 * 86_400_000);
    await next(clerk);
    assert.ok((await clerk.text()).includes(VERIFIER.old.en));
    await paste(clerk, show(phone));
    assert.equal(await headline(clerk), VERIFIER.yes.en);
    assert.match(await clerk.text(), /2 days ago/);
    assert.ok((await clerk.text()).includes(VERIFIER.old.en));
    await pass(12 * 86_400_000);
    await next(clerk);
    assert.equal(await refusedFor(show(phone)), 'no-data');
  });

  test('no page was at fault', () => assert.deepEqual(visitors.findings(), []));
});

/** The same, as if somebody else had signed it: the name of the key is another. */
function foreign(code: string): string {
  const bytes = fromBase45(code.slice(CODE_PREFIX.length))!;
  // Behind the heads of the code, the header, its map and its labels.
  bytes[9]! ^= 0xff;
  return CODE_PREFIX + toBase45(bytes);
}
