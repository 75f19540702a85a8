import type { Day } from '../../kernel/index.ts';
import type { Clause, Pack, Service } from '../../pack/index.ts';
import { answerOf, rankQuestions } from '../../rules/index.ts';
import type { Finding } from './finding.ts';
import { inOrder } from './order.ts';
import { type Ask, finderOf } from './prepare.ts';

/** A question with what hangs on it. */
export interface NextQuestion {
  ask: Ask;
  /** The services that it can change, with the clauses that rest on it; `amount` where how much is paid does. */
  why: readonly { service: Service; clauses: readonly Clause[]; amount: boolean }[];
}

/** What can still be asked, and what comes of it. */
export interface Asking {
  /** The findings, with those settled that no question can change any more. */
  findings: readonly Finding[];
  /** Best first; none of them is in vain. */
  questions: readonly NextQuestion[];
  /** How many services an answer to one of them can change. */
  services: number;
}

/** The questions that can change one of these findings, but for those that the person left out. */
export function askingOf(
  pack: Pack,
  findings: readonly Finding[],
  today: Day,
  leftOut: readonly string[] = [],
): Asking {
  const { asks } = finderOf(pack);
  const byId = new Map(findings.map((finding) => [finding.id, finding.service]));
  const goals = findings.flatMap(({ goal }) => goal ?? []);
  const ranked = rankQuestions(goals, (key) => asks.has(key) && !leftOut.includes(key));
  const questions = ranked.map(({ fact, why }): NextQuestion => {
    const reasons = why.map(({ goal, clauses, amount }) => {
      const service = byId.get(goal)!;
      return { service, clauses: service.clauses.filter(({ id }) => clauses.includes(id)), amount };
    });
    return { ask: asks.get(fact)!, why: reasons };
  });
  const open = new Set(ranked.flatMap(({ why }) => why.map(({ goal }) => goal)));
  const isStuck = ({ id, group, asks: keys }: Finding) =>
    group === 'need' && !open.has(id) && !keys.some((key) => leftOut.includes(key));
  return {
    questions,
    services: open.size,
    findings: inOrder(findings.map((finding) => (isStuck(finding) ? settled(finding, today) : finding))),
  };
}

/** What is certain though not all is known: whether one studies or not, the one or the other is met. */
function settled(finding: Finding, today: Day): Finding {
  const { goal, day, missing, toTell } = finding;
  if (!goal || missing.length > 0 || toTell.length > 0) return finding;
  const { eligible } = answerOf(goal);
  if (eligible === 'need') return finding;
  return { ...finding, group: eligible === 'no' ? 'no' : day === today ? 'yes' : 'later', asks: [], goal: undefined };
}
