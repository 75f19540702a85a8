import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isRange, type RangeValue, type Value } from '../../values/values.ts';
import { assertAll, written } from './fixture.ts';
import { applyFunction } from './index.ts';

test('points, ranges and both', () => {
  assertAll([
    ['before(1, 2)', 'true'],
    ['before(1, 1)', 'false'],
    ['before([1..10), 10)', 'true'],
    ['before(1, (1..10])', 'true'],
    ['after("b", "a")', 'true'],
    ['after([@"2026-02-01"..@"2026-03-01"], @"2026-01-31")', 'true'],
    ['meets([1..5], (5..8])', 'false'],
    ['overlaps([1..5], [5..8])', 'true'],
    ['finishes(10, [1..10))', 'false'],
    ['started by([@"P1D"..@"P3D"], @"PT24H")', 'true'],
    ['coincides(1, 1.0)', 'true'],
    ['during(@"10:00:00", [@"09:00:00"..@"11:00:00"])', 'true'],
    ['before(point1: 1, point2: 2)', 'true'],
    ['includes(range: [1..3], point: 2)', 'true'],
    ['overlaps(range1: [1..3], range2: [4..5])', 'false'],
  ]);
});

test('an open end goes on for ever', () => {
  assertAll([
    ['includes((>= 3), 1000)', 'true'],
    ['before((< 3), 3)', 'true'],
    ['before((> 3), 3)', 'false'],
    ['overlaps((< 3), (>= 3))', 'false'],
    ['coincides((< 3), (< 3))', 'true'],
    ['includes((> 1), (> 2))', 'true'],
    ['includes((> 2), (> 1))', 'false'],
    ['starts([3..5], (>= 3))', 'true'],
    ['finishes((> 3), (> 2))', 'true'],
  ]);
});

test('what has no value', () => {
  assertAll([
    ['before(null, 1)', 'null'],
    ['before(1, u)', '?'],
    ['includes([1..u], 1)', '?'],
    ['before(1, "a")', /cannot compare number with string/],
    ['overlaps([1..2], ["a".."b"])', /cannot compare/],
    ['meets(1, [1..2])', /argument 1 of meets must be a range, not a number/],
    ['overlaps(1, 2)', /argument 1 of overlaps must be a range/],
    ['before(true, false)', /argument 1 of before must be/],
  ]);
});

/** Points so close that a range of whole numbers holds some between any two of its ends. */
const GRID = Array.from({ length: 21 }, (_, index) => index);
const POINTS = [0, 8, 16];
const range = (low: number, high: number, includesLow: boolean, includesHigh: boolean): RangeValue => ({
  kind: 'range',
  low,
  high,
  includesLow,
  includesHigh,
});
const FLAGS = [false, true];
const RANGES = POINTS.flatMap((low) =>
  POINTS.flatMap((high) => FLAGS.flatMap((from) => FLAGS.map((to) => range(low, high, from, to)))),
).filter((one) => pointsOf(one).length > 0);

/** The points of the grid that are in a range, or the point itself. */
function pointsOf(value: Value): number[] {
  if (!isRange(value)) return [value as number];
  const { low, high, includesLow, includesHigh } = value as RangeValue & { low: number; high: number };
  return GRID.filter((at) => (includesLow ? at >= low : at > low) && (includesHigh ? at <= high : at < high));
}

const first = (points: readonly number[]) => points[0]!;
const last = (points: readonly number[]) => points.at(-1)!;
const common = (a: readonly number[], b: readonly number[]) => a.filter((at) => b.includes(at));
type Relation = (a: readonly number[], b: readonly number[]) => boolean;

const before: Relation = (a, b) => last(a) < first(b);
const meets: Relation = (a, b) => common(a, b).length === 1 && last(a) === first(b);
const overlapsBefore: Relation = (a, b) => common(a, b).length > 0 && first(a) < first(b) && last(a) <= last(b);
const during: Relation = (a, b) => a.every((at) => b.includes(at));
const starts: Relation = (a, b) => during(a, b) && first(a) === first(b);
const finishes: Relation = (a, b) => during(a, b) && last(a) === last(b);
const inverse =
  (relation: Relation): Relation =>
  (a, b) =>
    relation(b, a);

/** The relations as what they are: relations between sets of points. */
const RELATIONS: Readonly<Record<string, Relation>> = {
  before,
  after: inverse(before),
  meets,
  'met by': inverse(meets),
  overlaps: (a, b) => common(a, b).length > 0,
  'overlaps before': overlapsBefore,
  'overlaps after': inverse(overlapsBefore),
  finishes,
  'finished by': inverse(finishes),
  includes: inverse(during),
  during,
  starts,
  'started by': inverse(starts),
  coincides: (a, b) => a.length === b.length && during(a, b),
};

test('relations of ranges are relations of their points', () => {
  for (const [name, relation] of Object.entries(RELATIONS)) {
    for (const a of RANGES) {
      for (const b of RANGES) {
        const expected = relation(pointsOf(a), pointsOf(b));
        assert.equal(applyFunction(name, [a, b]), expected, `${name} ${written(a)} ${written(b)}`);
      }
    }
  }
});

test('so are those of points and ranges', () => {
  const ofPoint = ['before', 'after', 'finishes', 'during', 'starts'];
  const withPoint = ['before', 'after', 'finished by', 'includes', 'started by'];
  for (const one of RANGES) {
    for (const point of POINTS) {
      for (const name of ofPoint)
        assert.equal(applyFunction(name, [point, one]), RELATIONS[name]!([point], pointsOf(one)), name);
      for (const name of withPoint)
        assert.equal(applyFunction(name, [one, point]), RELATIONS[name]!(pointsOf(one), [point]), name);
    }
  }
});
