import { isDeepStrictEqual } from 'node:util';
import { type Card, cardById, type ShownCard } from '../../credentials/index.ts';
import { AppError, type Db, json, run, sql } from '../../kernel/index.ts';
import { cardFactsOf, claimOfCard, type Fact, type Government, type Service } from '../../pack/index.ts';
import type { FactRequest } from '../../registry/index.ts';
import type { Answers } from './answers.ts';
import type { ApplicationRow } from './application.ts';

/** An answer as a card gave it. */
export interface ShownFact {
  value: unknown;
  /** Id of its type, and who issued it. */
  credential: string;
  agency: string;
  /** The card itself: it has to be in force still when the application is submitted. */
  card: string;
  shownAt: string;
}

/** Answers that were given out of a wallet, by fact. */
export type Shown = Readonly<Record<string, ShownFact>>;

/** The same, as facts know where they come from. */
export type Origins = NonNullable<FactRequest['shown']>;

const DAY_MS = 86_400_000;

/** For so long a draft goes by what a card said: what it says may change. */
const TAKEN_MS = 7 * DAY_MS;

/** Whether only a card answers a fact. */
export const isByCardOnly = ({ source }: Fact): boolean => source.kind === 'asked' && source.card?.only === true;

/** Where answers come from that a card gave. One that was typed over is no longer the card's. */
export function originsOf({ answers, shown }: Pick<ApplicationRow, 'answers' | 'shown'>): Origins {
  const still = Object.entries(shown).filter(([name, { value }]) => isDeepStrictEqual(answers[name], value));
  return Object.fromEntries(
    still.map(([name, { credential, agency, shownAt }]) => [name, { kind: 'credential', credential, agency, shownAt }]),
  );
}

/**
 * An application without what cards have said that are in force no longer, or too long ago. What only a card answers is
 * then unanswered again.
 */
export async function withCardsInForce(tx: Db, gov: Government, saved: ApplicationRow): Promise<ApplicationRow> {
  // What was handed in stays as it was then.
  if (saved.submittedAt !== null || Object.keys(saved.shown).length === 0) return saved;
  const cards = new Map<string, Card | undefined>();
  for (const id of new Set(Object.values(saved.shown).map(({ card }) => card)))
    cards.set(id, await cardById(tx, { person: saved.applicant, id }));
  const now = gov.clock.now();
  const isGood = ({ card: id, shownAt }: ShownFact) => {
    const card = cards.get(id);
    const isInForce = card?.state === 'valid' && card.endsAt > now;
    return isInForce && now.getTime() - new Date(shownAt).getTime() < TAKEN_MS;
  };
  const shown = Object.fromEntries(Object.entries(saved.shown).filter(([, one]) => isGood(one)));
  const gone = Object.keys(saved.shown).filter((name) => !Object.hasOwn(shown, name));
  const left = Object.entries(saved.answers).filter(([name, value]) => {
    return !gone.includes(name) || !isDeepStrictEqual(value, saved.shown[name]!.value);
  });
  return { ...saved, shown, answers: Object.fromEntries(left) };
}

/** What somebody has shown for a service of their application. */
export interface Showing {
  applicant: string;
  application: string;
  service: Service;
  /** As the presentation handed them out. */
  cards: readonly ShownCard[];
}

/**
 * Saves what cards say as answers to the facts of a service. Only cards of the applicant's own are taken.
 * @returns how many facts they answered.
 * @throws AppError `conflict` when the application has been submitted.
 */
export async function saveShown(
  tx: Db,
  gov: Government,
  { applicant, application, service, cards }: Showing,
): Promise<number> {
  const shown: Record<string, ShownFact> = {};
  const shownAt = gov.clock.now().toISOString();
  for (const fact of cardFactsOf(service)) {
    const { card: source } = fact.source;
    const type = gov.pack.credentials.get(source.type);
    const claim = claimOfCard(type, source);
    const card = cards.find((one) => one.type === source.type && one.holder?.person === applicant);
    if (!type || !claim || !card) continue;
    const path = card.format === 'mso_mdoc' ? [claim.element?.namespace, claim.element?.name] : claim.path;
    const value = valueAt(card.claims, path);
    if (value === undefined) continue;
    shown[fact.name] = { value, credential: type.id, agency: type.agency, card: card.holder!.card, shownAt };
  }
  const answers: Answers = Object.fromEntries(Object.entries(shown).map(([name, { value }]) => [name, value]));
  const saved = await run(
    tx,
    sql`update services.application set answers = answers || ${json(answers)}, shown = shown || ${json(shown)},
      saved_at = ${gov.clock.now()}
      where applicant = ${applicant} and id = ${application} and submitted_at is null`,
  );
  if (saved === 0) throw new AppError('conflict', 'This application is submitted already.');
  return Object.keys(shown).length;
}

function valueAt(claims: unknown, path: readonly (string | undefined)[]): unknown {
  return path.reduce<unknown>((here, step) => {
    if (step === undefined || typeof here !== 'object' || here === null || !Object.hasOwn(here, step)) return undefined;
    return (here as Record<string, unknown>)[step];
  }, claims);
}
