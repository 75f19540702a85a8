import assert from 'node:assert/strict';
import { test } from 'node:test';
import encodeQR from 'qr';
import decodeQR from 'qr/decode.js';
import { type Government, loadPack } from '../../pack/index.ts';
import type { MerchantCode } from './emv-qr.ts';
import { readShopCode, shopCode } from './merchant-code.ts';

const text = (ko: string, zh: string, en: string) => ({ ko, 'zh-Hant': zh, en });
const land = (currency: object = {}): Government =>
  ({
    pack: {
      country: 'FR',
      locale: 'zh-Hant',
      title: text('나라', '國家', 'Country'),
      regions: { north: text('북쪽', '北區', 'North') },
      currency: { code: 'EUR', decimals: 2, number: '978', ...currency },
    },
  }) as unknown as Government;

const SHOP = {
  id: '018f3c2e-7a10-7b3c-9d4e-5f6071829304',
  name: '周家麵館',
  number: '00001010',
  class: 'restaurant',
  region: 'north',
};
const REQUEST = { id: '018f3c2e-7a10-7b3c-9d4e-5f6071829305', amount: 1_250 };

test("a shop's code names it in Latin letters and in its own language, with its category", () => {
  const read = readShopCode(land(), shopCode(land(), SHOP, REQUEST)) as MerchantCode;
  assert.deepEqual(
    { ...read, bill: null, terminal: null },
    {
      ...{ shop: SHOP.id, request: REQUEST, category: '5812', currency: '978', country: 'FR', name: 'SHOP 00001010' },
      ...{ city: 'NORTH', local: { language: 'ZH', name: '周家麵館', city: '北區' } },
      ...{ store: '00001010', bill: null, terminal: null },
    },
  );
  const latin = readShopCode(land(), shopCode(land(), { ...SHOP, name: 'Noodles', class: 'other' })) as MerchantCode;
  assert.deepEqual([latin.name, latin.category, latin.request], ['Noodles', '0000', undefined]);
});

test('a QR symbol carries it, with Han characters', () => {
  const code = shopCode(land(), SHOP, REQUEST);
  const rows = encodeQR(code, 'raw', { ecc: 'medium', border: 4, scale: 4 });
  const size = rows.length;
  const data = Uint8Array.from(rows.flat().flatMap((dark) => (dark ? [0, 0, 0, 255] : [255, 255, 255, 255])));
  assert.equal(decodeQR({ width: size, height: size, data }), code);
});

test('a code in another currency, or of another scheme, is told from a broken one', () => {
  const code = shopCode(land(), SHOP);
  assert.deepEqual(readShopCode(land({ number: '036' }), code), { fault: 'other-currency' });
  assert.deepEqual(readShopCode(land(), `${code.slice(0, -1)}?`), { fault: 'checksum' });
  assert.ok(!('fault' in readShopCode(land(), ` ${code}\n`)));
});

test('every shop and every region of the packs has a code that is read back', async () => {
  for (const name of ['tw', 'kr']) {
    const gov = { pack: await loadPack(name) } as unknown as Government;
    const regions = Object.keys(gov.pack.regions).map((region) => ({ ...SHOP, region }));
    assert.ok(gov.pack.shops.length > 0 && regions.length > 0);
    for (const shop of [...regions, ...gov.pack.shops.map((one) => ({ ...one, id: SHOP.id }))]) {
      const read = readShopCode(gov, shopCode(gov, shop, REQUEST));
      assert.ok(!('fault' in read), shop.name);
      assert.match(read.category, /^(?!0000)/, shop.class);
    }
  }
});
