import { checkMessage, type HttpMessage, signMessage } from '../../formats/index.ts';
import { randomSecret, sha256 } from '../../kernel/index.ts';
import { isSignedBy, type MessageKey, type PublicKey } from './keys.ts';

/** What a signature is for, so that no other signature of the same key serves for it (RFC 9421 section 7.2.7). */
export const TAGS = { question: 'madang-node-question', answer: 'madang-node-answer' } as const;

/** Seconds for which a signature counts, and by which two clocks may differ. */
export const SIGNATURE = { maxAge: 60, leeway: 30 } as const;

/** For so many seconds a signature could come again: as long its nonce is remembered. */
export const REMEMBERED_SECONDS = SIGNATURE.maxAge + 2 * SIGNATURE.leeway;

/** Signs a message between a platform and a node. @returns the headers to be added. @param at seconds since 1970. */
export function sealMessage(
  message: HttpMessage,
  { key, tag, at }: { key: MessageKey; tag: keyof typeof TAGS; at: number },
): Record<string, string> {
  const parameters = {
    alg: 'EdDSA',
    keyid: key.jwk.kid,
    created: at,
    nonce: randomSecret(16),
    tag: TAGS[tag],
  } as const;
  const unsigned = signMessage(message, parameters, sha256);
  return unsigned.finish(key.sign(unsigned.input));
}

/** Whose a message is, or why it is nobody's, by the rule that it breaks. */
export type OpenedMessage =
  | { ok: true; key: PublicKey; nonce: string; created: number }
  | { ok: false; failed: string; source: string; why: string };

/** Checks the signature of a message against keys. Whether it came before is left to who remembers nonces. */
export function openMessage(
  message: HttpMessage,
  { keys, tag, at }: { keys: readonly PublicKey[]; tag: keyof typeof TAGS; at: number },
): OpenedMessage {
  const checked = checkMessage(message, { keys, tag: TAGS[tag], at, ...SIGNATURE }, sha256);
  if (!checked.ok) return checked;
  const key = keys.find(({ kid }) => kid === checked.keyid)!;
  const { input, signature } = checked.signature;
  if (isSignedBy(key, input, signature)) return { ok: true, key, nonce: checked.nonce, created: checked.created };
  return { ok: false, failed: 'signature.genuine', source: 'RFC 9421 §3.2', why: 'Its signature is by that key.' };
}
