import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { all, LOCALES, say, sql, transaction } from '../../../kernel/index.ts';
import { type Act, commitAct, publishedCheckpoint, type Receipt, verifyReceipt } from '../../../log/index.ts';
import { testSite } from '../account-fixture.ts';
import { HISTORY } from './checkpoints.tsx';
import { LINE } from './line-words.ts';
import { agoText, amountText, daysBefore, minutesBefore } from './numbers.ts';
import { TRUST } from './trust-words.ts';
import { LOG } from './words.ts';

describe('the pages of the public log', async () => {
  const site = await testSite();

  async function act(options: Partial<Act> = {}): Promise<string> {
    const { gov } = site;
    const [agency] = gov.pack.agencies.keys();
    const what = { kind: 'case.approved', agency: agency!, at: gov.clock.now(), content: {}, ...options };
    const { entry } = await transaction(gov.db, (tx) => commitAct(tx, gov.logOrigin, what));
    await site.sequence();
    return entry;
  }
  const sizeNow = async () => (await publishedCheckpoint(site.gov.db, site.gov.logOrigin))!.size;

  test('a log that has not begun says so, and so does one without a line', async () => {
    assert.match(await site.open('/log'), new RegExp(LOG.notStarted.en));
    assert.match(await site.open('/log'), new RegExp(LOG.empty.en));
    assert.match(await site.open('/log/checkpoints'), new RegExp(TRUST.noCheckpoints.en));
    assert.match(await (await site.send('/log?q=1')).text(), new RegExp(LOG.noLinesToFind.en));
    assert.equal((await site.send('/log/entries/0')).status, 404);
  });

  test('the page counts what was added in the last minute, hour and day', async () => {
    await site.sequence();
    await act();
    const before = await sizeNow();
    site.gov.clock.advance(3 * 86_400_000);
    await act();
    site.gov.clock.advance(90 * 60_000);
    await act();
    await act();
    site.gov.clock.advance(30_000);
    const html = await site.open('/log');
    const figures = [...html.matchAll(/md-tally__value">([^<]*)/g)].map(([, value]) => value);
    assert.deepEqual(figures, [String(before + 3), '2', '2', '3', '']);
    assert.match(html, /30 seconds ago/);
  });

  test('what is added between two looks is there at the next', async () => {
    await site.open('/log');
    for (const kind of ['case.paid', 'case.withdrawn']) await act({ kind });
    const html = await site.open('/log');
    const places = [...html.matchAll(/href="\/log\/entries\/(\d+)"/g)].map(([, index]) => Number(index));
    const size = await sizeNow();
    const newest = Array.from({ length: Math.min(20, size) }, (_, at) => size - 1 - at);
    assert.deepEqual(places.slice(0, newest.length), newest);
    assert.match(html, /Application withdrawn/);
  });

  test('the search leads to a proof by its number or address, and to a line by its own', async () => {
    const entry = await act();
    const size = await sizeNow();
    const leadsTo = async (query: string) => {
      const answer = await site.send(`/log?${new URLSearchParams({ q: query })}`);
      return answer.headers.get('location') ?? answer.status;
    };
    assert.equal(await leadsTo(` ${entry.toUpperCase()} `), `/receipts/${entry}`);
    assert.equal(await leadsTo(`https://gov.example/receipts/${entry}?x=1`), `/receipts/${entry}`);
    assert.equal(await leadsTo('1'), '/log/entries/0');
    assert.equal(await leadsTo(`# ${size}`), `/log/entries/${size - 1}`);
    assert.equal(await leadsTo('１，０'), size >= 10 ? '/log/entries/9' : 404);
    for (const wrong of ['', '0', String(size + 1), 'abc', '1e3', '-1', `${entry.slice(0, -1)}`, '9'.repeat(40)])
      assert.equal(await leadsTo(wrong), 404, wrong);
    assert.equal(await leadsTo('00000000-0000-7000-8000-000000000000'), 404);
  });

  test('what is wrong with a search is said beside it, in each language', async () => {
    for (const locale of LOCALES) {
      const html = await (await site.send('/log?q=%3Cscript%3E', { locale })).text();
      assert.ok(html.includes(LOG.noNumber[locale]));
      assert.ok(html.includes('&lt;script>') || html.includes('&lt;script&gt;'));
      assert.doesNotMatch(html, /data-live-control[^>]*>[\s\S]*live-[A-Z0-9]+\.js/);
    }
  });

  test('each line has a page, and a file that proves it', async () => {
    const size = await sizeNow();
    for (const index of [0, size - 1]) {
      const html = await site.open(`/log/entries/${index}`);
      assert.ok(html.includes(say(LINE.title, 'en', { number: index + 1 })));
      assert.equal(html.includes(LINE.previous.en), index > 0);
      assert.equal(html.includes(LINE.next.en), index + 1 < size);
      const file = await site.send(`/log/entries/${index}/file`);
      assert.match(file.headers.get('content-disposition')!, /\.receipt\.json"$/);
      const receipt = (await file.json()) as Receipt;
      const checks = await verifyReceipt(receipt, undefined, receipt.policy);
      assert.deepEqual([...new Set(checks.map(({ ok }) => ok))], [true]);
    }
    assert.equal((await site.send(`/log/entries/${size}`)).status, 404);
    assert.equal((await site.send(`/log/entries/${size}/file`)).status, 404);
    for (const wrong of ['-1', 'x', '1.5', '99999999999999999999'])
      assert.equal((await site.send(`/log/entries/${wrong}`)).status, 422, wrong);
  });

  test('the line that names the keys says them, and the page leads to it', async () => {
    const index = /href="\/log\/entries\/(\d+)">Line/.exec(await site.open('/log'))![1];
    const html = await site.open(`/log/entries/${index}`);
    assert.ok(html.includes(TRUST.keysKind.en) && html.includes(TRUST.theLog.en));
  });

  test('the history of signed states can be read to its first', async () => {
    for (let count = 0; count < HISTORY; count += 1) await act();
    const sizes: number[] = [];
    for (let path: string | undefined = '/log/checkpoints'; path; ) {
      const html: string = await site.open(path);
      sizes.push(
        ...[...html.matchAll(/md-states__size">([\d,]+) line/g)].map(([, size]) => Number(size!.replace(',', ''))),
      );
      path = /href="(\/log\/checkpoints\?before=\d+)"/.exec(html)?.[1];
    }
    assert.equal(sizes[0], await sizeNow());
    const [first] = await all(site.gov.db, sql<{ size: number }>`select min(size) as size from log.checkpoint`);
    assert.equal(sizes.at(-1), first!.size);
    assert.deepEqual(
      sizes,
      [...new Set(sizes)].sort((one, other) => other - one),
    );
    assert.match(await site.open('/log/checkpoints?before=0'), new RegExp(TRUST.noCheckpoints.en));
  });

  test('a log without witnesses says so', async () => {
    const html = await site.open('/log');
    assert.ok(html.includes(TRUST.noWitnesses.en));
    assert.ok(!html.includes(TRUST.tooFew.en));
  });
});

describe('numbers and times for people', () => {
  test('the time that has passed is said in its largest unit', () => {
    const now = new Date('2026-11-02T12:00:00Z');
    const ago = (seconds: number) => agoText(new Date(now.getTime() - seconds * 1000), now, 'en');
    assert.deepEqual([0, -5, 1, 59, 61, 3_700, 100_000, 200_000].map(ago), [
      'Just now',
      'Just now',
      '1 second ago',
      '59 seconds ago',
      '1 minute ago',
      '1 hour ago',
      '27 hours ago',
      '2 days ago',
    ]);
    assert.equal(agoText(new Date(now.getTime() - 3_000), now, 'ko'), '3초 전');
    assert.equal(agoText(new Date(now.getTime() - 3_000), now, 'zh-Hant'), '3 秒前');
  });

  test('minutes and days end with the one under way', () => {
    const now = new Date('2026-11-02T12:34:56.789Z');
    assert.deepEqual(
      minutesBefore(now, 2).map((at) => at.toISOString()),
      ['2026-11-02T12:33:00.000Z', '2026-11-02T12:34:00.000Z'],
    );
    assert.deepEqual(daysBefore(now, 3, 'Pacific/Auckland'), ['2026-11-01', '2026-11-02', '2026-11-03']);
  });

  test('amounts larger than a number can count keep every digit', () => {
    const euro = { code: 'EUR', decimals: 2, format: { ko: '€{amount}', 'zh-Hant': '€{amount}', en: '€{amount}' } };
    assert.equal(amountText('123456', 'EUR', euro, 'en'), '€1,234.56');
    assert.equal(amountText('12345678901234567890123', 'EUR', euro, 'en'), '€123,456,789,012,345,678,901.23');
    assert.equal(amountText('-12345678901234567890105', 'EUR', euro, 'en'), '€-123,456,789,012,345,678,901.05');
    assert.equal(amountText('5000', 'USD', euro, 'en'), '5,000 USD');
  });
});
