import { decodeCode, decodeTemplate, encodeTemplate, lengthOf, type TlvFault, withChecksum } from './emv-tlv.ts';

/*
 * A shop's own QR code, which the payer scans: EMVCo QRCPS-MPM, version 1.1. Numbers in brackets are ids of data objects.
 */

/** The globally unique identifier (00 of a merchant account) of this scheme: a UUID without its hyphens (§4.7.8). */
export const SCHEME = 'b6d5c05e31f84c1d9f0a7e52d4a6c9f3';

/** What a shop's code says. */
export interface MerchantCode {
  shop: string;
  /** What the shop asks to be paid, once: the code is dynamic (01 is 12). Without it, it is static (11) and has no amount. */
  request: { id: string; amount: number } | undefined;
  /** Merchant category code (ISO 18245), four digits. */
  category: string;
  /** ISO 4217, three digits. */
  currency: string;
  /** ISO 3166-1 alpha-2. */
  country: string;
  /** In Latin letters, as the standard wants them; 25 and 15 characters at most. */
  name: string;
  city: string;
  /** The same in the shop's own language (ISO 639-1). */
  local: { language: string; name: string; city: string } | undefined;
  bill: string | undefined;
  store: string | undefined;
  terminal: string | undefined;
}

/** What is wrong with a code that was scanned. `foreign` is a good code of another scheme. */
export type MerchantCodeFault = TlvFault | 'missing' | 'value' | 'foreign';

/** Longest value of each data object, where the standard says one shorter than 99 (tables 3.3, 3.7 and 3.8). */
const LONGEST = { name: 25, city: 15, additional: 25 };

const FIRST_TEMPLATE = 26;
const LAST_TEMPLATE = 51;

/**
 * A shop's code as the text of a QR symbol. Names that are too long are cut, and what is not Latin is left out of those
 * that must be.
 * @param decimals of the currency; the amount is in its minor unit.
 * @throws RangeError when a value is none that the standard allows.
 */
export function encodeMerchantCode(code: MerchantCode, decimals: number): string {
  const { request, local } = code;
  const account = encodeTemplate([
    ['00', SCHEME],
    ['01', shortId(code.shop)],
    ['02', request && shortId(request.id)],
  ]);
  const body = encodeTemplate([
    ['00', '01'],
    ['01', request ? '12' : '11'],
    ['26', account],
    ['52', fitting(/^\d{4}$/, code.category)],
    ['53', fitting(/^\d{3}$/, code.currency)],
    ['54', request && amountText(request.amount, decimals)],
    ['58', fitting(/^[A-Z]{2}$/, code.country)],
    ['59', latin(code.name, LONGEST.name)],
    ['60', latin(code.city, LONGEST.city)],
    [
      '62',
      encodeTemplate([
        ['01', code.bill && latin(code.bill, LONGEST.additional)],
        ['03', code.store && latin(code.store, LONGEST.additional)],
        ['07', code.terminal && latin(code.terminal, LONGEST.additional)],
      ]),
    ],
    [
      '64',
      local &&
        encodeTemplate([
          ['00', fitting(/^[A-Z]{2}$/, local.language)],
          ['01', cut(local.name, LONGEST.name)],
          ['02', cut(local.city, LONGEST.city)],
        ]),
    ],
  ]);
  return withChecksum(body);
}

/**
 * What a scanned text says, if it is a shop's code of this scheme. What the standard keeps for later, and templates of
 * other schemes, are passed over (§3.2); everything else must be as it says.
 */
export function readMerchantCode(text: string, decimals: number): MerchantCode | { fault: MerchantCodeFault } {
  const root = decodeCode(text);
  if (typeof root === 'string') return { fault: root };
  if (!text.startsWith('000201')) return { fault: 'form' };
  const ill = REQUIRED.find(([id]) => !root.has(id)) ? 'missing' : SHAPES.find((one) => isIll(root, one)) && 'value';
  if (ill) return { fault: ill };
  const templates = { account: ownAccount(root), additional: within(root, '62'), local: within(root, '64') };
  if (Object.values(templates).some((template) => typeof template === 'string')) return { fault: 'form' };
  const { account, additional, local } = templates as Record<keyof typeof templates, Map<string, string>>;
  if (account.size === 0) return { fault: 'foreign' };
  const shop = longId(account.get('01'));
  const dynamic = root.get('01') === '12';
  const request = longId(account.get('02'));
  const amount = root.has('54') ? amountOf(root.get('54')!, decimals) : undefined;
  if (!shop || dynamic !== (request !== undefined && amount !== undefined)) return { fault: 'value' };
  return {
    shop,
    request: dynamic ? { id: request!, amount: amount! } : undefined,
    category: root.get('52')!,
    currency: root.get('53')!,
    country: root.get('58')!,
    name: root.get('59')!,
    city: root.get('60')!,
    local: local.has('00')
      ? { language: local.get('00')!, name: local.get('01') ?? '', city: local.get('02') ?? '' }
      : undefined,
    bill: additional.get('01'),
    store: additional.get('03'),
    terminal: additional.get('07'),
  };
}

const LATIN = /^[ -~]+$/;

/** Data objects that every code has (table 3.2), and the shape of those whose shape the standard says. */
const REQUIRED = [['00'], ['52'], ['53'], ['58'], ['59'], ['60']] as const;
const SHAPES: readonly (readonly [id: string, shape: RegExp, longest?: number])[] = [
  ['00', /^01$/],
  ['01', /^1[12]$/],
  ['52', /^\d{4}$/],
  ['53', /^\d{3}$/],
  ['54', /^\d{1,13}$|^(?=.{1,13}$)\d+\.\d*$/],
  ['58', /^[A-Z]{2}$/],
  ['59', LATIN, LONGEST.name],
  ['60', LATIN, LONGEST.city],
];

function isIll(root: ReadonlyMap<string, string>, [id, shape, longest]: (typeof SHAPES)[number]): boolean {
  const value = root.get(id);
  return value !== undefined && (!shape.test(value) || (longest !== undefined && lengthOf(value) > longest));
}

/** The merchant account of this scheme; empty where the code has none, since it may have several of other schemes. */
function ownAccount(root: ReadonlyMap<string, string>): Map<string, string> | TlvFault {
  for (let id = FIRST_TEMPLATE; id <= LAST_TEMPLATE; id++) {
    const account = within(root, String(id));
    if (typeof account === 'string') return account;
    if (account.get('00')?.toLowerCase() === SCHEME) return account;
  }
  return new Map();
}

const within = (root: ReadonlyMap<string, string>, id: string) => decodeTemplate(root.get(id) ?? '');

/** An amount as the standard writes it: digits, and a point where the currency has decimals (§4.7.5). */
function amountText(minor: number, decimals: number): string {
  const digits = String(minor).padStart(decimals + 1, '0');
  const text = decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
  if (!Number.isSafeInteger(minor) || minor <= 0 || text.length > 13) throw new RangeError(`no amount: ${minor}`);
  return text;
}

/** In minor units; undefined where it is nothing, or finer than the currency goes. */
function amountOf(text: string, decimals: number): number | undefined {
  const [whole = '', fraction = ''] = text.split('.');
  if (/[^0]/.test(fraction.slice(decimals))) return undefined;
  return Number(whole + fraction.slice(0, decimals).padEnd(decimals, '0')) || undefined;
}

/** A UUID in 22 characters: with 36 or 32, an account would be longer than 99. */
const shortId = (uuid: string): string => Buffer.from(uuid.replaceAll('-', ''), 'hex').toString('base64url');

function longId(text: string | undefined): string | undefined {
  if (!text || !/^[\w-]{22}$/.test(text)) return undefined;
  const hex = Buffer.from(text, 'base64url').toString('hex');
  const uuid = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  // The last of 22 characters holds two bits too many: only one of its four ways of writing is the id's own.
  return shortId(uuid) === text ? uuid : undefined;
}

const cut = (text: string, longest: number): string => [...text.trim()].slice(0, longest).join('').trimEnd();

function latin(text: string, longest: number): string {
  const plain = text.normalize('NFKD').replace(/[^ -~]+/g, ' ');
  return fitting(LATIN, cut(plain.replace(/ +/g, ' '), longest));
}

function fitting(shape: RegExp, value: string): string {
  if (!shape.test(value)) throw new RangeError(`not what the standard allows: ${JSON.stringify(value)}`);
  return value;
}
