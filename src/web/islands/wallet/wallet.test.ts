import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readFragment } from './fragment.ts';
import { waitAfter } from './keep/waits.ts';
import { problemOfNewPin } from './open/pin.ts';
import { OPEN_WORDS } from './open/words.ts';

test('the fragment names a view, and what belongs to it', () => {
  const read: [string, string, string][] = [
    ['', '', ''],
    ['#', '', ''],
    ['#card=a-b', 'card', 'a-b'],
    ['#show', 'show', ''],
    ['#offer?credential_offer_uri=https%3A%2F%2Fa%3Fb', 'offer', 'credential_offer_uri=https%3A%2F%2Fa%3Fb'],
    ['#request?client_id=x509_hash%3Aa&request_uri=b', 'request', 'client_id=x509_hash%3Aa&request_uri=b'],
    ['#code=a&state=b', 'return', 'code=a&state=b'],
    ['#iss=c&state=b&error=access_denied', 'return', 'iss=c&state=b&error=access_denied'],
    ['#<script>', '', ''],
  ];
  for (const [hash, word, rest] of read) assert.deepEqual(readFragment(hash), { word, rest }, hash);
});

test('three wrong PINs cost nothing, and then each costs more, up to a day', () => {
  const waits = Array.from({ length: 12 }, (_, tries) => waitAfter(tries) / 1000);
  assert.deepEqual(waits, [0, 0, 0, 30, 60, 300, 900, 3_600, 86_400, 86_400, 86_400, 86_400]);
});

test('a PIN has six digits or more, and is none of those that are tried first', () => {
  for (const pin of ['', '12345', '48291a', '4829154829154'])
    assert.equal(problemOfNewPin(pin), OPEN_WORDS.pinWrongForm);
  for (const pin of ['000000', '123456', '987654', '11111111'])
    assert.equal(problemOfNewPin(pin), OPEN_WORDS.pinTooEasy);
  for (const pin of ['482915', '123465', '112233']) assert.equal(problemOfNewPin(pin), undefined);
});
