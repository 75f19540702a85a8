import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { readPaper } from '../browser/paper.ts';
import { FILE_LIMIT, FileError, type FileFault, type ReceiptFile, readReceipt } from './file.ts';
import { paperAddress } from './paper.ts';
import { madeReceipt } from './receipt-fixture.ts';
import { ERASED } from './words.ts';

const file = await madeReceipt({ size: 9, index: 4 });

const written = (members: object) => JSON.stringify({ ...file, ...members });

function faultOf(text: string): [FileFault, string] {
  try {
    readReceipt(text);
  } catch (error) {
    assert.ok(error instanceof FileError);
    return [error.fault, error.member];
  }
  assert.fail('it was read');
}

test('a receipt file is read as it was written, with or without what opens it', () => {
  assert.deepEqual(readReceipt(written({})), file);
  const { salt: _, content: __, ...public_ } = file;
  assert.deepEqual(readReceipt(JSON.stringify(public_, null, 2)), public_);
  assert.deepEqual(readReceipt(JSON.stringify({ ...public_, erased: ERASED })), { ...public_, erased: ERASED });
  assert.deepEqual(readReceipt(written({ content: null })).content, null);
});

test('what is missing, unknown or malformed is named', () => {
  for (const name of ['version', 'leaf', 'index', 'size', 'proof', 'checkpoint', 'policy', 'salt', 'content'])
    assert.deepEqual(faultOf(written({ [name]: undefined })), ['missing', name]);
  assert.deepEqual(faultOf(written({ sizes: 1 })), ['unknown', 'sizes']);
  assert.deepEqual(faultOf(`{"__proto__":{},${written({}).slice(1)}`), ['unknown', '__proto__']);
  const malformed: Partial<Record<keyof ReceiptFile, unknown[]>> = {
    version: [0, 2, '1', null],
    leaf: ['', 'AAAA', file.leaf.slice(4), 7],
    index: [-1, 1.5, '4', null, 2 ** 53],
    size: [-1, Number.NaN],
    proof: [{}, 'AA==', ['AA=='], [7], Array(54).fill(file.proof[0])],
    checkpoint: [null, 1],
    policy: ['', 'quorum all', null],
    salt: ['', 'AAAA', `${file.salt}=`, null],
    erased: ['yes', null, [], { en: 1 }, ERASED],
  };
  for (const [name, values] of Object.entries(malformed))
    for (const value of values)
      assert.deepEqual(faultOf(written({ [name]: value })), ['malformed', name], String(value));
});

test('what is no JSON object, or too large, is refused before it is read', () => {
  assert.deepEqual(faultOf(''), ['not-json', '']);
  assert.deepEqual(faultOf(written({}).slice(1)), ['not-json', '']);
  for (const text of ['[]', 'null', '1', '"a"']) assert.deepEqual(faultOf(text), ['not-object', '']);
  assert.deepEqual(faultOf(' '.repeat(FILE_LIMIT + 1)), ['too-large', '']);
  assert.deepEqual(faultOf('가'.repeat(FILE_LIMIT / 2)), ['too-large', '']);
});

test('whatever a file holds, it is read or refused by name', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.constantFrom(...Object.keys(file)), (value, name) => {
      const text = written({ [name]: value });
      try {
        assert.deepEqual(readReceipt(text), JSON.parse(text));
      } catch (error) {
        assert.ok(error instanceof FileError && error.member === name, String(error));
      }
    }),
  );
});

const ENTRY = '01928f3a-1111-7222-8333-444455556666';
const PAGE = 'https://gov.example/log/verify';

test('what a printed decision carries comes back from its address', async () => {
  await fc.assert(
    fc.asyncProperty(fc.jsonValue(), async (value) => {
      const content = JSON.parse(JSON.stringify(value)) as unknown;
      fc.pre(JSON.stringify(content).isWellFormed());
      const [page, fragment] = paperAddress(PAGE, ENTRY, { salt: file.salt!, content }).split('#');
      assert.equal(page, PAGE);
      assert.deepEqual(await readPaper(fragment!), { entry: ENTRY, salt: file.salt, content });
    }),
    { numRuns: 50 },
  );
});

test('a content that a phone could not read is left out', async () => {
  const dense = Array.from({ length: 25 }, (_, at) => createHash('sha256').update(`${at}`).digest('base64'));
  const address = paperAddress(PAGE, ENTRY, { salt: file.salt!, content: dense });
  assert.ok(address.length < 200);
  assert.deepEqual(await readPaper(address.split('#')[1]!), { entry: ENTRY, salt: file.salt });
});

test('a fragment that is not whole is refused, and none fills the memory', async () => {
  const whole = paperAddress(PAGE, ENTRY, { salt: file.salt!, content: { amount: 81_600 } }).split('#')[1]!;
  for (const fragment of ['', 'proof', whole.slice(0, 40), whole.slice(0, -4), `B${whole}`, `${whole}=`, `!${whole}`])
    await assert.rejects(readPaper(fragment), fragment);
  const bomb = paperAddress(PAGE, ENTRY, { salt: file.salt!, content: '0'.repeat(300_000) }).split('#')[1]!;
  await assert.rejects(readPaper(bomb), /Longer/);
});
