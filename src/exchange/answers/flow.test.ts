import assert from 'node:assert/strict';
import { randomUUID, X509Certificate } from 'node:crypto';
import { before, describe, it } from 'node:test';
import { compactVerify, decodeJwt, decodeProtectedHeader } from 'jose';
import { testGovernment } from '../../../test/support/government.ts';
import { personOf } from '../../credentials/cards/testing.ts';
import { sha256Of, verifies } from '../../credentials/index.ts';
import { checkSdJwt } from '../../formats/index.ts';
import { all, run, sql, transaction } from '../../kernel/index.ts';
import { disclosuresOf } from '../../registry/index.ts';
import { withdrawConsent } from '../consents/index.ts';
import { passkeyOf } from '../consents/testing.ts';
import { currentTemplate } from '../templates/index.ts';
import { type Decider, decide, PlayedReceiver, serveExchange, type Told } from './testing.ts';

/* The whole way of a receiver, with jose on the other side: it asks, somebody decides, it is told. */

const { gov } = await testGovernment('tw');
const origin = await serveExchange(gov);
const bank = new PlayedReceiver(origin, 'bank');
let mother: Decider;
let application: string;
let review: string;
before(async () => {
  await bank.register(gov);
  const person = await personOf(gov, 'A200000012');
  mother = { person, authenticator: await passkeyOf(gov, person) };
  application = (await currentTemplate(gov.db, gov, { party: 'bank', use: 'card-application' })).id;
  review = (await currentTemplate(gov.db, gov, { party: 'bank', use: 'card-limit-review' })).id;
});

/** From asking to the token. */
async function agreed(detail: object): Promise<Told> {
  const back = await decide(gov, origin, await bank.send(await bank.push(detail)), mother);
  return bank.token({ code: back.get('code')! });
}

const tokenOf = ({ json, status }: Told): string => {
  assert.equal(status, 200, JSON.stringify(json));
  return json.access_token as string;
};

/** What an answer says, once jose has found its signature right, by the certificate that it brings. */
async function saidIn(sdJwt: string): Promise<Record<string, unknown>> {
  const [jwt] = sdJwt.split('~') as [string];
  const { x5c, typ } = decodeProtectedHeader(jwt);
  const certificate = new X509Certificate(Buffer.from(x5c![0]!, 'base64'));
  await compactVerify(jwt, certificate.publicKey);
  assert.equal(typ, 'dc+sd-jwt');
  const issuerKey = () => certificate.publicKey.export({ format: 'jwk' }) as JsonWebKey;
  const checked = checkSdJwt(sdJwt, { at: decodeJwt(jwt).iat!, sha256: sha256Of, issuerKey, keyBinding: undefined });
  assert.ok(checked.ok && checked.signatures.every(verifies), checked.ok ? '' : checked.failed);
  return checked.claims;
}

describe('a receiver', () => {
  it('finds what it must know', async () => {
    const said = await fetch(`${origin}/.well-known/oauth-authorization-server/exchange/oauth`);
    const { issuer, pushed_authorization_request_endpoint, token_endpoint, ...more } = await said.json();
    assert.deepEqual(
      [issuer, pushed_authorization_request_endpoint, token_endpoint],
      ['', '/request', '/token'].map((path) => `${origin}/exchange/oauth${path}`),
    );
    assert.deepEqual(more.token_endpoint_auth_methods_supported, ['private_key_jwt']);
    assert.deepEqual(more.authorization_details_types_supported, ['madang_data']);
    assert.deepEqual(more.dpop_signing_alg_values_supported, ['ES256']);
    assert.deepEqual(
      [more.require_pushed_authorization_requests, more.authorization_response_iss_parameter_supported],
      [true, true],
    );
  });

  it('is told all that was agreed to, signed and encrypted to it', async () => {
    const back = await decide(gov, origin, await bank.send(await bank.push({ template: application })), mother);
    assert.deepEqual([back.get('state'), back.get('iss')], ['a-state', `${origin}/exchange/oauth`]);
    const given = await bank.token({ code: back.get('code')! });
    const [detail] = given.json.authorization_details as [Record<string, string>];
    assert.deepEqual([given.json.token_type, detail.template, detail.often], ['DPoP', application, 'once']);
    assert.equal(given.json.refresh_token, undefined, 'of a consent for once there is nothing to renew');

    const id = randomUUID();
    const answered = await bank.ask(tokenOf(given), id);
    assert.equal(answered.headers.get('content-type'), 'application/jose');
    assert.match(answered.headers.get('ratelimit-policy')!, /"party";q=60000/);
    const sdJwt = await bank.open(answered);
    const { data, statements, cnf, ...claims } = await saidIn(sdJwt);
    assert.deepEqual(data, {
      persons: { name: '陳怡君', born_on: '1995-02-03' },
      'labour-enrolment': { employer: '晴川電子股份有限公司', average_salary: 42000, since: '2021-03-02' },
      households: { address: '臺北市文山區興隆路 9 段 12 號 5 樓' },
    });
    assert.deepEqual(statements, { 'salary-enough': true });
    const { x, y } = bank.signing.jwk;
    assert.deepEqual(cnf, { jwk: { kty: 'EC', crv: 'P-256', x, y } });
    const at = gov.clock.now().getTime() / 1000;
    assert.deepEqual(claims, {
      ...{ iss: `${origin}/issuers/trust-list`, jti: id },
      ...{ vct: `${origin}/purposes/${application}`, template: application, consent: detail.consent },
      ...{ iat: at, exp: at + 90 * 86_400 },
    });

    const seen = await disclosuresOf(gov.db, mother.person, { limit: 9, at: gov.clock.now() });
    const own = seen.filter(({ consent }) => consent === detail.consent);
    assert.deepEqual(
      own.map(({ registry, fields, purpose }) => [registry, fields.toSorted(), purpose.text.en]).sort(),
      [
        ['households', ['address'], 'To decide on your application for a credit card'],
        [
          'labour-enrolment',
          ['average_salary'],
          'To decide on your application for a credit card (only whether it is so, and not the value: Insured monthly wage of NT$30,000 or more)',
        ],
        [
          'labour-enrolment',
          ['average_salary', 'employer', 'since'],
          'To decide on your application for a credit card',
        ],
        ['persons', ['born_on', 'name'], 'To decide on your application for a credit card'],
      ],
    );
    assert.ok(
      own.every(
        ({ readerKind, reader, use, isLogged }) =>
          `${readerKind} ${reader} ${use} ${isLogged}` === 'party bank card-application true',
      ),
    );
  });

  it('that asked by the first version of a standard is told that version, field by field', async () => {
    const carrier = new PlayedReceiver(origin, 'carrier', 'https://telecom.example/back');
    await carrier.register(gov);
    const { id } = await currentTemplate(gov.db, gov, { party: 'carrier', use: 'handset-instalments' });
    const back = await decide(gov, origin, await carrier.send(await carrier.push({ template: id })), mother);
    const token = tokenOf(await carrier.token({ code: back.get('code')! }));
    const { data } = await saidIn(await carrier.open(await carrier.ask(token)));
    assert.deepEqual(data, {
      persons: { name: '陳怡君' },
      'finance/income@1': { yearly_wage: 504_000, employer: '晴川電子股份有限公司' },
      'telecom/subscription@1': { carrier: '海岸電信', since: '2017-08-01' },
    });
  });

  it('is told no more than it asked for, and of a statement not the value', async () => {
    const wish = { template: application, fields: ['persons.name'], statements: ['salary-enough'] };
    const sdJwt = await bank.open(await bank.ask(tokenOf(await agreed(wish))));
    const { data, statements } = (await saidIn(sdJwt)) as Record<string, Record<string, unknown>>;
    // What the template cannot do without goes with it.
    assert.deepEqual(data, {
      persons: { name: '陳怡君', born_on: '1995-02-03' },
      'labour-enrolment': { employer: '晴川電子股份有限公司' },
    });
    assert.deepEqual(statements, { 'salary-enough': true });
    assert.ok(!sdJwt.split('~').some((part) => Buffer.from(part, 'base64url').includes('42000')));
  });

  it('is told once of what was agreed to once', async () => {
    const token = tokenOf(await agreed({ template: application }));
    await bank.open(await bank.ask(token));
    const again = await bank.ask(token);
    assert.deepEqual([again.status, again.json.error], [410, 'gone']);
  });

  it('is told each month of what was agreed to for each month, by tokens that it renews', async () => {
    const given = await agreed({ template: review, range: { until: '2027-03-01T00:00:00Z' } });
    const [detail] = given.json.authorization_details as [Record<string, string>];
    assert.deepEqual([detail.often, detail.until], ['month', '2027-03-01T00:00:00.000Z']);
    await bank.open(await bank.ask(tokenOf(given)));
    const early = await bank.ask(tokenOf(given));
    assert.deepEqual([early.status, early.json.error], [429, 'too_many_requests']);
    gov.clock.set('2026-12-03T09:00:00+08:00');
    const renewed = await bank.token({
      grant_type: 'refresh_token',
      refresh_token: given.json.refresh_token as string,
    });
    const sdJwt = await bank.open(await bank.ask(tokenOf(renewed)));
    const { data, iss } = await saidIn(sdJwt);
    assert.deepEqual(data, {
      'labour-enrolment': { average_salary: 42000, employer: '晴川電子股份有限公司' },
    });
    assert.equal(iss, `${origin}/issuers/trust-list`, 'its keeper vouches for no cards, and signs nothing');
  });

  it('learns that somebody did not agree', async () => {
    const sent = await bank.send(await bank.push({ template: application }));
    const back = await decide(gov, origin, sent, mother, 'refused');
    assert.deepEqual(
      [back.get('error'), back.get('state'), back.get('iss'), back.get('code')],
      ['access_denied', 'a-state', `${origin}/exchange/oauth`, null],
    );
  });
});

/** A consent for once, with its token. */
async function agreedTo(): Promise<{ token: string; consent: string }> {
  gov.clock.advance(60_000); // the next minute, with its own limits
  const given = await agreed({ template: application });
  const [{ consent }] = given.json.authorization_details as [{ consent: string }];
  return { token: tokenOf(given), consent };
}

function refused({ status, json }: Told, as: number, error: string): void {
  assert.deepEqual([status, json.error], [as, error]);
}

/** How often registers were looked at by a consent. */
async function looksBy(consent: string): Promise<number> {
  const [found] = await all(
    gov.db,
    sql<{ looks: number }>`select count(*)::int as looks from registry.disclosure where consent = ${consent}`,
  );
  return found!.looks;
}
/** Three registers, one of them also for a statement. */
const LOOKS = 4;

describe('an answer that was lost on its way', () => {
  it('is given again as it was, for ten minutes, and nothing is told anew', async () => {
    const { token, consent } = await agreedTo();
    const id = randomUUID();
    const proof = await bank.proof(`${origin}/exchange/answers`, { token });
    const { text } = await bank.ask(token, id, { proof });
    refused(await bank.ask(token, id, { proof }), 409, 'conflict');
    const again = await bank.proof(`${origin}/exchange/answers`, { token });
    assert.equal((await bank.ask(token, id, { proof: again })).text, text);
    refused(await bank.ask(token, id, { proof: again }), 409, 'conflict');
    assert.equal(await looksBy(consent), LOOKS);
    await run(gov.db, sql`update exchange.answer set at = at - interval '10 minutes' where consent = ${consent}`);
    refused(await bank.ask(token, id), 410, 'gone');
  });

  it('is no other consent’s', async () => {
    const [one, other] = [await agreedTo(), await agreedTo()];
    const id = randomUUID();
    await bank.open(await bank.ask(one.token, id));
    refused(await bank.ask(other.token, id), 409, 'conflict');
    await bank.open(await bank.ask(other.token));
    refused(await bank.ask(other.token, id), 410, 'gone');
  });

  it('is given no more once its consent was withdrawn', async () => {
    const { token, consent } = await agreedTo();
    const id = randomUUID();
    await bank.open(await bank.ask(token, id));
    await transaction(gov.db, (tx) => withdrawConsent(tx, gov, { person: mother.person, consent }));
    refused(await bank.ask(token, id), 410, 'gone');
  });
});

describe('answers that are asked for together', () => {
  it('are given or refused each by itself, and none waits for another’s consent', async () => {
    const [good, withdrawn, clashing, held] = [await agreedTo(), await agreedTo(), await agreedTo(), await agreedTo()];
    await transaction(gov.db, (tx) => withdrawConsent(tx, gov, { person: mother.person, consent: withdrawn.consent }));
    const taken = randomUUID();
    await run(gov.db, sql`insert into exchange.answer values ('bank', ${taken}, '', now())`);
    const withdraws = Promise.withResolvers<void>();
    const ends = Promise.withResolvers<void>();
    const withdrawal = transaction(gov.db, async (tx) => {
      await withdrawConsent(tx, gov, { person: mother.person, consent: held.consent });
      withdraws.resolve();
      await ends.promise;
    });
    await withdraws.promise;
    const waiting = bank.ask(held.token);
    const told = await Promise.all([bank.ask(good.token), bank.ask(withdrawn.token), bank.ask(clashing.token, taken)]);
    assert.deepEqual(
      told.map(({ status }) => status),
      [200, 410, 409],
    );
    ends.resolve();
    await withdrawal;
    refused(await waiting, 410, 'gone');
    await bank.open(await bank.ask(clashing.token));
    assert.deepEqual([await looksBy(good.consent), await looksBy(clashing.consent)], [LOOKS, LOOKS]);
  });
});
