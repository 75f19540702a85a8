import type { CredentialFormat, CredentialType, LawRef } from '../../pack/index.ts';

/** Whose record a card speaks of, and which of theirs. */
export interface About {
  subject: string;
  key: string;
}

/** What somebody carries. */
export interface Card extends About {
  /** Its holder. */
  person: string;
  id: string;
  type: string;
  agency: string;
  state: 'valid' | 'suspended' | 'revoked';
  suspendedBy: Decider['kind'] | null;
  grantedAt: Date;
  endsAt: Date;
}

/** Which card, and whose. */
export type CardId = Pick<Card, 'person' | 'id'>;

/** Who decides about a card. An officer has the office of its type, and is no family. */
export type Decider =
  | { kind: 'holder' }
  | { kind: 'officer'; person: string; agency: string; role: string }
  | { kind: 'system' };

/**
 * What is done with cards: `moved` is to another device, `lost` ends what is on one, `recalled` what a key has signed that
 * is distrusted.
 */
export const CARD_ACTS = [
  'granted',
  'issued',
  'suspended',
  'resumed',
  'revoked',
  'renewed',
  'moved',
  'lost',
  'recalled',
] as const;
export type CardActKind = (typeof CARD_ACTS)[number];

/** Why a card was revoked, where nobody said so in words of their own. */
export type EndReason = 'holder' | 'lost' | 'death' | 'right-lost';

/** Something that was done with a card. */
export interface CardAct {
  id: string;
  card: string;
  kind: CardActKind;
  byKind: Decider['kind'];
  officer: string | null;
  content: Record<string, unknown>;
  at: Date;
  /** Its entry in the public log. */
  entry: string;
}

export type FormatKind = CredentialFormat['kind'];

/** In place of a device: copies on paper are on none. */
export const PAPER_WALLET = '00000000-0000-0000-0000-000000000000';

/** What a read for a card is for, in words for the person whose data it is. */
export const purposeOf = ({ title, law }: CredentialType): { text: CredentialType['title']; law?: LawRef } => ({
  text: title,
  ...(law[0] && { law: law[0] }),
});

/** In whose name registers are read for a card. */
export const readerOf = ({ id, agency }: CredentialType) => ({ kind: 'service', service: id, agency }) as const;

export const DAY_MS = 86_400_000;

/** The beginning of a day of UTC: what copies say of time is the same for all of a day, so that it tells nobody from others. */
export const startOfUtcDay = (at: Date): Date => new Date(Math.floor(at.getTime() / DAY_MS) * DAY_MS);

/** When a card ends that is granted or made anew at an instant. */
export const endOfLife = (at: Date, { life }: CredentialType): Date =>
  new Date(startOfUtcDay(at).getTime() + life.days * DAY_MS);
