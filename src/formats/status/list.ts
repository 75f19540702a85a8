import { fromBase64Url, toBase64Url } from '../bytes.ts';

/*
 * A status list (draft-ietf-oauth-status-list §4): the statuses of very many tokens, some bits each, compressed. Compressing
 * is the caller's, who has zlib on a server and streams in a page.
 */

/** How many bits a status has. */
export type StatusBits = 1 | 2 | 4 | 8;

/** What a status means (§7.1). */
export const STATUS = { valid: 0, invalid: 1, suspended: 2 } as const;

/** A list as it is looked into: not compressed, since to open one takes a thousand times as long as to read a status. */
export interface StatusList {
  bits: StatusBits;
  /** From the lowest bits of the first byte on. */
  bytes: Uint8Array;
}

/** A list as a token carries it (§4.2). */
export interface EncodedStatusList {
  bits: StatusBits;
  /** ZLIB (RFC 1950) in base64url. */
  lst: string;
}

/** The most bytes of a list that is not compressed: whoever opens one stops there. 16 million statuses of 8 bits. */
export const MOST_LIST_BYTES = 16 * 1024 * 1024;

/**
 * Packs statuses, one in a byte.
 * @throws RangeError for one that does not fit into the bits.
 */
export function packStatuses(statuses: Uint8Array, bits: StatusBits): StatusList {
  const each = 8 / bits;
  const bytes = new Uint8Array(Math.ceil(statuses.length / each));
  let all = 0;
  for (let index = 0, byte = 0; index < statuses.length; byte += 1) {
    let packed = 0;
    for (let shift = 0; shift < 8; shift += bits, index += 1) {
      const status = statuses[index] ?? 0;
      all |= status;
      packed |= status << shift;
    }
    bytes[byte] = packed;
  }
  if (all >> bits !== 0) throw new RangeError(`A status does not fit into ${bits} bits`);
  return { bits, bytes };
}

/** A list with so many valid statuses. */
export function emptyStatusList(size: number, bits: StatusBits): StatusList {
  return { bits, bytes: new Uint8Array(Math.ceil((size * bits) / 8)) };
}

/** How many statuses it has room for. */
export const statusCount = ({ bits, bytes }: StatusList): number => (bytes.length * 8) / bits;

/** The status at an index; undefined where there is none, of which nothing can be said (§8.3). */
export function statusAt({ bits, bytes }: StatusList, index: number): number | undefined {
  if (!Number.isSafeInteger(index) || index < 0) return undefined;
  const each = 8 / bits;
  const byte = bytes[Math.floor(index / each)];
  return byte === undefined ? undefined : (byte >> ((index % each) * bits)) & ((1 << bits) - 1);
}

/**
 * Sets the status at an index.
 * @throws RangeError for an index outside, or a status that does not fit.
 */
export function setStatus({ bits, bytes }: StatusList, index: number, status: number): void {
  const each = 8 / bits;
  const place = Math.floor(index / each);
  const mask = (1 << bits) - 1;
  if (!Number.isSafeInteger(index) || index < 0 || place >= bytes.length) throw new RangeError(`No index ${index}`);
  if (!Number.isSafeInteger(status) || status < 0 || status > mask) throw new RangeError(`No status ${status}`);
  const shift = (index % each) * bits;
  bytes[place] = (bytes[place]! & ~(mask << shift)) | (status << shift);
}

/** As a token carries it. `deflate` writes the ZLIB format: `deflateSync` of `node:zlib`. */
export function encodeStatusList(list: StatusList, deflate: (bytes: Uint8Array) => Uint8Array): EncodedStatusList {
  return { bits: list.bits, lst: toBase64Url(deflate(list.bytes)) };
}

/** The compressed bytes of a list, to be inflated by the caller, to at most MOST_LIST_BYTES; undefined if they are none. */
export function compressedBytes({ lst }: EncodedStatusList): Uint8Array | undefined {
  return fromBase64Url(lst);
}
