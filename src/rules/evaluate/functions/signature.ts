import type { Type, TypeOrReason } from '../../types/types.ts';
import type { Kind, Value, ValueOfKind } from '../../values/values.ts';

/** How often a parameter may be given; a rest parameter takes all arguments that are left. */
type Occurs = 'once' | 'optional' | 'rest';

/** A parameter with the name that the standard gives it (DMN 1.5, section 10.3.4), for named arguments. */
export interface Parameter<K extends Kind = Kind, O extends Occurs = Occurs> {
  readonly name: string;
  /** The kinds that it takes, `null` where null has a meaning. None says any, unknown included. */
  readonly kinds: readonly K[];
  readonly occurs: O;
}

type ArgumentFor<P> =
  P extends Parameter<infer K, infer O>
    ? O extends 'once'
      ? ValueOfKind[K]
      : O extends 'rest'
        ? readonly ValueOfKind[K][]
        : ValueOfKind[K] | undefined
    : never;

/** How a call is made. */
export interface Setting {
  /** Whether values are the same as the standard has it, in which a duration of days is no number. */
  readonly standard: boolean;
  /** Counts the work of a function; throws ValueError when it is too much in all. */
  spend(steps: number): void;
}

/** A call that nobody counts, not by the standard. */
export const PLAIN: Setting = { standard: false, spend: () => {} };

/**
 * One way to call a function. Before `apply` sees them, null where it has no meaning makes the result null,
 * and unknown for a parameter of certain kinds makes it unknown. A parameter of the rest is given as one list. The setting comes last.
 */
export interface Signature {
  readonly parameters: readonly Parameter[];
  /** The type of the result for arguments of these types, one for each parameter, or why there is none. */
  readonly type: (...args: readonly Type[]) => TypeOrReason;
  /** Throws ValueError where there is no value. */
  readonly apply: (...args: never[]) => Value;
}

/** A built-in function, for the evaluator, the checker and the documentation. */
export interface BuiltIn {
  /** What it gives, in one line. */
  readonly summary: string;
  /** An expression that is true; none for a function that gives no value. */
  readonly example?: string;
  readonly signatures: readonly Signature[];
}

/** A parameter that takes values of these kinds; of any kind when none is named. */
export const one = <K extends Kind = Kind>(name: string, ...kinds: readonly K[]): Parameter<K, 'once'> => ({
  name,
  kinds,
  occurs: 'once',
});

/** One that may be left out. */
export const optional = <K extends Kind = Kind>(name: string, ...kinds: readonly K[]): Parameter<K, 'optional'> => ({
  name,
  kinds,
  occurs: 'optional',
});

/** The last one, which takes all arguments that are left, at least one; by name they are `item1`, `item2` and so on. */
export const rest = <K extends Kind = Kind>(name: string, ...kinds: readonly K[]): Parameter<K, 'rest'> => ({
  name,
  kinds,
  occurs: 'rest',
});

/** A way to call a function, with `apply` typed by the parameters. */
export const takes = <const P extends readonly Parameter[]>(
  parameters: P,
  type: Type | Signature['type'],
  apply: (...args: [...{ [I in keyof P]: ArgumentFor<P[I]> }, Setting]) => Value,
): Signature => ({
  parameters,
  type: typeof type === 'function' ? type : () => type,
  apply: apply as unknown as Signature['apply'],
});

/** A row of the table of functions. */
export const builtIn = (summary: string, example: string, ...signatures: readonly Signature[]): BuiltIn => ({
  summary,
  example,
  signatures,
});
