import { readFile } from 'node:fs/promises';
import { partyNamed } from '../../src/credentials/index.ts';
import { readKeys, receiverOf, registerReceiver } from '../../src/exchange/index.ts';
import { transaction } from '../../src/kernel/index.ts';
import { type Command, EXIT, parseWords, UsageError } from './command.ts';
import { withGovernment } from './government.ts';

export const receiverKeysCommand: Command = {
  name: 'relying-party keys',
  usage: 'PARTY FILE [--webhook ADDRESS]',
  summary: 'Register the public keys by which a relying party asks for data and opens answers',
  details: `FILE is a JWK Set with EC keys on P-256, each with a kid: 1 to 3 of use "sig" and one of use "enc". It takes the place of
what was registered. ADDRESS is where the party is told when a consent ends. It goes into the public log.`,
  async run(words) {
    const { values, positionals } = parseWords({
      args: words,
      allowPositionals: true,
      options: { webhook: { type: 'string' } },
    });
    const [party, file, ...more] = positionals;
    if (!party || !file || more.length > 0) throw new UsageError('Name a relying party and one file.');
    const read = readKeys(await readFile(file, 'utf8'));
    if ('problem' in read) throw new UsageError(read.problem.en);
    const { keys } = read;
    const { webhook } = values;
    return withGovernment(async (gov) => {
      await transaction(gov.db, async (tx) => {
        await partyNamed(tx, gov, party);
        const known = await receiverOf(tx, party);
        await registerReceiver(tx, gov, {
          party,
          keys,
          webhook,
          owner: known?.owner,
        });
      });
      process.stdout.write(`${party} may ask for data by ${keys.sign.map(({ kid }) => kid).join(', ')}.\n`);
      return EXIT.done;
    });
  },
};
