import { openLog, receiptOf, writeNewFile } from '../../src/log/index.ts';
import { type Command, EXIT, parseWords, UsageError } from './command.ts';
import { withGovernment } from './government.ts';
import { keptOpening } from './openings.ts';

const ENTRY = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export const logReceiptCommand: Command = {
  name: 'log receipt',
  usage: 'ENTRY [--out FILE]',
  summary: 'Write the receipt of an act, with what opens it where that is kept here',
  details: `ENTRY is what stands at the end of the receipt's address. The receipt goes to stdout, or to a new FILE that only you can
read: call it NAME.receipt.json. Where MADANG_HOME/receipts has the opening of the act, as after "fund add" or "officer
appoint" with the same settings, the receipt has salt and content, too: whoever gets it may read what was done.
An act that is in no published checkpoint yet has no receipt: then the code is 1, and the same command does later.`,
  async run(words) {
    const { entry, out } = readWords(words);
    return withGovernment(async (gov) => {
      const state = await receiptOf(gov.db, await openLog(gov.config, gov.logOrigin), entry);
      if (state.state === 'pending') {
        process.stderr.write(NOT_YET);
        return EXIT.failed;
      }
      const opening = await keptOpening(gov.config, entry);
      const text = `${JSON.stringify({ ...state.receipt, ...opening }, null, 2)}\n`;
      if (out === undefined) process.stdout.write(text);
      else await writeNew(out, text);
      if (!opening) process.stderr.write('Its opening is not kept here: the receipt says nothing of what was done.\n');
      return EXIT.done;
    });
  },
};

const NOT_YET = `This act is not yet in a published checkpoint. Whatever process serves puts it there within seconds, once enough
witnesses have signed. Then give the same command again.
`;

async function writeNew(file: string, text: string): Promise<void> {
  try {
    await writeNewFile(file, text);
  } catch (error) {
    throw new UsageError(`"${file}" cannot be written: ${(error as Error).message}`);
  }
  process.stdout.write(`${file}\n`);
}

function readWords(words: string[]): { entry: string; out: string | undefined } {
  const { values, positionals } = parse(words);
  const [entry = '', ...more] = positionals;
  if (!ENTRY.test(entry) || more.length > 0) throw new UsageError('Name the entry of an act in the log.');
  return { entry, out: values.out };
}

function parse(words: string[]) {
  return parseWords({ args: words, options: { out: { type: 'string' } }, allowPositionals: true });
}
