import type { GivenRecord } from '../../node/index.ts';

/** Milliseconds for which an answer counts as new: the pages of one journey ask once. */
export const FRESH_MS = 60_000;

/** Milliseconds for which an older answer is taken where the node does not answer now; it is told as old. */
export const KEPT_MS = 15 * 60_000;

/** Milliseconds for which a node that did not answer is not asked again, so that one that stalls costs little. */
export const RESTS_MS = 10_000;

/** Answers kept at once; the oldest go first. */
const MOST_KEPT = 10_000;

/** What a node has said of a person to a reader. */
export interface Copy {
  /** When it said so, and of when that is. */
  at: Date;
  asOf: Date;
  fields: ReadonlySet<string>;
  records: readonly GivenRecord[];
}

/**
 * What nodes said lately, in the memory of this process and nowhere else: the data stays at home. Told apart by readers,
 * since a node may answer one and not another.
 */
export class NodeMemory {
  readonly #copies = new Map<string, Copy>();
  readonly #failedAt = new Map<string, Date>();

  /** What was said of this, with all these fields, no longer than so many milliseconds before. */
  find(name: string, fields: readonly string[], now: Date, within: number): Copy | undefined {
    const copy = this.#copies.get(name);
    if (!copy || now.getTime() - copy.at.getTime() >= within) return undefined;
    return fields.every((field) => copy.fields.has(field)) ? copy : undefined;
  }

  keep(name: string, copy: Copy): void {
    this.#copies.delete(name);
    this.#copies.set(name, copy);
    for (const oldest of this.#copies.keys()) {
      if (this.#copies.size <= MOST_KEPT) break;
      this.#copies.delete(oldest);
    }
  }

  /** Forgets what is too old to be taken. */
  forget(now: Date): void {
    for (const [name, { at }] of this.#copies) {
      if (now.getTime() - at.getTime() < KEPT_MS) break; // the rest is newer
      this.#copies.delete(name);
    }
  }

  /** When a node that rests was asked last; undefined for one that can be asked. */
  restsSince(address: string, now: Date): Date | undefined {
    const failed = this.#failedAt.get(address);
    return failed && now.getTime() - failed.getTime() < RESTS_MS ? failed : undefined;
  }

  hasFailed(address: string, at: Date): void {
    this.#failedAt.set(address, at);
  }

  hasAnswered(address: string): void {
    this.#failedAt.delete(address);
  }
}
