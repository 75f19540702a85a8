import { keyThumbprint } from '../../formats/index.ts';
import { type Db, sha256, trueSeconds } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import { sha256Of } from '../primitives.ts';
import { isNonce, makeNonce, NONCE_LIFE, spend } from './nonces.ts';
import { IssuingError } from './problems.ts';
import { familiarProof, keyProof } from './self-signed.ts';

/** A request that bears a proof that its sender has a key (RFC 9449). */
export interface DpopRequest {
  proof: string;
  method: string;
  /** Without its query. */
  url: string;
  /** The token that is used with it. */
  token?: string;
}

/** So many seconds a proof's own time may be off; a wallet whose clock is further off is given a nonce to sign instead. */
const LEEWAY = 300;

/** A proof that is right, if it was not used before. */
export interface ReadDpop {
  /** Of the key. */
  thumbprint: string;
  /** By which it is used up. */
  name: string;
}

/** For so many seconds it has to be remembered that a proof was used: nobody would take it any more then. */
export const DPOP_LIFE = LEEWAY + NONCE_LIFE;

/**
 * Checks a DPoP proof (RFC 9449 section 4.3), and uses it up.
 * @returns the thumbprint of the key.
 * @throws IssuingError `invalid_dpop_proof`, or `use_dpop_nonce` with a nonce.
 */
export async function checkDpop(db: Db, gov: Pick<Government, 'config'>, request: DpopRequest): Promise<string> {
  const { thumbprint, name } = await readDpop(gov, request);
  if (!(await spend(db, name, DPOP_LIFE))) throw badProof('This proof was used.');
  return thumbprint;
}

/**
 * Checks a DPoP proof but for whether it was used before.
 * @param familiar whether its key is met again and again, many times a second.
 * @throws IssuingError `invalid_dpop_proof`, or `use_dpop_nonce` with a nonce.
 */
export async function readDpop(
  gov: Pick<Government, 'config'>,
  { proof, method, url, token }: DpopRequest,
  familiar = false,
): Promise<ReadDpop> {
  const held = await (familiar ? familiarProof : keyProof)(proof, { typ: 'dpop+jwt' });
  if (!held) throw badProof('This is no DPoP proof by ES256 that its own key has signed.');
  const { jti, htm, htu, iat, ath, nonce } = held.payload;
  if (typeof jti !== 'string' || jti === '' || jti.length > 512) throw badProof('jti is missing.');
  if (htm !== method) throw badProof('htm is another method.');
  if (typeof htu !== 'string' || withoutQuery(htu) !== withoutQuery(url)) throw badProof('htu is another address.');
  if (typeof iat !== 'number') throw badProof('iat is missing.');
  if (token !== undefined && ath !== sha256(token).toString('base64url')) throw badProof('ath is of another token.');
  if (nonce !== undefined ? !(await isNonce(gov, 'dpop', nonce)) : Math.abs(trueSeconds() - iat) > LEEWAY)
    throw new IssuingError('use_dpop_nonce', 'Sign the proof with this nonce.', 401, {
      'dpop-nonce': await makeNonce(gov, 'dpop'),
      'www-authenticate': 'DPoP error="use_dpop_nonce", algs="ES256"',
    });
  const thumbprint = keyThumbprint(held.jwk, sha256Of);
  return { thumbprint, name: `dpop ${thumbprint} ${jti}` };
}

function withoutQuery(text: string): string | undefined {
  const url = URL.parse(text);
  return url ? url.origin + url.pathname : undefined;
}

const badProof = (says: string) =>
  new IssuingError('invalid_dpop_proof', says, 401, {
    'www-authenticate': 'DPoP error="invalid_dpop_proof", algs="ES256"',
  });
