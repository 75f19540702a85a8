import type { AppError } from '../kernel/index.ts';

/** What says more by its status than that something is wrong with the request. */
const AS_THEY_ARE: ReadonlySet<AppError['code']> = new Set([
  'forbidden',
  'not-found',
  'gone',
  'too-large',
  'too-many-requests',
]);

/**
 * Tells a program by OAuth 2.0 what is wrong with its request (RFC 6749 section 5.2), where that shows before anybody has
 * looked at what it asks, or is said in the words of this house.
 * @param code how its standard calls that.
 */
export const refusedAs =
  (code: string) =>
  (error: AppError): Response => {
    const [first] = error.fields;
    const says = first ? `${first.path || 'The body'}: ${first.message}` : error.message;
    const status = AS_THEY_ARE.has(error.code) ? error.status : 400;
    return Response.json(
      { error: code, error_description: says },
      { status, headers: { 'cache-control': 'no-store' } },
    );
  };
