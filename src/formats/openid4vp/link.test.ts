import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readRequestLink, requestUriOf, walletLinkOf } from './link.ts';

const LINK = {
  clientId: 'x509_hash:a_b-c',
  requestUri: 'https://gov.example/presentations/1/request',
  method: 'post',
} as const;

describe('a link to a request', () => {
  test('is read in both forms as it was written', () => {
    for (const link of [LINK, { ...LINK, method: 'get' as const }])
      for (const text of [requestUriOf(link), walletLinkOf('https://gov.example/wallet', link)])
        assert.deepEqual(readRequestLink(text), link);
  });

  test('nothing of it stands where a server would see it', () => {
    const { search, pathname } = new URL(walletLinkOf('https://gov.example/wallet', LINK));
    assert.deepEqual([pathname, search], ['/wallet', '']);
  });

  test('what is none is refused', () => {
    const query = 'client_id=x509_hash%3Aa&request_uri=';
    const wrong = [
      ...['', 'rubbish', 'https://gov.example/wallet', `https://gov.example/wallet?${query}https%3A%2F%2Fa.example`],
      ...['openid4vp://?client_id=a', 'openid4vp://?request_uri=https%3A%2F%2Fa.example'],
      ...['http%3A%2F%2Fa.example', 'javascript%3A1', 'https%3A%2F%2Fa.example%23b', ''].map(
        (uri) => `openid4vp://?${query}${uri}`,
      ),
      `openid4vp://?${query}https%3A%2F%2Fa.example&request_uri_method=put`,
      `openid4vp://?${query}https%3A%2F%2Fa.example&client_id=b`,
    ];
    for (const text of wrong) assert.equal(readRequestLink(text), undefined, text);
  });
});
