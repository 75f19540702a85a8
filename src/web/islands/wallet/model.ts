import type { Text } from '../../../kernel/index.ts';

/*
 * What a wallet holds. All of it is on the device only; what is personal lies there enciphered under its profile's key.
 */

/** One person's part of a phone: two people may share it, and neither opens the other's. */
export interface Profile {
  id: string;
  /** As its holder calls it; it stands on the page before anything is opened, so a pet name will do. */
  name: string;
  /** What opens it, in the order in which they were set up. There is at least one. */
  locks: readonly LockKind[];
}

/** A number to type, or a passkey whose device gives a secret for it (WebAuthn, `prf`). */
export type LockKind = 'pin' | 'passkey';

/** In which form a copy is: by the names of OpenID4VCI, and our own short form for shows without a network. */
export type CopyFormat = 'dc+sd-jwt' | 'mso_mdoc' | 'compact';

/** One card, as a person sees it. Its copies are apart from it. */
export interface HeldCard {
  id: string;
  /** The Credential Issuer Identifier. */
  issuer: string;
  /** By which grant new copies are fetched. */
  grant?: string;
  issuerName: Text;
  title: Text;
  summary?: Text;
  look: Look;
  /** What new copies are asked for by: one row for each format that is held. */
  formats: readonly HeldFormat[];
  /** All that it says, in the issuer's order. */
  claims: readonly HeldClaim[];
  /** Instants in milliseconds since 1970, as are all in this file. */
  addedAt: number;
  /** When its copies end, if they do. */
  expiresAt?: number;
  /** From when on new copies are fetched. */
  renewBy?: number;
}

export interface HeldFormat {
  format: CopyFormat;
  /** The issuer's name of this format of this card. */
  configuration: string;
  /** The `vct` of an SD-JWT VC, the document type of an mdoc. */
  type: string;
  /** How many copies are asked for at once. */
  batch: number;
}

/** How one recognises it at a glance. */
export interface Look {
  /** Colours as #rrggbb: of the card, and of what is written on it. */
  background: string;
  ink: string;
  /** One or two characters, or an emblem of the design by its name. */
  emblem?: string;
  /** A picture, as a `data:` address. */
  logo?: string;
  /** Which claims stand on its face: keys of `HeldCard.claims`. */
  face: readonly string[];
}

export interface HeldClaim {
  /** Its name within the card: its path joined by dots. */
  key: string;
  title: Text;
  value: unknown;
  /** Words for its value, where it has a few only. */
  options?: Readonly<Record<string, Text>>;
  /** Where it stands in each format: `['address', 'region']`, or name space and element of an mdoc. */
  paths: Partial<Record<CopyFormat, readonly (string | number)[]>>;
  /** Whether its holder may keep it to themself. */
  apart: boolean;
}

/** One signed thing that is shown once, with the key that it is bound to. */
export interface HeldCopy {
  id: string;
  card: string;
  format: CopyFormat;
  /** As the issuer gave it: an SD-JWT, or an mdoc or a compact copy in base64url. */
  credential: string;
  /** ES256. The private key cannot leave the browser. */
  key: CryptoKeyPair;
  /** `gone`: revoked, moved or over. */
  state: 'fresh' | 'used' | 'gone';
}

/** A copy that was taken to be shown. */
export interface TakenCopy extends HeldCopy {
  /** It was shown before, since no other was left: those who saw it can tell that it is the same. */
  again: boolean;
}

/** What is kept of one disclosure, on this device and nowhere else. */
export interface Shown {
  id: string;
  at: number;
  party: Party;
  /** For what it asked, as it is registered. */
  purpose?: Text;
  /** The law that it names, if any. */
  law?: Text;
  /** Which cards it was about. The titles stay when a card is removed. */
  cards: readonly { id: string; title: Text }[];
  asked: readonly ShownClaim[];
  given: readonly ShownClaim[];
  /** What was signed with it, by the title that it had. */
  signed?: string;
  refused: readonly ShownClaim[];
  /** `offline`: by a code on the screen, where nobody says who read it. */
  outcome: 'given' | 'refused' | 'failed' | 'offline';
  /** What went wrong, for `failed`. */
  why?: string;
}

/** Who asked. */
export interface Party {
  /** The client id of the request; `screen` for a code that was shown. */
  id: string;
  name: Text;
}

export interface ShownClaim {
  card: string;
  key: string;
  title: Text;
}

/** What a wallet may fetch from an issuer's authorization server, and the key that this is bound to (RFC 9449). */
export interface Grant {
  id: string;
  issuer: string;
  authorizationServer: string;
  accessToken: string;
  /** When the access token ends. */
  expiresAt: number;
  refreshToken?: string;
  scope?: string;
  /** As whom it was asked for; left out for nobody in particular. */
  clientId?: string;
}
