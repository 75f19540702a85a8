import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { testGovernment } from '../../../test/support/government.ts';
import { transaction } from '../../kernel/index.ts';
import { withCards } from '../cards/testing.ts';
import { replacePartyRoot } from '../issuers/index.ts';
import { certificatesOf, nameOfCertificate, openPresentation, withdrawCertificate } from './index.ts';
import { requestBehind } from './testing.ts';
import { currentList } from './trust.ts';

const { gov } = await testGovernment('tw');
const [PARTY, USE] = ['highway-bureau', 'student-coach'];

const asked = async () =>
  (await transaction(gov.db, (tx) => openPresentation(tx, gov, { party: PARTY, use: USE }))).uri;
const rootsListed = async () => (await currentList(gov)).partyRoots.length;

describe('what a relying party signs with', () => {
  before(() => withCards(gov));

  it('is refused by wallets once a certificate is withdrawn; the next request bears another', async () => {
    const before = await asked();
    await requestBehind(gov, before);
    const open = await asked();
    const [certificate, ...others] = await certificatesOf(gov.db, PARTY);
    assert.equal(others.length, 0, 'one for all requests');
    const withdraw = (name: string) =>
      transaction(gov.db, (tx) => withdrawCertificate(tx, gov, { party: PARTY, name }));
    await assert.rejects(withdraw('nothing'), { code: 'not-found' });
    await withdraw(nameOfCertificate(certificate!).slice(0, 12));
    await assert.rejects(requestBehind(gov, open), /client\.withdrawn/);
    await requestBehind(gov, await asked());
    assert.deepEqual((await currentList(gov)).withdrawnParties, [nameOfCertificate(certificate!)]);
    await assert.rejects(withdraw(nameOfCertificate(certificate!)), { code: 'not-found' });
  });

  it('goes on under another root, and what was certified before does, too', async () => {
    const before = await asked();
    const { root, old } = await replacePartyRoot(gov);
    assert.notEqual(root.id, old!.id);
    assert.equal(await rootsListed(), 2);
    await requestBehind(gov, before);
    await requestBehind(gov, await asked());
  });

  it('is refused once its root is distrusted, and so is what stands under those before', async () => {
    const before = await asked();
    await replacePartyRoot(gov, { distrust: 'a machine was stolen' });
    assert.equal(await rootsListed(), 1);
    await assert.rejects(requestBehind(gov, before), /request\.chain/);
    await requestBehind(gov, await asked());
  });

  it('is named in the trust list for as long as it would be good', async () => {
    assert.equal((await currentList(gov)).withdrawnParties!.length, 1);
    gov.clock.advance(400 * 86_400_000);
    assert.deepEqual((await currentList(gov)).withdrawnParties, []);
  });
});
