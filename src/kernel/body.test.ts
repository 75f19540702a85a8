import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Type } from 'typebox';
import { echo, form, posted, tinyApp } from './fixture.ts';

const { app } = tinyApp([
  echo(Type.Unknown()),
  echo(Type.Record(Type.String(), Type.Union([Type.String(), Type.Array(Type.String())])), '/api/form'),
  echo(Type.Unknown(), '/api/small', 100),
]);

/** What a route got, or the status of the refusal. */
async function send(path: string, init: RequestInit): Promise<unknown> {
  const response = await app.request(path, init);
  const body = (await response.json()) as { got?: unknown };
  return response.status === 200 ? body.got : response.status;
}

const raw = (body: BodyInit, type = 'application/json') => ({
  method: 'POST',
  headers: { 'content-type': type },
  body,
});

test('JSON arrives as it was sent', async () => {
  for (const value of [{ a: [1, null, true, '출생'] }, [], 'text', 0, null])
    assert.deepEqual(await send('/api/echo', posted(value)), value);
  assert.deepEqual(await send('/api/echo', raw('\ufeff{"a":1}')), { a: 1 }, 'with a byte order mark');
  assert.deepEqual(await send('/api/echo', raw('{}', 'Application/JSON; charset=utf-8')), {});
});

test('what is not JSON is a bad request', async () => {
  for (const text of ['', '{', '{"a":1,}', 'undefined', "{'a':1}", 'NaN', '{}{}'])
    assert.equal(await send('/api/echo', raw(text)), 400, text);
});

test('another media type is refused', async () => {
  for (const type of ['text/plain', 'application/xml', 'multipart/form-data; boundary=x', 'application/jsonp', ''])
    assert.equal(await send('/api/echo', raw('{}', type)), 415, type);
});

test('bytes that are no UTF-8 are refused, not mended', async () => {
  for (const bytes of [[0xff], [0xc3, 0x28], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80]])
    assert.equal(await send('/api/echo', raw(Uint8Array.from([0x22, ...bytes, 0x22]))), 400);
});

test('what PostgreSQL cannot store is refused at the edge, in values and in names', async () => {
  for (const text of [
    '"\0"',
    '"\\u0000"',
    '{"a\\u0000b":1}',
    '["\\ud800"]',
    '"\\uDC00"',
    '{"\\udbff":1}',
    '"\\\\\\u0000"',
  ])
    assert.equal(await send('/api/echo', raw(text)), 400, text);
  for (const text of ['a=%00', '%00=a', 'a=\0']) assert.equal(await send('/api/form', form(text)), 400, text);
});

test('text that only looks like an escape is let in', async () => {
  for (const value of ['\\u0000', 'C:\\ud800', '😀', '%00'])
    assert.equal(await send('/api/echo', posted(value)), value);
});

test('a form’s names become fields; a repeated name becomes a list', async () => {
  assert.deepEqual(await send('/api/form', form('a=1&b=+x%20&a=2&a=&c')), { a: ['1', '2', ''], b: 'x', c: '' });
  assert.deepEqual(await send('/api/form', form('name=%EC%B6%9C%EC%83%9D')), { name: '출생' });
  assert.deepEqual(await send('/api/form', form('')), {});
});

test('names that objects know by themselves are fields like others', async () => {
  const got = await send('/api/form', form('__proto__=x&constructor=y&toString=1&toString=2'));
  assert.deepEqual(got, JSON.parse('{"__proto__":"x","constructor":"y","toString":["1","2"]}'));
  assert.equal(({} as { x?: string }).x, undefined);
});

test('a name repeated as often as a body allows is still a list', async () => {
  const got = (await send('/api/form', form('a&'.repeat(32_000)))) as { a: string[] };
  assert.equal(got.a.length, 32_000);
});

test('a body up to the limit is read, a longer one refused by what it says of itself', async () => {
  const text = JSON.stringify('x'.repeat(98));
  assert.equal(text.length, 100);
  assert.equal(await send('/api/small', raw(text)), 'x'.repeat(98));
  assert.equal(await send('/api/small', raw(`${text} `)), 413);
  assert.equal(await send('/api/echo', raw(' '.repeat(64 * 1024 + 1))), 413, '64 KiB unless stated');
  const lying = { method: 'POST', headers: { 'content-type': 'application/json', 'content-length': '101' }, body: '1' };
  assert.equal(await send('/api/small', lying), 413);
});

test('a body that comes in pieces is read no further than the limit', async () => {
  let given = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      given += 1;
      controller.enqueue(new Uint8Array(40).fill(0x20));
    },
  });
  const init = { ...raw(endless), duplex: 'half' } as RequestInit;
  assert.equal(await send('/api/small', init), 413);
  assert.ok(given < 10, `${given} pieces were asked for`);
});

test('the limit counts bytes, not characters', async () => {
  assert.equal(await send('/api/small', posted('출'.repeat(33))), 413);
});

test('nesting without end is refused', async () => {
  assert.equal(await send('/api/echo', raw('['.repeat(30_000) + ']'.repeat(30_000))), 400);
});
