/*
 * Trust policies (https://c2sp.org/tlog-policy): which logs, which witnesses, and how many of these must have signed. Runs
 * in the browser too.
 */

/** A log or a witness, by its verifier key (c2sp.org/signed-note), and where it is reached. */
export interface Party {
  vkey: string;
  url?: string;
}

/** `members` are names of witnesses or of groups before this one; `least` of them must have signed. */
export interface Group {
  name: string;
  least: number;
  members: readonly string[];
}

/** Whose word is enough. */
export interface Policy {
  logs: readonly Party[];
  witnesses: readonly (Party & { name: string })[];
  groups: readonly Group[];
  /** The name of a witness or a group, or `none`. */
  quorum: string;
}

/** Nobody but the log itself need have signed. */
export const NO_WITNESSES: Policy = { logs: [], witnesses: [], groups: [], quorum: 'none' };

const WORDS_FOR_LEAST: Record<string, (members: number) => number> = { all: (members) => members, any: () => 1 };

/**
 * Reads a policy.
 * @throws Error that names the line and what is wrong with it.
 */
export function parsePolicy(text: string): Policy {
  const logs: Party[] = [];
  const witnesses: (Party & { name: string })[] = [];
  const groups: Group[] = [];
  const quorums: string[] = [];
  const names = new Set(['none']);
  const taken = new Set<string>();
  const define = (name: string) => {
    if (names.has(name)) throw new Error(`${name} is defined twice`);
    names.add(name);
  };
  const known = (name: string) => {
    if (!names.has(name)) throw new Error(`${name} is not defined above`);
  };
  const party = (vkey: string, url: string | undefined): Party => ({ vkey, ...(url !== undefined && { url }) });
  const read: Record<string, (words: string[]) => void> = {
    log: ([vkey, url, ...more]) => {
      if (!vkey || more.length > 0) throw new Error('a log has a verifier key and perhaps a URL');
      logs.push(party(vkey, url));
    },
    witness: ([name, vkey, url, ...more]) => {
      if (!name || !vkey || more.length > 0) throw new Error('a witness has a name, a verifier key and perhaps a URL');
      define(name);
      witnesses.push({ name, ...party(vkey, url) });
    },
    group: ([name, count, ...members]) => {
      if (!name || !count || members.length === 0) throw new Error('a group has a name, a number and members');
      const least = WORDS_FOR_LEAST[count]?.(members.length) ?? (/^[1-9]\d*$/.test(count) ? Number(count) : 0);
      if (least < 1 || least > members.length) throw new Error(`${count} is not all, any, or 1 to ${members.length}`);
      for (const member of members) {
        known(member);
        if (member === 'none' || taken.has(member)) throw new Error(`${member} cannot be a member here`);
        taken.add(member);
      }
      define(name);
      groups.push({ name, least, members });
    },
    quorum: ([name, ...more]) => {
      if (!name || more.length > 0) throw new Error('a quorum is one name');
      known(name);
      quorums.push(name);
    },
  };
  for (const [index, line] of text.split('\n').entries()) {
    const [keyword, ...words] = line.split(/[ \t]+/).filter(Boolean);
    if (!keyword || keyword.startsWith('#')) continue;
    try {
      if (!Object.hasOwn(read, keyword)) throw new Error(`${keyword} is not log, witness, group or quorum`);
      read[keyword]!(words);
    } catch (error) {
      throw new Error(`Line ${index + 1} of the policy: ${(error as Error).message}`);
    }
  }
  if (quorums.length !== 1) throw new Error('A policy has exactly one quorum');
  return { logs, witnesses, groups, quorum: quorums[0]! };
}

/** Writes a policy, so that `parsePolicy` reads the same again. */
export function formatPolicy({ logs, witnesses, groups, quorum }: Policy): string {
  const lines = [
    ...logs.map(({ vkey, url }) => ['log', vkey, url]),
    ...witnesses.map(({ name, vkey, url }) => ['witness', name, vkey, url]),
    ...groups.map(({ name, least, members }) => ['group', name, String(least), ...members]),
    ['quorum', quorum],
  ];
  return lines.map((words) => `${words.filter((word) => word !== undefined).join(' ')}\n`).join('');
}

/** Whether the signatures of these witnesses, by their names in the policy, are enough. */
export function hasQuorum({ groups, quorum }: Policy, signed: ReadonlySet<string>): boolean {
  const witnessed = new Set(signed);
  for (const { name, least, members } of groups) {
    if (members.filter((member) => witnessed.has(member)).length >= least) witnessed.add(name);
    else witnessed.delete(name);
  }
  return quorum === 'none' || witnessed.has(quorum);
}
