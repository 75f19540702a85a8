import { addDays, type Day } from '../../kernel/index.ts';
import { isOpenOn, openingOn } from '../journey/window.ts';
import { canMove, horizonOf, turningDays } from './days.ts';
import { firstRefused, type Instance, type Outlook, outlookOn } from './outlook.ts';
import type { TimedClause } from './prepare.ts';

/**
 * How a service comes out on the first day, from `today` to the horizon, on which it can be applied for and is not
 * refused; undefined when there is no such day. `today` is given as it was decided already.
 */
export function firstNotRefused(instance: Instance, today: Outlook): Outlook | undefined {
  const { candidate } = instance;
  const { service } = candidate;
  if (today.eligible !== 'no' && isOpenOn(service, today.day)) return today;
  const refused = today.decision.because.map((id) => candidate.clauses.get(id)!);
  if (refused.some((clause) => !canMove(candidate, clause, today.day))) return undefined;
  const moving = movingClauses(instance, today.day);
  for (const day of daysToTry(instance, moving, today.day)) {
    if (firstRefused(instance, refused, day)) continue;
    const outlook = outlookOn(instance, day);
    if (outlook.eligible !== 'no') return outlook;
  }
  return undefined;
}

const movingClauses = (instance: Instance, day: Day): TimedClause[] =>
  [...instance.candidate.clauses.values()].filter((clause) => canMove(instance.candidate, clause, day));

/** The days on which the service opens and those on which its clauses turn, as far as it can be applied for then. */
function daysToTry({ candidate, jsonOf }: Instance, moving: readonly TimedClause[], today: Day): Day[] {
  const { service } = candidate;
  const opens = service.window.map(({ from }) => from).filter((day) => day > today && day <= horizonOf(today));
  const turns = moving.length > 0 ? turningDays(candidate, moving, jsonOf, today) : [];
  return [...new Set([...opens, ...turns])].filter((day) => isOpenOn(service, day)).sort();
}

/**
 * The last day on which what is met on a day can be applied for: the window closes, or a clause stops to hold.
 * `because` is the first clause that stops; undefined where only the window ends it. Undefined where nothing does
 * before the horizon.
 */
export function lastDayOf(instance: Instance, from: Day): { day: Day; because: string | undefined } | undefined {
  const { candidate, jsonOf } = instance;
  const opening = openingOn(candidate.service, from);
  const closing = opening.state === 'open' ? opening.window.until : undefined;
  const moving = movingClauses(instance, from);
  const turns = moving.length > 0 ? turningDays(candidate, moving, jsonOf, from) : [];
  for (const day of turns) {
    if (closing !== undefined && day > closing) break;
    const stopped = firstRefused(instance, moving, day);
    if (stopped) return { day: addDays(day, -1), because: stopped.rule.clauses[0]!.id };
  }
  return closing === undefined ? undefined : { day: closing, because: undefined };
}
