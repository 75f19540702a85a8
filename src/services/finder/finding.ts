import type { Day } from '../../kernel/index.ts';
import type { Clause, Fact, Service, Window } from '../../pack/index.ts';
import type { Facts, Roles } from '../../registry/index.ts';
import type { ClauseReason, Goal } from '../../rules/index.ts';
import type { CaseRow } from '../cases/store.ts';
import type { OwnMatter } from '../offers.ts';
import type { Demands } from './demands.ts';

/** What is known of a person. */
export interface Knowledge {
  /** Facts of no record in particular, by their keys: from the registries, and answers. */
  facts: Facts;
  /** `applicant`, where it is known who asks. */
  roles: Roles;
  /** The person's records that a service can be about. */
  matters: readonly KnownMatter[];
  /** What they have applied for already, the newest first. */
  cases: readonly EarlierCase[];
}

export type EarlierCase = Pick<CaseRow, 'id' | 'service' | 'matter' | 'state' | 'openedAt'>;

/** One record of a person, with what is known for the services about it. */
export interface KnownMatter {
  own: OwnMatter;
  roles: Roles;
  /** By key. */
  facts: Facts;
  /** Whether a service was granted for it, to anybody; undefined while that is not decided. */
  granted(service: string): boolean | undefined;
}

/**
 * - `yes`: can be applied for now.
 * - `likely`: as `yes` by all that can be asked; `missing` is looked up when it is applied for.
 * - `need`: not known yet; `asks` can still decide it.
 * - `later`: can be applied for from `day` on.
 * - `applied`: applied for or granted already.
 * - `no`: refused by what is known, and within two years no day changes that.
 * - `closed`: its last window is over.
 */
export type Group = 'yes' | 'likely' | 'need' | 'later' | 'applied' | 'no' | 'closed';

/** A clause that is not met, and what would have to be otherwise. */
export interface Unmet {
  clause: Clause;
  demands: Demands | undefined;
}

/** One service as it comes out for one person. */
export interface Finding {
  /** The service, and the record that it is about. */
  id: string;
  service: Service;
  matter: OwnMatter | undefined;
  group: Group;
  /** The day on which it was decided: today, or the first on which it is not refused. */
  day: Day;
  clauses: readonly Pick<ClauseReason, 'id' | 'outcome' | 'uses'>[];
  /** Minor units; null where nothing is paid, or it is not known yet. */
  amount: number | null;
  /** What it is worth to this person in all, in minor units; null as above. */
  worth: number | null;
  /** The window that `day` lies in, or the last one. */
  window: Window | undefined;
  /** The last day on which it can be applied for, and the clause that then stops to hold. */
  until: { day: Day; because: string | undefined } | undefined;
  /** Keys of questions that can still change it. */
  asks: readonly string[];
  /** What is told when applying. */
  toTell: readonly Fact[];
  /** What is not known either, and is asked neither here nor then. */
  missing: readonly Fact[];
  /** The ids of the clauses that are not met on `day`. */
  because: readonly string[];
  /** The same with what would have to be otherwise, for what is refused. */
  unmet: readonly Unmet[];
  /** The clauses that do not hold today and will on `day`. */
  becomes: readonly Clause[];
  /** The services that are decided before it and are still to be applied for. */
  after: readonly Service[];
  kase: EarlierCase | undefined;
  /** What is open about it, for choosing the next question; undefined where no question can change it. */
  goal: Goal | undefined;
}
