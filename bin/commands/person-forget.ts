import { createInterface } from 'node:readline/promises';
import { forgetPerson } from '../../src/identity/index.ts';
import { transaction } from '../../src/kernel/index.ts';
import { MIGRATIONS } from '../../src/open.ts';
import type { Government } from '../../src/pack/index.ts';
import { type Command, EXIT, parseWords, UsageError } from './command.ts';
import { personWith, withGovernment } from './government.ts';
import { forgetOpenings } from './openings.ts';

export const personForgetCommand: Command = {
  name: 'person forget',
  usage: 'NUMBER --reason TEXT [--yes]',
  summary: 'Erase a person from the public log: destroy the salts of their acts, for ever',
  details: `The leaves stay and the log stays whole, but nobody can prove any more what those leaves are about. Of joint acts one
person is enough: those of cases that they applied for or that are about their record, and their own answers when asked
to agree; of programmes, what they took, paid, gave or got. Openings in MADANG_HOME/receipts that name them go, too, and
personal columns that no law keeps. Everything else that is kept about a person stays; see docs/operations.md, also for
backups. TEXT is the law or the decision; name nobody in it. That somebody was erased
goes into the public log, without who. Given twice, it erases what has come since.`,
  async run(words) {
    const { number, reason, yes } = readWords(words);
    return withGovernment(async (gov) => {
      const person = await personWith(gov, number);
      if (!yes && !(await confirmed(number))) {
        process.stderr.write('Nothing was changed.\n');
        return EXIT.failed;
      }
      const erasure = { agency: registrarOf(gov), reason };
      const { salts, values, entry } = await transaction(gov.db, (tx) =>
        forgetPerson(tx, gov, MIGRATIONS, person, erasure),
      );
      const openings = await forgetOpenings(gov.config, person);
      process.stdout.write(`Salts destroyed: ${salts}. Rows emptied: ${values}. Openings destroyed: ${openings}.\n`);
      if (entry) process.stderr.write(`Receipt: ${gov.config.ORIGIN}/receipts/${entry}\n`);
      return EXIT.done;
    });
  },
};

/** The agency that keeps the register of people. */
function registrarOf({ pack }: Government): string {
  return pack.registries.get(pack.people.registry)!.agency;
}

/** Asks for the number once more, where there is somebody to ask. */
async function confirmed(number: string): Promise<boolean> {
  if (!process.stdin.isTTY) throw new UsageError('This cannot be undone. Add --yes to go on.');
  const asking = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await asking.question(`This cannot be undone. To go on, give the number ${number} again: `);
    return answer.trim() === number;
  } finally {
    asking.close();
  }
}

function readWords(words: string[]): { number: string; reason: string; yes: boolean } {
  const { values, positionals } = parse(words);
  const [number, ...more] = positionals;
  const reason = values.reason?.trim();
  if (!number || more.length > 0 || !reason)
    throw new UsageError('Name the national number of a person, and the reason.');
  return { number, reason, yes: values.yes ?? false };
}

function parse(words: string[]) {
  const options = { reason: { type: 'string' }, yes: { type: 'boolean' } } as const;
  return parseWords({ args: words, options, allowPositionals: true });
}
