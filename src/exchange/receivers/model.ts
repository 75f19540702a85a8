import { isSandbox } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';

/** A public key (RFC 7517) as it is kept: what it takes to use it, and nothing else. */
export interface Jwk {
  kty: 'EC';
  crv: 'P-256';
  x: string;
  y: string;
  kid: string;
  use: 'sig' | 'enc';
  alg: 'ES256' | 'ECDH-ES';
}

/** Keys of a receiver: by any of the first it signs, and to the last one answers are encrypted. */
export interface ReceiverKeys {
  sign: readonly Jwk[];
  encrypt: Jwk;
}

/** How many answers it may have in a minute: in all, and of one person. */
export interface Limits {
  all: number;
  person: number;
}

/** Who receives data. */
export interface Receiver extends ReceiverKeys {
  /** The relying party that it is. */
  party: string;
  /** Where it is told of changes; undefined where it does not want to be. */
  webhook: string | undefined;
  /** Whose desk it is on; undefined where an operator looks after it. */
  owner: string | undefined;
  limits: Limits;
  registeredAt: Date;
}

/** What receivers may have unless an operator says otherwise. */
const LIMITS: Limits = { all: 60_000, person: 10 };
/** Who tries is one, and asks the same few people again and again. */
const LIMITS_OF_SANDBOX: Limits = { all: 120, person: 30 };

/** What a receiver may have that registers here. */
export const limitsOf = ({ config }: Pick<Government, 'config'>): Limits =>
  isSandbox(config) ? LIMITS_OF_SANDBOX : LIMITS;
