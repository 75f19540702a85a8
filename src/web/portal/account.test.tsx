import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { LOCALES, type Locale } from '../../kernel/index.ts';
import { verifyReceipt } from '../../log/index.ts';
import { inboxOf } from '../../messages/index.ts';
import { readFacts } from '../../registry/index.ts';
import { type CaseEvent, type CaseRow, eventsOf, withdrawCase } from '../../services/index.ts';
import { settle, submitBirth } from '../../services/testing/people.ts';
import { officer, persona, testSite } from './account-fixture.ts';
import { ACCOUNT } from './account-words.ts';
import { PROOF } from './proof-words.ts';
import { SETTINGS_TEXT } from './settings-words.ts';

/** A page that was made of everything it needed: no value missing, no place of a text unfilled. */
function assertWhole(html: string, locale: Locale): void {
  assert.match(html, new RegExp(`<html lang="${locale === 'zh-Hant' ? 'zh-Hant-TW' : locale}"`));
  const text = html.replaceAll(/<pre>.*?<\/pre>|<[^>]*>/gs, ' ');
  assert.equal(/\bundefined\b|\[object Object\]|\bNaN\b|\{[a-z]\w*(\|[^}]*)?\}/.exec(text)?.[0], undefined);
}

describe('the pages of an account', async () => {
  const site = await testSite();
  const { gov, open, send } = site;
  const [mother, father] = await Promise.all([persona(gov, 'employed-mother'), persona(gov, 'father')]);
  const [own, spouse, stranger] = await Promise.all(
    ['employed-mother', 'father', 'no-newborn'].map((id) => site.cookieOf(id)),
  );
  await settle(gov);
  const cases: Record<string, CaseRow> = await submitBirth(gov, mother);
  await site.sequence();
  const kase = cases['maternity-benefit-labour']!;
  const events: CaseEvent[] = await eventsOf(gov.db, mother, kase.id);
  const event = events.find(({ kind }) => kind === 'approved')!;
  const receiptPath = `/cases/${kase.id}/events/${event.id}/receipt`;

  describe('receipts', () => {
    test('before the log has taken an act in, its receipt is pending and there is no file', async () => {
      const { id } = cases['childcare-allowance']!;
      await withdrawCase(gov, mother, id);
      const fresh = (await eventsOf(gov.db, mother, id)).at(-1)!;
      const ownPath = `/cases/${id}/events/${fresh.id}/receipt`;
      for (const [path, cookie] of [[`/receipts/${fresh.entry}`], [ownPath, own]] as const) {
        const html = await open(path, { cookie });
        assert.ok(html.includes(PROOF.pending.en));
        assert.match(html, /data-pending/);
        assert.ok(!html.includes('data-outcome'));
        assert.equal((await send(`${path}/file`, { cookie })).status, 503);
      }
    });

    test('then anyone may open it, and its file holds nothing of the case', async () => {
      const html = await open(`/receipts/${event.entry}`);
      assert.ok(html.includes('Approved') && html.includes('Bureau of Labor Insurance'));
      assert.ok(html.includes(PROOF.serverSays.en), "without JavaScript it is the server's word");
      assert.ok(html.includes(PROOF.limitContent.en));
      assert.ok(!html.includes(kase.number) && !html.includes('data-check="content-matches"'));
      const response = await send(`/receipts/${event.entry}/file`);
      assert.match(response.headers.get('content-disposition')!, /\.receipt\.json"$/);
      const receipt = await response.json();
      assert.deepEqual(Object.keys(receipt).sort(), [
        'checkpoint',
        'index',
        'leaf',
        'policy',
        'proof',
        'size',
        'version',
      ]);
      assert.ok((await verifyReceipt(receipt, undefined, receipt.policy)).every(({ ok }) => ok));
    });

    test('the owner sees what was recorded, and their file opens the commitment', async () => {
      const html = await open(receiptPath, { cookie: own });
      for (const shown of [kase.number, 'NT$84,000', 'data-check="content-matches"', PROOF.content.en]) {
        assert.ok(html.includes(shown), shown);
      }
      const { salt, content, ...receipt } = await (await send(`${receiptPath}/file`, { cookie: own })).json();
      const checks = await verifyReceipt(receipt, { salt, content }, receipt.policy);
      assert.deepEqual(
        checks.map(({ id, ok }) => [id, ok]),
        [
          ['content-matches', true],
          ['leaf-in-tree', true],
          ['checkpoint-signed', true],
          ['checkpoint-witnessed', true],
        ],
      );
    });

    test("nobody opens the content of another's act, nor an act under the wrong case", async () => {
      for (const path of [receiptPath, `${receiptPath}/file`]) {
        assert.equal((await send(path, { cookie: spouse })).status, 404);
        assert.equal((await send(path)).status, 303);
        const elsewhere = path.replace(kase.id, cases['birth-registration']!.id);
        assert.equal((await send(elsewhere, { cookie: own })).status, 404);
      }
    });

    test('every act of every case can be read, in every language', async () => {
      for (const each of Object.values(cases)) {
        for (const { id } of await eventsOf(gov.db, mother, each.id)) {
          for (const locale of LOCALES) {
            assertWhole(await open(`/cases/${each.id}/events/${id}/receipt`, { cookie: own, locale }), locale);
          }
        }
      }
    });
  });

  describe('who saw my data', () => {
    test('tells agency, purpose, law and fields by their titles; an officer by role and never by name', async () => {
      const registrar = await officer(gov, 'registrar');
      await readFacts(gov.db, gov, {
        reader: { kind: 'officer', person: registrar.person, agency: registrar.agency },
        purpose: { text: gov.pack.services.get('birth-registration')!.title },
        reads: [{ registry: 'households', person: mother, fields: ['address'] }],
      });
      const html = await open('/my-data/looks', { cookie: own });
      const { agencies, registries, services } = gov.pack;
      const role = agencies.get(registrar.agency)!.roles[registrar.role]!.en;
      const automatic = ACCOUNT.byService.en.replace('{service}', services.get('maternity-benefit-labour')!.title.en);
      for (const shown of [
        agencies.get(registrar.agency)!.title.en,
        role,
        automatic,
        'Labor Insurance Act, Article 31',
      ]) {
        assert.ok(html.includes(shown), shown);
      }
      assert.ok(html.includes(registries.get('households')!.fields.address!.title.en));
      assert.ok(!html.includes(registrar.person) && !html.includes('劉淑慧'));
    });

    test('shows what agencies hold, with the own number, and of a spouse no more than the tie', async () => {
      const html = await open('/my-data', { cookie: own, locale: 'zh-Hant' });
      const [, held] = html.split('id="held"');
      assert.ok(held!.includes('A200000012') && held!.includes('NT$42,000'));
      assert.ok(held!.includes('王建宏'), 'the spouse is named');
      assert.ok(!held!.includes('1993年9月21日'), "the spouse's birthday is theirs");
    });

    test('is empty for whom nobody looked at', async () => {
      assert.ok((await open('/my-data/looks', { cookie: stranger })).includes(ACCOUNT.nobodySaw.en));
    });

    test('goes on to older entries', async () => {
      for (let look = 0; look < 51; look += 1) {
        gov.clock.advance(1_000);
        await readFacts(gov.db, gov, {
          reader: { kind: 'service', service: 'birth-registration', agency: 'household-registration' },
          purpose: { text: gov.pack.title },
          reads: [{ registry: 'households', person: father, fields: ['address'] }],
        });
      }
      const [, older] = /href="(\/my-data\/looks\?before=[^"]+)"/.exec(
        await open('/my-data/looks', { cookie: spouse }),
      )!;
      assert.ok((await open(older!, { cookie: spouse })).includes(ACCOUNT.newestEntries.en));
    });
  });

  describe('the inbox', () => {
    test('marks what is unread in words, and a message that was opened as read', async () => {
      const unread = (html: string) => html.split(`>${ACCOUNT.unread.en}<`).length - 1;
      const before = await open('/inbox', { cookie: own });
      const [message] = await inboxOf(gov.db, mother, { limit: 1 });
      const html = await open(`/inbox/${message!.id}`, { cookie: own });
      assert.ok(html.includes(message!.title.en) && html.includes(`href="${message!.link}"`));
      assert.equal(unread(await open('/inbox', { cookie: own })), unread(before) - 1);
    });

    test("does not open another person's message, nor one that is not there", async () => {
      const [message] = await inboxOf(gov.db, mother, { limit: 1 });
      for (const id of [message!.id, 'ffffffff-ffff-ffff-ffff-ffffffffffff', '00000000-0000-0000-0000-000000000000']) {
        assert.equal((await send(`/inbox/${id}`, { cookie: stranger })).status, 404);
      }
    });

    test('says what will come where nothing has', async () => {
      assert.ok((await open('/inbox', { cookie: stranger })).includes(ACCOUNT.noMessagesHelp.en));
    });
  });

  describe('signing in', () => {
    test('offers every demo person, officers with their post, and keeps the way on within the site', async () => {
      const html = await open('/sign-in?next=/cases');
      for (const { id } of gov.pack.demo.personas) assert.ok(html.includes(`name="persona" value="${id}"`), id);
      assert.ok(html.includes('name="next" value="/cases"'));
      assert.ok(!(await open('/sign-in?next=//elsewhere.example/')).includes('elsewhere.example/"/>'));
      assert.ok((await open('/sign-in', { cookie: own })).includes('陳怡君'));
    });

    test('a language is remembered, and leads back to a page of this site only', async () => {
      const chosen = await send('/preferences/language?to=ko&next=/log');
      assert.equal(chosen.headers.get('location'), '/log');
      assert.match(chosen.headers.get('set-cookie')!, /^locale=ko;/);
      const foreign = await send('/preferences/language?to=ko&next=https://elsewhere.example/');
      assert.equal(foreign.headers.get('location'), '/');
      assert.equal((await send('/preferences/language?to=xx')).status, 422);
    });
  });

  describe('settings', () => {
    test('are kept in cookies, which an empty choice clears', async () => {
      const saved = await send('/settings', {}, { theme: 'dark', contrast: '', text: 'larger' });
      assert.equal(saved.status, 303);
      const cookies = saved.headers.getSetCookie();
      assert.deepEqual(cookies.map((cookie) => cookie.split(';')[0]).sort(), [
        'contrast=',
        'text=larger',
        'theme=dark',
      ]);
      assert.match(
        await open('/settings', { cookie: 'theme=dark; text=larger' }),
        /data-theme="dark" data-text="larger"/,
      );
      assert.equal((await send('/settings', {}, { theme: 'plaid' })).status, 422);
    });

    test('list sessions, and end all but this one', async () => {
      const other = await site.cookieOf('employed-mother');
      const html = await open('/settings', { cookie: own });
      assert.ok(html.includes('Chrome · Windows') && html.includes(SETTINGS_TEXT.thisDevice.en));
      assert.equal((await send('/settings/sessions/end-others', { cookie: own }, {})).status, 303);
      assert.equal((await send('/inbox', { cookie: other })).status, 303);
      assert.ok(!(await open('/settings', { cookie: own })).includes(SETTINGS_TEXT.endOthers.en));
    });

    test('remove only a passkey that one has', async () => {
      assert.equal((await send('/settings/passkeys/remove', { cookie: own }, { passkey: 'abc' })).status, 404);
      const { headers } = await send('/settings/passkeys/remove', {}, { passkey: 'abc' });
      assert.match(headers.get('location')!, /^\/sign-in/);
    });
  });

  describe('the log and the API', () => {
    test('the log shows its state and its last acts, and nobody', async () => {
      const html = await open('/log');
      assert.ok(html.includes('madang.<wbr/>tw+') && html.includes('Approved'));
      for (const secret of [mother, kase.number, '陳怡君']) assert.ok(!html.includes(secret));
    });

    test('each route of the API is on the page and in the document', async () => {
      const html = (await open('/developers')).replaceAll('<wbr/>', '');
      const { paths } = JSON.parse(await open('/openapi.json'));
      assert.ok(Object.keys(paths).length > 5);
      for (const path of Object.keys(paths)) assert.ok(html.includes(path.replaceAll(/\{(\w+)\}/g, ':$1')), path);
      assert.ok(html.includes('/api/registries/births/records'));
    });
  });

  const PAGES = [
    '/sign-in',
    '/settings',
    '/settings?done=saved',
    '/inbox',
    '/my-data',
    '/my-data/looks',
    '/log',
    '/developers',
  ];
  for (const locale of LOCALES) {
    test(`every page is whole in ${locale}`, async () => {
      for (const path of PAGES) {
        for (const cookie of [own, stranger]) assertWhole(await open(path, { cookie, locale }), locale);
      }
      for (const path of ['/sign-in', '/settings', '/log', '/developers', `/receipts/${event.entry}`]) {
        assertWhole(await open(path, { locale }), locale);
      }
    });
  }

  test('whatever is put into an address, no page of these fails', async () => {
    const texts = fc.oneof(fc.string(), fc.uuid(), fc.constantFrom('//x', '\0', '%', '/\\x'));
    await fc.assert(
      fc.asyncProperty(
        texts,
        fc.constantFrom('/sign-in?next=', '/inbox?before=', '/my-data/looks?before=', '/settings?done='),
        async (text, path) => {
          const { status } = await send(path + encodeURIComponent(text), { cookie: own });
          assert.ok(status < 500, `${path}${text} answered ${status}`);
        },
      ),
      { numRuns: 60 },
    );
    await fc.assert(
      fc.asyncProperty(texts, fc.constantFrom('/inbox/', '/receipts/'), async (text, path) => {
        const { status } = await send(path + encodeURIComponent(text), { cookie: own });
        assert.ok(status < 500, `${path}${text} answered ${status}`);
      }),
      { numRuns: 60 },
    );
  });
});
