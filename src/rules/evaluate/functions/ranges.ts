import { BOOLEAN, type Type, type TypeOrReason, whyNotComparable } from '../../types/types.ts';
import { isKnown, isRange, type Kind, order, UNKNOWN, type Value } from '../../values/values.ts';
import { type BuiltIn, builtIn, one, type Setting, type Signature, takes } from './signature.ts';

const POINTS = ['number', 'string', 'date', 'time', 'date and time', 'duration'] as const satisfies readonly Kind[];

/** An end of a range, or a point; an open end lies before or after everything. */
interface Bound {
  readonly value: Value;
  readonly side: -1 | 1;
}

/** A range, or a point as the range from itself to itself. */
interface Span {
  readonly start: Bound;
  readonly end: Bound;
  readonly includesStart: boolean;
  readonly includesEnd: boolean;
}

function spanOf(value: Value): Span {
  if (!isRange(value))
    return { start: { value, side: -1 }, end: { value, side: 1 }, includesStart: true, includesEnd: true };
  return {
    start: { value: value.low, side: -1 },
    end: { value: value.high, side: 1 },
    includesStart: value.includesLow,
    includesEnd: value.includesHigh,
  };
}

function compareBounds(a: Bound, b: Bound, standard: boolean): number {
  if (a.value !== null && b.value !== null) return order(a.value, b.value, standard);
  return (a.value === null ? a.side : 0) - (b.value === null ? b.side : 0);
}

/** The relations of table 78 are combinations of these few, in which a is a range or a point, and b too. */
function relate(left: Value, right: Value, { standard }: Setting) {
  const [a, b] = [spanOf(left), spanOf(right)];
  const starts = compareBounds(a.start, b.start, standard);
  const ends = compareBounds(a.end, b.end, standard);
  return { a, b, starts, ends, gap: compareBounds(a.end, b.start, standard) };
}

type Relation = (left: Value, right: Value, setting: Setting) => boolean;

/** a ends before b starts. */
const before: Relation = (left, right, setting) => {
  const { a, b, gap } = relate(left, right, setting);
  return gap < 0 || (gap === 0 && !(a.includesEnd && b.includesStart));
};

/** a ends at the very point at which b starts, which both include. */
const meets: Relation = (left, right, setting) => {
  const { a, b, gap } = relate(left, right, setting);
  return gap === 0 && a.includesEnd && b.includesStart;
};

/** a has no point before the first of b. */
const startsWithin: Relation = (left, right, setting) => {
  const { a, b, starts } = relate(left, right, setting);
  return starts > 0 || (starts === 0 && (!a.includesStart || b.includesStart));
};

/** a has no point after the last of b. */
const endsWithin: Relation = (left, right, setting) => {
  const { a, b, ends } = relate(left, right, setting);
  return ends < 0 || (ends === 0 && (!a.includesEnd || b.includesEnd));
};

const sameStart: Relation = (left, right, setting) => {
  const { a, b, starts } = relate(left, right, setting);
  return starts === 0 && a.includesStart === b.includesStart;
};

const sameEnd: Relation = (left, right, setting) => {
  const { a, b, ends } = relate(left, right, setting);
  return ends === 0 && a.includesEnd === b.includesEnd;
};

const both =
  (...relations: readonly Relation[]): Relation =>
  (left, right, setting) =>
    relations.every((relation) => relation(left, right, setting));

const inverse =
  (relation: Relation): Relation =>
  (left, right, setting) =>
    relation(right, left, setting);

const none =
  (...relations: readonly Relation[]): Relation =>
  (left, right, setting) =>
    !relations.some((relation) => relation(left, right, setting));

const overlaps = none(before, inverse(before));
const overlapsBefore = both(none(startsWithin), none(before), endsWithin);
const during = both(startsWithin, endsWithin);
const starts = both(sameStart, endsWithin);
const finishes = both(sameEnd, startsWithin);
const coincides = both(sameStart, sameEnd);

const point = (name: string) => one(name, ...POINTS);
const range = (name: string) => one(name, 'range');

const pointType = (type: Type): Type => (type.kind === 'range' ? type.of : type);
const type = (first: Type, second: Type): TypeOrReason =>
  whyNotComparable(pointType(first), pointType(second)) ?? BOOLEAN;

/** The signatures of a relation: of two points, of a point and a range either way, and of two ranges. */
const SHAPES = {
  points: [point('point1'), point('point2')],
  pointRange: [point('point'), range('range')],
  rangePoint: [range('range'), point('point')],
  ranges: [range('range1'), range('range2')],
} as const;

const relation = (
  summary: string,
  example: string,
  holds: Relation,
  ...shapes: readonly (keyof typeof SHAPES)[]
): BuiltIn =>
  builtIn(
    summary,
    example,
    ...shapes.map(
      (shape): Signature =>
        takes(
          SHAPES[shape],
          (first, second) => type(first!, second!),
          (left: Value, right: Value, setting: Setting) =>
            isKnown(left) && isKnown(right) ? holds(left, right, setting) : UNKNOWN,
        ),
    ),
  );

/** Range functions, after HL7 CQL (DMN 1.5, section 10.3.4.7); a range with an open end goes on for ever there. */
export const RANGES: Readonly<Record<string, BuiltIn>> = {
  before: relation(
    'whether the first ends before the second starts',
    'before([1..10], (10..20]) = true',
    before,
    'points',
    'pointRange',
    'rangePoint',
    'ranges',
  ),
  after: relation(
    'whether the first starts after the second ends',
    'after(12, [1..10]) = true',
    inverse(before),
    'points',
    'pointRange',
    'rangePoint',
    'ranges',
  ),
  meets: relation(
    'whether the first range ends where the second starts',
    'meets([1..5], [5..10]) = true',
    meets,
    'ranges',
  ),
  'met by': relation(
    'whether the first range starts where the second ends',
    'met by([5..10], [1..5]) = true',
    inverse(meets),
    'ranges',
  ),
  overlaps: relation(
    'whether two ranges have a point in common',
    'overlaps([1..5], [3..8]) = true',
    overlaps,
    'ranges',
  ),
  'overlaps before': relation(
    'whether the first range starts before the second and ends in it',
    'overlaps before([1..5], [3..8]) = true',
    overlapsBefore,
    'ranges',
  ),
  'overlaps after': relation(
    'whether the first range starts in the second and ends after it',
    'overlaps after([3..8], [1..5]) = true',
    inverse(overlapsBefore),
    'ranges',
  ),
  finishes: relation(
    'whether the first ends the second range',
    'finishes(10, [1..10]) = true',
    finishes,
    'pointRange',
    'ranges',
  ),
  'finished by': relation(
    'whether the first range ends with the second',
    'finished by([1..10], 10) = true',
    inverse(finishes),
    'rangePoint',
    'ranges',
  ),
  includes: relation(
    'whether the second lies in the first range',
    'includes([1..10], [4..6]) = true',
    inverse(during),
    'rangePoint',
    'ranges',
  ),
  during: relation(
    'whether the first lies in the second range',
    'during(5, [1..10]) = true',
    during,
    'pointRange',
    'ranges',
  ),
  starts: relation(
    'whether the first starts the second range',
    'starts([1..5], [1..10]) = true',
    starts,
    'pointRange',
    'ranges',
  ),
  'started by': relation(
    'whether the first range starts with the second',
    'started by([1..10], 1) = true',
    inverse(starts),
    'rangePoint',
    'ranges',
  ),
  coincides: relation(
    'whether two points or ranges are the same',
    'coincides([1..5], [1..5]) = true',
    coincides,
    'points',
    'ranges',
  ),
};
