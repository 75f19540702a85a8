import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { documentOf, heldAbout, pathsHeld, signedJson } from '../../../exchange/index.ts';
import { LOCALES } from '../../../kernel/index.ts';
import { inboxOf } from '../../../messages/index.ts';
import { disclosuresOf } from '../../../registry/index.ts';
import { queueOf, settleTask } from '../../../services/index.ts';
import { officer, persona, testSite } from '../account-fixture.ts';
import { MY_DATA } from './words.ts';

const NAME = '陳怡君';
const SALARY = 'NT$42,000';

describe('my data', async () => {
  const site = await testSite();
  const { gov, open, send } = site;
  const mother = await persona(gov, 'employed-mother');
  const [own, stranger] = await Promise.all([site.cookieOf('employed-mother'), site.cookieOf('no-newborn')]);

  /** Sends a form, a name as often as it has values. */
  const post = (path: string, fields: [string, string][], cookie = own, locale = 'en') =>
    site.app.request(`http://localhost:3000${path}`, {
      method: 'POST',
      headers: { accept: 'text/html', cookie: `${cookie}; locale=${locale}` },
      body: new URLSearchParams(fields),
    });
  const chosen = (...paths: string[]): [string, string][] => paths.map((path) => ['field', path]);

  describe('by agency', () => {
    test('shows what each agency keeps, since when and from where, in every language', async () => {
      for (const locale of LOCALES) {
        const html = await open('/my-data', { cookie: own, locale });
        for (const agency of ['household-registration', 'labour-insurance'])
          assert.ok(html.includes(gov.pack.agencies.get(agency)!.title[locale]), agency);
        assert.ok(html.includes('A200000012') && html.includes(SALARY));
        assert.ok(!html.includes('1993年9月21日'), "the spouse's birthday is theirs");
      }
      assert.equal(
        (await disclosuresOf(gov.db, mother, { limit: 1 })).length,
        0,
        'looking at oneself is no disclosure',
      );
    });

    test('a value is disputed where it stands, and its keeper answers', async () => {
      const before = await open('/my-data', { cookie: own });
      const record = recordOf(before, gov.pack.registries.get('persons')!.title.en);
      const page = await open(`/my-data/disputes/new?record=${record}`, { cookie: own });
      assert.ok(page.includes(NAME), 'its values stand beside the fields');
      assert.ok(!page.includes('value="person"'), 'whose record it is cannot be corrected here');
      const claim = (field: string, claimed: string): [string, string][] => [
        ['record', record],
        ['field', field],
        ['claimed', claimed],
      ];
      assert.equal((await post('/my-data/disputes', claim('person', 'x'))).status, 422);
      assert.equal((await post('/my-data/disputes', claim('surname', ' '))).status, 422);
      assert.equal((await post('/my-data/disputes', claim('surname', '程'), stranger)).status, 404);
      const done = await post('/my-data/disputes', claim('surname', '程'));
      assert.equal(done.headers.get('location'), '/my-data?asked=household-registration');
      assert.equal((await post('/my-data/disputes', claim('surname', '程'))).status, 422, 'once is enough');
      assert.ok((await open('/my-data', { cookie: own })).includes(MY_DATA.disputed.en));
      const registrar = await officer(gov, 'registrar');
      const { items } = await queueOf(gov.db, gov, registrar);
      const task = items.find(({ dispute }) => dispute?.field === 'surname')!.task.id;
      await settleTask(gov, registrar, task, { upheld: true, value: '程', reason: '已更正' });
      const after = await open('/my-data', { cookie: own });
      assert.ok(after.includes('程') && !after.includes(MY_DATA.disputed.en));
      const [message] = await inboxOf(gov.db, mother, { limit: 1 });
      assert.equal(message!.link, '/my-data');
    });

    test('a parent sees what is known of their child, which is told to the child', async () => {
      const cookie = await site.cookieOf('contradicted-mother');
      const html = await open('/my-data', { cookie });
      const [, of] = /href="\/my-data\?of=([0-9a-f-]{36})"/.exec(html)!;
      assert.ok(html.includes('Data about 李品妍'));
      for (const locale of LOCALES) assert.ok((await open(`/my-data?of=${of}`, { cookie, locale })).includes('李品妍'));
      const looks = await disclosuresOf(gov.db, of!, { limit: 50, at: gov.clock.now() });
      assert.deepEqual(new Set(looks.map(({ readerKind }) => readerKind)), new Set(['relative']));
      const record = recordOf(
        await open(`/my-data?of=${of}`, { cookie }),
        gov.pack.registries.get('persons')!.title.en,
      );
      const claim: [string, string][] = [
        ['of', of!],
        ['record', record],
        ['field', 'born_on'],
        ['claimed', '2021-08-13'],
      ];
      assert.equal((await post('/my-data/disputes', claim, cookie)).status, 303);
      assert.equal((await post('/my-data/disputes', claim)).status, 403);
    });

    test('a guardian takes what is known of a ward along, which is told to the ward, and sees who else looked', async () => {
      const cookie = await site.cookieOf('unmarried-mother');
      const [, of] = /href="\/my-data\?of=([0-9a-f-]{36})"/.exec(await open('/my-data', { cookie }))!;
      const page = await open(`/my-data?of=${of}`, { cookie });
      for (const way of ['looks', 'download', 'counter', 'locker'])
        assert.ok(page.includes(`href="/my-data/${way}?of=${of}"`), way);
      assert.ok(!page.includes(`/my-data/consents?of=`), 'their consents are one list');
      const whose: [string, string] = ['of', of!];
      for (const way of ['download', 'counter', 'locker']) {
        const html = await open(`/my-data/${way}?of=${of}`, { cookie });
        assert.ok(html.includes('Data about 林秀英') && html.includes(`name="of" value="${of}"`), way);
        assert.equal((await send(`/my-data/${way}?of=${of}`, { cookie: own })).status, 403);
        const preview = await post(`/my-data/${way}/preview`, [whose, ...chosen('persons.born_on')], cookie);
        assert.ok((await preview.text()).includes('17 April 1968'), way);
        assert.equal((await post(`/my-data/${way}/preview`, [whose, ...chosen('persons.born_on')])).status, 403);
      }
      for (const form of ['json', 'csv', 'pdf']) {
        const file = await post('/my-data/download', [whose, ...chosen('persons.name'), ['form', form]], cookie);
        const text = await file.text();
        if (form !== 'pdf') assert.ok(text.includes('林秀英') && !text.includes('林佳蓉') && !text.includes('1968'));
        assert.equal(file.status, 200);
      }
      assert.equal((await post('/my-data/download', [whose, ...chosen('persons.name'), ['form', 'csv']])).status, 403);
      const looks = await disclosuresOf(gov.db, of!, { limit: 50, at: gov.clock.now() });
      const taken = looks.filter(({ purpose }) => purpose.text.en === 'To take along as a file');
      assert.deepEqual(
        taken.map(({ registry, fields, readerKind }) => [registry, fields, readerKind]),
        [['persons', ['name'], 'relative']],
        'just what went, and once a day',
      );
      const seen = await open(`/my-data/looks?of=${of}`, { cookie });
      assert.ok(seen.includes('Who saw data about 林秀英') && seen.includes('To take along as a file'));
      assert.ok(seen.includes(`/receipts/${taken[0]!.id}`));
      assert.equal((await send(`/my-data/looks?of=${of}`, { cookie: own })).status, 403);
    });

    test("nobody sees another's, nor whether there is anything", async () => {
      const of = await persona(gov, 'father');
      assert.equal((await send(`/my-data?of=${of}`, { cookie: own })).status, 403);
      assert.equal((await send('/my-data')).status, 303);
    });
  });

  describe('to take along', () => {
    test('a preview shows the values that will go, and no others', async () => {
      const html = await (
        await post('/my-data/download/preview', chosen('persons.name', 'labour-enrolment.average_salary'))
      ).text();
      assert.ok(html.includes(NAME) && html.includes(SALARY) && !html.includes('1994'));
      assert.equal((await post('/my-data/download/preview', [])).status, 422);
      assert.equal(
        (await post('/my-data/download/preview', chosen('persons.nothing', 'disabilities.since'))).status,
        422,
      );
      assert.equal((await post('/my-data/download/preview', [['bundle', 'none']])).status, 404);
    });

    test('each bundle of the pack opens in one touch, and says what nobody holds', async () => {
      assert.ok(gov.pack.bundles.size > 0);
      for (const { id, title } of gov.pack.bundles.values()) {
        const response = await post('/my-data/download/preview', [['bundle', id]]);
        if (response.status === 200) assert.ok((await response.text()).includes(title.en), id);
        else assert.equal(response.status, 422, id);
      }
    });

    test('an answer of a bundle goes without what it rests on', async () => {
      const { statements } = gov.pack.bundles.get('renting-a-flat')!;
      const [name] = [...statements.keys()].map((id) => `renting-a-flat.${id}`);
      const preview = await (await post('/my-data/download/preview', [['bundle', 'renting-a-flat']])).text();
      assert.ok(preview.includes(`value="${name}"`));
      const body: [string, string][] = [
        ['statement', name!],
        ['form', 'json'],
      ];
      const json = await (await post('/my-data/download', body)).text();
      const { document } = JSON.parse(json);
      assert.deepEqual(document.records, []);
      assert.deepEqual(document.statements, [{ title: 'Is 18 or older', holds: true, text: 'Yes' }]);
      assert.ok(!json.includes('1995'));
    });

    test('JSON and CSV hold what was chosen and nothing else, and none of our ids', async () => {
      const fields = chosen('persons.name', 'persons.mother', 'labour-enrolment.average_salary');
      const json = await (await post('/my-data/download', [...fields, ['form', 'json']])).text();
      const { document } = JSON.parse(json);
      const held = document.records.flatMap(({ fields: of }: { fields: { field: string; value: unknown }[] }) => of);
      const names = held.map(({ field }: { field: string }) => field);
      assert.ok(names.includes('name') && names.includes('average_salary'));
      assert.ok(names.every((name: string) => ['name', 'mother', 'average_salary'].includes(name)));
      assert.ok(held.some(({ value }: { value: unknown }) => value === 42_000));
      assert.ok(!json.includes(mother) && !json.includes('A200000012'));
      const csv = await (await post('/my-data/download', [...fields, ['form', 'csv']])).text();
      assert.ok(csv.includes(NAME) && csv.includes('42000') && !csv.includes(mother));
    });

    test('a signed file is found whole, changed or unsigned by whoever is given it', async () => {
      for (const form of ['json', 'pdf']) {
        const response = await post('/my-data/download', [
          ...chosen('persons.name', 'persons.born_on'),
          ['form', form],
        ]);
        const file = Buffer.from(await response.arrayBuffer());
        assert.equal(await outcomeOf(file), 'This file is as it was made');
        const changed = Buffer.from(file);
        const at = form === 'json' ? file.indexOf(NAME) : Math.floor(file.length / 2);
        changed[at]! ^= form === 'json' ? 0x01 : 0xff;
        assert.notEqual(await outcomeOf(changed), 'This file is as it was made');
      }
      assert.equal(await outcomeOf(Buffer.from('%PDF-1.7 nothing')), 'This file was not signed here');
      assert.equal(await outcomeOf(Buffer.from('{"document":1,"signature":"a.b.c"}')), 'This file was not signed here');
      assert.equal((await check(undefined)).status, 422);
    });

    test('a signature by another key, or of another kind, is none', async () => {
      const held = await heldAbout(gov, { reader: mother });
      const document = documentOf(gov, held, { paths: pathsHeld(held), answers: [], locale: 'en', site: '' });
      const { signature } = JSON.parse(await signedJson(gov, document));
      assert.ok((await open(`/documents/check?proof=${signature}`)).includes('This document was made here'));
      const [header, payload, bytes] = signature.split('.');
      const claims = JSON.parse(Buffer.from(payload, 'base64url').toString());
      const forged = Buffer.from(JSON.stringify({ ...claims, iat: 0 })).toString('base64url');
      const plain = Buffer.from(JSON.stringify({ alg: 'none', typ: 'madang-data+jwt' })).toString('base64url');
      for (const proof of [`${header}.${forged}.${bytes}`, `${plain}.${payload}.`, 'x', '..', `${signature}.x`])
        assert.ok((await open(`/documents/check?proof=${proof}`)).includes('This code was not made here'), proof);
      assert.ok(
        !signature.includes(NAME) && !JSON.stringify(claims).includes('42'),
        'no value in what an address holds',
      );
    });

    test('a PDF is made in every language, whatever there is', async () => {
      const all = chosen(...pathsHeld(await heldAbout(gov, { reader: mother })));
      const few = chosen('persons.born_on', 'labour-enrolment.average_salary');
      for (const [locale, paths] of LOCALES.flatMap((one) => [[one, all] as const, [one, few] as const])) {
        const response = await post('/my-data/download', [...paths, ['form', 'pdf']], own, locale);
        assert.equal(response.headers.get('content-type'), 'application/pdf');
        const pdf = Buffer.from(await response.arrayBuffer());
        assert.ok(pdf.subarray(-1_024).includes('%%EOF'), 'readers look for the end in the last 1,024 bytes');
      }
    });
  });

  const check = (file: Buffer | undefined) => {
    const body = new FormData();
    if (file) body.set('file', new File([new Uint8Array(file)], 'file'));
    return site.app.request('http://localhost:3000/documents/check', {
      method: 'POST',
      headers: { accept: 'text/html', cookie: 'locale=en' },
      body,
    });
  };
  const OUTCOMES = ['This file is as it was made', 'This file was changed', 'This file was not signed here'];
  async function outcomeOf(file: Buffer): Promise<string | undefined> {
    const html = await (await check(file)).text();
    return OUTCOMES.find((outcome) => html.includes(outcome));
  }
});

/** The token of the record under a title. */
function recordOf(html: string, title: string): string {
  const [, part = ''] = html.split(`>${title}</h3>`);
  return /record=([0-9a-f]{16})/.exec(part)![1]!;
}
