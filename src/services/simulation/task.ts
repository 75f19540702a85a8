/** Work that takes a while: begun once, and asked for its result as often as one likes. */
export class Task<T> {
  /** How much is done, of how much. */
  done = 0;
  readonly of: number;
  /** Comes to an end only if the work fails. */
  readonly failed: Promise<void>;
  readonly #end: Promise<T>;

  constructor(of: number, work: (task: Task<T>) => Promise<T>) {
    this.of = of;
    this.#end = work(this);
    this.failed = new Promise((resolve) => {
      this.#end.catch(() => resolve());
    });
  }

  /** The result if it comes in time, else undefined. Throws what the work throws. */
  async within(milliseconds: number): Promise<{ result: T } | undefined> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<undefined>((resolve) => {
      timer = setTimeout(() => resolve(undefined), milliseconds);
    });
    try {
      return await Promise.race([this.#end.then((result) => ({ result })), late]);
    } finally {
      clearTimeout(timer);
    }
  }
}
