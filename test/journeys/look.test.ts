import assert from 'node:assert/strict';
import { mkdtemp, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { inboxOf } from '../../src/messages/index.ts';
import { agreementsOf, eventsOf } from '../../src/services/index.ts';
import { ANSWERS, officer, persona, prepareBirth, submitBirth, taskOf } from '../../src/services/testing/people.ts';
import { makeAlarm } from '../security/alarms.ts';
import { launchBrowser } from '../support/browser.ts';
import { testSite } from '../support/site.ts';
import { NARROW, type VisitorOptions, visitorsOf, WIDE } from '../support/visitor.ts';

/** The picture in the README weighs no more than this, in bytes. */
const PICTURE_LIMIT = 200_000;
const PICTURE = fileURLToPath(new URL('../../docs/portal.png', import.meta.url));

/** Ways in which pages may look; the journeys see them in their usual one. */
const LOOKS: Record<string, { visitor: VisitorOptions; settings: Record<string, string> }> = {
  'dark as the device asks, in Korean': {
    visitor: { locale: 'ko', viewport: WIDE, colorScheme: 'dark' },
    settings: {},
  },
  'high contrast and the largest text, on a narrow screen': {
    visitor: { locale: 'en', viewport: NARROW },
    settings: { contrast: 'more', text: 'larger' },
  },
};

describe('every page, however it looks', async () => {
  const site = await testSite();
  const { gov } = site;
  const browser = await launchBrowser();
  after(() => browser.close());
  const visitors = visitorsOf(site, browser);
  await site.settle();
  const pages = await pagesByPersona();

  for (const [name, { visitor, settings }] of Object.entries(LOOKS)) {
    test(name, async () => {
      for (const [who, paths] of Object.entries(pages)) {
        const somebody = await visitors.visit({ ...visitor, ...(who !== 'nobody' && { persona: who }) });
        await somebody.open('/settings');
        for (const [setting, value] of Object.entries(settings))
          await somebody.page.check(`[name=${setting}][value=${value}]`);
        if (Object.keys(settings).length > 0)
          await somebody.press(somebody.page.locator('main form[action="/settings"] button'));
        for (const path of paths) await somebody.open(path);
        const shown = await somebody.page.evaluate(() => ({ ...document.documentElement.dataset }));
        assert.deepEqual(shown, settings);
        await somebody.leave();
      }
    });
  }

  test('the front door, signed in, is the picture of the README', async () => {
    const mother = await visitors.visit({ locale: 'zh-Hant', persona: 'contradicted-mother', viewport: WIDE });
    await mother.open('/');
    const folder = await mkdtemp(join(tmpdir(), 'madang-picture-'));
    const path = process.env.UPDATE_PICTURES ? PICTURE : join(folder, 'portal.png');
    await mother.page.screenshot({ path });
    assert.ok((await stat(path)).size < PICTURE_LIMIT);
    await mother.leave();
  });

  test('nothing is wrong with any page', () => assert.deepEqual(visitors.findings(), []));

  /** Every page of the site with something on it, or with nothing, by who may see it. */
  async function pagesByPersona(): Promise<Record<string, string[]>> {
    const [unmarried, married, pensioner] = await Promise.all([
      persona(gov, 'unmarried-mother'),
      persona(gov, 'employed-mother'),
      officer(gov, 'pension-officer'),
    ]);
    const { 'childcare-allowance': granted } = await submitBirth(gov, unmarried, {
      given_name: '可可',
      account: ANSWERS.account,
    });
    await submitBirth(gov, await persona(gov, 'contradicted-mother'));
    const { 'maternity-benefit-pension': reviewed } = await submitBirth(gov, married, ANSWERS, [
      'maternity-benefit-pension',
    ]);
    const draft = `/applications/${await prepareBirth(gov, married)}`;
    const [letter] = await inboxOf(gov.db, unmarried, { limit: 1 });
    const [asked] = await agreementsOf(gov.db, await persona(gov, 'contradicted-father'));
    const [event] = await eventsOf(gov.db, unmarried, granted!.id);
    const item = await taskOf(gov, pensioner, reviewed);
    const { alarm } = (await makeAlarm(site, await persona(gov, 'no-newborn')))['/office/looks/'];
    await site.logged();
    return {
      nobody: [
        '/',
        '/?q=baby',
        '/?q=zzz',
        '/sign-in',
        '/services/maternity-benefit-labour',
        '/life-events/birth',
        '/log',
        '/log/verify',
        '/developers',
        `/receipts/${event!.entry}`,
        '/there-is-no-such-page',
      ],
      'no-newborn': ['/', '/inbox', '/cases', '/my-data', '/my-data/looks', '/life-events/birth'],
      'unmarried-mother': [
        '/',
        '/inbox',
        `/inbox/${letter!.id}`,
        '/cases',
        `/cases/${granted!.id}`,
        '/my-data',
        '/my-data/looks',
        `/cases/${granted!.id}/decision`,
        `/cases/${granted!.id}/events/${event!.id}/receipt`,
        `/applications/${granted!.application}`,
      ],
      'employed-mother': [
        '/',
        draft,
        `${draft}/answers`,
        `${draft}/preview`,
        `${draft}/facts/mother_surname/dispute`,
        `/cases/${reviewed!.id}`,
      ],
      'contradicted-father': [`/agreements/${asked!.id}`],
      'pension-officer': ['/office', `/office/tasks/${item!.task.id}`],
      registrar: ['/office', '/office/looks', `/office/looks/${alarm}`],
    };
  }
});
