import {
  distrustIssuer,
  type IssuerKey,
  issuersOf,
  KEEPER,
  keysOf,
  kidOf,
  rotateIssuer,
} from '../../src/credentials/index.ts';
import type { Government } from '../../src/pack/index.ts';
import { type Command, EXIT, parseWords, UsageError } from './command.ts';
import { withGovernment } from './government.ts';

const say = (text: string) => process.stdout.write(text);
const tell = (text: string) => process.stderr.write(text);

const AGENCY = `AGENCY is the pack's id of an agency that issues credentials, or ${KEEPER} for who signs the trust list.`;

export const issuerListCommand: Command = {
  name: 'issuer list',
  usage: '[AGENCY]',
  summary: 'List the keys of the agencies that issue credentials: what they are, since when, and their names',
  details: AGENCY,
  async run(words) {
    const [agency, ...more] = words;
    if (more.length > 0) throw new UsageError('Name one agency, or none for all.');
    return withGovernment(async (gov) => {
      if (agency !== undefined) checkAgency(gov, agency);
      say((await keysOf(gov.db, agency)).map(lineOf).join(''));
      return EXIT.done;
    });
  },
};

export const issuerRotateCommand: Command = {
  name: 'issuer rotate',
  usage: 'AGENCY [--root]',
  summary: 'Give an agency a new key for credentials; what the old one signed goes on being trusted until it ends',
  details: `${AGENCY}
With --root the agency gets a new root, too. The secrets of the old keys are destroyed. It goes into the public log.`,
  async run(words) {
    const { values, positionals } = parseWords({
      args: words,
      options: { root: { type: 'boolean' } },
      allowPositionals: true,
    });
    const [agency, ...more] = positionals;
    if (!agency || more.length > 0) throw new UsageError('Name one agency.');
    return withGovernment(async (gov) => {
      checkAgency(gov, agency);
      const { signer, entry } = await rotateIssuer(gov, agency, { root: values.root ?? false });
      say(lineOf(signer));
      tellReceipt(gov, entry);
      return EXIT.done;
    });
  },
};

export const issuerDistrustCommand: Command = {
  name: 'issuer distrust',
  usage: 'AGENCY --reason TEXT [--key NAME] --yes',
  summary: 'Distrust a key of an agency that somebody else may have: nothing that it ever signed is accepted any more',
  details: `${AGENCY}
NAME is the name of the key, or its beginning, as "issuer list" prints it; without it, the key that signs now. With a root
goes all that it certified. A new key is made at once, and every card that the old one signed has to be given out anew.
TEXT goes into the public log: name nobody in it. This cannot be undone.`,
  async run(words) {
    const { values, positionals } = parseWords({
      args: words,
      options: { reason: { type: 'string' }, key: { type: 'string' }, yes: { type: 'boolean' } },
      allowPositionals: true,
    });
    const [agency, ...more] = positionals;
    const reason = values.reason?.trim();
    if (!agency || more.length > 0 || !reason) throw new UsageError('Name one agency, and the reason.');
    if (!values.yes) throw new UsageError('This cannot be undone. Add --yes to go on.');
    return withGovernment(async (gov) => {
      checkAgency(gov, agency);
      const { keys, entry } = await distrustIssuer(gov, { agency, kid: values.key, reason });
      say(keys.map(lineOf).join(''));
      tellReceipt(gov, entry);
      return EXIT.done;
    });
  },
};

function checkAgency(gov: Government, agency: string): void {
  const known = [...issuersOf(gov), KEEPER];
  if (!known.includes(agency))
    throw new UsageError(`There is no issuer "${agency}". There is:\n${known.map((each) => `  ${each}`).join('\n')}`);
}

function lineOf(key: IssuerKey): string {
  const { agency, kind, state, madeAt, endedAt } = key;
  const times = [madeAt, ...(endedAt ? [endedAt] : [])].map((at) => at.toISOString()).join(' to ');
  return `${agency} ${kind} ${state} ${kidOf(key)} ${times}\n`;
}

const tellReceipt = ({ config }: Government, entry: string) => tell(`Receipt: ${config.ORIGIN}/receipts/${entry}\n`);
