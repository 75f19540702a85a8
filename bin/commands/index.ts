import { type Command, EXIT, explainFailure, UsageError } from './command.ts';
import { migrateCommand, resetCommand, seedCommand } from './database.ts';
import { fundAddCommand } from './fund.ts';
import { logKeyAddCommand, logKeyCommand, logKeyRetireCommand } from './log-key.ts';
import { logMirrorCommand } from './log-mirror.ts';
import { logMonitorCommand } from './log-monitor.ts';
import { logReceiptCommand } from './log-receipt.ts';
import { packCheckCommand } from './pack.ts';
import { officerAppointCommand, officerDismissCommand, signInLinkCommand } from './people.ts';
import { personForgetCommand } from './person-forget.ts';
import { registryImportCommand, registryKeyCommand, registryKeyRevokeCommand } from './registry.ts';
import { rulesExplainCommand, rulesTestCommand } from './rules.ts';
import { rulesEvalCommand } from './rules-eval.ts';
import { startCommand } from './start.ts';
import { verifyCommand } from './verify.ts';
import { witnessCommand } from './witness.ts';

/** In the order of the help; a name that another begins with stands before that one. */
const COMMANDS: readonly Command[] = [
  startCommand,
  migrateCommand,
  seedCommand,
  resetCommand,
  packCheckCommand,
  rulesTestCommand,
  rulesExplainCommand,
  rulesEvalCommand,
  registryImportCommand,
  registryKeyCommand,
  registryKeyRevokeCommand,
  fundAddCommand,
  officerAppointCommand,
  officerDismissCommand,
  signInLinkCommand,
  personForgetCommand,
  logReceiptCommand,
  verifyCommand,
  logKeyCommand,
  logKeyAddCommand,
  logKeyRetireCommand,
  logMirrorCommand,
  logMonitorCommand,
  witnessCommand,
];

/** The command that the words begin with: `registry key revoke` rather than `registry key`. */
function commandOf(words: readonly string[]): Command | undefined {
  return COMMANDS.findLast(({ name }) => name.split(' ').every((part, index) => words[index] === part));
}

/** Runs the command that the words name. Returns the exit code: 0 done, 1 failed, 2 called wrongly. */
export async function main(words: string[]): Promise<number> {
  const asksHelp = words.some((word) => word === '--help' || word === '-h');
  const command = commandOf(words);
  if (!command) {
    const known = words.length === 0 || asksHelp;
    (known ? process.stdout : process.stderr).write(
      known ? overview() : `There is no command "${words.join(' ')}".\n\n${overview()}`,
    );
    return known ? EXIT.done : EXIT.usage;
  }
  if (asksHelp) {
    process.stdout.write(helpOf(command));
    return EXIT.done;
  }
  try {
    return await command.run(words.slice(command.name.split(' ').length));
  } catch (error) {
    process.stderr.write(`${explainFailure(error)}\n`);
    if (error instanceof UsageError) process.stderr.write(`\n${helpOf(command)}`);
    return error instanceof UsageError ? EXIT.usage : EXIT.failed;
  }
}

function overview(): string {
  const width = Math.max(...COMMANDS.map(({ name, usage }) => `${name} ${usage}`.trim().length)) + 3;
  const lines = COMMANDS.map(({ name, usage, summary }) => `  ${`${name} ${usage}`.trim().padEnd(width)}${summary}`);
  return `Madang, a digital government in one process and one database.\n\nmadang COMMAND [--help]\n\n${lines.join('\n')}\n\nExit codes: 0 done, 1 failed, 2 called wrongly. Settings: docs/operations.md\n`;
}

function helpOf({ name, usage, summary, details }: Command): string {
  return `madang ${name} ${usage}\n\n${summary}.\n${details ? `\n${details}\n` : ''}\nExit codes: 0 done, 1 failed, 2 called wrongly.\n`;
}
