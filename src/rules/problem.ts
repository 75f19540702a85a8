/** A place in a rule's text; both count from 1, columns in UTF-16 units. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** Something wrong at a place of a rule, said so that its author can mend it. */
export interface Problem {
  readonly at: Place;
  readonly message: string;
}

/** Whether a stands before (negative) or after (positive) b: problems are told in the order of the text. */
export const inOrderOfText = (a: Problem, b: Problem): number => a.at.line - b.at.line || a.at.column - b.at.column;

/**
 * The text is not an expression of the language. `line` and `column` are relative to the text given and those of the
 * first mistake, as is the message; `problems` has all mistakes that were found, in the order of the text.
 */
export class RuleSyntaxError extends Error {
  readonly line: number;
  readonly column: number;
  readonly problems: readonly Problem[];

  constructor(message: string, at: Place, problems: readonly Problem[] = [{ at, message }]) {
    super(`${message} (line ${at.line}, column ${at.column})`);
    this.name = 'RuleSyntaxError';
    this.line = at.line;
    this.column = at.column;
    this.problems = problems;
  }
}

/**
 * An operation has no value: a division by zero, a date that does not exist, a number beyond the limits, a wrong kind.
 * The evaluator turns it into UNKNOWN with a recorded problem, so that it can never become a wrong yes.
 */
export class ValueError extends Error {
  /** Without a stack: it is thrown often, and is told by the place in the rule, never by the one in the program. */
  constructor(message: string) {
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    super(message);
    Error.stackTraceLimit = stackTraceLimit;
    this.name = 'ValueError';
  }
}

/**
 * A right rule that a back end cannot carry: columns and SQL know only what a rule over a population needs. Told with its
 * place when the rule is compiled, never found out when it runs.
 */
export class NotCompilable extends Error {
  override name = 'NotCompilable';
  /** Relative to the text of the part. */
  readonly at: Place;
  readonly reason: string;
  /** `clause insured`, `derived age`, `amount`; empty for an expression by itself. */
  readonly in: string;

  constructor(at: Place, reason: string, part = '') {
    super(`${part ? `${part}, ` : ''}line ${at.line}, column ${at.column}: ${reason}`);
    this.at = at;
    this.reason = reason;
    this.in = part;
  }
}
