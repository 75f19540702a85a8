import type { Told } from './answer.ts';
import { askedClaims, idOfPath, leastAgreed, toldOf } from './consent.ts';
import type { Part, Wanted } from './question.ts';

/** What somebody has decided of one thing that is wanted. */
export interface Decision {
  /** Whether it is shown at all; what is required always is, or everything is refused. */
  shown: boolean;
  /** Which of the choices. */
  choice: number;
  /** What of each card is agreed to, by part. It stays while another card is looked at. */
  agreed: Readonly<Record<string, ReadonlySet<string>>>;
}

/** A part by a name of its own. */
export const nameOfPart = ({ query, card }: Part): string => `${query} ${card.id}`;

/** Before anybody has decided: the first card, the least that answers, and nothing that is not required. */
export function firstDecision({ required, choices }: Wanted): Decision {
  const agreed = choices.flat().map((part) => [nameOfPart(part), leastAgreed(part.sets)] as const);
  return { shown: required, choice: 0, agreed: Object.fromEntries(agreed) };
}

/** The decision with one claim of a part agreed to, or refused. */
export function decide(decision: Decision, part: Part, claim: string, isAgreed: boolean): Decision {
  const name = nameOfPart(part);
  const agreed = new Set(decision.agreed[name]);
  if (isAgreed) agreed.add(claim);
  else agreed.delete(claim);
  return { ...decision, agreed: { ...decision.agreed, [name]: agreed } };
}

/** The parts of what is chosen; none of what is not shown. */
export const partsOf = ({ choices }: Wanted, { shown, choice }: Decision): readonly Part[] =>
  shown ? choices[choice]! : [];

/** All that is told. @returns undefined where what is agreed to is no answer. */
export function toldBy(wanted: readonly Wanted[], decisions: readonly Decision[]): Told[] | undefined {
  const told = wanted.flatMap((one, nth) =>
    partsOf(one, decisions[nth]!).map((part) => ({
      part,
      paths: toldOf(part.sets, decisions[nth]!.agreed[nameOfPart(part)]!),
    })),
  );
  const isWhole = told.length > 0 && told.every(({ paths }) => paths !== undefined);
  return isWhole ? (told as Told[]) : undefined;
}

/** What was asked of the chosen cards and is not told, by part. */
export function keptBack(wanted: readonly Wanted[], decisions: readonly Decision[], told: readonly Told[]) {
  return wanted.flatMap((one, nth) =>
    one.choices[decisions[nth]!.choice]!.map((part) => {
      const given = new Set(told.find((tell) => tell.part === part)?.paths.map(idOfPath));
      return { part, paths: askedClaims(part.sets).flatMap(({ id, path }) => (given.has(id) ? [] : [path])) };
    }),
  );
}
