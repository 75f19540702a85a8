import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readParts } from './multipart.ts';

const BOUNDARY = '----WebKitFormBoundaryABC123';

interface Sent {
  name: string;
  fileName?: string | undefined;
  content: Uint8Array;
}

function formOf(parts: readonly Sent[], boundary = BOUNDARY): Buffer {
  const encoded = parts.map(({ name, fileName, content }) => {
    const file = fileName === undefined ? '' : `; filename="${fileName.replaceAll('"', '%22')}"`;
    const head = `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${file}\r\n\r\n`;
    return Buffer.concat([Buffer.from(head), content, Buffer.from('\r\n')]);
  });
  return Buffer.concat([...encoded, Buffer.from(`--${boundary}--\r\n`)]);
}

/** A request whose body comes in pieces of these sizes, then in one. */
function requestOf(
  body: Uint8Array,
  sizes: readonly number[] = [],
  type = `multipart/form-data; boundary=${BOUNDARY}`,
) {
  let at = 0;
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      const size = sizes[controller.desiredSize === null ? 0 : pulls++] ?? body.length;
      if (at < body.length) controller.enqueue(body.slice(at, at + size));
      at += size;
      if (at >= body.length) controller.close();
    },
  });
  let pulls = 0;
  return new Request('http://localhost/', {
    method: 'POST',
    headers: { 'content-type': type },
    body: stream,
    duplex: 'half',
  } as RequestInit);
}

async function received(request: Request): Promise<Sent[]> {
  const parts: Sent[] = [];
  for await (const { name, fileName, content } of readParts(request)) {
    const chunks: Buffer[] = [];
    for await (const chunk of content()) chunks.push(Buffer.from(chunk));
    parts.push({ name, fileName, content: new Uint8Array(Buffer.concat(chunks)) });
  }
  return parts;
}

const content = fc.oneof(
  fc.uint8Array({ maxLength: 200 }),
  fc
    .constantFrom('', '\r\n', '--', `\r\n--${BOUNDARY.slice(0, 9)}`, `--${BOUNDARY}`, '\r\n\r\n--')
    .map((text) => new Uint8Array(Buffer.from(text))),
);
const sent = fc.array(
  fc.record(
    {
      name: fc.stringMatching(/^[a-z.]{1,10}$/),
      fileName: fc.option(fc.stringMatching(/^[a-zㄱ-힣" ]{0,12}$/), { nil: undefined }),
      content,
    },
    { noNullPrototype: true },
  ),
  { maxLength: 4 },
);

test('parts come as they were sent, however the bytes are cut', async () => {
  await fc.assert(
    fc.asyncProperty(sent, fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 60 }), async (parts, sizes) => {
      assert.deepEqual(await received(requestOf(formOf(parts), sizes)), parts);
    }),
  );
});

test('a part that is not read is skipped', async () => {
  const parts = [
    { name: 'a', content: new Uint8Array(5_000) },
    { name: 'b', content: new Uint8Array([1]) },
  ];
  const names: string[] = [];
  for await (const { name } of readParts(requestOf(formOf(parts), [7, 7, 7]))) names.push(name);
  assert.deepEqual(names, ['a', 'b']);
});

test('a form that breaks off, or is none, is refused', async () => {
  const whole = formOf([{ name: 'file', fileName: 'x.csv', content: new Uint8Array(300) }]);
  for (const length of [0, 10, 60, 200, whole.length - 12]) {
    await assert.rejects(received(requestOf(whole.subarray(0, length))), { code: 'bad-request' }, String(length));
  }
  const other = { code: 'unsupported-media-type' };
  await assert.rejects(received(requestOf(whole, [], 'application/json')), other);
  await assert.rejects(received(requestOf(whole, [], 'multipart/form-data')), other);
  const nameless = Buffer.from(`--${BOUNDARY}\r\nContent-Type: text/plain\r\n\r\nx\r\n--${BOUNDARY}--`);
  await assert.rejects(received(requestOf(nameless)), { code: 'bad-request' });
  const long = Buffer.from(`--${BOUNDARY}\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`);
  await assert.rejects(received(requestOf(long)), { code: 'bad-request' });
});
