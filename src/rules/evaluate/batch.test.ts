import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { evaluateLine, evaluateLines, LONGEST_LINE } from './batch.ts';

const answer = (line: object): unknown => JSON.parse(evaluateLine(JSON.stringify(line)));

test('a line gives the value of its expression in its context', () => {
  const cases: [object, unknown][] = [
    [{ expr: 'a + 1', context: { a: 1 } }, { value: 2 }],
    [{ expr: '1 + 1' }, { value: 2 }],
    [{ expr: 'Full Name + "!"', context: { 'Full Name': 'Kim' } }, { value: 'Kim!' }],
    [{ expr: 'p.first name', context: { p: { 'first name': 'Ann' } } }, { value: 'Ann' }],
    [{ expr: 'a-b + a', context: { a: 1, 'a-b': 10 } }, { value: 11 }],
    [{ expr: 'list[x > 1].x', context: { list: [{ x: 1 }, { x: 2 }] } }, { value: [2] }],
    [{ expr: '{a: [1, null], b: "x"}' }, { value: { a: [1, null], b: 'x' } }],
    [{ expr: 'date("2026-03-01") + duration("P1D")' }, { value: '2026-03-02' }],
    [{ expr: '[duration("PT36H"), time("09:30:00Z")]' }, { value: ['P1DT12H', '09:30:00Z'] }],
    [{ expr: '[1..3)' }, { value: '[1..3)' }],
    [{ expr: 'function(a, b) a' }, { value: 'function(a, b)' }],
    [{ expr: 'null' }, { value: null }],
  ];
  for (const [line, expected] of cases) assert.deepEqual(answer(line), expected, JSON.stringify(line));
});

test('numbers keep all their digits', () => {
  assert.equal(
    evaluateLine('{"expr":"a * 10","context":{"a":1234567890123456789.1}}'),
    '{"value":12345678901234567891}',
  );
  assert.equal(evaluateLine('{"expr":"0.1 + 0.2"}'), '{"value":0.3}');
});

test('what has no value is null with the reasons', () => {
  assert.deepEqual(answer({ expr: '1 / 0' }), { value: null, problems: ['division by zero'] });
  assert.deepEqual(answer({ expr: 'missing' }), { value: null, problems: ['there is no missing'] });
});

test('what is no line or does not parse is an error', () => {
  const cases: [string, RegExp][] = [
    ['', /no JSON/],
    ['{"expr": "1"', /no JSON/],
    ['[1]', /no JSON object/],
    ['{"context": {}}', /no text "expr"/],
    ['{"expr": 1}', /no text "expr"/],
    ['{"expr": "1", "context": [1]}', /context must be an object/],
    ['{"expr": "1 +"}', /line 1, column/],
    [`{"expr": "1", "context": {"a": ${'['.repeat(100_000)}${']'.repeat(100_000)}}}`, /nested too deeply/],
    ['{"expr": "a", "context": {"a": 1e999}}', /too large/],
  ];
  for (const [line, message] of cases)
    assert.match((JSON.parse(evaluateLine(line)) as { error: string }).error, message);
});

test('every line gets one line of JSON, whatever it holds', () => {
  const expressions = fc.array(
    fc.constantFrom(
      ...[
        '1',
        'a',
        '"x"',
        '[',
        ']',
        '(',
        ')',
        '{a: 1}',
        '+',
        ' - ',
        ' in ',
        '..',
        ' and ',
        '.a',
        'for x in ',
        ' return ',
        '@"P1D"',
        'date(',
        ',',
        'if ',
        ' then ',
        ' else ',
        'not(',
        'function(x) ',
        '\\',
      ],
    ),
    { maxLength: 12 },
  );
  const lines = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.json(),
    expressions.map((parts) => JSON.stringify({ expr: parts.join(''), context: { a: 1 } })),
  );
  fc.assert(
    fc.property(lines, (line) => {
      const text = evaluateLine(line);
      assert.ok(!text.includes('\n'));
      const said = JSON.parse(text) as object;
      assert.ok('value' in said !== 'error' in said);
    }),
    { numRuns: 300 },
  );
});

async function answersTo(pieces: readonly string[]): Promise<string> {
  const stream = (async function* () {
    yield* pieces;
  })();
  return (await Array.fromAsync(evaluateLines(stream))).join('');
}

test('lines are answered in order, wherever their text is cut into pieces', async () => {
  const lines = fc.array(
    fc.integer().map((n) => `{"expr":"${n}"}`),
    { minLength: 1, maxLength: 5 },
  );
  await fc.assert(
    fc.asyncProperty(lines, fc.boolean(), fc.array(fc.nat(100)), async (all, isEnded, cuts) => {
      const text = all.join('\n') + (isEnded ? '\n' : '');
      const at = [0, ...cuts.sort((a, b) => a - b), text.length];
      const pieces = at.slice(1).map((end, index) => text.slice(at[index], end));
      assert.equal(await answersTo(pieces), all.map((line) => `${evaluateLine(line)}\n`).join(''));
    }),
  );
});

test('a line that is too long is an error, and the next one is answered', async () => {
  const piece = 'x'.repeat(LONGEST_LINE / 4);
  const answers = (
    await answersTo([...Array<string>(10).fill(piece), '\n{"expr":"1"}\n', ...Array<string>(5).fill(piece)])
  ).split('\n');
  assert.match(answers[0]!, /longer than 10,000,000/);
  assert.equal(answers[1], '{"value":1}');
  assert.match(answers[2]!, /longer than/);
  assert.equal(await answersTo([]), '');
});
