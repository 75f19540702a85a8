import { test } from 'node:test';
import { assertAll } from './fixture.ts';

test('values and entries of a context', () => {
  assertAll([
    ['get value({a: 1}, "a")', '1'],
    ['get value({a: null}, "a")', 'null'],
    ['get value({"b c": 2}, "b c")', '2'],
    ['get value({a: 1}, "b")', '?'],
    ['get value({a: 1}, "constructor")', '?'],
    ['get value(null, "a")', 'null'],
    ['get value({a: 1}, null)', 'null'],
    ['get value({a: 1}, u)', '?'],
    ['get value({a: 1}, 1)', /argument 2 of get value must be a string/],
    ['get entries({a: 1, b: "x"})', '[{key: "a", value: 1}, {key: "b", value: "x"}]'],
    ['get entries({})', '[]'],
    ['get entries(1)', /argument 1 of get entries must be a record/],
  ]);
});

test('a context of entries', () => {
  assertAll([
    ['context([{key: "a", value: 1}, {key: "b", value: null}])', '{a: 1, b: null}'],
    ['context([])', '{}'],
    ['context(get entries({a: 1, b: [2]}))', '{a: 1, b: [2]}'],
    ['context({key: "a", value: 1})', '{a: 1}'],
    ['context([{key: "a", value: u}])', '{a: ?}'],
    ['context([{key: u, value: 1}])', '?'],
    ['context([u])', '?'],
    ['context([{key: "a", value: 1}, {key: "a", value: 2}])', /the key "a" comes twice/],
    ['context([{key: "a"}])', /context needs entries with a key and a value/],
    ['context([{key: 1, value: 1}])', /context needs keys that are strings/],
    ['context([1])', /context needs entries with a key and a value/],
    ['context(null)', 'null'],
  ]);
});

test('a context with another value', () => {
  assertAll([
    ['context put({a: 1}, "b", 2)', '{a: 1, b: 2}'],
    ['context put({a: 1}, "a", null)', '{a: null}'],
    ['context put({a: 1}, "a", u)', '{a: ?}'],
    ['context put({x: 1, y: {a: 0}}, ["y", "a"], 2)', '{x: 1, y: {a: 2}}'],
    ['context put({y: {}}, ["y", "a"], 2)', '{y: {a: 2}}'],
    ['context put({a: 1}, ["b"], 2)', '{a: 1, b: 2}'],
    ['context put(context: {a: 1}, keys: ["a"], value: 3)', '{a: 3}'],
    ['context put({a: 1}, "__proto__", 2)', '{a: 1, __proto__: 2}'],
    ['context put({a: 1}, ["b", "c"], 2)', /there is no "b" in the context/],
    ['context put({a: 1}, ["a", "c"], 2)', /there is no context in which "c" could be put/],
    ['context put({a: 1}, [], 2)', /context put needs keys that are strings/],
    ['context put({a: 1}, [1], 2)', /context put needs keys that are strings/],
    ['context put({a: 1}, [u, "b"], 2)', '?'],
    ['context put(null, "a", 1)', 'null'],
    ['context put({}, null, 1)', 'null'],
  ]);
});

test('contexts as one', () => {
  assertAll([
    ['context merge([{x: 1, y: 0}, {y: 2}])', '{x: 1, y: 2}'],
    ['context merge([])', '{}'],
    ['context merge({a: 1})', '{a: 1}'],
    ['context merge([{a: u}, {b: 1}])', '{a: ?, b: 1}'],
    ['context merge([{a: 1}, u])', '?'],
    ['context merge([{a: 1}, null])', /context merge needs a list of contexts/],
    ['context merge(null)', 'null'],
  ]);
});
