import { type Day, formatDay, type Locale, say } from '../kernel/index.ts';
import {
  type ClauseReason,
  type Decision,
  explain,
  type Json,
  type Knowledge,
  type Lookup,
  lookupsIn,
  shortfallOf,
  Trace,
  type Tree,
  type Use,
} from '../rules/index.ts';
import { stillNeeded } from './examples.ts';
import { type Change, changesFor } from './explain-change.ts';
import { numberText, shownAs, valueText } from './explain-values.ts';
import { HEADING, WORDS } from './explain-words.ts';
import { cite } from './law.ts';
import type { LawRef, Pack, Parameter, Service } from './model.ts';

/** A decision as a person reads it, in one language. */
export interface Explanation {
  readonly eligible: Decision['eligible'];
  /** The outcome and the service. */
  readonly heading: string;
  /** By the law of which day. */
  readonly lawDay: string;
  readonly clauses: readonly ExplainedClause[];
  /** The amount and what it rests on; undefined after a no, and while it is unknown. */
  readonly amount: { readonly text: string; readonly because: readonly string[] } | undefined;
  /** Titles of the facts that are still needed: by the rules, or, where all conditions are met, to grant it. */
  readonly need: readonly string[];
  /** What an officer will look at. */
  readonly review: readonly string[];
}

/** A clause with what it rests on. */
export interface ExplainedClause extends Pick<ClauseReason, 'id' | 'outcome'> {
  readonly text: string;
  /** Its article, marked where nobody has compared it with the official text. */
  readonly law: string | undefined;
  /** Facts with their values; figures of the law with the day since when they hold and their article. */
  readonly because: readonly string[];
  /** What would have to be otherwise for it to be met; empty where it is met or unknown, and where that has no short answer. */
  readonly change: readonly Change[];
}

/** What is explained, to whom. */
interface Subject {
  readonly pack: Pack;
  readonly service: Service;
  readonly locale: Locale;
  /** The day whose law was applied. */
  readonly lawDay: Day;
  /** The values behind a decision that was just made; a stored one has none. */
  readonly knowledge: Knowledge | undefined;
}

/**
 * Explains a decision on a service in words. Of a trace more can be said than of a decision that was stored: what would
 * have to change, what a table gave, and what the amount rests on.
 * @param lawDay the day whose law was applied.
 */
export function explainDecision(
  pack: Pack,
  service: Service,
  decision: Decision | Trace,
  locale: Locale,
  lawDay: Day,
): Explanation {
  const isTrace = decision instanceof Trace;
  const subject: Subject = { pack, service, locale, lawDay, knowledge: isTrace ? decision.knowledge : undefined };
  const need = isTrace ? stillNeeded(service, decision) : decision.need;
  return {
    eligible: decision.eligible,
    heading: say(HEADING[decision.eligible], locale, { service: service.title[locale] }),
    lawDay: say(WORDS.lawDay, locale, { day: formatDay(lawDay, locale, pack.era) }),
    clauses: decision.clauses.map((reason) => explainClause(subject, reason)),
    amount: explainAmount(subject, decision),
    need: need.map((name) => shownAs(service, name)?.title[locale] ?? name),
    review: service.review.filter(({ id }) => decision.flags.includes(id)).map(({ text }) => text[locale]),
  };
}

function explainClause(subject: Subject, { id, outcome, uses }: ClauseReason): ExplainedClause {
  const { pack, service, locale, knowledge } = subject;
  const clause = service.clauses.find((each) => each.id === id);
  const shortfall = outcome === 'no' && clause && knowledge && shortfallOf(clause.tree, knowledge);
  return {
    id,
    outcome,
    text: clause?.text[locale] ?? id,
    law: clause?.law && lawText(clause.law, locale),
    because: becauseOf(subject, uses, clause?.tree),
    change: (shortfall && changesFor(pack, service, locale, shortfall)) || [],
  };
}

function explainAmount(subject: Subject, { amount }: Decision): Explanation['amount'] {
  const { pack, service, locale, knowledge } = subject;
  if (amount === undefined || amount === null) return undefined;
  const monthly = service.effects.some((effect) => effect.verb === 'pay' && effect.monthly);
  const unit = monthly ? `${pack.currency.code}/month` : pack.currency.code;
  const uses = service.amount && knowledge ? explain(service.amount, knowledge) : [];
  return { text: numberText(pack, locale, unit, Number(amount)), because: becauseOf(subject, uses, service.amount) };
}

/** Each name that an expression rests on, in words; what the law's tables gave in their places. */
function becauseOf(subject: Subject, uses: readonly Use[], tree: Tree | undefined): string[] {
  const { service, knowledge } = subject;
  const lookups = tree && knowledge ? lookupsIn(tree, knowledge) : [];
  return uses.flatMap(({ name, value }) => {
    const parameter = service.parameters.get(name);
    if (!parameter) return factText(subject, name, value) ?? [];
    if (typeof value !== 'object') return figureText(subject, parameter, parameter.title[subject.locale], value);
    return lookups.filter(({ table }) => table === name).map((lookup) => lookupText(subject, parameter, lookup));
  });
}

/** A fact with its value; undefined for a person, whom people know by no value. */
function factText({ pack, service, locale }: Subject, name: string, value: Json | undefined): string | undefined {
  const fact = shownAs(service, name);
  if (!fact || fact.type === 'person') return undefined;
  const text = value === undefined ? WORDS.unknown[locale] : valueText(pack, locale, fact, value);
  return text && say(WORDS.value, locale, { name: fact.title[locale], value: text });
}

function lookupText(subject: Subject, parameter: Parameter, { by, value }: Lookup): string {
  const { pack, locale } = subject;
  const key = by === undefined ? WORDS.unknown[locale] : valueText(pack, locale, { unit: parameter.by }, by);
  const name = say(WORDS.lookup, locale, { name: parameter.title[locale], by: key ?? '' });
  return figureText(subject, parameter, name, value);
}

/** A figure that the law sets: its value, since when it holds, and where that stands. */
function figureText(
  { pack, locale, lawDay }: Subject,
  parameter: Parameter,
  name: string,
  value: Json | undefined,
): string {
  const since = Object.keys(parameter.values)
    .filter((day) => day <= lawDay)
    .sort()
    .at(-1);
  const shown =
    value === undefined ? undefined : valueText(pack, locale, { unit: parameter.unit, title: parameter.title }, value);
  const notes = [
    ...(since === undefined ? [] : [say(WORDS.since, locale, { day: formatDay(since, locale, pack.era) })]),
    lawText(parameter.law, locale, since !== undefined && parameter.unchecked.includes(since)),
  ];
  const text = say(WORDS.value, locale, { name, value: shown ?? WORDS.unknown[locale] });
  return say(WORDS.noted, locale, { text, notes: notes.join(WORDS.notes[locale]) });
}

/** A citation, marked where it or the figure has not been compared with the official text. */
function lawText(law: LawRef, locale: Locale, isUnchecked = false): string {
  const text = cite(law, locale);
  return isUnchecked || law.checked === false ? `${text}${WORDS.notes[locale]}${WORDS.unchecked[locale]}` : text;
}
