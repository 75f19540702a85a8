import { inOrderOfText, type Place, type Problem, RuleSyntaxError } from '../problem.ts';

/** A rule's text, which knows its places and collects what is wrong with it. */
export class Source {
  readonly text: string;
  readonly #lineStarts: readonly number[];
  readonly #problems: Problem[] = [];

  constructor(text: string) {
    this.text = text;
    this.#lineStarts = [0, ...[...text.matchAll(/\n/g)].map((match) => match.index + 1)];
  }

  /** The place of a character, given by its offset. */
  place(offset: number): Place {
    const line = this.#lineStarts.findLastIndex((start) => start <= offset);
    return { line: line + 1, column: offset - this.#lineStarts[line]! + 1 };
  }

  textOf({ from, to }: { readonly from: number; readonly to: number }): string {
    return this.text.slice(from, to);
  }

  /** Notes a mistake and goes on, so that the others are found too. */
  note(message: string, offset: number): void {
    this.#problems.push({ at: this.place(offset), message });
  }

  /** Throws a RuleSyntaxError with all mistakes noted, if any. */
  refuseMistakes(): void {
    const problems = this.#problems.sort(inOrderOfText);
    const [first] = problems;
    if (first) throw new RuleSyntaxError(first.message, first.at, problems);
  }

  /** A mistake after which nothing more can be read here. */
  error(message: string, offset: number): RuleSyntaxError {
    return new RuleSyntaxError(message, this.place(offset));
  }

  /** Notes what was thrown as a mistake of the text; anything else is thrown again. */
  noteThrown(error: unknown): void {
    if (!(error instanceof RuleSyntaxError)) throw error;
    this.#problems.push(...error.problems);
  }
}
