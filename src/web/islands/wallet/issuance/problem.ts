/** Why something could not be fetched. Each has words in `add/words.ts`. */
export type Reason =
  /** What was read is no offer, or not of a kind that is taken here. */
  | 'no-offer'
  /** Nobody answers: no network, or their server is away. */
  | 'unreachable'
  /** The issuer says of itself what does not fit. */
  | 'bad-issuer'
  /** It gives nothing in a form that is held here. */
  | 'no-format'
  /** The offer or the permission is over, or was used already. The same is said of a wrong code. */
  | 'over'
  /** Whoever was asked refused. */
  | 'refused'
  /** This return belongs to nothing that was begun here. */
  | 'not-begun'
  /** What came is not what was asked for: false, bound to another key, of another type. */
  | 'bad-copy';

/** What went wrong with an issuer, for whoever waits for a card. */
export class IssuanceError extends Error {
  readonly reason: Reason;
  /** What the other side said of it, by the standard's codes and in its own words. */
  readonly said: string | undefined;
  constructor(reason: Reason, said?: string) {
    super(said ? `${reason}: ${said}` : reason);
    this.name = 'IssuanceError';
    this.reason = reason;
    this.said = said;
  }
}
