import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { testGovernment } from '../../../test/support/government.ts';
import { STATUS } from '../../formats/index.ts';
import { all, sql, transaction } from '../../kernel/index.ts';
import {
  type Card,
  cardActs,
  cardById,
  cardsOf,
  copiesOf,
  loseDevice,
  resumeCard,
  revokeCard,
  suspendCard,
} from '../cards/index.ts';
import { personOf, withCards } from '../cards/testing.ts';

import { sweepIssuing, walletsOf } from './index.ts';
import {
  AGENCY,
  type Answered,
  CONFIGURATION,
  CREDENTIAL,
  type Device,
  issuingFor,
  refusedAs,
  textsOf,
} from './testing.ts';

/*
 * Devices that are lost, left and new: by hand over HTTP.
 */

const { gov } = await testGovernment('tw');
const { newDevice, withToken } = await issuingFor(gov);

let mother: string;
let father: string;
before(async () => {
  await withCards(gov);
  [mother, father] = await Promise.all([personOf(gov, 'A200000012'), personOf(gov, 'A100000010')]);
});

describe('a device', () => {
  it('that is lost fetches nothing any more', async () => {
    const { device, token, refresh } = await withToken(mother);
    const body = { credential_configuration_id: CONFIGURATION, proofs: await device.proofs(AGENCY, 1) };
    textsOf(await device.ask(CREDENTIAL, token, body));
    const [card] = await cardsOf(gov.db, mother);
    const { wallet } = (await copiesOf(gov.db, card!)).at(-1)!;
    const seen = (await walletsOf(gov.db, gov, mother)).find((one) => one.wallet === wallet);
    assert.equal(seen!.cards, 1);
    await transaction(gov.db, (tx) => loseDevice(tx, gov, { person: mother, wallet, by: { kind: 'holder' } }));
    refusedAs(await device.ask(CREDENTIAL, token, body), 'invalid_token', 401);
    refusedAs(await device.token({ grant_type: 'refresh_token', refresh_token: refresh }), 'invalid_grant');
  });

  it('is not granted a card anew that was revoked', async () => {
    const { device, token } = await withToken(father);
    const ask = async () =>
      device.ask(CREDENTIAL, token, {
        credential_configuration_id: CONFIGURATION,
        proofs: await device.proofs(AGENCY, 1),
      });
    textsOf(await ask());
    const [card] = await cardsOf(gov.db, father);
    await transaction(gov.db, (tx) => revokeCard(tx, gov, { card: card!, by: { kind: 'holder' }, reason: 'lost' }));
    refusedAs(await ask(), 'credential_request_denied');
    assert.equal((await cardsOf(gov.db, father)).filter(({ state }) => state === 'valid').length, 0);
  });

  it('says what became of copies, of its own only', async () => {
    const { device, token } = await withToken(mother);
    const body = { credential_configuration_id: CONFIGURATION, proofs: await device.proofs(AGENCY, 1) };
    const { json } = await device.ask(CREDENTIAL, token, body);
    const path = `/issuers/${AGENCY}/notification`;
    const note = { notification_id: json.notification_id, event: 'credential_accepted' };
    const other = await withToken(father);
    refusedAs(await other.device.ask(path, other.token, note), 'invalid_notification_id');
    refusedAs(await device.ask(path, token, { ...note, event: 'eaten' }), 'invalid_notification_request');
    assert.equal((await device.ask(path, token, note)).status, 204);
    refusedAs(
      await device.ask(`/issuers/${AGENCY}/deferred`, token, { transaction_id: json.notification_id }),
      'invalid_transaction_id',
    );
  });
});

describe('moving', () => {
  /** A device of the mother's with a card, and what it takes to move: a code that another of her devices has shown. */
  async function moved(): Promise<{ old: Device; oldToken: string; offer: Answered }> {
    const { device, token } = await withToken(mother);
    const body = { credential_configuration_id: CONFIGURATION, proofs: await device.proofs(AGENCY, 1) };
    textsOf(await device.ask(CREDENTIAL, token, body));
    const offer = await device.ask('/wallets/move-offers', token, {});
    assert.equal(offer.status, 200, JSON.stringify(offer.json));
    return { old: device, oldToken: token, offer };
  }

  it('gives copies to the new device and revokes the old ones in one act; asked again, the same', async () => {
    const { old, oldToken, offer } = await moved();
    const { uri, tx_code: code } = offer.json as Record<string, string>;
    const device = await newDevice();
    refusedAs(await device.redeem(uri!, code, { bound: false }), 'invalid_dpop_proof');
    const { json } = await device.redeem(uri!, code);
    const token = json.access_token as string;
    const held = await device.ask('/wallets/held', token);
    const cards = held.json.cards as { card: string; formats: { identifier: string }[]; state: string }[];
    const [card] = cards;
    const identifier = card!.formats.find((format) => format.identifier.endsWith(CONFIGURATION))!.identifier;
    const body = { cards: [{ identifier, proofs: await device.proofs(AGENCY, 2) }] };
    const one = await device.ask('/wallets/moves', token, body);
    assert.equal(one.status, 200, JSON.stringify(one.json));
    const two = await device.ask('/wallets/moves', token, body);
    assert.deepEqual(two.json, one.json);
    const [moved_] = one.json.cards as { credentials: unknown[] }[];
    assert.equal(moved_!.credentials.length, 2);
    const copies = await copiesOf(gov.db, { person: mother, id: card!.card });
    const inForce = copies.filter(({ revokedAt }) => revokedAt === null);
    assert.deepEqual(new Set(inForce.map(({ wallet }) => wallet)), new Set([held.json.wallet]));
    assert.equal((await cardActs(gov.db, { person: mother, id: card!.card })).at(-1)!.kind, 'moved');
    refusedAs(await old.ask('/wallets/here', oldToken), 'invalid_token', 401);
    assert.deepEqual((await device.ask('/wallets/here', token)).json, { wallet: held.json.wallet });
    const later = { credential_identifier: identifier, proofs: await device.proofs(AGENCY, 1) };
    assert.equal(textsOf(await device.ask(CREDENTIAL, token, later)).length, 1);
    refusedAs(
      await device.ask('/wallets/moves', token, {
        cards: [{ identifier, proofs: await device.proofs(AGENCY, 1, await usedNonce(device)) }],
      }),
      'invalid_nonce',
    );
    const foreign = `${(await cardsOf(gov.db, father))[0]!.id}.${CONFIGURATION}`;
    refusedAs(
      await device.ask('/wallets/moves', token, {
        cards: [{ identifier: foreign, proofs: await device.proofs(AGENCY, 1) }],
      }),
      'unknown_credential_identifier',
    );
  });

  it('takes a suspended card along, which stays suspended there until it is resumed', async () => {
    const { offer } = await moved();
    const [card] = (await cardsOf(gov.db, mother)).filter(({ state }) => state === 'valid');
    const decision = { card: card!, by: { kind: 'holder' }, reason: 'holder' } as const;
    await transaction(gov.db, (tx) => suspendCard(tx, gov, decision));
    const { uri, tx_code: code } = offer.json as Record<string, string>;
    const device = await newDevice();
    const token = (await device.redeem(uri!, code)).json.access_token as string;
    const { json: held } = await device.ask('/wallets/held', token);
    const identifier = `${card!.id}.${CONFIGURATION}`;
    const body = { cards: [{ identifier, proofs: await device.proofs(AGENCY, 2) }] };
    const answer = await device.ask('/wallets/moves', token, body);
    assert.equal(answer.status, 200, JSON.stringify(answer.json));
    assert.equal((await cardById(gov.db, card!))!.state, 'suspended');
    assert.deepEqual(await statusesOn(card!, held.wallet as string), [STATUS.suspended, STATUS.suspended]);
    const more = { credential_identifier: identifier, proofs: await device.proofs(AGENCY, 1) };
    refusedAs(await device.ask(CREDENTIAL, token, more), 'credential_request_denied');
    await transaction(gov.db, (tx) => resumeCard(tx, gov, decision));
    assert.deepEqual(await statusesOn(card!, held.wallet as string), [STATUS.valid, STATUS.valid]);
  });

  /** The statuses of what is in force of a card on one device. */
  async function statusesOn({ person, id }: Card, wallet: string): Promise<number[]> {
    const told = await all(
      gov.db,
      sql<{ status: number }>`select coalesce(s.status, 0)::integer as status from credentials.copy c
        left join credentials.status s on s.agency = c.agency and s.list = c.list and s.index = c.index
        where c.person = ${person} and c.card = ${id} and c.wallet = ${wallet} and c.revoked_at is null`,
    );
    return told.map(({ status }) => status);
  }

  async function usedNonce(device: Device): Promise<string> {
    const { device: other, token } = await withToken(mother);
    const nonce = await device.nonce(AGENCY);
    const proofs = await other.proofs(AGENCY, 1, nonce);
    textsOf(await other.ask(CREDENTIAL, token, { credential_configuration_id: CONFIGURATION, proofs }));
    return nonce;
  }
});

describe('what has ended', () => {
  it('is swept, and what has not stays', async () => {
    const { device, token } = await withToken(mother);
    await sql`update credentials.oauth set ends_at = now() - interval '1 hour' where model = 'ReplayDetection'`.execute(
      gov.db,
    );
    await sql`update credentials.spent set ends_at = now() - interval '1 hour'`.execute(gov.db);
    await sweepIssuing(gov);
    assert.deepEqual(await all(gov.db, sql`select from credentials.spent`), []);
    refusedAs(await device.ask(CREDENTIAL, token, {}), 'invalid_credential_request');
  });
});
