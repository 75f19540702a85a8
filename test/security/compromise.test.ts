import assert from 'node:assert/strict';
import { type KeyObject, sign } from 'node:crypto';
import { before, describe, test } from 'node:test';
import { inflateSync } from 'node:zlib';
import { personOf } from '../../src/credentials/cards/testing.ts';
import {
  cardActs,
  cardsOf,
  distrustIssuer,
  falseOneOf,
  KEEPER,
  keysOf,
  originOf,
  recallCards,
  recallsOf,
  sha256Of,
  verifierBundle,
} from '../../src/credentials/index.ts';
import {
  AGENCY,
  CREDENTIAL,
  type Device,
  deviceKey,
  issuingFor,
  proofBy,
  textsOf,
} from '../../src/credentials/issuing/testing.ts';
import { type HeldCopy, holdCopy, presentingIn } from '../../src/credentials/presenting/testing.ts';
import {
  type Bundle,
  bundledKey,
  checkBundle,
  checkShow,
  readSdJwt,
  showOf,
  statusAt,
} from '../../src/formats/index.ts';
import { inboxOf } from '../../src/messages/index.ts';
import { testGovernment } from '../support/government.ts';

/*
 * Somebody has the key of an agency. All its holders are moved: what it signed is refused, and wallets fetch other copies by
 * the tokens that they have.
 */

const { gov } = await testGovernment();
const { origin, withToken } = await issuingFor(gov);
const { open, answer, outcome, whyFalse } = presentingIn(gov);
const seconds = () => Math.floor(gov.clock.now().getTime() / 1000);

/** Somebody's phone, with a copy for who asks over the network and one for who does not. */
interface Phone {
  person: string;
  device: Device;
  token: string;
  copy: HeldCopy;
  compact: { text: string; key: KeyObject };
}

/** A copy, fetched as wallets do it. */
async function fetched({ device, token }: Pick<Phone, 'device' | 'token'>, configuration: string) {
  const key = await deviceKey();
  const audience = `${origin}/issuers/${AGENCY}`;
  const jwt = [await proofBy(key, { audience, nonce: await device.nonce(AGENCY) })];
  const body = { credential_configuration_id: configuration, proofs: { jwt } };
  const [text] = textsOf(await device.ask(CREDENTIAL, token, body));
  return { text: text!, key: key.secret };
}

async function phoneOf(person: string, known?: Pick<Phone, 'device' | 'token'>): Promise<Phone> {
  const { device, token } = known ?? (await withToken(person));
  const { text: credential, key } = await fetched({ device, token }, 'resident-card.sd-jwt');
  const compact = await fetched({ device, token }, 'resident-card.compact');
  const { claims } = readSdJwt(credential, sha256Of);
  const [card] = await cardsOf(gov.db, person);
  const copy = { card: card!, credential, key, format: 'dc+sd-jwt', type: claims.vct as string, claims } as const;
  return { person, device, token, copy, compact };
}

/** What a shop is told that asks over the network. */
async function online(copy: HeldCopy): Promise<string> {
  const one = await open();
  await answer(one, [copy]);
  const { state } = await outcome(one);
  return state === 'answered' ? state : whyFalse(one);
}

/** What a verifier takes home. */
async function takenHome(): Promise<Bundle> {
  gov.clock.advance(31_000);
  const { bytes } = await verifierBundle(gov);
  const roots = (await keysOf(gov.db, KEEPER)).filter(({ kind }) => kind === 'root');
  const anchors = roots.map(({ certificate }) => new Uint8Array(certificate));
  const checked = checkBundle(bytes, { iss: originOf(gov), anchors, at: seconds(), sha256: sha256Of });
  assert.ok(checked.ok && !falseOneOf(checked.signatures), JSON.stringify(checked));
  return checked.bundle;
}

/** What it is then told, asking nobody. */
function offline({ compact: { text: copy, key } }: Phone, bundle: Bundle): string {
  const { input, finish } = showOf({ copy, claims: ['age_equal_or_over.18'], at: seconds() }, { sha256: sha256Of });
  const checked = checkShow(finish(sign('sha256', input, { key, dsaEncoding: 'ieee-p1363' })), {
    ...{ at: seconds(), sha256: sha256Of, keyOf: (kid: Uint8Array) => bundledKey(bundle, kid) },
    statusOf(agency, { list, index }) {
      const { bits, compressed } = bundle.lists.find((one) => one.agency === agency && one.list === list)!;
      return statusAt({ bits, bytes: inflateSync(compressed) }, index);
    },
  });
  if (!checked.ok) return checked.failed;
  return falseOneOf(checked.signatures)?.what ?? JSON.stringify(checked.claims);
}

const YES = '{"age_equal_or_over.18":true}';

describe('a key of an issuer in the hands of somebody else', () => {
  let phones: Phone[];
  let licence: HeldCopy;
  let atHome: Bundle;
  before(async () => {
    const people = [await personOf(gov, 'A200000012'), await personOf(gov, 'A100000010')];
    phones = [];
    for (const person of people) phones.push(await phoneOf(person));
    licence = await holdCopy(gov, people[0]!, 'driving-licence');
    atHome = await takenHome();
    for (const phone of phones) assert.deepEqual([await online(phone.copy), offline(phone, atHome)], ['answered', YES]);
    gov.clock.advance(60_000);
    await distrustIssuer(gov, { agency: AGENCY, reason: 'a machine was stolen' });
  });

  test('what it signed is refused at once online, and offline with the next bundle; other issuers’ cards are not', async () => {
    for (const phone of phones) {
      assert.equal(await online(phone.copy), 'trust.distrusted');
      assert.equal(offline(phone, atHome), YES, 'nobody has told it yet: it shows how old its data is');
      assert.equal(offline(phone, await takenHome()), 'issuer.distrusted');
    }
    assert.equal(await online(licence), 'answered');
  });

  test('all copies are taken back, and each holder is told once', async () => {
    await recallCards(gov);
    for (const { person, copy } of phones) {
      assert.equal((await cardActs(gov.db, copy.card)).at(-1)!.kind, 'recalled');
      const letters = await inboxOf(gov.db, person, { limit: 50 });
      assert.equal(letters.filter(({ about }) => about === copy.card.id).length, 1);
    }
    gov.clock.advance(600_000);
    await recallCards(gov);
    const [recall] = await recallsOf(gov.db, AGENCY);
    assert.deepEqual([recall!.cards, recall!.endedAt], [phones.length, gov.clock.now()]);
  });

  test('wallets fetch others by the tokens that they have, and these do, online and offline', async () => {
    const moved: Phone[] = [];
    for (const phone of phones) moved.push(await phoneOf(phone.person, phone));
    const bundle = await takenHome();
    for (const phone of moved) assert.deepEqual([await online(phone.copy), offline(phone, bundle)], ['answered', YES]);
    for (const phone of phones) {
      assert.equal(await online(phone.copy), 'trust.distrusted');
      assert.equal(offline(phone, bundle), 'issuer.distrusted');
    }
    for (const { person } of phones)
      assert.equal((await cardsOf(gov.db, person)).filter(({ type }) => type === 'resident-card').length, 1);
  });
});
