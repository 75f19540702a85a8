import { candidatesOf } from './candidates.ts';
import type { Answer, Askable, Goal } from './goal.ts';
import { openingOf } from './opening.ts';
import { outlookOf } from './outlook.ts';

/** Something to ask. */
export interface Question {
  readonly fact: string;
  /** How much of all goals it is expected to decide, by their worth: 1 is one goal of average worth. */
  readonly decides: number;
  /** The goals whose answers it can change: through which clauses, and whether through the amount. */
  readonly why: readonly Why[];
}

export interface Why {
  readonly goal: string;
  readonly clauses: readonly string[];
  readonly amount: boolean;
}

const ANYTHING: Askable = () => true;

/**
 * What to ask, the question first that is expected to decide most over all goals. A question is there only if its answer
 * can still change an answer: eligibility, or the amount of what is not a no. Empty: nothing that can be asked can.
 *
 * Whether it can is found out by trying the values that make a difference (`pointsOf`), as far as they are few
 * (`MOST_COMBINATIONS`), which sees what Kleene's logic does not: that `x or not(x)` holds whatever x is. It is taken
 * that whoever is asked answers with a value, not with null, unless the rule itself speaks of there being none.
 */
export function rankQuestions(goals: readonly Goal[], askable: Askable = ANYTHING): Question[] {
  const ranked = new Map<string, { decides: number; why: Why[] }>();
  const weigh = weightsOf(goals);
  for (const goal of goals) {
    const opening = openingOf(goal, askable);
    if (!opening) continue;
    for (const { fact, share, ...why } of candidatesOf(opening)) {
      const before = ranked.get(fact) ?? { decides: 0, why: [] };
      before.why.push({ goal: goal.id, ...why });
      ranked.set(fact, { decides: before.decides + share * weigh(goal), why: before.why });
    }
  }
  // Sorting is stable: among equals the one that stands first in the rules.
  return [...ranked].map(([fact, question]) => ({ fact, ...question })).sort((a, b) => b.decides - a.decides);
}

/** The answer as far as it is certain, even where Kleene's logic cannot see it; `need` as long as a question can change it. */
export function answerOf(goal: Goal): Answer {
  const opening = openingOf(goal, ANYTHING);
  return opening ? outlookOf(opening).answer : { eligible: 'no' };
}

/** Worth in proportion to the average; nothing counts so little that it is not asked for. */
function weightsOf(goals: readonly Goal[]): (goal: Goal) => number {
  const stated = goals.flatMap(({ worth }) => (worth === undefined ? [] : [Math.max(worth, 0)]));
  const average = stated.reduce((sum, worth) => sum + worth, 0) / stated.length;
  return ({ worth }) => (worth === undefined || !(average > 0) ? 1 : Math.max(worth / average, 0.001));
}
