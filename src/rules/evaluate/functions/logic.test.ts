import { test } from 'node:test';
import { assertAll } from './fixture.ts';

test('negation', () => {
  assertAll([
    ['not(true)', 'false'],
    ['not(false)', 'true'],
    ['not(null)', 'null'],
    ['not(u)', '?'],
    ['not(negand: false)', 'true'],
    ['not(1)', /argument 1 of not must be a boolean, not a number/],
  ]);
});

test('whether there is a value', () => {
  assertAll([
    ['is defined(1)', 'true'],
    ['is defined(false)', 'true'],
    ['is defined([])', 'true'],
    ['is defined(null)', 'false'],
    ['is defined(u)', '?'],
    ['is defined({a: null}.a)', 'false'],
    ['is defined(value: 1)', 'true'],
  ]);
});
