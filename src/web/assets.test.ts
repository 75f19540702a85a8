import assert from 'node:assert/strict';
import { test } from 'node:test';
import { brotliDecompressSync } from 'node:zlib';
import { compileAssets } from './assets.ts';

const BRAND = { name: { ko: '마당', 'zh-Hant': '마당', en: 'Madang' } };

test('a browser that reads Brotli gets a script compressed, any other as it is, and both the same', async () => {
  const { assets, route } = await compileAssets(BRAND);
  const file = assets.scripts.wallet!.slice('/assets/'.length);
  const ask = async (encodings: Record<string, string>): Promise<Response> =>
    (await route.handle({
      params: { file },
      request: new Request('http://localhost/', { headers: encodings }),
    } as never)) as Response;
  const plain = await ask({ 'accept-encoding': 'gzip' });
  const compressed = await ask({ 'accept-encoding': 'gzip, br' });
  assert.deepEqual(
    [plain, compressed].map(({ headers }) => [headers.get('content-encoding'), headers.get('vary')]),
    [
      [null, 'accept-encoding'],
      ['br', 'accept-encoding'],
    ],
  );
  const bytes = Buffer.from(await compressed.arrayBuffer());
  const text = await plain.text();
  assert.equal(brotliDecompressSync(bytes).toString(), text);
  assert.ok(bytes.length < text.length / 2);
});
