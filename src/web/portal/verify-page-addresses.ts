import type { Locale } from '../../kernel/index.ts';

/** Where anybody verifies a proof, and the service worker that keeps that page. */
export const PAGE = '/log/verify';
export const WORKER = '/log/verify-worker.js';

/** The page in one language, under an address of its own: without a server nobody knows the cookie. */
export function addressIn(locale: Locale): string {
  return `${PAGE}?language=${locale}`;
}
