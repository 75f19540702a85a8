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

/** The text is not an expression of the language. `line` and `column` are relative to the text given. */
export class RuleSyntaxError extends Error {
  readonly line: number;
  readonly column: number;

  constructor(message: string, at: Place) {
    super(`${message} (line ${at.line}, column ${at.column})`);
    this.name = 'RuleSyntaxError';
    this.line = at.line;
    this.column = at.column;
  }
}

/**
 * An operation has no value: a division by zero, a date that does not exist, a number beyond the limits, a wrong kind.
 * The evaluator turns it into UNKNOWN with a recorded problem, so that it can never become a wrong yes.
 */
export class ValueError extends Error {
  override name = 'ValueError';
}
