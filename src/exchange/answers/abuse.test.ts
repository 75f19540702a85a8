import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { before, describe, it } from 'node:test';
import { testGovernment } from '../../../test/support/government.ts';
import { personOf } from '../../credentials/cards/testing.ts';
import { withdrawParty } from '../../credentials/index.ts';
import { run, sql, transaction } from '../../kernel/index.ts';
import { beginConsent, consentPath, endConsent } from '../authorize/index.ts';
import { pauseConsent, withdrawConsent } from '../consents/index.ts';
import { passkeyOf } from '../consents/testing.ts';
import { currentTemplate, overAskedBy } from '../templates/index.ts';
import { type Decider, decide, PlayedReceiver, type Spoilt, serveExchange, type Told } from './testing.ts';

/* What a receiver, whoever has stolen something of it, and whoever sits between might try. */

const { gov, lines } = await testGovernment('tw');
const origin = await serveExchange(gov);
const bank = new PlayedReceiver(origin, 'bank');
const thief = new PlayedReceiver(origin, 'landlord', 'https://letting.example/back');
let mother: Decider;
let father: Decider;
let template: string;
before(async () => {
  await bank.register(gov);
  await thief.register(gov);
  const deciders = ['A200000012', 'A100000010'].map(async (number) => {
    const person = await personOf(gov, number);
    return { person, authenticator: await passkeyOf(gov, person) };
  });
  [mother, father] = (await Promise.all(deciders)) as [Decider, Decider];
  template = (await currentTemplate(gov.db, gov, { party: 'bank', use: 'card-application' })).id;
});

const asked = async () => bank.send(await bank.push({ template }));
const codeOf = async () => (await decide(gov, origin, await asked(), mother)).get('code')!;

/** Up to the token, and the consent that it is by. */
async function agreed(): Promise<{ token: string; consent: string }> {
  gov.clock.advance(60_000); // the next minute, with its own limits
  const { json, status } = await bank.token({ code: await codeOf() });
  assert.equal(status, 200, JSON.stringify(json));
  const [{ consent }] = json.authorization_details as [{ consent: string }];
  return { token: json.access_token as string, consent };
}

function refused({ status, json }: Told, as: number, error: string): void {
  assert.deepEqual([status, json.error], [as, error], JSON.stringify(json));
}

describe('a request that is not the receiver’s own', () => {
  const SPOILT: [what: string, spoilt: () => Spoilt | Promise<Spoilt>, status: number, error: string][] = [
    ['by the key of another', () => ({ by: thief }), 401, 'invalid_client'],
    ['for another server', () => ({ assertion: { aud: 'https://other.example' } }), 401, 'invalid_client'],
    ['that is over', () => ({ assertion: { exp: 1 } }), 401, 'invalid_client'],
    [
      'that sends people elsewhere',
      () => ({ form: { redirect_uri: 'https://evil.example/' } }),
      400,
      'invalid_request',
    ],
    ['without TLS', () => ({ form: { redirect_uri: 'http://bank.example/back' } }), 400, 'invalid_request'],
    ['without PKCE', () => ({ form: { code_challenge: '' } }), 400, 'invalid_request'],
    ['for another kind of answer', () => ({ form: { response_type: 'token' } }), 400, 'unsupported_response_type'],
    ['for another place', async () => ({ form: { resource: 'https://other.example' } }), 400, 'invalid_target'],
  ];
  for (const [what, spoilt, status, error] of SPOILT)
    it(`${what} is refused`, async () => refused(await bank.push({ template }, await spoilt()), status, error));

  it('by a word that was used is refused', async () => {
    const said = { jti: randomUUID() };
    assert.equal((await bank.push({ template }, { assertion: said })).status, 201);
    refused(await bank.push({ template }, { assertion: said }), 401, 'invalid_client');
  });

  it('leads nowhere unless it was pushed, and only once', async () => {
    const to = `${origin}/exchange/oauth/auth?${new URLSearchParams({ client_id: 'bank', response_type: 'code' })}`;
    assert.equal((await fetch(to, { redirect: 'manual' })).status, 400);
    const { json } = await bank.push({ template });
    const query = new URLSearchParams({ client_id: 'landlord', request_uri: json.request_uri as string });
    assert.equal((await fetch(`${origin}/exchange/oauth/auth?${query}`, { redirect: 'manual' })).status, 400);
  });
});

describe('asking for what is not a receiver’s to ask', () => {
  const DETAILS: [what: string, details: () => object | object[]][] = [
    ['by nobody’s template', () => ({ template: 'bank.card-application.0000000000000000' })],
    ['by a name that is none', () => ({ template: "x' or true" })],
    ['twice', () => [{ template }, { template }]],
    ['for another kind', () => ({ template, type: 'openid_credential' })],
    ['with more than is known', () => ({ template, everything: true })],
    ['until no day', () => ({ template, range: { until: 'for ever' } })],
  ];
  for (const [what, details] of DETAILS)
    it(`${what} is refused`, async () => refused(await bank.push(details()), 400, 'invalid_authorization_details'));

  it('by another’s template is refused', async () =>
    refused(await thief.push({ template }), 400, 'invalid_authorization_details'));

  it('more than the template has is refused, and everybody may know', async () => {
    const wish = { template, fields: ['persons.name', 'persons.national_id', 'birth-registrations.place'] };
    refused(await bank.push(wish), 400, 'invalid_authorization_details');
    const [over] = await overAskedBy(gov.db, 'bank');
    assert.deepEqual(over?.asked, ['birth-registrations.place', 'persons.national_id']);
  });

  it('by who has not shown who they are is refused, and noted against nobody', async () => {
    const before = await overAskedBy(gov.db, 'bank');
    refused(await bank.push({ template, fields: ['persons.sex'] }, { by: thief }), 401, 'invalid_client');
    assert.deepEqual(await overAskedBy(gov.db, 'bank'), before);
  });
});

describe('a decision', () => {
  const requestOf = ({ uid, cookie }: { uid: string; cookie: string }) =>
    new Request(origin + consentPath(uid), { headers: { cookie } });

  it('is asked of the browser that was sent, and of no other', async () => {
    const [one, other] = [await asked(), await asked()];
    const mixed = requestOf({ uid: one.uid, cookie: other.cookie });
    await assert.rejects(beginConsent(gov, mixed, one.uid, mother.person), { code: 'not-found' });
    await assert.rejects(endConsent(gov, mixed, one.uid, mother.person), { code: 'not-found' });
  });

  it('of somebody else does not count', async () => {
    const sent = await asked();
    await decide(gov, origin, sent, mother);
    await assert.rejects(endConsent(gov, requestOf(sent), sent.uid, father.person), { code: 'not-found' });
    const open = await asked();
    await beginConsent(gov, requestOf(open), open.uid, mother.person);
    await assert.rejects(endConsent(gov, requestOf(open), open.uid, father.person), { code: 'not-found' });
  });

  it('that nobody has made yet leads back to its page', async () => {
    const sent = await asked();
    assert.equal(await endConsent(gov, requestOf(sent), sent.uid, mother.person), consentPath(sent.uid));
    const shown = await beginConsent(gov, requestOf(sent), sent.uid, mother.person);
    assert.equal(await beginConsent(gov, requestOf(sent), sent.uid, mother.person), shown);
    assert.equal(await endConsent(gov, requestOf(sent), sent.uid, mother.person), shown);
  });

  it('about another template than was asked for opens nothing', async () => {
    const sent = await asked();
    const swap = decide(gov, origin, sent, mother).catch((error) => error);
    assert.ok((await swap) instanceof URLSearchParams);
    const again = await asked();
    const shown = await beginConsent(gov, requestOf(again), again.uid, mother.person);
    const draft = new URL(shown, origin).searchParams.get('draft')!;
    const other = (await currentTemplate(gov.db, gov, { party: 'bank', use: 'card-limit-review' })).id;
    await run(
      gov.db,
      sql`update exchange.consent_draft set template = ${other}, fields = '{labour-enrolment.average_salary}',
      statements = '{}' where id = ${draft}`,
    );
    await assert.rejects(decide(gov, origin, again, mother), { code: 'not-found' });
  });
});

describe('a stolen code', () => {
  it('is worth nothing to another receiver', async () => {
    refused(
      await thief.token({ code: await codeOf() }, { form: { code_verifier: bank.verifier } }),
      400,
      'invalid_grant',
    );
  });

  it('is worth nothing without what its receiver keeps', async () => {
    const wrong = 'w'.repeat(43);
    refused(await bank.token({ code: await codeOf(), code_verifier: wrong }), 400, 'invalid_grant');
    refused(await bank.token({ code: await codeOf() }, { by: thief }), 401, 'invalid_client');
  });

  it('that is used again ends what it has opened', async () => {
    const code = await codeOf();
    const { json } = await bank.token({ code });
    refused(await bank.token({ code }), 400, 'invalid_grant');
    refused(await bank.ask(json.access_token as string), 401, 'invalid_token');
  });
});

describe('another’s token', () => {
  it('is bound to a key that nobody else has', async () => {
    const { token } = await agreed();
    refused(await thief.ask(token), 401, 'invalid_token');
    const bearer = {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    };
    const shown = await fetch(`${origin}/exchange/answers`, { ...bearer, body: JSON.stringify({ id: randomUUID() }) });
    assert.equal(shown.status, 401);
    assert.match(shown.headers.get('www-authenticate')!, /^DPoP error="invalid_token"/);
  });

  it('is not got by guessing', async () => refused(await bank.ask('A'.repeat(43)), 401, 'invalid_token'));

  it('comes with a proof for this request only', async () => {
    const { token } = await agreed();
    refused(await bank.ask(token, undefined, { url: `${origin}/exchange/other` }), 401, 'invalid_dpop_proof');
    refused(await bank.ask(token, undefined, { method: 'GET' }), 401, 'invalid_dpop_proof');
    const other = await agreed();
    const proof = await bank.proof(`${origin}/exchange/answers`, { token: other.token });
    refused(await bank.ask(token, undefined, { proof }), 401, 'invalid_dpop_proof');
  });
});

describe('a request that was sent before', () => {
  it('gets no second answer: neither its proof nor its id', async () => {
    const [one, other] = [await agreed(), await agreed()];
    const id = randomUUID();
    const proof = await bank.proof(`${origin}/exchange/answers`, { token: one.token });
    await bank.open(await bank.ask(one.token, id, { proof }));
    // The consent would be good for another answer.
    await run(gov.db, sql`update exchange.consent set state = 'given' where id = ${one.consent}`);
    refused(await bank.ask(one.token, randomUUID(), { proof }), 409, 'conflict');
    refused(await bank.ask(other.token, id), 409, 'conflict');
    await bank.open(await bank.ask(other.token));
  });

  it('that was refused has used nothing up', async () => {
    const { token } = await agreed();
    refused(await bank.ask(token, 'no id'), 400, 'invalid_request');
    await bank.open(await bank.ask(token));
  });

  it('twice at once is answered once, and the same to both', async () => {
    const { token } = await agreed();
    const id = randomUUID();
    const [one, other] = await Promise.all([bank.ask(token, id), bank.ask(token, id)]);
    assert.deepEqual([one.status, other.status, other.text], [200, 200, one.text]);
  });
});

describe('a consent', () => {
  it('that was withdrawn opens nothing, from then on', async () => {
    const { token, consent } = await agreed();
    await transaction(gov.db, (tx) => withdrawConsent(tx, gov, { person: mother.person, consent }));
    refused(await bank.ask(token), 410, 'gone');
  });

  it('that is paused opens nothing, until it goes on', async () => {
    const { token, consent } = await agreed();
    await transaction(gov.db, (tx) => pauseConsent(tx, gov, { person: mother.person, consent }));
    refused(await bank.ask(token), 403, 'forbidden');
  });

  it('whose template was swapped opens nothing', async () => {
    const { token, consent } = await agreed();
    const other = (await currentTemplate(gov.db, gov, { party: 'bank', use: 'card-limit-review' })).id;
    await run(gov.db, sql`update exchange.consent set template = ${other} where id = ${consent}`);
    refused(await bank.ask(token), 403, 'forbidden');
  });

  it('into which more was written than its template has opens nothing', async () => {
    const { token, consent } = await agreed();
    await run(
      gov.db,
      sql`update exchange.consent set fields = fields || '{birth-registrations.place}' where id = ${consent}`,
    );
    refused(await bank.ask(token), 403, 'forbidden');
  });
});

describe('a receiver that was withdrawn', () => {
  it('gets no answers, and no tokens', async () => {
    const shop = await new PlayedReceiver(origin, 'school', 'https://university.example/back').register(gov);
    const use = gov.pack.relyingParties
      .get('school')!
      .uses.values()
      .find(({ data }) => data?.basis === 'consent')!;
    const own = await currentTemplate(gov.db, gov, { party: 'school', use: use.id });
    const back = await decide(gov, origin, await shop.send(await shop.push({ template: own.id })), mother);
    const { json } = await shop.token({ code: back.get('code')! });
    await transaction(gov.db, (tx) => withdrawParty(tx, gov, 'school'));
    refused(await shop.ask(json.access_token as string), 410, 'gone');
    refused(await shop.push({ template: own.id }), 401, 'invalid_client');
  });
});

it('what went wrong is told to the log without anything of theirs', () => {
  const planted = ['陳怡君', '晴川電子', '興隆路', '42000', 'A200000012', mother.person];
  assert.deepEqual(
    lines.filter((line) => planted.some((value) => line.includes(value))),
    [],
  );
});
