import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { LOCALES, run, sql, systemClock } from '../../kernel/index.ts';
import {
  formatPolicy,
  NO_WITNESSES,
  type OperatedLog,
  policyOf,
  type Receipt,
  sequenceOnce,
  signerOf,
  verifyReceipt,
} from '../../log/index.ts';
import { disclosuresOf, readFacts } from '../../registry/index.ts';
import { cardSite } from '../cards/fixture.ts';
import { LOOK } from './look-words.ts';
import { looksRoutes } from './my-data/looks-page.tsx';
import { receiptRoutes } from './receipt.tsx';

const CONSENT = '018f0000-0000-7000-8000-0000000000cc';
const DAY_MS = 86_400_000;

describe('looks at one’s data, each with its receipt', async () => {
  const { gov, send, cookieOf, personOf, officerOf } = await cardSite((site) => [
    ...looksRoutes(site),
    ...receiptRoutes(site),
  ]);
  const [mother, father, registrar] = await Promise.all([
    personOf('employed-mother'),
    personOf('father'),
    officerOf('registrar'),
  ]);
  const cookie = await cookieOf('employed-mother');
  const signer = signerOf(gov.logOrigin, Buffer.alloc(32, 7));
  const log: OperatedLog = { origin: signer.name, signers: [signer], policy: NO_WITNESSES };
  const bank = { kind: 'party', party: 'bank', use: 'open-account' } as const;
  const purpose = { text: { ko: '계좌 개설', 'zh-Hant': '開戶', en: 'To open an account' } };
  const reads = [{ registry: 'persons', person: mother, fields: ['name', 'born_on'] }];

  before(async () => {
    await run(gov.db, sql`truncate registry.disclosure`);
    await readFacts(gov.db, gov, { reader: bank, purpose, basis: { kind: 'consent', consent: CONSENT }, reads });
    gov.clock.advance(1_000);
    const officer = { kind: 'officer', person: registrar.person, agency: registrar.agency } as const;
    const sealedUntil = new Date(gov.clock.now().getTime() + 90 * DAY_MS);
    await readFacts(gov.db, gov, { reader: officer, purpose, sealedUntil, reads });
    while ((await sequenceOnce(gov.db, log, systemClock)) > 0);
  });

  const entries = async (at = gov.clock.now()) =>
    (await disclosuresOf(gov.db, mother, { limit: 9, at })).map(({ id }) => id);
  const open = async (path: string, as = cookie, locale: (typeof LOCALES)[number] = 'en') =>
    (await send(path, { cookie: as, locale })).text();

  test('the list tells who was told by whose consent, with a link to the proof, in every language', async () => {
    const [entry] = await entries();
    for (const locale of LOCALES) {
      const html = await open('/my-data/looks', cookie, locale);
      assert.ok(html.includes(gov.pack.relyingParties.get('bank')!.title[locale]), locale);
      assert.ok(html.includes(`href="/receipts/${entry}"`) && html.includes(LOOK.proof[locale]));
      assert.ok(html.includes(`href="/my-data/consents/${CONSENT}"`) && html.includes(LOOK.byConsent[locale]));
    }
  });

  test('the receipt says it again to the person, and nothing of it to anybody else', async () => {
    const [entry] = await entries();
    const own = await open(`/receipts/${entry}`);
    assert.ok(own.includes('To open an account') && own.includes(LOOK.byConsent.en));
    for (const other of ['', await cookieOf('father'), await cookieOf('registrar')]) {
      const html = await open(`/receipts/${entry}`, other);
      assert.ok(!html.includes('To open an account') && !html.includes(mother));
    }
    assert.notEqual(father, mother);
  });

  test('its file proves with no trust in the server that the log holds exactly this', async () => {
    const [entry] = await entries();
    const file = JSON.parse(await open(`/receipts/${entry}/file`)) as Receipt & { salt: string; content: unknown };
    const { salt, content } = file;
    const checks = await verifyReceipt(file, { salt, content }, formatPolicy(policyOf(log)));
    assert.ok(
      checks.every(({ ok }) => ok),
      JSON.stringify(checks),
    );
    assert.deepEqual((content as { reader: unknown }).reader, bank);
    const other = JSON.parse(await open(`/receipts/${entry}/file`, await cookieOf('father')));
    assert.deepEqual([other.salt, other.content], [undefined, undefined]);
  });

  test('what the law seals is on no page until then, and afterwards on both', async () => {
    const [sealed, told] = await entries(new Date(gov.clock.now().getTime() + 91 * DAY_MS));
    assert.ok(sealed && told);
    const hides = async () => {
      const list = await open('/my-data/looks', await cookieOf('employed-mother'));
      const receipt = await open(`/receipts/${sealed}`, await cookieOf('employed-mother'));
      return [!list.includes(sealed), !receipt.includes('To open an account')];
    };
    assert.deepEqual(await hides(), [true, true]);
    gov.clock.advance(91 * DAY_MS);
    assert.deepEqual(await hides(), [false, false]);
  });
});
