import type { Query } from '../../formats/index.ts';
import type { Text } from '../../kernel/index.ts';
import type { CardId, FormatKind } from '../cards/index.ts';

/** What somebody asks to be shown. */
export interface PresentationToOpen {
  /** A relying party, and which of its uses. */
  party: string;
  use: string;
  /** Less than the whole use; the whole if left out. */
  query?: Query;
  /** Whose cards alone will do. */
  person?: string;
  /**
   * On the same device: where the wallet goes when it has answered, with its response code behind it. A path of ours, or an
   * address at a host of the relying party. What was shown is then handed out by `finishPresentation` alone.
   */
  returnTo?: string;
  /**
   * What the holder is to sign with the card, by the id of the query for it (`consentTransaction`): for the house's own use
   * `SIGNING` alone. The card is then asked for as SD-JWT VC only.
   */
  sign?: (card: string) => string;
  /** Through the Digital Credentials API of a browser: the origin of the page that asks. */
  browser?: { origin: string };
}

/** A presentation that was asked for. */
export interface OpenedPresentation {
  id: string;
  /** Opens what comes of it: for who asked alone, never in an address. */
  secret: string;
  expiresAt: Date;
  /** For any wallet, as link or QR code. */
  uri: string;
  /** The same for our own. */
  link: string;
  /** What a page gives `navigator.credentials.get`. */
  request?: { protocol: string; data: { request: string } };
}

/** How a presentation stands. */
export type PresentationState =
  | 'waiting'
  /** What was shown is true. */
  | 'answered'
  /** Whoever was asked said no. */
  | 'refused'
  /** What was shown is not what it says. */
  | 'false'
  /** Nobody answered in time, or it was handed out before. */
  | 'lapsed';

/** A card as it was shown. */
export interface ShownCard {
  /** Id of the credential query that it answers. */
  query: string;
  /** Id of its type in the pack. */
  type: string;
  format: FormatKind;
  /** What was asked for of it, and nothing else. */
  claims: Readonly<Record<string, unknown>>;
  /** What was signed with it, where that was asked for. */
  signed?: SignedTransaction;
  /** For the government itself: whose it is. */
  holder?: { person: string; card: string };
}

/** A transaction that a holder has signed with the key of a card, with all that anybody needs to verify it again. */
export interface SignedTransaction {
  /** As it was sent, in base64url: what is hashed. */
  transaction: string;
  /** The card without a single claim that stands apart, and the holder's signature: SD-JWT+KB (RFC 9901). */
  presentation: string;
  /** `vct` of the card. */
  type: string;
  /** Of the request: what the signature has to say besides. */
  nonce: string;
  audience: string;
  /** When it was taken, in seconds since 1970. */
  at: number;
}

/** The relying party of the house and its use by which people sign: no other may have anything signed. */
export const SIGNING = { party: 'sign-in', use: 'sign' } as const;

/** What came of a presentation, for who asked. */
export interface Outcome {
  state: PresentationState;
  /** Where it is false: why. */
  why?: Text;
  /** What was shown; only while it is handed out. */
  cards?: readonly ShownCard[];
}

/** A card as it is kept until it is handed out. */
export type KeptCard = Omit<ShownCard, 'holder'> & { holder: CardId };

/** For so long a request waits for its answer. */
export const WAITS_MS = 5 * 60_000;
/** For so long what was shown can be fetched. */
export const KEPT_MS = 5 * 60_000;
