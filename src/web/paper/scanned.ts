/*
 * At a counter a QR code is scanned into the field into which its number is typed otherwise: it holds an address, of which
 * the number is a part. What is none is left as it was typed.
 */

/** The pick-up code in the address of an order. */
export function scannedOrder(text: string): string {
  const address = URL.parse(text.trim());
  return (address && /\/paper\/counter$/.test(address.pathname) && address.searchParams.get('code')) || text;
}

/** The serial in the address of a note. */
export function scannedSerial(text: string): string {
  const address = URL.parse(text.trim());
  return /^\/notes\/[a-z0-9-]{1,80}\/([\w-]{1,40})$/.exec(address?.pathname ?? '')?.[1] ?? text;
}

/** Which codes a camera at a counter looks for: of an order, of a note or the slip of a set, of a person who shows theirs. */
export const SCANNED = {
  order: '/paper/counter\\?',
  note: '/notes/|^[A-Z]{2,4}\\d{12}$',
  person: '^MADANG:PAY:',
} as const;
