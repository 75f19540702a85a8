import assert from 'node:assert/strict';
import { createHash, X509Certificate } from 'node:crypto';
import { before, describe, it } from 'node:test';
import { compactVerify, decodeProtectedHeader } from 'jose';
import { testGovernment } from '../../../test/support/government.ts';
import { personOf } from '../../credentials/cards/testing.ts';
import { issueKey } from '../../identity/index.ts';
import { disclosuresOf } from '../../registry/index.ts';
import { currentTemplate, overAskedBy } from '../templates/index.ts';
import { serveExchange } from './testing.ts';

const { gov } = await testGovernment('tw');
const origin = await serveExchange(gov);
const MOTHER = 'A200000012';
const NOBODY = 'A299999999';
let template: string;
let token: string;
before(async () => {
  template = (await currentTemplate(gov.db, gov, { party: 'labour-insurance', use: 'double-benefit-check' })).id;
  token = await tokenOf('labour-insurance', ['exchange']);
});

const tokenOf = async (agency: string, scopes: string[]) =>
  (await issueKey(gov.db, { agency, scopes, title: 'test' }, gov.clock.now())).token;

const ask = (body: object, by = token) =>
  fetch(`${origin}/api/exchange/statutory`, {
    ...{ method: 'POST', body: JSON.stringify(body) },
    headers: { authorization: `Bearer ${by}`, 'content-type': 'application/json' },
  });

describe('an agency that asks by law', () => {
  it('is told of each person a line, in their order and each once, and at the end a signature over all', async () => {
    const answer = await ask({ template, people: [NOBODY, MOTHER, MOTHER] });
    assert.equal(answer.headers.get('content-type'), 'application/x-ndjson');
    const text = await answer.text();
    const [nobody, mother, last] = text.trimEnd().split('\n') as [string, string, string];
    assert.deepEqual(JSON.parse(mother), {
      person: MOTHER,
      data: {
        'labour-enrolment': { since: '2021-03-02', left_on: null },
        'pension-enrolment': { since: null, left_on: null, maternity_paid_for: null },
      },
    });
    const { data } = JSON.parse(nobody);
    assert.deepEqual(Object.values(data['labour-enrolment']), [null, null], 'as of somebody who stands in no register');
    const { end, jws } = JSON.parse(last);
    const before = text.slice(0, text.indexOf('{"end"'));
    assert.deepEqual(end, { count: 2, sha256: createHash('sha256').update(before).digest('base64url') });
    const { x5c } = decodeProtectedHeader(jws);
    const { payload } = await compactVerify(jws, new X509Certificate(Buffer.from(x5c![0]!, 'base64')).publicKey);
    const said = JSON.parse(Buffer.from(payload).toString());
    assert.deepEqual([said.count, said.sha256, said.template], [2, end.sha256, template]);
  });

  it('is seen by the person when the seal ends, and not before', async () => {
    const person = await personOf(gov, MOTHER);
    const seen = async () =>
      (await disclosuresOf(gov.db, person, { limit: 50, at: gov.clock.now() })).filter(
        ({ reader }) => reader === 'labour-insurance',
      );
    assert.deepEqual(await seen(), []);
    gov.clock.set('2027-02-01T09:00:00+08:00');
    const looks = await seen();
    assert.deepEqual([looks.length, looks[0]?.use, looks[0]?.consent], [2, 'double-benefit-check', null]);
    gov.clock.set('2026-11-02T09:00:00+08:00');
  });

  it('is told of many, page by page', async () => {
    const strangers = Array.from({ length: 6_000 }, (_, nth) => `A3${String(nth).padStart(8, '0')}`);
    const people = [...strangers.slice(0, 2_600), MOTHER, ...strangers.slice(2_600)];
    const lines = (await (await ask({ template, people })).text()).trimEnd().split('\n');
    assert.equal(lines.length, 6_002);
    assert.match(lines[2_600]!, /2021-03-02/);
    assert.deepEqual(
      lines.slice(0, -1).map((line) => JSON.parse(line).person),
      people,
    );
  });

  it('is told less where it asks for less', async () => {
    const text = await (await ask({ template, people: [MOTHER], fields: ['labour-enrolment.since'] })).text();
    assert.deepEqual(JSON.parse(text.split('\n')[0]!).data, { 'labour-enrolment': { since: '2021-03-02' } });
  });

  const REFUSED: [what: string, body: () => object, by: () => Promise<string>, status: number][] = [
    ['with a key for something else', () => ({ template }), () => tokenOf('labour-insurance', ['present']), 403],
    ['by another agency’s law', () => ({ template }), () => tokenOf('national-pension', ['exchange']), 403],
    ['more than the law has', () => ({ template, fields: ['persons.name'] }), async () => token, 403],
    [
      'by no law that there is',
      () => ({ template: 'labour-insurance.double-benefit-check.0' }),
      async () => token,
      404,
    ],
    ['of nobody', () => ({ template, people: [] }), async () => token, 422],
  ];
  for (const [what, body, by, status] of REFUSED)
    it(`is refused ${what}`, async () => {
      const answer = await ask({ people: [MOTHER], ...body() }, await by());
      assert.equal(answer.status, status, await answer.text());
    });

  it('that asked for too much is known by everybody', async () => {
    const [over] = await overAskedBy(gov.db, 'labour-insurance');
    assert.deepEqual(over?.asked, ['persons.name']);
  });

  it('may not ask so by a purpose for which people are asked', async () => {
    const own = await currentTemplate(gov.db, gov, { party: 'bank', use: 'card-application' });
    assert.equal((await ask({ template: own.id, people: [MOTHER] })).status, 403);
  });
});
