import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { personOf } from '../../src/credentials/cards/testing.ts';
import { answerPresentation, KEEPER, keysOf, originOf, sha256Of, trustList } from '../../src/credentials/index.ts';
import {
  AGENCY,
  asked,
  CREDENTIAL,
  dpopBy,
  issuingFor,
  offerAt,
  proofBy,
  textsOf,
} from '../../src/credentials/issuing/testing.ts';
import {
  encrypted,
  type HeldCopy,
  holdCopy,
  presentingIn,
  tokenFor,
} from '../../src/credentials/presenting/testing.ts';
import {
  checkRequest,
  PHONE_LEEWAY,
  type PresentationRequest,
  readRequestLink,
  signedAt,
  type TrustList,
} from '../../src/formats/index.ts';
import { testGovernment } from '../support/government.ts';

/*
 * A phone whose clock is off by minutes gets cards and shows them all the same: what is fresh is told by nonces.
 */

const { gov } = await testGovernment();
const { origin, offered, newDevice } = await issuingFor(gov);
const { open, outcome, whyFalse } = presentingIn(gov);
const seconds = () => Math.floor(gov.clock.now().getTime() / 1000);

/** By so many seconds a phone is slow or fast. */
const OFF = [-840, -240, -61, 61, 240, 299, 310, 840];

/** What our wallet makes of a request by its own clock. */
function checkedBy(off: number, jwt: string, { clientId, walletNonce, ...trust }: Asking) {
  const at = seconds() + off;
  return checkRequest(jwt, { at, sha256: sha256Of, clientId, walletNonce, leeway: PHONE_LEEWAY, ...trust });
}

interface Asking {
  clientId: string;
  walletNonce: string;
  partyRoots: Uint8Array[];
  registrar: { iss: string; roots: Uint8Array[] };
}

/** A request that waits, as a wallet fetches it. */
async function requested() {
  const one = await open();
  const [{ clientId, requestUri }, walletNonce] = [readRequestLink(one.uri)!, `of-${one.id}`];
  const body = new URLSearchParams({ wallet_nonce: walletNonce });
  const jwt = await (await fetch(requestUri, { method: 'POST', body })).text();
  const list = (await trustList(gov)).jwt.split('.')[1]!;
  const { partyRoots } = JSON.parse(Buffer.from(list, 'base64url').toString()) as TrustList;
  const roots = (await keysOf(gov.db, KEEPER)).filter(({ kind }) => kind === 'root');
  const trust = {
    partyRoots: partyRoots.map((root) => new Uint8Array(Buffer.from(root, 'base64'))),
    registrar: { iss: originOf(gov), roots: roots.map(({ certificate }) => new Uint8Array(certificate)) },
  };
  return { one, jwt, asking: { clientId, walletNonce, ...trust } };
}

/** Shows a copy with a phone whose clock is off, and says what the verifier makes of it. */
async function shownBy(off: number, copy: HeldCopy): Promise<string> {
  const { one, jwt, asking } = await requested();
  const checked = checkedBy(off, jwt, asking);
  assert.ok(checked.ok, JSON.stringify(checked));
  const request: PresentationRequest = checked.request;
  const token = tokenFor(gov, request, [copy], { off: signedAt(request, seconds() + off) - seconds() });
  await answerPresentation(gov, { id: one.id, response: await encrypted(request, token) });
  const { state } = await outcome(one);
  return state === 'answered' ? state : whyFalse(one);
}

describe('a phone whose clock is off', () => {
  let mother: string;
  before(async () => {
    mother = await personOf(gov, 'A200000012');
  });

  test('shows a card all the same, in both formats', async () => {
    const copies = [
      await holdCopy(gov, mother, 'resident-card'),
      await holdCopy(gov, mother, 'driving-licence', 'mso_mdoc'),
    ];
    for (const copy of copies) for (const off of OFF) assert.equal(await shownBy(off, copy), 'answered', `${off}`);
  });

  test('by more than a quarter of an hour answers nothing', async () => {
    // By then nobody's certificate is of today.
    gov.clock.advance(86_400_000);
    const { jwt, asking } = await requested();
    const failed = (off: number) => {
      const checked = checkedBy(off, jwt, asking);
      return checked.ok ? 'right' : checked.failed;
    };
    assert.deepEqual([failed(-PHONE_LEEWAY - 1), failed(300 + PHONE_LEEWAY)], ['request.early', 'request.exp']);
  });

  test('takes an offer and fetches copies, with nonces of the server for its own time', async () => {
    for (const off of [-1_200, 1_200]) {
      const late = { payload: { iat: Math.floor(Date.now() / 1000) + off } };
      const { device, url, form } = await takingAnOffer();
      const send = async (nonce?: string) => {
        const dpop = await dpopBy(device.key, { method: 'POST', url, ...(nonce && { nonce }) }, late);
        return asked(url, { method: 'POST', body: new URLSearchParams(form), headers: { dpop } });
      };
      const told = await send();
      assert.deepEqual([told.status, told.json.error], [400, 'use_dpop_nonce'], JSON.stringify(told.json));
      const { json } = await send(told.headers.get('dpop-nonce')!);
      const audience = `${origin}/issuers/${AGENCY}`;
      const jwt = [await proofBy(device.key, { audience, nonce: await device.nonce(AGENCY) }, late)];
      const body = { credential_configuration_id: 'resident-card.sd-jwt', proofs: { jwt } };
      assert.equal(textsOf(await device.ask(CREDENTIAL, json.access_token as string, body)).length, 1);
    }
  });

  async function takingAnOffer() {
    const { uri, code } = await offered(mother);
    const { grants } = (await offerAt(uri)) as { grants: Record<string, Record<string, string>> };
    const [grant_type, grant] = Object.entries(grants).at(-1)!;
    const form = { grant_type, 'pre-authorized_code': grant['pre-authorized_code']!, tx_code: code! };
    return { device: await newDevice(), url: `${origin}/oauth/token`, form };
  }
});
