import type { Text } from '../kernel/index.ts';
import type { LawRef, Service } from './model.ts';

/** What an agency vouches for, and its holder carries: who may have it, what it says, how it looks. One file of a pack. */
export interface CredentialType {
  id: string;
  /** Its issuer. */
  agency: string;
  /** The role at the agency whose officers suspend and revoke it. */
  office: string;
  title: Text;
  summary: Text;
  law: readonly LawRef[];
  /** Who may have it, and the facts that it tells: a rule as a service has, compiled as one, under the credential's id. */
  eligibility: Service;
  /** In whose wallet it is. */
  holder: CredentialHolder;
  claims: readonly CredentialClaim[];
  formats: readonly CredentialFormat[];
  /** Claims, by their paths joined by dots, that a code says which is checked without a network; with any, `compact` is a format. */
  offline: readonly string[];
  look: CredentialLook;
  /** How long a copy is good. Longer than the card itself it never is. */
  life: { days: number };
  /** So many days before its end a card is made anew by itself, if its holder still may have it. */
  renew: { days: number };
  /** How many copies are given out at once; each is shown once, so that those who see them cannot tell that they are of one card. */
  copies: number;
  /** SHA-256 of its file. */
  version: string;
}

export type CredentialHolder =
  /** Whom it speaks of. */
  | { kind: 'self' }
  /**
   * Whom one of these fields of the record names that it speaks of: a child's parents, a company's directors. The record is
   * what the rule is about, and who may have it is its `applicant`.
   */
  | { kind: 'named'; registry: string; fields: readonly string[] };

/** One thing that it says. */
export interface CredentialClaim {
  /** Where it stands in an SD-JWT VC: `['address', 'locality']`. */
  path: readonly string[];
  /** A fact of the rule, or the picture that stands for the holder's. */
  says: { kind: 'fact'; fact: string } | { kind: 'picture' };
  title: Text;
  /** Words for its values, where it has a few only: what is told is the key. */
  options: Readonly<Record<string, Text>> | undefined;
  /** Whether the holder may keep it to themself. What is not shown apart is seen by everybody. */
  apart: boolean;
  /** Where it stands in an mdoc, if it does. */
  element: { namespace: string; name: string } | undefined;
}

export type CredentialFormat =
  | { kind: 'dc+sd-jwt' }
  | { kind: 'mso_mdoc'; docType: string }
  /** Ours, small enough for a QR code: `src/formats/offline`. */
  | { kind: 'compact' };

/** How one recognises it at a glance. */
export interface CredentialLook {
  /** Colours as #rrggbb: of the card, and of what is written on it. */
  background: string;
  ink: string;
  /** A short sign: one or two characters, or an emblem of the design by its name. */
  emblem: string;
  /** Paths of claims that stand on its face, joined by dots. */
  face: readonly string[];
}
