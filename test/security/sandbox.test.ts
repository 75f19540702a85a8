import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { personOf } from '../../src/credentials/cards/testing.ts';
import { issuerOf, KEEPER } from '../../src/credentials/index.ts';
import { type Decider, decide, PlayedReceiver, serveExchange } from '../../src/exchange/answers/testing.ts';
import { passkeyOf } from '../../src/exchange/consents/testing.ts';
import { currentTemplate, enrolReceiver } from '../../src/exchange/index.ts';
import { partyFile } from '../../src/exchange/receivers/testing.ts';
import { transaction } from '../../src/kernel/index.ts';
import { testGovernment } from '../support/government.ts';

/*
 * A company registers the same keys at the sandbox and with real people, as many will. Whatever it got at the one, is nothing at
 * the other. Both are in this one process, which shares more than they ever do.
 */
describe('what a sandbox has given', async () => {
  const [{ gov: real }, { gov: sandbox }] = [await testGovernment(), await testGovernment()];
  Object.assign(sandbox.config, { MADANG_MODE: 'sandbox' });
  const [here, there] = [await serveExchange(real), await serveExchange(sandbox)];
  const tries = await new PlayedReceiver(there, 'bank').register(sandbox);
  const { signing, opening, device, verifier } = tries;
  const bank = Object.assign(new PlayedReceiver(here, 'bank'), { signing, opening, device, verifier });
  await bank.register(real);
  const person = await personOf(sandbox, 'A200000012');
  const mother: Decider = { person, authenticator: await passkeyOf(sandbox, person) };
  const use = { party: 'bank', use: 'card-application' };
  const { id: template } = await currentTemplate(sandbox.db, sandbox, use);
  const codeOf = async () => {
    const back = await decide(sandbox, there, await tries.send(await tries.push({ template })), mother);
    return { code: back.get('code')! };
  };

  it('a token opens nothing with real people, and is good where it is from', async () => {
    const token = (await tries.token(await codeOf())).json.access_token as string;
    assert.equal((await bank.ask(token)).status, 401);
    const answered = await tries.ask(token);
    const [jwt] = (await tries.open(answered)).split('~');
    const { iss } = JSON.parse(Buffer.from(jwt!.split('.')[1]!, 'base64url').toString());
    assert.ok(iss.startsWith(`${there}/issuers/`) && !iss.startsWith(here));
  });

  it('a code is none there', async () => {
    assert.equal((await bank.token(await codeOf())).json.error, 'invalid_grant');
  });

  it('the word of a receiver for the one is not believed by the other', async () => {
    const spoilt = { assertion: { aud: `${there}/exchange/oauth` } };
    assert.deepEqual((await bank.push({ template }, spoilt)).json.error, 'invalid_client');
  });

  it('who has only registered to try may not ask real people', async () => {
    const keys = JSON.stringify({ keys: [signing.jwk, opening.jwk] });
    const enrolment = { owner: person, file: partyFile('gym'), keys, webhook: '' };
    await transaction(sandbox.db, (tx) => enrolReceiver(tx, sandbox, enrolment));
    const gym = Object.assign(new PlayedReceiver(here, 'gym', 'https://party.example/back'), { signing });
    const asked = await currentTemplate(sandbox.db, sandbox, { party: 'gym', use: 'once' });
    assert.deepEqual((await gym.push({ template: asked.id })).json.error, 'invalid_client');
  });

  it('is signed by keys that the other does not have', async () => {
    const [one, other] = await Promise.all([real, sandbox].map((gov) => issuerOf(gov, KEEPER, gov.clock.now())));
    assert.notEqual(one!.kid, other!.kid);
    assert.notDeepEqual(one!.chain.at(-1), other!.chain.at(-1));
  });
});
