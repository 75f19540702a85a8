import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import {
  certificateFor,
  certificatesOf,
  citations,
  type KnownParty,
  keyForParty,
  kidOf,
  nameOfCertificate,
  registerParty,
  registrationOf,
  relyingParties,
  relyingParty,
  replacePartyRoot,
  withdrawCertificate,
  withdrawParty,
} from '../../src/credentials/index.ts';
import { transaction } from '../../src/kernel/index.ts';
import type { DataUse, Government, PartyUse } from '../../src/pack/index.ts';
import { type Command, EXIT, parseWords, UsageError } from './command.ts';
import { withGovernment } from './government.ts';
import { commitAndKeep, tellReceipt } from './openings.ts';

const say = (text: string) => process.stdout.write(text);
const tellEntry = ({ config }: Government, entry: string) =>
  process.stderr.write(`Receipt: ${config.ORIGIN}/receipts/${entry}\n`);

const PARTY = 'PARTY is the id of a relying party, as "relying-party list" prints it.';

export const relyingPartyListCommand: Command = {
  name: 'relying-party list',
  usage: '',
  summary: 'List who may ask people to show credentials, and for what',
  async run(words) {
    if (words.length > 0) throw new UsageError('This takes no arguments.');
    return withGovernment(async (gov) => {
      for (const party of await relyingParties(gov.db, gov)) {
        say(linesOf(party));
        for (const one of await certificatesOf(gov.db, party.id))
          say(`  certificate ${nameOfCertificate(one)} ${one.madeAt.toISOString()}\n`);
      }
      return EXIT.done;
    });
  },
};

function linesOf(party: KnownParty): string {
  const { id, title, kind, registeredAt, withdrawnAt } = party;
  const from = registeredAt ? `registered ${registeredAt.toISOString()}` : 'of the pack';
  const until = withdrawnAt ? `, withdrawn ${withdrawnAt.toISOString()}` : '';
  return `${id} ${kind} ${from}${until}: ${title.en}\n${[...party.uses.values()].map(lineOfUse).join('')}`;
}

function lineOfUse({ id, purpose, law, asks, data }: PartyUse): string {
  const options = asks.map((option) =>
    option
      .map(({ type, claims, optional }) => {
        const named = [
          ...claims.map(({ path }) => path.join('.')),
          ...optional.map(({ path }) => `${path.join('.')}?`),
        ];
        return `${type.id} [${named.join(' ')}]`;
      })
      .join(' + '),
  );
  const cited = law.map((one) => citations(one).en).join(', ');
  const lines = [...(asks.length > 0 ? [options.join(' or ')] : []), ...(data ? [lineOfData(data)] : [])];
  return `  ${id}: ${purpose.en}${cited ? ` (${cited})` : ''}\n${lines.map((line) => `    ${line}\n`).join('')}`;
}

/** What of registers is asked for, by whose word; what may be refused has a question mark. */
function lineOfData({ basis, fields, statements }: DataUse): string {
  const named = [
    ...fields.map(({ registry, field, optional }) => `${registry}.${field}${optional ? '?' : ''}`),
    ...Array.from(statements.values(), ({ id, optional }) => `“${id}”${optional ? '?' : ''}`),
  ];
  return `by ${basis}: ${named.join(' ')}`;
}

export const relyingPartyAddCommand: Command = {
  name: 'relying-party add',
  usage: 'FILE',
  summary: 'Register who may ask people for what, and what for; again, to change it',
  details: `FILE is YAML, as the pack has it in relying-parties/ (schema: packs/schema/relying-party.json). It goes into the public log.`,
  async run([file, ...more]) {
    if (!file || more.length > 0) throw new UsageError('Name one file.');
    const text = await readFile(file, 'utf8');
    return withGovernment(async (gov) => {
      const name = basename(file);
      const { party, entry } = await transaction(gov.db, (tx) => registerParty(tx, gov, { name, text }));
      say(linesOf(party));
      if (entry) tellEntry(gov, entry);
      return EXIT.done;
    });
  },
};

export const relyingPartyCertificateCommand: Command = {
  name: 'relying-party certificate',
  usage: 'PARTY FILE',
  summary: 'Certify the key of a relying party that runs a verifier of its own; prints the certificate (PEM)',
  details: `${PARTY}
FILE is a request for a certificate (PKCS #10, PEM) or a public key (PEM or JWK), of P-256: the secret half stays where it is.
With it, and with what "relying-party registration" prints, any verifier by OpenID4VP can ask our wallets.`,
  async run([party, file, ...more]) {
    if (!party || !file || more.length > 0) throw new UsageError('Name a relying party and a file.');
    const text = await readFile(file, 'utf8');
    return withGovernment(async (gov) => {
      await knownParty(gov, party);
      const { pem, entry } = await transaction(gov.db, (tx) => certificateFor(tx, gov, { party, file: text }));
      say(pem);
      tellEntry(gov, entry);
      return EXIT.done;
    });
  },
};

export const relyingPartyRegistrationCommand: Command = {
  name: 'relying-party registration',
  usage: 'PARTY USE',
  summary: 'Print what a relying party is registered to ask for, signed, as its requests have to carry it',
  details: `${PARTY}
It is good for 7 days. Verifiers fetch the next from /relying-parties/PARTY/registrations/USE.`,
  async run([id, use, ...more]) {
    if (!id || !use || more.length > 0) throw new UsageError('Name a relying party and one of its uses.');
    return withGovernment(async (gov) => {
      const party = await knownParty(gov, id);
      const found = party.uses.get(use);
      if (!found) throw new UsageError(`${id} has no use "${use}". It has: ${[...party.uses.keys()].join(', ')}`);
      if (party.withdrawnAt) throw new UsageError(`${id} was withdrawn.`);
      say(`${await registrationOf(gov, party, found)}\n`);
      return EXIT.done;
    });
  },
};

export const relyingPartyKeyCommand: Command = {
  name: 'relying-party key',
  usage: 'PARTY',
  summary: 'Issue a key by which a relying party asks through the API; it is printed once',
  details: `${PARTY}
The key has the scope "present". "registry key revoke" makes it worthless. Both go into the public log.`,
  async run([party, ...more]) {
    if (!party || more.length > 0) throw new UsageError('Name one relying party.');
    return withGovernment(async (gov) => {
      await knownParty(gov, party);
      const { token, logged } = await transaction(gov.db, async (tx) => {
        const { id, token, agency, title } = await keyForParty(tx, gov, party);
        const content = { key: id, agency, scopes: ['present'], title };
        const act = { kind: 'identity.key-issued', agency, at: gov.clock.now(), content };
        return { token, logged: await commitAndKeep(tx, gov, act) };
      });
      say(`${token}\n`);
      tellReceipt(gov, logged);
      return EXIT.done;
    });
  },
};

export const relyingPartyWithdrawCommand: Command = {
  name: 'relying-party withdraw',
  usage: 'PARTY [--certificate NAME] --yes',
  summary: 'Let a relying party ask no more: at once here, and elsewhere once its last registration ends',
  details: `${PARTY}
With --certificate only that certificate is withdrawn: wallets refuse it once they read the trust list anew. NAME is its
name, or its beginning, as "relying-party list" prints it. It goes into the public log.`,
  async run(words) {
    const { values, positionals } = parseWords({
      args: words,
      options: { yes: { type: 'boolean' }, certificate: { type: 'string' } },
      allowPositionals: true,
    });
    const [party, ...more] = positionals;
    if (!party || more.length > 0) throw new UsageError('Name one relying party.');
    if (!values.yes) throw new UsageError('People can show it nothing any more. Add --yes to go on.');
    return withGovernment(async (gov) => {
      await knownParty(gov, party);
      const name = values.certificate;
      if (name !== undefined) {
        tellEntry(gov, await transaction(gov.db, (tx) => withdrawCertificate(tx, gov, { party, name })));
        return EXIT.done;
      }
      const entry = await transaction(gov.db, (tx) => withdrawParty(tx, gov, party));
      say(entry ? `${party} may ask for nothing any more.\n` : 'That was so before; nothing was changed.\n');
      if (entry) tellEntry(gov, entry);
      return EXIT.done;
    });
  },
};

export const relyingPartyRotateRootCommand: Command = {
  name: 'relying-party rotate-root',
  usage: '[--distrust REASON --yes]',
  summary: 'Give relying parties a new root; certificates under the old one go on until they end',
  details: `With --distrust nothing under any root before is believed any more, as when somebody else may have its secret: relying
parties with verifiers of their own need another certificate each. REASON goes into the public log: name nobody in it.`,
  async run(words) {
    const { values } = parseWords({ args: words, options: { distrust: { type: 'string' }, yes: { type: 'boolean' } } });
    const distrust = values.distrust?.trim();
    if (distrust === '') throw new UsageError('Say the reason.');
    if (distrust !== undefined && !values.yes) throw new UsageError('This cannot be undone. Add --yes to go on.');
    return withGovernment(async (gov) => {
      const { root, entry } = await replacePartyRoot(gov, distrust === undefined ? {} : { distrust });
      say(`${kidOf(root)}\n`);
      tellEntry(gov, entry);
      return EXIT.done;
    });
  },
};

async function knownParty(gov: Government, id: string): Promise<KnownParty> {
  const party = await relyingParty(gov.db, gov, id);
  if (party) return party;
  const known = (await relyingParties(gov.db, gov)).map((one) => `  ${one.id}`).join('\n');
  throw new UsageError(`There is no relying party "${id}". There is:\n${known}`);
}
