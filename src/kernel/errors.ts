import type { Text } from './i18n.ts';

/** Every way a request can go wrong, with the HTTP status that says so. A new kind of failure is a row here. */
export const ERROR_STATUS = {
  'bad-request': 400,
  'not-signed-in': 401,
  forbidden: 403,
  'proof-needed': 403,
  'not-found': 404,
  conflict: 409,
  gone: 410,
  'too-large': 413,
  'unsupported-media-type': 415,
  invalid: 422,
  'too-many-requests': 429,
  internal: 500,
  unavailable: 503,
} as const;

export type ErrorCode = keyof typeof ERROR_STATUS;

/** One thing that a field of the input got wrong. `path` is a JSON Pointer (RFC 6901) into the input. */
export interface FieldError {
  path: string;
  message: string;
}

/**
 * The one error type. `detail` is safe to show: it says what was wrong and what to do, and never holds a secret or
 * personal data. Anything else thrown is a fault of ours and becomes `internal`.
 */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly status: number;
  readonly detail: string | Text;
  readonly fields: readonly FieldError[];

  constructor(
    code: ErrorCode,
    detail: string | Text,
    options: { cause?: unknown; fields?: readonly FieldError[] } = {},
  ) {
    super(typeof detail === 'string' ? detail : detail.en, { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.status = ERROR_STATUS[code];
    this.detail = detail;
    this.fields = options.fields ?? [];
  }
}

/** Whatever was thrown, as an AppError; unknown faults keep their cause for the log and show nothing of it. */
export function toAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  return new AppError('internal', 'Something went wrong on our side. Nothing was saved.', { cause: thrown });
}

/** RFC 9457 problem document of an error. */
export function problemOf(error: AppError, instance: string): Record<string, unknown> {
  return {
    type: `urn:madang:problem:${error.code}`,
    title: error.code.replaceAll('-', ' '),
    status: error.status,
    detail: error.message,
    instance,
    ...(error.fields.length > 0 && { errors: error.fields }),
  };
}
