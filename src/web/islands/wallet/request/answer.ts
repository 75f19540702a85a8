import { base64url, CompactEncrypt, importJWK, type JWK } from 'jose';
import {
  bindingOf,
  bindKey,
  type ClaimPath,
  deviceResponse,
  disclose,
  elementsOf,
  type PresentationRequest,
  responseTo,
  signedAt,
} from '../../../../formats/index.ts';
import { now } from '../../shared/clock.ts';
import { sha256, signWith } from '../../shared/signatures.ts';
import type { TakenCopy } from '../model.ts';
import { type OpenWallet, takeCopy } from '../store.ts';
import type { Part } from './question.ts';

/** A card, and what is told of it. */
export interface Told {
  part: Part;
  paths: readonly ClaimPath[];
}

/** No copy of a card is left on this device. */
export class NoCopyError extends Error {}

/** What the verifier gets in place of the claims, by query. Copies that were taken are used up, whatever comes of it. */
export async function presentationsOf(
  wallet: OpenWallet,
  request: PresentationRequest,
  told: readonly Told[],
): Promise<Record<string, string[]>> {
  const binding = bindingOf(request, sha256);
  const at = signedAt(request, Math.floor(now() / 1_000));
  const shown: Record<string, string[]> = {};
  for (const { part, paths } of told) {
    const copy = await takeCopy(wallet, part.card.id, part.format);
    if (!copy) throw new NoCopyError(part.card.id);
    shown[part.query] = [await present(copy, paths, { ...binding, at })];
  }
  return shown;
}

type Binding = ReturnType<typeof bindingOf> & { at: number };

async function present(copy: TakenCopy, paths: readonly ClaimPath[], binding: Binding): Promise<string> {
  const { credential, key, format } = copy;
  if (format === 'mso_mdoc') {
    const issuerSigned = base64url.decode(credential);
    const { transcript } = binding;
    const answer = deviceResponse({ issuerSigned, elements: elementsOf(paths), transcript, alg: 'ES256' });
    return base64url.encode(answer.finish(await signWith(key, answer.input)));
  }
  const { nonce, audience, at, transaction } = binding;
  const shown = disclose(credential, paths, sha256);
  const bound = bindKey(shown, { alg: 'ES256', nonce, audience, at, transaction }, sha256);
  return bound.finish(await signWith(key, bound.input));
}

/** The answer as nobody but the verifier reads it (OpenID4VP 1.0 §8.3): a JWE by ECDH-ES. */
export async function sealAnswer(request: PresentationRequest, shown: Record<string, string[]>): Promise<string> {
  const { payload, alg, enc, jwk, kid } = responseTo(request, shown);
  const plain = new TextEncoder().encode(payload);
  return new CompactEncrypt(plain).setProtectedHeader({ alg, enc, kid }).encrypt(await importJWK(jwk as JWK, alg));
}
