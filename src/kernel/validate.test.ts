import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type TSchema, Type } from 'typebox';
import { AppError } from './errors.ts';
import { echo, form, posted, tinyApp } from './fixture.ts';
import { route } from './route.ts';
import { validated } from './validate.ts';

/** What a text is read as; undefined when it is refused. */
function read(schema: TSchema, text: unknown): unknown {
  try {
    return (validated(Type.Object({ x: schema }), { x: text }, 'text', 'query') as { x: unknown }).x;
  } catch (error) {
    assert.ok(error instanceof AppError);
    assert.equal(error.code, 'invalid');
    return undefined;
  }
}

const Colour = Type.Union([Type.Literal('red'), Type.Literal(3), Type.Null()]);

const READ: [schema: TSchema, text: unknown, value: unknown][] = [
  [Type.Integer(), '3', 3],
  [Type.Integer(), '-12', -12],
  [Type.Integer({ minimum: 4 }), '3', undefined],
  [Type.Number(), '0.5', 0.5],
  [Type.Boolean(), 'true', true],
  [Type.Boolean(), 'false', false],
  [Type.Boolean(), 'perhaps', undefined],
  [Type.String(), '3', '3'],
  [Type.String(), ['a', 'b'], undefined],
  [Type.Array(Type.String()), 'a', ['a']],
  [Type.Array(Type.Integer()), ['1', '2'], [1, 2]],
  [Type.Array(Type.Integer()), ['1', '2.5'], undefined],
  [Colour, 'red', 'red'],
  [Colour, '3', 3],
  [Colour, 'blue', undefined],
  [Type.Union([Type.String(), Type.Number()]), '3', '3'],
  [Type.Object({ y: Type.Integer() }), 'y', undefined],
];

for (const [schema, text, value] of READ) {
  test(`${JSON.stringify(schema)} reads ${JSON.stringify(text)} as ${JSON.stringify(value)}`, () => {
    assert.deepEqual(read(schema, text), value);
  });
}

test('a number is never guessed: what is not one is refused', () => {
  for (const text of ['0.5', '3.0', '', ' 3', '0x10', '1e3', 'true', '3n', '١', '１', '9007199254740992', 'Infinity'])
    assert.equal(read(Type.Integer(), text), undefined, JSON.stringify(text));
  for (const text of ['', '.5', '5.', '1,5', 'NaN', '1e999', '-', '--1'])
    assert.equal(read(Type.Number(), text), undefined, JSON.stringify(text));
});

test('a number read from a text is the number that the text writes', () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), (number) => {
      assert.equal(read(Type.Integer(), String(number)), number);
      assert.equal(read(Type.Integer(), `${number}.5`), undefined);
    }),
  );
});

test('JSON is not converted', () => {
  assert.throws(() => validated(Type.Integer(), '3', 'json', 'body'), /must be integer/);
  assert.throws(() => validated(Type.Integer(), 0.5, 'json', 'body'), /must be integer/);
});

const { app } = tinyApp([
  echo(
    Type.Object(
      {
        name: Type.String({ minLength: 1 }),
        'a/b~c': Type.Optional(Type.String()),
        deep: Type.Object({ n: Type.Integer() }),
      },
      { additionalProperties: false },
    ),
  ),
  echo(Type.Object({ count: Type.Integer() }), '/api/form'),
  route({
    method: 'GET',
    path: '/api/list/:page',
    audience: 'public',
    summary: 'A test',
    params: Type.Object({ page: Type.Integer() }),
    query: Type.Object({ size: Type.Optional(Type.Integer({ maximum: 50 })), q: Type.Optional(Type.String()) }),
    handle: ({ params, query }) => ({ params, query }),
  }),
]);

async function problemsOf(init: RequestInit, path = '/api/echo') {
  const response = await app.request(path, init);
  assert.equal(response.status, 422);
  const { detail, errors } = (await response.json()) as { detail: string; errors: { path: string; message: string }[] };
  for (const { path: pointer, message } of errors) assert.ok(detail.includes(`${pointer} ${message}`.trim()));
  return errors.map((error) => error.path);
}

test('each field that does not fit is named by its pointer (RFC 6901)', async () => {
  assert.deepEqual(await problemsOf(posted({})), ['/name', '/deep']);
  assert.deepEqual(await problemsOf(posted({ name: '', deep: { n: 'x' } })), ['/name', '/deep/n']);
  assert.deepEqual(await problemsOf(posted({ name: 'x', deep: {} })), ['/deep/n']);
  assert.deepEqual(await problemsOf(posted({ name: 'x', deep: { n: 1 }, 'other/~': 1 })), ['/other~1~0']);
  assert.deepEqual(await problemsOf(posted({ name: 'x', deep: { n: 1 }, 'a/b~c': 1 })), ['/a~1b~0c']);
  assert.deepEqual(await problemsOf(posted(null)), ['']);
  assert.deepEqual(await problemsOf(form('count=0.5'), '/api/form'), ['/count']);
});

test('of very many problems some are told', async () => {
  const names = Array.from({ length: 100 }, (_, index) => `x${index}`);
  const unknown = await problemsOf(
    posted({ name: 'x', deep: { n: 1 }, ...Object.fromEntries(names.map((name) => [name, 1])) }),
  );
  assert.ok(unknown.length > 0 && unknown.length <= 20);
  const demanding = Type.Object(Object.fromEntries(names.map((name) => [name, Type.String()])));
  assert.throws(
    () => validated(demanding, {}, 'json', 'body'),
    (error: AppError) => error.fields.length === 20,
  );
});

test('address and query are read by their schemas', async () => {
  const got = async (path: string) => {
    const response = await app.request(path);
    return response.status === 200 ? await response.json() : response.status;
  };
  assert.deepEqual(await got('/api/list/2?size=10&q=3'), { params: { page: 2 }, query: { size: 10, q: '3' } });
  assert.deepEqual(await got('/api/list/2?q=%EC%B6%9C%20x'), { params: { page: 2 }, query: { q: '출 x' } });
  for (const path of [
    '/api/list/x',
    '/api/list/1.5',
    '/api/list/2?size=51',
    '/api/list/2?size=0.5',
    '/api/list/2?size=',
  ])
    assert.equal(await got(path), 422, path);
  for (const path of ['/api/list/%00', '/api/list/2?q=a%00', '/api/list/2?%00=a'])
    assert.equal(await got(path), 422, path);
});
