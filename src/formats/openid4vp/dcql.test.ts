import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { DcqlQuery } from 'dcql';
import fc from 'fast-check';
import { checkResponse, RESPONSE_STEPS } from './check-response.ts';
import { covers, pickClaims, selectClaims } from './claims-path.ts';
import { elementsOf, type Held, matchQuery } from './match.ts';
import type { CredentialQuery, Query } from './query.ts';
import { QUERY_CHECKS, readQuery } from './read-query.ts';

const CARD: CredentialQuery = { id: 'card', format: 'dc+sd-jwt', meta: { vct_values: ['card'] } };
const LICENCE: CredentialQuery = { id: 'mdl', format: 'mso_mdoc', meta: { doctype_value: 'mDL' } };
const only = (...credentials: unknown[]) => ({ credentials });
const card = (but: object) => only({ ...CARD, ...but });
const claims = (...list: unknown[]) => card({ claims: list });

const FORGERIES: Record<string, readonly unknown[]> = {
  'query.form': [undefined, [], {}, only(), only('card'), only(...Array.from({ length: 51 }, () => CARD))],
  'query.id': [card({ id: '' }), card({ id: 'a b' }), only(CARD, CARD), card({ id: undefined })],
  'query.format': [card({ format: undefined }), card({ format: 7 })],
  'query.meta': [
    card({ meta: undefined }),
    card({ meta: {} }),
    card({ meta: { vct_values: [] } }),
    only({ ...LICENCE, meta: {} }),
  ],
  'query.flags': [card({ multiple: 'yes' }), card({ require_cryptographic_holder_binding: 1 })],
  'query.authorities': [
    card({ trusted_authorities: [] }),
    card({ trusted_authorities: [{ type: 'aki', values: [] }] }),
  ],
  'claim.form': [card({ claims: [] }), card({ claims: {} }), claims('name')],
  'claim.path': [
    claims({}),
    claims({ path: [] }),
    claims({ path: ['a', -1] }),
    claims({ path: [0] }),
    claims({ path: 'a' }),
  ],
  'claim.element': [
    only({ ...LICENCE, claims: [{ path: ['age'] }] }),
    only({ ...LICENCE, claims: [{ path: ['a', null] }] }),
  ],
  'claim.values': [
    claims({ path: ['a'], values: [] }),
    claims({ path: ['a'], values: [1.5] }),
    claims({ path: ['a'], values: [null] }),
  ],
  'claim.retain': [claims({ path: ['a'], intent_to_retain: 'no' })],
  'claim.id': [
    claims({ id: '', path: ['a'] }),
    claims({ id: 'a', path: ['a'] }, { id: 'a', path: ['b'] }),
    card({ claims: [{ path: ['a'] }], claim_sets: [['a']] }),
  ],
  'claim.sets': [
    card({ claim_sets: [['a']] }),
    card({ claims: [{ id: 'a', path: ['a'] }], claim_sets: [] }),
    card({ claims: [{ id: 'a', path: ['a'] }], claim_sets: [[]] }),
    card({ claims: [{ id: 'a', path: ['a'] }], claim_sets: [['b']] }),
    card({ claims: [{ id: 'a', path: ['a'] }], claim_sets: [['a', 'a']] }),
  ],
  'sets.form': [
    { ...only(CARD), credential_sets: [] },
    { ...only(CARD), credential_sets: [{ options: [] }] },
    { ...only(CARD), credential_sets: [{ options: [[]] }] },
    { ...only(CARD), credential_sets: [{ options: [['card']], required: 'yes' }] },
  ],
  'sets.known': [{ ...only(CARD), credential_sets: [{ options: [['licence']] }] }],
};

describe('a query', () => {
  for (const { id, says } of QUERY_CHECKS) {
    test(`${id}: ${says}`, () => {
      const forgeries = FORGERIES[id] ?? [];
      assert.ok(forgeries.length > 0, 'a forgery is needed');
      for (const forgery of forgeries) {
        const read = readQuery(forgery);
        assert.equal(read.ok ? 'taken' : read.failed, id);
      }
    });
  }

  test('what nobody knows is left out; a format that nobody knows finds nothing', () => {
    const read = readQuery({ ...card({ other: 1, format: 'jwt_vc_json', meta: { type_values: [['X']] } }), more: 2 });
    assert.ok(read.ok);
    assert.deepEqual(Object.keys(read.query), ['credentials']);
    assert.equal(matchQuery(read.query, [HELD]).satisfiable, false);
  });
});

const HELD: Held = {
  ...{ format: 'dc+sd-jwt', type: 'card' },
  claims: { name: '美玲', age: { 18: true, 65: false }, address: { region: 'north' }, roles: ['a', 'b'] },
};

describe('matching', () => {
  test('sets of claims are options, the favourite first; a claim of another value is as none', () => {
    const list = [
      { id: 'n', path: ['name'] },
      { id: 'a', path: ['age', '18'], values: [true] },
      { id: 'old', path: ['age', '65'], values: [true] },
    ];
    const query = { credentials: [{ ...CARD, claims: list, claim_sets: [['n', 'old'], ['n', 'a'], ['n']] }] };
    const [fit] = matchQuery(query, [HELD]).fits.get('card')!;
    assert.deepEqual(fit!.options, [[['name'], ['age', '18']], [['name']]]);
  });

  test('without claims nothing is disclosed; with sets of credentials one option is enough', () => {
    const query: Query = {
      credentials: [CARD, LICENCE],
      credential_sets: [{ options: [['mdl'], ['card']] }, { options: [['mdl']], required: false }],
    };
    const { fits, sets, satisfiable } = matchQuery(query, [HELD]);
    assert.deepEqual([satisfiable, fits.get('card')![0]!.options, fits.get('mdl')], [true, [[]], []]);
    assert.deepEqual(sets, [
      { options: [['card']], required: true },
      { options: [], required: false },
    ]);
    assert.equal(matchQuery({ credentials: query.credentials }, [HELD]).satisfiable, false);
  });

  test('authorities are those of the certificates', () => {
    const query = { credentials: [{ ...CARD, trusted_authorities: [{ type: 'aki', values: ['AAA'] }] }] };
    assert.equal(matchQuery(query, [HELD]).satisfiable, false);
    assert.equal(matchQuery(query, [{ ...HELD, authorityKeyIds: ['AAA'] }]).satisfiable, true);
  });

  test('paths go into objects by name, into arrays by number or through all, and nowhere else', () => {
    const { claims: all } = HELD;
    assert.deepEqual(selectClaims(all, ['roles', null]), ['a', 'b']);
    assert.deepEqual(selectClaims(all, ['roles', 1]), ['b']);
    for (const path of [['roles', 2], ['roles', 'length'], ['name', 0], ['name', null], ['toString'], ['age', '19']])
      assert.deepEqual(selectClaims(all, path), []);
    assert.deepEqual(
      pickClaims(all, [
        ['age', '18'],
        ['roles', 1],
      ]),
      { age: { 18: true }, roles: ['b'] },
    );
    assert.deepEqual(pickClaims(all, []), {});
    assert.deepEqual(
      [covers(['a'], ['a', 'b']), covers(['a', null], ['a', 3]), covers(['a', 'b'], ['a'])],
      [true, true, false],
    );
    assert.deepEqual(
      elementsOf([
        ['n', 'a'],
        ['n', 'b'],
        ['m', 'a'],
      ]),
      { n: ['a', 'b'], m: ['a'] },
    );
  });

  test('another implementation (dcql 3.0.0) finds the same', () => {
    const value = fc.constantFrom('x', 'y', 1, 2, true, false);
    const path = fc.constantFrom(
      ['name'],
      ['age'],
      ['address', 'region'],
      ['address', 'city'],
      ['roles', null],
      ['roles', 0],
      ['roles', 1],
      ['people', null, 'name'],
      ['people', 0, 'name'],
    );
    const claim = fc.record(
      { path, values: fc.array(value, { minLength: 1, maxLength: 3 }) },
      { requiredKeys: ['path'], noNullPrototype: true },
    );
    const credentialQuery = (id: string) =>
      fc
        .record({
          format: fc.constantFrom('dc+sd-jwt', 'mso_mdoc'),
          type: fc.constantFrom('card', 'student'),
          list: fc.option(fc.array(claim, { minLength: 1, maxLength: 3 }), { nil: undefined }),
          sets: fc.array(fc.uniqueArray(fc.nat(2), { minLength: 1, maxLength: 3 }), { maxLength: 3 }),
        })
        .map(({ format, type, list, sets }): CredentialQuery => {
          const isMdoc = format === 'mso_mdoc';
          const named = list?.map((one, nth) => ({
            ...one,
            id: `c${nth}`,
            ...(isMdoc && { path: ['space', String(one.path[0])] }),
          }));
          const known = sets.map((set) => set.filter((nth) => nth < (list?.length ?? 0)).map((nth) => `c${nth}`));
          const whole = known.filter((set) => set.length > 0);
          return {
            ...{ id, format, meta: isMdoc ? { doctype_value: type } : { vct_values: [type] } },
            ...(named && { claims: named }),
            ...(whole.length > 0 && { claim_sets: whole }),
          };
        });
    const query = fc.tuple(credentialQuery('a'), credentialQuery('b')).chain(([a, b]) =>
      fc.record(
        {
          credentials: fc.constant([a, b]),
          credential_sets: fc.array(
            fc.record({
              options: fc.array(fc.constantFrom(['a'], ['b'], ['a', 'b']), { minLength: 1, maxLength: 2 }),
              required: fc.boolean(),
            }),
            { minLength: 1, maxLength: 2 },
          ),
        },
        { requiredKeys: ['credentials'], noNullPrototype: true },
      ),
    );
    const said = fc.record(
      {
        name: value,
        age: value,
        address: fc.record({ region: value, city: value }, { requiredKeys: [], noNullPrototype: true }),
        // Of an empty array the other one finds an element by null, where section 7.1.1 finds none.
        roles: fc.array(value, { minLength: 1, maxLength: 2 }),
        people: fc.array(fc.record({ name: value }, { requiredKeys: [], noNullPrototype: true }), {
          minLength: 1,
          maxLength: 2,
        }),
      },
      { requiredKeys: [], noNullPrototype: true },
    );
    const held = fc
      .record({
        format: fc.constantFrom('dc+sd-jwt', 'mso_mdoc'),
        type: fc.constantFrom('card', 'student'),
        claims: said,
      })
      .map((one): Held => (one.format === 'mso_mdoc' ? { ...one, claims: { space: one.claims } } : one));
    const theirs = ({ format, type, claims: all }: Held) => ({
      cryptographic_holder_binding: true,
      credential_format: format,
      ...(format === 'mso_mdoc' ? { doctype: type, namespaces: all } : { vct: type, claims: all }),
    });
    let [satisfied, not] = [0, 0];
    fc.assert(
      fc.property(query, fc.array(held, { maxLength: 3 }), (asked, list) => {
        assert.ok(readQuery(asked).ok);
        const parsed = DcqlQuery.parse(asked as never);
        DcqlQuery.validate(parsed);
        const found = DcqlQuery.query(parsed, list.map(theirs) as never);
        const ours = matchQuery(asked as Query, list);
        assert.equal(ours.satisfiable, found.can_be_satisfied);
        for (const { id } of asked.credentials) {
          const valid = found.credential_matches[id]?.valid_credentials?.map((one) => list[one.input_credential_index]);
          assert.deepEqual(
            ours.fits.get(id)!.map((fit) => fit.held),
            valid ?? [],
          );
        }
        if (ours.satisfiable) satisfied += 1;
        else not += 1;
      }),
      { numRuns: 400 },
    );
    assert.ok(satisfied > 20 && not > 20, 'both happen');
  });
});

const ASKED: Query = {
  credentials: [CARD, LICENCE, { ...CARD, id: 'more', multiple: true }],
  credential_sets: [{ options: [['card'], ['mdl']] }, { options: [['more']], required: false }],
};
const ANSWER = { vp_token: { card: ['a~b'] }, state: 's' };

const ANSWERS: Record<string, readonly unknown[]> = {
  'response.form': [null, 'x', [], {}, { vp_token: 'x', state: 's' }, { vp_token: ['x'], state: 's' }],
  'response.state': [{ ...ANSWER, state: 't' }, { vp_token: ANSWER.vp_token }],
  'response.asked': [{ ...ANSWER, vp_token: { other: ['x'] } }],
  'response.presentations': [
    { ...ANSWER, vp_token: { card: 'x' } },
    { ...ANSWER, vp_token: { card: [] } },
    { ...ANSWER, vp_token: { card: [{}] } },
    { ...ANSWER, vp_token: { more: Array.from({ length: 21 }, () => 'x') } },
  ],
  'response.one': [{ ...ANSWER, vp_token: { card: ['x', 'y'] } }],
  'response.enough': [
    { ...ANSWER, vp_token: {} },
    { ...ANSWER, vp_token: { more: ['x'] } },
  ],
};

describe('an answer', () => {
  test('an honest one is taken', () => {
    for (const token of [{ card: ['x'] }, { mdl: ['x'] }, { card: ['x'], more: ['y', 'z'] }])
      assert.deepEqual(checkResponse({ vp_token: token, state: 's' }, { query: ASKED, state: 's' }), {
        ok: true,
        token,
      });
  });

  for (const { id, says } of RESPONSE_STEPS.flatMap(({ checks }) => checks)) {
    test(`${id}: ${says}`, () => {
      const forgeries = ANSWERS[id] ?? [];
      assert.ok(forgeries.length > 0, 'a forgery is needed');
      for (const forgery of forgeries) {
        const checked = checkResponse(forgery, { query: ASKED, state: 's' });
        assert.equal(checked.ok ? 'taken' : checked.failed, id);
      }
    });
  }
});
