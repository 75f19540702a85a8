import type { Rule } from '../decide/rule.ts';
import type { Trace } from '../decide/trace.ts';
import type { Types } from '../types/types.ts';
import type { Json } from '../values/json.ts';
import type { Scope } from '../values/values.ts';

/** A rule whose answer is wanted, with what is known for it. */
export interface Goal {
  readonly id: string;
  readonly rule: Rule;
  readonly facts: Scope;
  /** The values on the day of the decision. */
  readonly parameters: Scope;
  /** The decision of this rule on just these facts and parameters, where it was made before. */
  readonly decision?: Trace | undefined;
  /** How much the answer matters beside others', such as what may be got; the average of the others unless stated. */
  readonly worth?: number | undefined;
  /** The types of facts where they are known: an enum has no values but its own. */
  readonly types?: Types | undefined;
}

/** What a rule comes to. An amount is left out where there is none, where it is not certain, and after a no. */
export interface Answer {
  readonly eligible: 'yes' | 'no' | 'need';
  readonly amount?: Json;
}

/** Whether something can be asked at all. */
export type Askable = (fact: string) => boolean;
