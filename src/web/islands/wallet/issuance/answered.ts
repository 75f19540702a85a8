import { now } from '../../shared/clock.ts';
import type { NewCopy } from '../store.ts';
import { copiesWith } from './copies.ts';
import { type Asking, type Given, notify } from './credential.ts';
import type { Fetch } from './http.ts';
import type { Configuration } from './metadata.ts';

/** A request whose issuer has not decided yet; its keys wait with it. */
export interface Later {
  configuration: string;
  transaction: string;
  /** The instant from which on it may be asked again. */
  askAt: number;
  keys: readonly CryptoKeyPair[];
}

/** What an issuer's answer is worth. */
export interface Answered {
  configuration: Configuration;
  copies: NewCopy[];
  notification?: string | undefined;
  later?: Later;
}

/** What an answer is worth: copies that are sound, or a promise. A copy that is not sound is said to its issuer. */
export async function answeredBy(
  fetch: Fetch,
  asking: Asking,
  configuration: Configuration,
  keys: readonly CryptoKeyPair[],
  answer: Given,
): Promise<Answered> {
  if (answer.kind === 'later') {
    const { transaction, seconds } = answer;
    const later = { configuration: configuration.id, transaction, askAt: now() + seconds * 1000, keys };
    return { configuration, copies: [], later };
  }
  const { credentials, notification } = answer;
  try {
    return { configuration, copies: await copiesWith(credentials, keys, configuration), notification };
  } catch (error) {
    await notify(fetch, asking, notification, 'credential_failure');
    throw error;
  }
}
