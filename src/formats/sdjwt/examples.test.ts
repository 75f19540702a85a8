import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { sha256 } from '../testing.ts';
import { processClaims, readDisclosures } from './read.ts';
import { digestOf } from './testing/forge.ts';

/** Disclosures of RFC 9901 §4.2.1 and §5.1, each with its digest, as draft 20 of it has them. */
const EXAMPLES = [
  {
    disclosure: 'WyJfMjZiYzRMVC1hYzZxMktJNmNCVzVlcyIsICJmYW1pbHlfbmFtZSIsICJNw7ZiaXVzIl0',
    digest: 'X9yH0Ajrdm1Oij4tWso9UzzKJvPoDxwmuEcO3XAdRC0',
    holds: { name: 'family_name', value: 'Möbius' },
  },
  {
    disclosure: 'WyIyR0xDNDJzS1F2ZUNmR2ZyeU5STjl3IiwgImdpdmVuX25hbWUiLCAiSm9obiJd',
    digest: 'jsu9yVulwQQlhFlM_3JlzMaSFzglhQG0DpfayQwLUK4',
    holds: { name: 'given_name', value: 'John' },
  },
  {
    disclosure: 'WyJsa2x4RjVqTVlsR1RQVW92TU5JdkNBIiwgIlVTIl0',
    digest: 'pFndjkZ_VCzmyTa6UjlZo3dh-ko8aIKQc9DlGzhaVYo',
    holds: { name: undefined, value: 'US' },
  },
];

describe('examples of RFC 9901', () => {
  for (const { disclosure, digest, holds } of EXAMPLES) {
    test(`the disclosure of ${JSON.stringify(holds.value)}`, () => {
      assert.equal(digestOf(disclosure), digest);
      const ascii = new TextEncoder().encode(`${disclosure}~`);
      const found = readDisclosures(ascii, 0, ascii.length, sha256);
      assert.ok(typeof found !== 'string');
      const { name, value } = found.get(digest)!;
      assert.deepEqual({ name, value }, holds);
    });
  }

  test('one claim and one element of two are shown, the other is removed', () => {
    const [, given, nationality] = EXAMPLES;
    const ascii = new TextEncoder().encode(`${given!.disclosure}~${nationality!.disclosure}~`);
    const disclosures = readDisclosures(ascii, 0, ascii.length, sha256);
    assert.ok(typeof disclosures !== 'string');
    const payload = {
      _sd: [EXAMPLES[0]!.digest, given!.digest],
      sub: 'user_42',
      nationalities: [{ '...': nationality!.digest }, { '...': '7Cf6JkPudry3lcbwHgeZ8khAv1U1OSlerP0VkBJrWZ0' }],
      _sd_alg: 'sha-256',
    };
    assert.deepEqual(processClaims(payload, disclosures), {
      sub: 'user_42',
      given_name: 'John',
      nationalities: ['US'],
    });
  });
});
