import { add, decimal, type Numeric } from '../../values/decimal.ts';

/** Sums of integers stay exact in a double below 2^53; a number that is larger is added as a bigint. */
const SAFE = 2 ** 52;

/** An exact sum of many integers, each at most 2^50 or a bigint. */
export class ExactSum {
  #sum = 0;
  #rest = 0n;

  add(integer: number): void {
    this.#sum += integer;
    if (this.#sum > SAFE || this.#sum < -SAFE) this.#carry();
  }

  addLarge(integer: bigint): void {
    this.#rest += integer;
  }

  #carry(): void {
    this.#rest += BigInt(this.#sum);
    this.#sum = 0;
  }

  /** The sum of so many integers of 10^-scale. */
  value(scale: number): Numeric {
    this.#carry();
    return add(decimal(`${this.#rest}e-${scale}`), 0);
  }
}
