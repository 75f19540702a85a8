/*
 * Enciphering by AES-GCM (NIST SP 800-38D) of WebCrypto. Each sealed thing says where it belongs as additional data, so that
 * nobody who can write to the database puts one in another's place.
 */

export interface Sealed {
  iv: Uint8Array<ArrayBuffer>;
  data: ArrayBuffer;
}

/** 96 bits, by chance: a profile seals far fewer than 2^32 things. */
const IV_BYTES = 12;

const utf8 = (text: string) => new TextEncoder().encode(text);

/** Bytes under a key. `place` is where they belong; only there they open. */
export async function sealBytes(key: CryptoKey, bytes: BufferSource, place: string): Promise<Sealed> {
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
  const data = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: utf8(place) }, key, bytes);
  return { iv, data };
}

/** The bytes again. Throws an OperationError where key, place or data are not those that it was sealed with. */
export const openBytes = (
  key: CryptoKey,
  { iv, data }: { iv: Sealed['iv']; data: BufferSource },
  place: string,
): Promise<ArrayBuffer> => crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData: utf8(place) }, key, data);

/** A value of JSON under a key. */
export const seal = (key: CryptoKey, value: unknown, place: string): Promise<Sealed> =>
  sealBytes(key, utf8(JSON.stringify(value)), place);

/** The value again. */
export async function unseal<T>(key: CryptoKey, sealed: Sealed, place: string): Promise<T> {
  return JSON.parse(new TextDecoder().decode(await openBytes(key, sealed, place))) as T;
}
