import type { Text } from '../../kernel/index.ts';
import type { Opening } from '../leaf.ts';
import { isMisbehaviour, type Misbehaviour, readMisbehaviour } from '../monitor/file.ts';
import { convicts, type MisbehaviourCheckId, verifyMisbehaviour } from '../monitor/misbehaviour.ts';
import { CHECK_WORDS, MEANING } from '../monitor/words.ts';
import type { Witnessed } from '../note/cosignature.ts';
import {
  type Claims,
  claimsOf,
  examineReceipt,
  findingOf,
  type Outcome,
  outcomeOf,
  type Trust,
  trustFor,
} from './examine.ts';
import { openingOf, type ReceiptFile, readObject, readReceipt } from './file.ts';
import type { CheckId } from './verify.ts';
import { ERASED, FINDINGS, LIMITS, OUTCOME_TEXT } from './words.ts';

/*
 * Whatever file of proof one is given: what it comes to, in words for people and in ids for programs. Runs in the browser
 * too.
 */

/** One check, with what it found in words. */
export interface Finding {
  id: CheckId | MisbehaviourCheckId;
  ok: boolean | null;
  text: Text;
}

/** What a file of proof comes to. */
export interface Verdict {
  kind: 'receipt' | 'misbehaviour';
  outcome: Outcome;
  /** The outcome in a few words. */
  title: Text;
  /** What the file is about, where that needs saying. */
  meaning?: Text;
  findings: Finding[];
  /** Whose keys were trusted. */
  keys: Trust['keys'];
  /** What is not proved, whatever the findings are. */
  limits: Text[];
  /** What a receipt claims; it is worth what the findings say. */
  receipt?: Pick<ReceiptFile, 'index' | 'size' | 'content'> & Partial<Claims> & { witnesses: Witnessed[] };
}

/** Policies that are trusted in the place of the file's own: the reader's, and for its own log that of the site. */
export type Given = Parameters<typeof trustFor>[1];

/** How each kind of file is read and checked. @throws FileError when it is no file of that kind. */
const KINDS: Record<Verdict['kind'], (text: string, given: Given) => Promise<Verdict>> = {
  receipt: (text, given) => verdictOnReceipt(readReceipt(text), given),
  misbehaviour: (text, given) => verdictOnMisbehaviour(readMisbehaviour(text), given),
};

/**
 * Checks a file of proof, whichever kind it is of.
 * @throws FileError when it cannot be read; Error when a given policy is malformed.
 */
export async function verifyFile(text: string, given?: Given): Promise<Verdict> {
  return KINDS[isMisbehaviour(readObject(text)) ? 'misbehaviour' : 'receipt'](text, given);
}

/**
 * Checks a receipt.
 * @param opening salt and content; those of the file unless others are given, as a printed decision does.
 * @throws Error when a given policy is malformed.
 */
export async function verdictOnReceipt(
  file: ReceiptFile,
  given?: Given,
  opening: Opening | undefined = openingOf(file),
): Promise<Verdict> {
  const { keys, policy } = trustFor(file, given);
  const { outcome, checks, witnesses, asksWitnesses } = await examineReceipt(file, opening, policy);
  const { right, holder, later, person, key, witness } = LIMITS;
  const claims = claimsOrNone(file);
  return {
    kind: 'receipt',
    outcome,
    title: OUTCOME_TEXT[outcome],
    ...(file.erased && { meaning: ERASED }),
    findings: checks.map((check) => {
      const words: Partial<Record<string, Text>> = FINDINGS[check.id];
      return { ...check, text: words[findingOf(check, asksWitnesses)]! };
    }),
    keys,
    limits: [
      right,
      later,
      opening ? holder : person,
      ...(keys === 'own' ? [] : [key]),
      ...(asksWitnesses ? [witness] : []),
    ],
    receipt: {
      index: file.index,
      size: file.size,
      content: opening ? opening.content : claims.leaf?.statement,
      witnesses,
      ...claims,
    },
  };
}

/** A checkpoint that is malformed claims nothing; its checks have not passed either. */
function claimsOrNone(file: ReceiptFile): Partial<Claims> {
  try {
    return claimsOf(file);
  } catch {
    return {};
  }
}

async function verdictOnMisbehaviour(file: Misbehaviour, given: Given): Promise<Verdict> {
  const { keys, policy } = trustFor({ policy: file.policy, checkpoint: checkpointIn(file) }, given);
  const checks = await verifyMisbehaviour(file, policy);
  const outcome = convicts(checks)
    ? 'proved'
    : outcomeOf(checks.some(({ ok }) => ok === false) ? checks : [{ ok: null }]);
  return {
    kind: 'misbehaviour',
    outcome,
    title: OUTCOME_TEXT[outcome],
    meaning: MEANING[file.kind],
    findings: checks.map((check) => ({ ...check, text: CHECK_WORDS[check.id] })),
    keys,
    limits: keys === 'own' ? [] : [LIMITS.key],
  };
}

/** A checkpoint that the file is about, by which its log is known; empty where it has none. */
function checkpointIn(file: Misbehaviour): string {
  if ('second' in file) return file.second;
  return 'checkpoint' in file ? file.checkpoint : '';
}
