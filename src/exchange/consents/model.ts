import type { Locale } from '../../kernel/index.ts';

/** What is done with consents. What uses one up is an answer, and that is recorded as a disclosure. */
export const CONSENT_ACTS = ['given', 'changed', 'paused', 'resumed', 'withdrawn', 'lapsed'] as const;
export type ConsentActKind = (typeof CONSENT_ACTS)[number];

/** In place of a relying party: who has this consent is the counter at which its code is told, whichever that is. */
export const COUNTER = '@counter';

/** The job that tells receivers of what becomes of a consent. */
export const CONSENT_CHANGED_TASK = 'exchange.consent-changed';

/** What that job is told. */
export interface ConsentChanged {
  /** Whose data it is. */
  person: string;
  consent: string;
  kind: ConsentActKind;
}

/** What somebody agrees to: fields as paths (`registry.field`), and statements by id, each list sorted and without doubles. */
export interface Choice {
  fields: readonly string[];
  statements: readonly string[];
}

/** From when until when: the end is not part of it. */
export interface Range {
  from: Date;
  until: Date;
}

/** What somebody has agreed to, and how it stands. */
export interface Consent extends Choice, Range {
  id: string;
  /** Whose data it is. */
  person: string;
  /** Who agreed: that person, or who acts for them. */
  givenBy: string;
  /** Who may ask: a relying party, or `COUNTER`. */
  party: string;
  /** The template that was agreed to, word for word; null at a counter. */
  template: string | null;
  /** Regularly means by itself, in each day, week or month at most once. */
  often: 'once' | 'day' | 'week' | 'month';
  state: 'given' | 'paused' | 'used' | 'withdrawn' | 'lapsed';
  givenAt: Date;
  /** When it was answered by the last time. */
  answeredAt: Date | null;
  /** When something was done with it the last time. */
  changedAt: Date;
  /** The language in which it was shown. */
  locale: Locale;
}

/** A consent that holds now, for one answer. Its row is held until the transaction ends: withdrawing waits, or came first. */
export type ValidConsent = Consent;

/** Something that was done with a consent. */
export interface ConsentAct {
  id: string;
  consent: string;
  kind: ConsentActKind;
  /** Who did it; null for the system. */
  by: string | null;
  content: Record<string, unknown>;
  at: Date;
  /** Its entry in the public log. */
  entry: string;
}

/** Whether an answer was covered by the consent that it names, at its instant; otherwise what was wrong with it. */
export type Coverage = 'covered' | 'unknown' | 'over' | 'beyond';
