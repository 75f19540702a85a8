import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Compile } from 'typebox/compile';
import { issueKey } from '../../src/identity/index.ts';
import { type Route, run, sql } from '../../src/kernel/index.ts';
import { ANSWERS, persona, submitBirth } from '../../src/services/testing/people.ts';
import { assertSound } from '../faults/soundness.ts';
import { almostFitting, fitting, HOSTILE_TEXTS, MARKUP, RAW_BODIES, type Vocabulary } from '../support/arbitrary.ts';
import { testSite } from '../support/site.ts';
import { type Belongings, makeBelongings, paramsFor } from './belongings.ts';

/** How many requests a route gets of whose requests none differs from another. */
const SAME_RUNS = 2;

/** Routes that say 503 while the log has not taken an act in yet. */
const MAY_BE_PENDING = /\/file$|^\/log\/checkpoint$/;

/** Addresses whose parts no browser writes. */
const RAW_SEGMENTS = ['%FF', '%ED%A0%80', '%00', '%', '..%2f..', '%2e%2e', ';', '*', ':id', "'", '%3Cscript%3E'];

interface Sent {
  path: string;
  query: Record<string, unknown>;
  body: { type: string; text: string } | undefined;
}

/**
 * Sends each route of a site requests of all kinds, and looks at what it answers and at what is left when all is over. To be
 * called in a `describe`.
 * @param runs how many requests each route gets.
 */
export async function sendWhatever(runs: number): Promise<void> {
  const site = await testSite();
  const { gov, address } = site;
  const own = await makeBelongings(site);
  await submitBirth(gov, await persona(gov, 'unmarried-mother'), { given_name: '可可', account: '700000012345678' });
  const scopes = [...gov.pack.registries.keys()].map((id) => `registry:${id}:write`);
  const { token } = await issueKey(
    gov.db,
    { agency: 'household-registration', scopes: [...scopes, 'notifier'], title: 'fuzz' },
    gov.clock.now(),
  );
  const vocabulary: Vocabulary = vocabularyOf(own);

  /** Who may call a route and has what it is about. */
  async function headersFor({ audience, path }: Route): Promise<Record<string, string>> {
    if (typeof audience === 'object') return { authorization: `Bearer ${token}` };
    if (audience === 'officer') return { cookie: await site.signIn('pension-officer') };
    return { cookie: await site.signIn(path.startsWith('/agreements') ? 'father' : 'employed-mother') };
  }

  // What is read comes first, and what ends something last, so that it is there for the others.
  const ORDER = ['GET', 'PUT', 'POST', 'DELETE'];
  const lateness = ({ method, path }: Route) =>
    ORDER.indexOf(method) + (/discard|withdraw|submit|sign-out|end-others/.test(path) ? 4 : 0);
  for (const route of [...site.routes].sort((a, b) => lateness(a) - lateness(b))) {
    test(`${route.method} ${route.path} answers as it should`, async () => {
      await fc.assert(
        fc.asyncProperty(requestTo(route, own, vocabulary), async ({ path, query, body }) => {
          const headers = await headersFor(route);
          const response = await fetch(`${address}${path}?${formOf(query)}`, {
            method: route.method,
            redirect: 'manual',
            headers: {
              accept: path.startsWith('/api/') ? 'application/json' : 'text/html',
              ...headers,
              ...(body && { 'content-type': body.type }),
            },
            ...(body && { body: body.text }),
          });
          await assertAnswer(route, response);
        }),
        { numRuns: isAlwaysSame(route) ? SAME_RUNS : runs },
      );
    });
  }

  test('all that was done is whole: books, cases, effects and log agree', async () => {
    await site.settle();
    await site.logged();
    await assertSound(gov);
  });

  test('an act that fails in the database is logged without what it was about', async () => {
    await run(
      gov.db,
      sql`alter table services.application add constraint broken check (not answers ? 'given_name') not valid`,
    );
    const cookie = await site.signIn('contradicted-mother');
    const planted = { given_name: '藏名', account: '00498765432109' };
    const begin = {
      lifeEvent: 'birth',
      matter: { registry: 'births', subject: await persona(gov, 'contradicted-mother'), key: 'TXG-2026-000103' },
    };
    const send = (method: string, path: string, body: object) =>
      fetch(address + path, {
        method,
        headers: { cookie, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    const { id } = (await (await send('POST', '/api/applications', begin)).json()) as { id: string };
    const failed = await send('PUT', `/api/applications/${id}`, { answers: planted });
    assert.equal(failed.status, 500);
    const told = await failed.text();
    assert.ok(site.lines.some((line) => line.includes('request failed')));
    const secrets = [
      ...Object.values(planted),
      ...own.marks,
      ANSWERS.account!,
      '張雅婷',
      'A200000058',
      cookie.split('=')[1]!,
      token,
    ];
    for (const secret of secrets) {
      assert.ok(!site.lines.join('').includes(secret), `the log holds ${secret}`);
      assert.ok(!told.includes(secret), `the answer holds ${secret}`);
    }
  });
}

const isAlwaysSame = ({ path, query, body }: Route) => !path.includes(':') && !query && !body;

/** Requests to a route: fitting, almost fitting, and of no form at all. */
function requestTo(route: Route, own: Belongings, vocabulary: Vocabulary): fc.Arbitrary<Sent> {
  const values = paramsFor(route, own);
  const segments = route.path.split('/').map((segment) => {
    if (!segment.startsWith(':')) return fc.constant(segment);
    const strange = fc.oneof(
      fc.uuid(),
      fc.constantFrom(...HOSTILE_TEXTS).map(encoded),
      fc.constantFrom(...RAW_SEGMENTS),
    );
    return fc.oneof({ weight: 5, arbitrary: fc.constant(encoded(values[segment.slice(1)]!)) }, strange);
  });
  const some = (schema: object) =>
    fc.oneof({ weight: 2, arbitrary: fitting(schema, vocabulary) }, almostFitting(schema, vocabulary));
  const query = route.query ? some(route.query).map((value) => ({ ...(value as object) })) : fc.constant({});
  const body = route.body ? bodies(some(route.body)) : fc.constant(undefined);
  return fc.record({ path: fc.tuple(...segments).map((parts) => parts.join('/')), query, body });
}

const JSON_TYPE = 'application/json';
const FORM_TYPE = 'application/x-www-form-urlencoded';

function bodies(values: fc.Arbitrary<unknown>) {
  const raw = fc.tuple(fc.constantFrom(JSON_TYPE, FORM_TYPE, 'text/plain', ''), fc.constantFrom(...RAW_BODIES));
  return fc.oneof(
    { weight: 4, arbitrary: values.map((value) => ({ type: JSON_TYPE, text: JSON.stringify(value) ?? '' })) },
    { weight: 4, arbitrary: values.map((value) => ({ type: FORM_TYPE, text: formOf(value) })) },
    raw.map(([type, text]) => ({ type, text })),
  );
}

function formOf(value: unknown): string {
  const pairs = Object.entries(Object(value)).flatMap(([name, each]) =>
    [each].flat().map((one) => [name, typeof one === 'string' ? one : JSON.stringify(one)]),
  );
  return new URLSearchParams(pairs as [string, string][]).toString();
}

const encoded = (text: string) => encodeURIComponent(text.toWellFormed());

/** No fault; a page, a problem document, what the route promises, or a way on that stays here. */
async function assertAnswer({ path, answer, crossSite }: Route, response: Response): Promise<void> {
  const { status, headers } = response;
  const text = await response.text();
  const what = `${status} ${text.slice(0, 300)}`;
  if (status === 431) return; // Node itself refuses an address of more than 16 KiB, before any program of ours
  assert.ok(status < 500 || (status === 503 && MAY_BE_PENDING.test(path)), what);
  const type = headers.get('content-type') ?? '';
  if (status === 303) assert.match(headers.get('location')!, /^\/(?![/\\])/);
  else if (type.startsWith('text/html')) {
    assert.match(text, /^<!doctype html>/i);
    for (const markup of MARKUP) assert.ok(!text.includes(markup), `the page holds ${markup}`);
  } else if (status >= 400 && crossSite && /^application\/json\b/.test(type)) {
    // What programs of other sites ask by a standard says what is wrong as OAuth 2.0 does (RFC 6749 section 5.2).
    assert.match(JSON.parse(text).error, /^[a-z_]+$/, what);
  } else if (status >= 400) {
    assert.equal(type, 'application/problem+json', what);
    assert.equal(JSON.parse(text).status, status);
  } else if (answer && status < 300) assert.ok(Compile(answer).Check(JSON.parse(text)), `not as promised: ${what}`);
}

/** The site's own words, so that requests get somewhere. */
function vocabularyOf({ matter }: Belongings): Vocabulary {
  const services = [
    'birth-registration',
    'childcare-allowance',
    'health-insurance-enrolment',
    'maternity-benefit-pension',
  ];
  return {
    service: services,
    services: [services, [], ['none']],
    lifeEvent: ['birth', 'none'],
    matter: [matter, Object.values(matter).join(' ')],
    persona: ['no-newborn', 'registrar'],
    agency: ['national-pension'],
    role: ['pension-officer'],
    from: ['0', '1'],
    to: ['1', '2', 'ko'],
    next: ['/cases', '//evil.example', ...MARKUP],
    answers: [{ given_name: '小安' }, { account: MARKUP[0] }],
    given_name: ['小安', ...MARKUP],
    account: ['00412345678901', ...MARKUP],
    surname_from: ['father', 'mother'],
    insure_with: ['father', 'mother'],
    claimed: MARKUP,
    reason: MARKUP,
    question: MARKUP,
    text: MARKUP,
    law: ['國民年金法第32-1條', ''],
    person: ['A200000012', 'A100000047'],
    mother: ['A200000012', 'A100000047'],
    father: ['A100000010'],
    head: ['A200000012'],
    members: [['A200000012']],
    notice_no: ['TPE-2026-000101', 'FUZZ-1'],
    born_on: ['2026-10-20'],
    mother_born_on: ['1995-02-03'],
    hospital: MARKUP,
    since: ['2020-01-01'],
  };
}
