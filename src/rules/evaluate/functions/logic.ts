import { BOOLEAN } from '../../types/types.ts';
import { not, UNKNOWN } from '../../values/values.ts';
import { type BuiltIn, builtIn, one, takes } from './signature.ts';

/** Functions of truth values (DMN 1.5, section 10.3.4.2), and whether there is a value at all. */
export const LOGIC: Readonly<Record<string, BuiltIn>> = {
  not: builtIn(
    'true for false and false for true',
    'not(true) = false',
    takes([one('negand', 'boolean')], BOOLEAN, not),
  ),
  'is defined': builtIn(
    'whether there is a value: false for null, which is known to be absent, and unknown for what is not known yet',
    'is defined(null) = false',
    takes([one('value')], BOOLEAN, (value) => (value === UNKNOWN ? UNKNOWN : value !== null)),
  ),
};
