import { type Day, sha256 } from '../../kernel/index.ts';
import { transferIdOf } from '../../ledger/index.ts';

/** A wish to pay at a shop. Amounts are in the minor unit. */
export type PayRequest = PayByCode | PayByScan | PayByNote;

interface AnyPay {
  shop: string;
  amount: number;
  /** Those of the goods that a programme may refuse which are among what is bought, by their ids. */
  goods?: readonly string[];
  /** The client's own name for this payment: asked twice, it is made once. */
  key: string;
  /** Where the request came from, for the limit of guesses. */
  address?: string | undefined;
}

/** A clerk scans or types in the code that a person shows. */
export interface PayByCode extends AnyPay {
  way: 'code';
  code: string;
  clerk: string;
}

/** A person scans the shop's code and says how much. */
export interface PayByScan extends AnyPay {
  way: 'scan';
  person: string;
  programme: string;
  /** What tells their device apart, see `deviceOf`. With a code it is known from its showing. */
  device?: string | undefined;
}

/** A clerk takes in a printed note, all of it: the amount is its face value. */
export interface PayByNote extends AnyPay {
  way: 'note';
  programme: string;
  serial: string;
  /** From under the scratch panel, or what its QR code is signed with. */
  secret?: string;
  clerk: string;
}

/** Money that a shop got. */
export interface Payment {
  shop: string;
  id: string;
  programme: string;
  /** Null where a note was spent. */
  person: string | null;
  note: string | null;
  amount: number;
  /** How much of it was given back since. */
  refunded: number;
  paidAt: Date;
  /** By the calendar of the country. */
  day: Day;
  /** Null where the person scanned the shop's code. */
  clerk: string | null;
  device: string | null;
  way: PayRequest['way'];
  transfer: string;
  /** The version of the programme's file under which it was allowed. */
  terms: string;
  /** By which its receipt is asked for, and what opens its leaf in the public log. */
  entry: string;
  /** Null once whoever paid is erased. */
  salt: string | null;
}

/** A part or all of a payment that was given back. */
export interface Refund {
  shop: string;
  /** Also the id of its transfer. */
  id: string;
  payment: string;
  amount: number;
  refundedAt: Date;
  day: Day;
  clerk: string;
  entry: string;
  /** Null once whoever paid is erased. */
  salt: string | null;
}

/** A clerk gives back a part or all of a payment. */
export interface RefundRequest {
  shop: string;
  payment: string;
  amount: number;
  clerk: string;
  key: string;
}

/** As whom these transfers are asked for in the ledger. */
export const CLIENT = 'payments';

/** Who asks: keys are theirs, so that nobody can take up another's. */
export const askerOf = (request: PayRequest): string => (request.way === 'scan' ? request.person : request.clerk);

/** Who stands at the till; nobody does where the person scans the shop's code. */
export const clerkOf = (request: PayRequest): string | undefined =>
  request.way === 'scan' ? undefined : request.clerk;

/** The name of a wish in the ledger. */
export const keyOf = (asker: string, key: string): string => `${asker}/${key}`;

/** The id of the transfer that a wish becomes. */
export const transferOf = (request: PayRequest): string => transferIdOf(CLIENT, keyOf(askerOf(request), request.key));

/** What makes two requests with one key the same. */
export function requestHash(request: PayRequest): Buffer {
  const { way, shop, amount, goods = [] } = request;
  const from =
    way === 'code'
      ? [request.code]
      : way === 'scan'
        ? [request.person, request.programme]
        : [request.programme, request.serial];
  return sha256(JSON.stringify([way, shop, amount, goods.toSorted(), ...from]));
}

/** The nil UUID (RFC 9562 section 5.9): all shops together. */
export const ALL_SHOPS = '00000000-0000-0000-0000-000000000000';
