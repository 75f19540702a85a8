import { createPublicKey, type JsonWebKey } from 'node:crypto';
import type { Text } from '../../kernel/index.ts';
import type { Jwk, ReceiverKeys } from './model.ts';

/** Keys of a receiver, or what is wrong with them. */
export type KeysRead = { keys: ReceiverKeys } | { problem: Text };

/** So many keys to sign by at most: one in use, one to change to, and one to spare. */
const MOST_SIGNING = 3;
const KID = /^[\w.~:-]{1,80}$/;
const ALGORITHMS = { sig: 'ES256', enc: 'ECDH-ES' } as const;

const PROBLEMS = {
  json: {
    'zh-Hant': '請貼上 JWK Set：{"keys": […]}（RFC 7517 §5）。',
    ko: 'JWK 세트를 붙여 넣어 주세요: {"keys": […]} (RFC 7517 §5)',
    en: 'Paste a JWK Set: {"keys": […]} (RFC 7517 section 5).',
  },
  secret: {
    'zh-Hant': '其中有私密金鑰。請只貼上公開金鑰，並更換那把已外流的金鑰。',
    ko: '비밀 키가 들어 있어요. 공개 키만 붙여 넣고, 드러난 키는 새로 만들어 주세요.',
    en: 'It has a private key. Paste public keys only, and replace the one that was shown.',
  },
  key: {
    'zh-Hant': '每把金鑰須為 P-256 的 EC 金鑰，且有 kid 與 use（sig 或 enc）。',
    ko: '키는 모두 P-256의 EC 키이고, kid와 use(sig 또는 enc)가 있어야 해요.',
    en: 'Each key has to be an EC key on P-256 with a kid and a use, sig or enc.',
  },
  kid: {
    'zh-Hant': '每把金鑰的 kid 必須不同。',
    ko: '키마다 kid가 달라야 해요.',
    en: 'Each key needs a kid of its own.',
  },
  count: {
    'zh-Hant': `需要 1 至 ${MOST_SIGNING} 把簽章金鑰（use: sig）與 1 把加密金鑰（use: enc）。`,
    ko: `서명 키(use: sig) 1~${MOST_SIGNING}개와 암호화 키(use: enc) 1개가 필요해요.`,
    en: `It takes 1 to ${MOST_SIGNING} keys to sign by (use: sig) and 1 key to encrypt to (use: enc).`,
  },
} as const satisfies Record<string, Text>;

/** Reads the public keys of a receiver: a JWK Set (RFC 7517 section 5). */
export function readKeys(text: string): KeysRead {
  const said = setIn(text);
  if (!said) return { problem: PROBLEMS.json };
  if (said.some((key) => ['d', 'p', 'q', 'k'].some((name) => name in key))) return { problem: PROBLEMS.secret };
  const keys = said.flatMap((key) => readKey(key) ?? []);
  if (keys.length < said.length) return { problem: PROBLEMS.key };
  if (new Set(keys.map(({ kid }) => kid)).size < keys.length) return { problem: PROBLEMS.kid };
  const sign = keys.filter(({ use }) => use === 'sig');
  const [encrypt, ...more] = keys.filter(({ use }) => use === 'enc');
  if (!encrypt || more.length > 0 || sign.length === 0 || sign.length > MOST_SIGNING)
    return { problem: PROBLEMS.count };
  return { keys: { sign, encrypt } };
}

function setIn(text: string): Record<string, unknown>[] | undefined {
  try {
    const { keys } = JSON.parse(text);
    return Array.isArray(keys) && keys.every((key) => typeof key === 'object' && key !== null) ? keys : undefined;
  } catch {
    return undefined; // told by who asked
  }
}

function readKey({ kty, crv, x, y, kid, use, alg }: Record<string, unknown>): Jwk | undefined {
  if (kty !== 'EC' || crv !== 'P-256' || (use !== 'sig' && use !== 'enc')) return undefined;
  if (typeof kid !== 'string' || !KID.test(kid) || (alg !== undefined && alg !== ALGORITHMS[use])) return undefined;
  try {
    // What lies beside the curve is no key, and answers encrypted to it would tell something of ours (RFC 7518 section 6.2.1).
    const point = createPublicKey({ key: { kty, crv, x, y } as JsonWebKey, format: 'jwk' }).export({ format: 'jwk' });
    return { kty, crv, x: point.x!, y: point.y!, kid, use, alg: ALGORITHMS[use] };
  } catch {
    return undefined; // told by who asked
  }
}
