import type { Bytes } from '../bytes.ts';

/** Bytes that never change, by name: those used last are kept, up to a limit. */
export class ByteCache {
  readonly #limit: number;
  readonly #kept = new Map<string, Bytes>();
  readonly #underWay = new Map<string, Promise<Bytes>>();
  #bytes = 0;

  /** @param limit of all that is kept together, in bytes. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** How many bytes are kept now. */
  get bytes(): number {
    return this.#bytes;
  }

  /** What is kept under a name. */
  get(name: string): Bytes | undefined {
    const bytes = this.#kept.get(name);
    if (bytes) {
      // The order of a map is that of insertion: what was used last stands last.
      this.#kept.delete(name);
      this.#kept.set(name, bytes);
    }
    return bytes;
  }

  /** What is kept under a name, or loads it: once for all who ask meanwhile. What fails is not kept. */
  async getOrLoad(name: string, load: () => Promise<Bytes>): Promise<Bytes> {
    const kept = this.get(name) ?? this.#underWay.get(name);
    if (kept) return kept;
    const loading = load();
    this.#underWay.set(name, loading);
    try {
      const bytes = await loading;
      this.#keep(name, bytes);
      return bytes;
    } finally {
      this.#underWay.delete(name);
    }
  }

  #keep(name: string, bytes: Bytes): void {
    if (bytes.length > this.#limit) return; // it would only drive out all others
    this.#kept.set(name, bytes);
    this.#bytes += bytes.length;
    for (const [oldest, { length }] of this.#kept) {
      if (this.#bytes <= this.#limit) return;
      this.#kept.delete(oldest);
      this.#bytes -= length;
    }
  }
}
