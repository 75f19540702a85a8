import { truthIn } from './form.ts';
import { clear, type Opening, put } from './opening.ts';
import { outlookOf } from './outlook.ts';

/** Something to ask for the sake of one goal. */
export interface Candidate {
  readonly fact: string;
  /** The clauses through which it can change the answer, and whether it can by the amount. */
  readonly clauses: readonly string[];
  readonly amount: boolean;
  /** The share of the goal that it is expected to decide: 1 is all of it. */
  readonly share: number;
}

/** What a fact can still change: clauses by number. */
interface Reason {
  readonly variables: number[];
  readonly clauses: Set<number>;
  amount: boolean;
}

type Reasons = ReadonlyMap<string, Reason>;

/** What can be asked for a goal and can still change its answer. */
export function candidatesOf(opening: Opening): Candidate[] {
  const reasons = reasonsOf(opening);
  const alone = questionsAlone(opening, reasons);
  return Array.from(reasons, ([fact, reason]) => ({
    fact,
    clauses: Array.from(reason.clauses, (index) => opening.clauses[index]!.id),
    amount: reason.amount,
    share: shareOf(opening, reason, alone, reasons.size),
  }));
}

function reasonsOf(opening: Opening): Reasons {
  const { variables, clauses } = opening;
  const outlook = outlookOf(opening);
  const reasons = new Map<string, Reason>();
  const reasonOf = (fact: string): Reason => {
    const reason = reasons.get(fact) ?? { variables: [], clauses: new Set(), amount: false };
    reasons.set(fact, reason);
    return reason;
  };
  for (const [number, { eligible, amount }] of outlook.variables) {
    const through = eligible ? [...clauses.keys()].filter((index) => clauses[index]!.variables.includes(number)) : [];
    for (const fact of variables[number]!.facts) {
      const reason = reasonOf(fact);
      reason.variables.push(number);
      for (const index of through) reason.clauses.add(index);
      reason.amount ||= amount;
    }
  }
  for (const fact of outlook.measures) reasonOf(fact).amount = true;
  return reasons;
}

/** Of each clause, how many questions are asked for its sake alone. */
function questionsAlone({ clauses }: Opening, reasons: Reasons): number[] {
  const alone = clauses.map(() => 0);
  for (const reason of reasons.values()) {
    if (!isAlone(reason)) continue;
    for (const index of reason.clauses) alone[index]! += 1;
  }
  return alone;
}

const isAlone = ({ clauses, amount }: Reason): boolean => clauses.size === 1 && !amount;

/**
 * The part of a goal's questions that the answer is expected to make needless, the question itself included: all of them
 * after a no; of a clause that it makes a yes, those asked for its sake alone. The cases of a variable count as equally
 * likely. A variable that takes more than this answer is not decided by it.
 */
function shareOf(opening: Opening, reason: Reason, alone: readonly number[], questions: number): number {
  let open = 1;
  let needless = 1;
  for (const number of reason.variables) {
    if (opening.variables[number]!.facts.length > 1) continue;
    const { no, settled } = expectation(opening, reason, number, alone);
    open *= 1 - no;
    needless += settled;
  }
  return 1 - open + open * Math.min(1, needless / questions);
}

/** How likely a variable makes a no, and how many other questions it is expected to settle when it does not. */
function expectation(opening: Opening, reason: Reason, number: number, alone: readonly number[]) {
  const { truths, variables, clauses } = opening;
  const { atoms, cases } = variables[number]!;
  const itself = isAlone(reason) ? 1 : 0;
  let noes = 0;
  let settled = 0;
  for (const truth of cases) {
    put(truths, atoms, truth);
    let isNo = false;
    let settles = 0;
    for (const index of reason.clauses) {
      const { form, variables } = clauses[index]!;
      const value = variables.includes(number) ? truthIn(form, truths) : undefined;
      if (value === false || value === null) isNo = true;
      else if (value === true) settles += alone[index]! - itself;
    }
    if (isNo) noes += 1;
    else settled += settles;
  }
  clear(truths, atoms);
  return { no: noes / cases.length, settled: settled / Math.max(1, cases.length - noes) };
}
