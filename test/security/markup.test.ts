import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  ANSWERS,
  casesByService,
  officer,
  persona,
  prepareBirth,
  submitBirth,
  taskOf,
} from '../../src/services/testing/people.ts';
import { MARKUP } from '../support/arbitrary.ts';
import { testSite } from '../support/site.ts';

const [WRITTEN = ''] = MARKUP;
const SHOWN = '&lt;img src=x onerror=alert(1)';

describe('markup that people write is shown as they wrote it, to all who read it', async () => {
  const site = await testSite();
  const { gov, address } = site;
  const [applicant, claims, reviewer] = await Promise.all(
    ['unmarried-mother', 'claims-officer', 'claims-reviewer'].map((who) => site.signIn(who)),
  );

  async function send(cookie: string | undefined, path: string, form: Record<string, string>): Promise<void> {
    const headers = { cookie: cookie!, accept: 'text/html' };
    const response = await fetch(address + path, {
      method: 'POST',
      headers,
      body: new URLSearchParams(form),
      redirect: 'manual',
    });
    assert.equal(response.status, 303, path);
  }

  /** The page has what was written, and nothing of it as markup. */
  async function read(cookie: string | undefined, path: string): Promise<string> {
    const text = await (await fetch(address + path, { headers: { cookie: cookie!, accept: 'text/html' } })).text();
    assert.ok(!text.includes(WRITTEN), `${path} holds the markup`);
    assert.ok(text.includes(SHOWN), `${path} does not show what was written`);
    return text;
  }

  test('a question, its answer, a reason and the grounds of an appeal', async () => {
    const service = 'maternity-benefit-labour';
    const { [service]: kase } = await submitBirth(gov, await persona(gov, 'unmarried-mother'), ANSWERS, [service]);
    const page = `/cases/${kase!.id}`;
    const at = await officer(gov, 'claims-officer');
    const task = async () => `/office/tasks/${(await taskOf(gov, at, kase))!.task.id}`;
    await send(claims, `${await task()}/ask`, { question: WRITTEN });
    await read(applicant, page);
    await send(applicant, `${page}/answer`, { text: WRITTEN });
    const opened = await read(claims, await task());
    const [, law = ''] = /<option value="([^"]+)"/.exec(opened)!;
    await send(claims, `${await task()}/refuse`, { reason: WRITTEN, law });
    await read(applicant, page);
    await send(applicant, `${page}/appeal`, { text: WRITTEN });
    await read(reviewer, await task());
    await send(reviewer, `${await task()}/appeal`, { granted: 'no', reason: WRITTEN });
    await read(applicant, page);
  });

  test('the name of a child and a claimed value', async () => {
    const mother = await persona(gov, 'employed-mother');
    const cookie = await site.signIn('employed-mother');
    const draft = await prepareBirth(gov, mother);
    await send(cookie, `/applications/${draft}/facts/mother_surname/dispute`, { claimed: WRITTEN });
    const named = { ...ANSWERS, given_name: WRITTEN };
    const response = await fetch(`${address}/applications/${draft}/answers`, {
      method: 'POST',
      headers: { cookie, accept: 'text/html' },
      body: new URLSearchParams(named),
    });
    const text = await response.text();
    assert.ok(!text.includes(WRITTEN) && text.includes(SHOWN), 'the form shows what was typed');
    assert.deepEqual(await casesByService(gov, mother, draft), {});
    const registrar = await site.signIn('registrar');
    const queue = await (await fetch(`${address}/office`, { headers: { cookie: registrar } })).text();
    const [path = ''] = /\/office\/tasks\/[0-9a-f-]{36}/.exec(queue)!;
    await read(registrar, path);
  });
});
