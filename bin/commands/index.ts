import { type Command, EXIT, explainFailure, UsageError } from './command.ts';

/**
 * By name, in the order of the help; a name that another begins with stands before that one. Each is loaded when it is
 * called: a witness needs little of the house.
 */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  start: async () => (await import('./start.ts')).startCommand,
  migrate: async () => (await import('./database.ts')).migrateCommand,
  seed: async () => (await import('./database.ts')).seedCommand,
  reset: async () => (await import('./database.ts')).resetCommand,
  'sandbox reset': async () => (await import('./database.ts')).sandboxResetCommand,
  'pack check': async () => (await import('./pack.ts')).packCheckCommand,
  'rules test': async () => (await import('./rules.ts')).rulesTestCommand,
  'rules explain': async () => (await import('./rules.ts')).rulesExplainCommand,
  'rules eval': async () => (await import('./rules-eval.ts')).rulesEvalCommand,
  'registry import': async () => (await import('./registry.ts')).registryImportCommand,
  'registry key': async () => (await import('./registry.ts')).registryKeyCommand,
  'registry key revoke': async () => (await import('./registry.ts')).registryKeyRevokeCommand,
  'fund add': async () => (await import('./fund.ts')).fundAddCommand,
  'bank answer': async () => (await import('./bank-answer.ts')).bankAnswerCommand,
  'officer appoint': async () => (await import('./people.ts')).officerAppointCommand,
  'officer dismiss': async () => (await import('./people.ts')).officerDismissCommand,
  'sign-in link': async () => (await import('./people.ts')).signInLinkCommand,
  'issuer list': async () => (await import('./issuer.ts')).issuerListCommand,
  'issuer rotate': async () => (await import('./issuer.ts')).issuerRotateCommand,
  'issuer distrust': async () => (await import('./issuer.ts')).issuerDistrustCommand,
  'relying-party list': async () => (await import('./relying-party.ts')).relyingPartyListCommand,
  'relying-party add': async () => (await import('./relying-party.ts')).relyingPartyAddCommand,
  'relying-party certificate': async () => (await import('./relying-party.ts')).relyingPartyCertificateCommand,
  'relying-party registration': async () => (await import('./relying-party.ts')).relyingPartyRegistrationCommand,
  'relying-party key': async () => (await import('./relying-party.ts')).relyingPartyKeyCommand,
  'relying-party keys': async () => (await import('./receiver-keys.ts')).receiverKeysCommand,
  'relying-party withdraw': async () => (await import('./relying-party.ts')).relyingPartyWithdrawCommand,
  'relying-party rotate-root': async () => (await import('./relying-party.ts')).relyingPartyRotateRootCommand,
  'person forget': async () => (await import('./person-forget.ts')).personForgetCommand,
  'log receipt': async () => (await import('./log-receipt.ts')).logReceiptCommand,
  verify: async () => (await import('./verify.ts')).verifyCommand,
  'credential verify': async () => (await import('./credential-verify.ts')).credentialVerifyCommand,
  'log key': async () => (await import('./log-key.ts')).logKeyCommand,
  'log key add': async () => (await import('./log-key.ts')).logKeyAddCommand,
  'log key retire': async () => (await import('./log-key.ts')).logKeyRetireCommand,
  'log mirror': async () => (await import('./log-mirror.ts')).logMirrorCommand,
  'log monitor': async () => (await import('./log-monitor.ts')).logMonitorCommand,
  witness: async () => (await import('./witness.ts')).witnessCommand,
  'exchange check': async () => (await import('./exchange.ts')).exchangeCheckCommand,
  'exchange key': async () => (await import('./exchange.ts')).exchangeKeyCommand,
  node: async () => (await import('./node.ts')).nodeCommand,
  'node log': async () => (await import('./node.ts')).nodeLogCommand,
  'node key': async () => (await import('./node.ts')).nodeKeyCommand,
};

/** The command that the words begin with: `registry key revoke` rather than `registry key`. */
async function commandOf(words: readonly string[]): Promise<Command | undefined> {
  const names = Object.keys(COMMANDS);
  const called = names.findLast((name) => name.split(' ').every((part, index) => words[index] === part));
  return called === undefined ? undefined : COMMANDS[called]!();
}

/** Runs the command that the words name. Returns the exit code: 0 done, 1 failed, 2 called wrongly. */
export async function main(words: string[]): Promise<number> {
  const asksHelp = words.some((word) => word === '--help' || word === '-h');
  const command = await commandOf(words);
  if (!command) {
    const known = words.length === 0 || asksHelp;
    const commands = await overview();
    (known ? process.stdout : process.stderr).write(
      known ? commands : `There is no command "${words.join(' ')}".\n\n${commands}`,
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

async function overview(): Promise<string> {
  const commands = await Promise.all(Object.values(COMMANDS).map((load) => load()));
  const width = Math.max(...commands.map(({ name, usage }) => `${name} ${usage}`.trim().length)) + 3;
  const lines = commands.map(({ name, usage, summary }) => `  ${`${name} ${usage}`.trim().padEnd(width)}${summary}`);
  return `Madang, a digital government in one process and one database.\n\nmadang COMMAND [--help]\n\n${lines.join('\n')}\n\nExit codes: 0 done, 1 failed, 2 called wrongly. Settings: docs/operations.md\n`;
}

function helpOf({ name, usage, summary, details }: Command): string {
  return `madang ${name} ${usage}\n\n${summary}.\n${details ? `\n${details}\n` : ''}\nExit codes: 0 done, 1 failed, 2 called wrongly.\n`;
}
