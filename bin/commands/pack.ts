import { checkPack, formatProblem } from '../../src/pack/index.ts';
import { type Command, EXIT, UsageError } from './command.ts';

export const packCheckCommand: Command = {
  name: 'pack check',
  usage: 'DIR',
  summary: 'Check a pack: every mistake with file, line and column, and every example',
  async run([folder]) {
    if (!folder) throw new UsageError('Name the folder of a pack, for example packs/demo.');
    const { problems, examples } = await checkPack(folder);
    for (const problem of problems) process.stdout.write(`${formatProblem(problem)}\n`);
    const failed = examples.filter((example) => !example.passed);
    for (const example of failed)
      process.stdout.write(
        `${example.service}, example ${example.number} (${example.title}): ${example.differences.join('; ')}\n`,
      );
    process.stdout.write(
      `${problems.length === 1 ? '1 problem' : `${problems.length} problems`}, ${examples.length - failed.length} of ${examples.length} examples passed\n`,
    );
    return problems.length + failed.length === 0 ? EXIT.done : EXIT.failed;
  },
};
