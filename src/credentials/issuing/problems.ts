import type { AppError } from '../../kernel/index.ts';
import { type CardRefusal, cardRefusal } from '../cards/refusals.ts';

/** What a wallet is told that went wrong, in the words of the standards (OpenID4VCI sections 8.3.1, 9.3, 11.3; RFC 6750). */
export type IssuingErrorCode =
  | 'invalid_credential_request'
  | 'unknown_credential_configuration'
  | 'unknown_credential_identifier'
  | 'invalid_proof'
  | 'invalid_nonce'
  | 'invalid_encryption_parameters'
  | 'credential_request_denied'
  | 'invalid_transaction_id'
  | 'invalid_notification_id'
  | 'invalid_notification_request'
  | 'invalid_token'
  | 'insufficient_scope'
  | 'invalid_dpop_proof'
  | 'use_dpop_nonce'
  | 'invalid_grant'
  | 'invalid_request'
  | 'invalid_authorization_details'
  | 'access_denied';

/** Something that a wallet did wrong. The text is for whoever writes the wallet: it is shown to nobody else. */
export class IssuingError extends Error {
  readonly code: IssuingErrorCode;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;

  constructor(code: IssuingErrorCode, says: string, status = 400, headers: Record<string, string> = {}) {
    super(says);
    this.code = code;
    this.status = status;
    this.headers = headers;
  }
}

/** How what cards are refused for is called among wallets; for all others the request is denied. */
const REFUSALS: Partial<Record<CardRefusal, IssuingErrorCode>> = {
  'no-type': 'unknown_credential_configuration',
  'no-format': 'unknown_credential_configuration',
  'wrong-keys': 'invalid_proof',
  'other-request': 'invalid_credential_request',
};

/** Answers as a wallet understands it, also where something went wrong; a fault of ours is thrown on. */
export async function toWallet(answer: () => Promise<Response>): Promise<Response> {
  try {
    return await answer();
  } catch (error) {
    const problem = asIssuingError(error);
    if (!problem) throw error;
    const { code, message, status, headers } = problem;
    const body = { error: code, error_description: message };
    return Response.json(body, { status, headers: { 'cache-control': 'no-store', ...headers } });
  }
}

function asIssuingError(error: unknown): IssuingError | undefined {
  if (error instanceof IssuingError) return error;
  const refusal = cardRefusal(error);
  if (!refusal) return undefined;
  const code = REFUSALS[refusal] ?? 'credential_request_denied';
  return new IssuingError(code, (error as AppError).message, refusal === 'too-many' ? 429 : 400);
}
