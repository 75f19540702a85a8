import { appoint, dismiss, INVITATION_LIFE, invite, type Post, postsOf } from '../../src/identity/index.ts';
import { ConfigError, readConfig, transaction } from '../../src/kernel/index.ts';
import type { Government } from '../../src/pack/index.ts';
import { type Command, EXIT, UsageError } from './command.ts';
import { named, personWith, withGovernment } from './government.ts';
import { commitAndKeep, tellReceipt } from './openings.ts';

export const signInLinkCommand: Command = {
  name: 'sign-in link',
  usage: 'NUMBER',
  summary: 'Print an address at which a person signs in once, to add a passkey there',
  details: `It is good for ${INVITATION_LIFE / 60_000} minutes. Whoever has it can sign in as this person: make sure who they are, and hand it to them alone.`,
  async run([number]) {
    if (!number) throw new UsageError('Name the national number of a person.');
    const { ORIGIN } = readConfig(process.env);
    if (!ORIGIN) throw new ConfigError('Set ORIGIN to the address under which people reach the site.');
    return withGovernment(async (gov) => {
      const secret = await invite(gov.db, await personWith(gov, number), gov.clock.now());
      process.stdout.write(`${ORIGIN}/sign-in/link/${secret}\n`);
      return EXIT.done;
    });
  },
};

export const officerAppointCommand: Command = {
  name: 'officer appoint',
  usage: 'NUMBER AGENCY ROLE',
  summary: 'Give a person an office',
  details: "Agencies and roles are the pack's. The appointment goes into the public log, without the name.",
  run: (words) =>
    withOffice(words, async (gov, number, post) => {
      const { roles } = named('agency', post.agency, gov.pack.agencies);
      const title = named(`role at ${post.agency}`, post.role, new Map(Object.entries(roles)));
      const person = await personWith(gov, number);
      const at = gov.clock.now();
      const logged = await transaction(gov.db, async (tx) => {
        if (!(await appoint(tx, person, post, at))) return undefined;
        return commitAndKeep(tx, gov, {
          kind: 'identity.appointed',
          agency: post.agency,
          at,
          content: { person, ...post },
        });
      });
      process.stdout.write(`${number} ${logged ? 'is now' : 'was already'} ${title.en} at ${post.agency}.\n`);
      if (logged) tellReceipt(gov, logged);
    }),
};

export const officerDismissCommand: Command = {
  name: 'officer dismiss',
  usage: 'NUMBER AGENCY ROLE',
  summary: 'Take an office away from a person, and end the sessions in it',
  details: 'The dismissal goes into the public log, without the name.',
  run: (words) =>
    withOffice(words, async (gov, number, post) => {
      const person = await personWith(gov, number);
      const at = gov.clock.now();
      const logged = await transaction(gov.db, async (tx) => {
        // Not looked up in the pack: an office that it names no more has to end, too.
        if (!(await dismiss(tx, person, post))) throw await noSuchOffice(gov, number, person);
        return commitAndKeep(tx, gov, {
          kind: 'identity.dismissed',
          agency: post.agency,
          at,
          content: { person, ...post },
        });
      });
      process.stdout.write(`${number} is no longer ${post.role} at ${post.agency}.\n`);
      tellReceipt(gov, logged);
    }),
};

async function withOffice(
  [number, agency, role]: string[],
  work: (gov: Government, number: string, post: Post) => Promise<void>,
): Promise<number> {
  if (!number || !agency || !role) throw new UsageError('Name the national number of a person, an agency and a role.');
  await withGovernment((gov) => work(gov, number, { agency, role }));
  return EXIT.done;
}

async function noSuchOffice({ db }: Government, number: string, person: string): Promise<UsageError> {
  const held = (await postsOf(db, person)).map(({ agency, role }) => `  ${agency} ${role}`).join('\n');
  return new UsageError(`${number} does not hold this office. They hold:\n${held || '  none'}`);
}
