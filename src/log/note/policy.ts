import { toBase64 } from '../bytes.ts';
import { LOG_TYPES, WITNESS_TYPES } from './algorithms.ts';
import { readVerifierKey } from './vkey.ts';

/*
 * Trust policies (https://c2sp.org/tlog-policy): which logs, which witnesses, and how many of these must have signed. Runs
 * in the browser too.
 */

/** A log or a witness, by its verifier key (c2sp.org/signed-note), and where it is reached. */
export interface Party {
  vkey: string;
  url?: string;
}

/** A witness by its name, which means nothing outside of the policy. */
export interface NamedParty extends Party {
  name: string;
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
  witnesses: readonly NamedParty[];
  groups: readonly Group[];
  /** The name of a witness or a group, or `none`. */
  quorum: string;
}

/** Nobody but the log itself need have signed. */
export const NO_WITNESSES: Policy = { logs: [], witnesses: [], groups: [], quorum: 'none' };

/** What has been read so far. */
interface Reading {
  logs: Party[];
  witnesses: NamedParty[];
  groups: Group[];
  quorum?: string;
  /** What has a name: `none`, witnesses and groups. */
  names: Set<string>;
  /** Names that are members of a group already: each counts in one place only. */
  members: Set<string>;
}

/** Each kind of line, by its first word; `words` are those after it. */
const LINES: Readonly<Record<string, (reading: Reading, words: readonly string[]) => void>> = {
  log({ logs }, [vkey, url, ...more]) {
    if (!vkey || more.length > 0) throw new Error('a log has a verifier key and perhaps a URL');
    logs.push(partyOf({ vkey, url }, LOG_TYPES, logs));
  },
  witness(reading, [name, vkey, url, ...more]) {
    if (!name || !vkey || more.length > 0) throw new Error('a witness has a name, a verifier key and perhaps a URL');
    const party = partyOf({ vkey, url }, WITNESS_TYPES, reading.witnesses);
    define(reading, name);
    reading.witnesses.push({ name, ...party });
  },
  group(reading, [name, count, ...members]) {
    if (!name || !count || members.length === 0) throw new Error('a group has a name, a number and members');
    const least = leastOf(count, members.length);
    for (const member of members) {
      assertDefined(reading, member);
      if (member === 'none') throw new Error('none cannot be a member');
      if (reading.members.has(member)) throw new Error(`${member} is a member already`);
      reading.members.add(member);
    }
    define(reading, name);
    reading.groups.push({ name, least, members });
  },
  quorum(reading, [name, ...more]) {
    if (!name || more.length > 0) throw new Error('a quorum is one name');
    if (reading.quorum !== undefined) throw new Error('there is a quorum already');
    assertDefined(reading, name);
    reading.quorum = name;
  },
};

/**
 * Reads a policy. That a key fits its hash is not checked here: `parseVerifierKey` does so, wherever it is used.
 * @throws Error that names the line and what is wrong with it.
 */
export function parsePolicy(text: string): Policy {
  const reading: Reading = { logs: [], witnesses: [], groups: [], names: new Set(['none']), members: new Set() };
  for (const [index, line] of text.split('\n').entries()) {
    try {
      readLine(reading, line);
    } catch (error) {
      throw new Error(`Line ${index + 1} of the policy: ${(error as Error).message}`);
    }
  }
  const { logs, witnesses, groups, quorum } = reading;
  if (quorum === undefined) throw new Error('A policy has exactly one quorum');
  return { logs, witnesses, groups, quorum };
}

/**
 * The text of a policy's file. Bytes beyond ASCII have no meaning in it, only identity: what is no UTF-8 is read so that
 * different bytes stay different.
 */
export function decodePolicy(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
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
export function hasQuorum({ witnesses, groups, quorum }: Policy, signed: ReadonlySet<string>): boolean {
  const witnessed = new Set(witnesses.map(({ name }) => name).filter((name) => signed.has(name)));
  for (const { name, least, members } of groups) {
    if (members.filter((member) => witnessed.has(member)).length >= least) witnessed.add(name);
  }
  return quorum === 'none' || witnessed.has(quorum);
}

function readLine(reading: Reading, line: string): void {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what a policy must not hold
  if (/[\x00-\x08\x0b-\x1f\x7f]/.test(line)) throw new Error('a control character; lines end in a newline alone');
  const [keyword, ...words] = line.split(/[ \t]+/).filter(Boolean);
  if (keyword === undefined || keyword.startsWith('#')) return;
  if (!Object.hasOwn(LINES, keyword)) throw new Error(`${keyword} is not log, witness, group or quorum`);
  LINES[keyword]!(reading, words);
}

function partyOf(
  { vkey, url }: { vkey: string; url: string | undefined },
  types: readonly number[],
  others: readonly Party[],
): Party {
  const { type, publicKey } = readVerifierKey(vkey);
  if (!types.includes(type)) throw new Error('the verifier key is of a type for other purposes');
  // The same key under another name is the same party: it must not count twice.
  const key = toBase64(publicKey);
  if (others.some((other) => toBase64(readVerifierKey(other.vkey).publicKey) === key))
    throw new Error('this key is listed already');
  return { vkey, ...(url !== undefined && { url }) };
}

function define({ names }: Reading, name: string): void {
  if (names.has(name)) throw new Error(`${name} is defined twice`);
  names.add(name);
}

function assertDefined({ names }: Reading, name: string): void {
  if (!names.has(name)) throw new Error(`${name} is not defined above`);
}

/** How many of `members` a group's second word asks for. */
function leastOf(word: string, members: number): number {
  if (word === 'all') return members;
  if (word === 'any') return 1;
  const least = /^[1-9]\d*$/.test(word) ? Number(word) : 0;
  if (least < 1 || least > members) throw new Error(`${word} is not all, any, or 1 to ${members}`);
  return least;
}
