import type { Text } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import type { Shop } from '../shops/clerks.ts';
import { encodeMerchantCode, type MerchantCode, type MerchantCodeFault, readMerchantCode } from './emv-qr.ts';
import type { RequestToPay } from './requests.ts';

/** The merchant category (ISO 18245) of each class of shops that packs have; 0000 stands for any other. */
const CATEGORIES: Readonly<Record<string, string>> = {
  restaurant: '5812',
  cafe: '5814',
  bakery: '5462',
  grocery: '5411',
  convenience: '5499',
  market: '5499',
  pharmacy: '5912',
  clothing: '5651',
  bookshop: '5942',
  hairdresser: '7230',
  hardware: '5251',
  electronics: '5732',
  sports: '5941',
  culture: '7832',
  lodging: '7011',
  transport: '4111',
  medical: '8011',
  academy: '8299',
  'gas-station': '5541',
  'big-store': '5311',
  online: '5964',
  tobacco: '5993',
  nightlife: '5813',
  utility: '4900',
  tax: '9311',
  securities: '6211',
  'gift-cards': '5947',
};
const UNKNOWN_CATEGORY = '0000';

/** The code for no currency (ISO 4217). */
const NO_CURRENCY = '999';

/** ISO 639-1, in capitals. */
const LANGUAGES = { ko: 'KO', 'zh-Hant': 'ZH', en: 'EN' } as const;

type Coded = Pick<Shop, 'id' | 'name' | 'number' | 'class' | 'region'>;

/** The text of a shop's QR code: for all its customers, or for one amount. */
export function shopCode(gov: Government, shop: Coded, request?: Pick<RequestToPay, 'id' | 'amount'>): string {
  const { pack } = gov;
  const region = pack.regions[shop.region];
  const local = pack.locale === 'en' ? undefined : localOf(pack.locale, shop.name, region);
  return encodeMerchantCode(
    {
      shop: shop.id,
      request: request && { id: request.id, amount: request.amount },
      category: CATEGORIES[shop.class] ?? UNKNOWN_CATEGORY,
      currency: currencyNumber(gov),
      country: gov.pack.country,
      name: isLatin(shop.name) ? shop.name : `SHOP ${shop.number}`,
      city: latinOf(region?.en) ?? latinOf(pack.title.en) ?? shop.region,
      local,
      bill: undefined,
      store: shop.number,
      terminal: undefined,
    },
    pack.currency.decimals,
  );
}

/** What a payer's phone read, if it is the code of a shop here; or why not. */
export function readShopCode(
  gov: Government,
  text: string,
): MerchantCode | { fault: MerchantCodeFault | 'other-currency' } {
  const read = readMerchantCode(text.trim(), gov.pack.currency.decimals);
  if ('fault' in read) return read;
  return read.currency === currencyNumber(gov) ? read : { fault: 'other-currency' };
}

const localOf = (locale: Government['pack']['locale'], name: string, region: Text | undefined) => ({
  language: LANGUAGES[locale],
  name,
  city: region?.[locale] ?? '',
});

const currencyNumber = ({ pack }: Government): string => pack.currency.number ?? NO_CURRENCY;

const isLatin = (text: string): boolean => /^[ -~]+$/.test(text);
const latinOf = (text: string | undefined): string | undefined =>
  text && isLatin(text) ? text.toUpperCase() : undefined;
