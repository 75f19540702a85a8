import { deflateRawSync } from 'node:zlib';
import { concat, fromBase64url, toBase64url, utf8 } from '../bytes.ts';
import { canonicalJson } from '../canonical.ts';
import type { Opening } from '../leaf.ts';
import { PAPER_VERSION } from './paper-format.ts';

/*
 * What a printed decision carries in its QR code, as the fragment of an address. Browsers keep fragments to themselves, so
 * that whoever holds the paper can check it, and the server that the page came from learns only which entry is asked for.
 * `browser/paper.ts` reads it.
 */

/**
 * The most bytes that a QR code may encode, for a phone to read it from paper: version 25 (117 modules a side) with error
 * correction M holds 997 (ISO/IEC 18004 table 7). Printed 39 mm wide, a module is a third of a millimetre.
 */
const QR_LIMIT = 997;

/**
 * The address that a printed decision leads to: `page`, `#`, and base64url of one byte of version, the 16 bytes of the
 * entry's id, the 32 of the salt, and the canonical JSON of the content by raw DEFLATE (RFC 1951). Where that makes more
 * than a phone can read, the content is left out, and the page asks for the receipt's file.
 * @param page the address of the page that checks, without a fragment.
 */
export function paperAddress(page: string, entry: string, { salt, content }: Opening): string {
  const id = Uint8Array.from(Buffer.from(entry.replaceAll('-', ''), 'hex'));
  const head = concat(Uint8Array.of(PAPER_VERSION), id, fromBase64url(salt));
  const whole = `${page}#${toBase64url(concat(head, deflateRawSync(utf8(canonicalJson(content)), { level: 9 })))}`;
  return whole.length <= QR_LIMIT ? whole : `${page}#${toBase64url(head)}`;
}
