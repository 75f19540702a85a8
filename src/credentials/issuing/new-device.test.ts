import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { testGovernment } from '../../../test/support/government.ts';
import { LOCALES } from '../../kernel/index.ts';
import { inboxOf } from '../../messages/index.ts';
import { personOf, withCards } from '../cards/testing.ts';
import { AGENCY, asked, CONFIGURATION, CREDENTIAL, type Device, dpopBy, issuingFor, textsOf } from './testing.ts';

/*
 * Whose offer was taken by somebody else learns it from a letter.
 */

const { gov } = await testGovernment('tw');
const { origin, newDevice, offered, withToken } = await issuingFor(gov);
const PHONE =
  'Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Mobile Safari/537.36';

let mother: string;
before(async () => {
  await withCards(gov);
  mother = await personOf(gov, 'A200000012');
});

const letters = async () =>
  (await inboxOf(gov.db, mother, { limit: 50 })).filter(({ link }) => link === '/cards/devices');

async function fetchCard(device: Device, token: string, agent: string): Promise<void> {
  const [method, url] = ['POST', origin + CREDENTIAL];
  const headers = {
    authorization: `DPoP ${token}`,
    dpop: await dpopBy(device.key, { method, url, token }),
    'content-type': 'application/json',
    'user-agent': agent,
  };
  const body = { credential_configuration_id: CONFIGURATION, proofs: await device.proofs(AGENCY, 1) };
  textsOf(await asked(url, { method, headers, body: JSON.stringify(body) }));
}

describe('a device that fetches a card for the first time', () => {
  it('is told to the holder by its name, once', async () => {
    const { device, token, refresh } = await withToken(mother);
    assert.equal((await letters()).length, 0, 'nothing was fetched yet');
    await fetchCard(device, token, PHONE);
    const [letter, ...others] = await letters();
    assert.equal(others.length, 0);
    for (const locale of LOCALES) assert.match(letter!.body[locale], /Chrome · Android/);
    await fetchCard(device, token, PHONE);
    const renewed = await device.token({ grant_type: 'refresh_token', refresh_token: refresh });
    await fetchCard(device, renewed.json.access_token as string, 'another name');
    const { uri, code } = await offered(mother);
    const { json } = await device.redeem(uri, code);
    await fetchCard(device, json.access_token as string, PHONE);
    assert.equal((await letters()).length, 1, 'it is the same device');
  });

  it('is told also where it does not say what it is, and each by itself', async () => {
    const earlier = (await letters()).length;
    const { device, token } = await withToken(mother);
    await fetchCard(device, token, 'x');
    const [letter, ...others] = await letters();
    assert.equal(others.length, earlier);
    for (const locale of LOCALES) assert.doesNotMatch(letter!.body[locale], /[{}]|undefined/);
  });

  it('is told when cards are moved to it', async () => {
    const { device, token } = await withToken(mother);
    await fetchCard(device, token, PHONE);
    const earlier = (await letters()).length;
    const { json: offer } = await device.ask('/wallets/move-offers', token, {});
    const next = await newDevice();
    const { json } = await next.redeem(offer.uri as string, offer.tx_code as string);
    const access = json.access_token as string;
    const { json: held } = await next.ask('/wallets/held', access);
    const [card] = held.cards as { formats: { configuration: string; identifier: string }[] }[];
    const { identifier } = card!.formats.find(({ configuration }) => configuration === CONFIGURATION)!;
    const body = { cards: [{ identifier, proofs: await next.proofs(AGENCY, 1) }] };
    assert.equal((await next.ask('/wallets/moves', access, body)).status, 200);
    assert.equal((await next.ask('/wallets/moves', access, body)).status, 200);
    assert.equal((await letters()).length, earlier + 1);
  });
});
