import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { ordersOf, showCode, take, takenBy } from '../../src/programmes/index.ts';
import { serialOf, stockUp } from '../../src/programmes/paper/testing.ts';
import { persona } from '../../src/programmes/testing.ts';
import { COUNTER } from '../../src/web/office/programmes/counter-words.ts';
import { PAPER } from '../../src/web/office/programmes/paper/words.ts';
import { PAYING } from '../../src/web/paying/words.ts';
import { launchBrowser } from '../support/browser.ts';
import { writeFilm } from '../support/camera.ts';
import { testSite } from '../support/site.ts';
import { NARROW, type Visitor, visitorsOf } from '../support/visitor.ts';

const PROGRAMME = 'triple-stimulus-voucher';
const COUNTER_OF_PAPER = `/office/programmes/${PROGRAMME}/paper/counter`;

describe('an officer at a counter scans', async () => {
  const site = await testSite();
  const { gov } = site;
  const folder = await mkdtemp(join(tmpdir(), 'madang-counter-'));
  after(() => rm(folder, { recursive: true }));
  const programme = gov.pack.programmes.get(PROGRAMME)!;
  const place = [...gov.pack.places.keys()][0]!;
  const student = await persona(gov, 'student');
  const set = await stockUp(gov, programme, 2, place);
  await take(gov, { person: student, programme: PROGRAMME, channel: 'paper', place, key: 'k' });
  const [order] = await ordersOf(gov.db, student);

  /** What an officer sees when a camera sees a code, once it is turned on. */
  async function scanning(text: string, path: string, then: (officer: Visitor) => Promise<void>): Promise<void> {
    const film = join(folder, 'film.y4m');
    await writeFilm(film, text);
    const flags = ['--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${film}`];
    const browser = await launchBrowser([...flags, '--use-fake-ui-for-media-stream']);
    try {
      const visitors = visitorsOf(site, browser);
      const officer = await visitors.visit({ persona: 'counter-officer', viewport: NARROW });
      await officer.open(path);
      await officer.go(() => officer.page.getByText(PAYING.cameraStart.en).click());
      await then(officer);
      assert.deepEqual(visitors.findings(), []);
    } finally {
      await browser.close();
    }
  }

  test('the order that a person shows on their phone', async () => {
    const address = `${site.address}${COUNTER_OF_PAPER}?code=${order!.code}`;
    await scanning(address, COUNTER_OF_PAPER, async (officer) => {
      assert.match(await officer.text(), /賴承翰/);
    });
  });

  test('the payment code that a person shows, and they see that somebody looked', async () => {
    const { qr } = await showCode(gov, { person: student, programme: PROGRAMME });
    await scanning(qr, '/office/counter', async (officer) => {
      assert.match(await officer.text(), /賴承翰/);
      assert.ok((await officer.text()).includes(COUNTER.canTake.en));
    });
  });

  test('the slip of a set, which is theirs from then on; typing does the same', async () => {
    const path = `${COUNTER_OF_PAPER}?code=${order!.code}`;
    await scanning(serialOf(programme, set, 0), path, async (officer) => {
      assert.ok((await officer.text()).includes(PAPER.done.en));
    });
    assert.deepEqual(
      (await takenBy(gov.db, student)).map(({ state }) => state),
      ['done'],
    );
    const other = await persona(gov, 'no-newborn');
    await take(gov, { person: other, programme: PROGRAMME, channel: 'paper', place, key: 'k' });
    const [next] = await ordersOf(gov.db, other);
    const cookie = await site.signIn('counter-officer');
    const headers = { cookie, origin: site.address, 'content-type': 'application/x-www-form-urlencoded' };
    const body = new URLSearchParams({ code: next!.code, serial: serialOf(programme, set + 1, 0) });
    const answer = await fetch(site.address + COUNTER_OF_PAPER, { method: 'POST', headers, body, redirect: 'manual' });
    assert.equal(answer.status, 303);
  });

  test('a code that is over tells nobody', async () => {
    const { qr } = await showCode(gov, { person: student, programme: PROGRAMME });
    gov.clock.advance(61_000);
    const headers = { cookie: await site.signIn('counter-officer'), origin: site.address };
    const body = new URLSearchParams({ number: qr });
    const answer = await fetch(`${site.address}/office/counter`, { method: 'POST', headers, body });
    assert.equal(answer.status, 422);
    assert.doesNotMatch(await answer.text(), /賴承翰/);
  });
});
