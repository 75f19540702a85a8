import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { allVerify } from '../testing.ts';
import { checkSdJwt, SD_JWT_CHECKS } from './check.ts';
import { forge } from './testing/forge.ts';
import { OF_CLAIMS } from './testing/forgeries-claims.ts';
import { OF_PARTS } from './testing/forgeries-parts.ts';

const FORGERIES = [...OF_PARTS, ...OF_CLAIMS];

describe('a verifier', () => {
  test('takes what is honest', () => {
    const { text, expected } = forge({});
    const checked = checkSdJwt(text, expected);
    assert.ok(checked.ok, JSON.stringify(checked));
    assert.ok(allVerify(checked.signatures));
    const { given_name, address, nationalities } = checked.claims;
    assert.deepEqual(
      { given_name, address, nationalities },
      { given_name: '美玲', address: { country: 'ZZ', locality: '水里' }, nationalities: ['AA', 'ZZ'] },
    );
    assert.deepEqual(checked.disclosed, [['given_name'], ['address', 'locality'], ['address'], ['nationalities', 0]]);
    assert.deepEqual(checked.status, { idx: 7, uri: 'https://gov.example/issuers/residents/status/1' });
  });

  for (const forgery of FORGERIES) {
    test(`refuses ${forgery.name}: ${forgery.fails}`, () => {
      const { text, expected } = forge(forgery);
      const checked = checkSdJwt(text, expected);
      if (forgery.fails !== 'signature') assert.equal(checked.ok ? 'nothing' : checked.failed, forgery.fails);
      else assert.equal(checked.ok && allVerify(checked.signatures), false);
      if (forgery.fails === 'signature') assert.ok(checked.ok);
    });
  }
});

test('every check has a forgery, and an id of its own', () => {
  const ids = SD_JWT_CHECKS.map(({ id }) => id);
  assert.deepEqual(
    ids.filter((id) => !FORGERIES.some(({ fails }) => fails === id)),
    [],
  );
  assert.equal(new Set(ids).size, ids.length);
});
