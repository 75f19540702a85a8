import { REMEMBERED_SECONDS } from './protocol/index.ts';

/** Remembers nonces for as long as their signatures count. */
export interface NonceMemory {
  /** Whether it comes for the first time. @param at seconds since 1970. */
  isNew(keyid: string, nonce: string, at: number): boolean;
}

/** Nonces remembered at once; whoever sends more in that time is refused as if they came again. */
const MOST_NONCES = 1_000_000;

/** A memory of nonces in two halves, of which the older is thrown away in turn. */
export function nonceMemory(): NonceMemory {
  let turn = 0;
  let [current, before] = [new Set<string>(), new Set<string>()];
  return {
    isNew(keyid, nonce, at) {
      const now = Math.floor(at / REMEMBERED_SECONDS);
      if (now !== turn) {
        before = now === turn + 1 ? current : new Set();
        current = new Set();
        turn = now;
      }
      const name = `${keyid} ${nonce}`;
      if (current.has(name) || before.has(name) || current.size >= MOST_NONCES) return false;
      current.add(name);
      return true;
    },
  };
}

/** Counts the people that a platform asks about, in windows of a minute. */
export function peopleLimit(): (platform: string, most: number, at: number) => boolean {
  let minute = 0;
  let counts = new Map<string, number>();
  return (platform, most, at) => {
    const now = Math.floor(at / 60);
    if (now !== minute) {
      minute = now;
      counts = new Map();
    }
    const count = (counts.get(platform) ?? 0) + 1;
    if (count > most) return false;
    counts.set(platform, count);
    return true;
  };
}
