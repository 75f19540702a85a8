import { prepareEnrolment } from '../../src/exchange/index.ts';
import { partyFile, receiverKey, testReceiver } from '../../src/exchange/receivers/testing.ts';
import { transaction } from '../../src/kernel/index.ts';
import type { TestSite } from '../support/site.ts';

const WEBHOOK = 'https://party.example/hook-of-one-owner';

/** A receiver of data on somebody's desk, and what they have handed in for another. */
export async function makeReceiver({ gov }: Pick<TestSite, 'gov'>, owner: string) {
  const { party } = await testReceiver(gov, { id: 'grocer', owner, webhook: WEBHOOK });
  const keys = JSON.stringify({ keys: [receiverKey('sig', 'one').jwk, receiverKey('enc', 'two').jwk] });
  const handedIn = { owner, file: partyFile('bakery'), keys, webhook: WEBHOOK };
  const { code } = await transaction(gov.db, (tx) => prepareEnrolment(tx, gov, handedIn));
  return {
    params: { '/receivers/': { party, code }, '/exchange/receivers/': { party } },
    marks: [WEBHOOK, code],
  };
}
