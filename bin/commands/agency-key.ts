import { issueKey, type KeyGrant } from '../../src/identity/index.ts';
import { transaction } from '../../src/kernel/index.ts';
import type { Government } from '../../src/pack/index.ts';
import { EXIT } from './command.ts';
import { commitAndKeep, tellReceipt } from './openings.ts';

/** Issues a key, an act of the public log, and prints it: the only time that it can be read. */
export async function printNewKey(gov: Government, grant: KeyGrant): Promise<number> {
  const { agency } = grant;
  const at = gov.clock.now();
  const { token, logged } = await transaction(gov.db, async (tx) => {
    const { id, token } = await issueKey(tx, grant, at);
    const content = { key: id, ...grant };
    return { token, logged: await commitAndKeep(tx, gov, { kind: 'identity.key-issued', agency, at, content }) };
  });
  process.stdout.write(`${token}\n`);
  tellReceipt(gov, logged);
  return EXIT.done;
}
