import { formatMoney, type Text } from '../../../kernel/index.ts';
import type { Government } from '../../../pack/index.ts';
import { type Device, deviceOf } from '../../../programmes/index.ts';
import type { PageCall } from '../../site.ts';

/** A call by somebody who may pay. */
export type PayCall = PageCall & { caller: { kind: 'resident'; person: string }; request: Request; address: string };

/** An amount in all languages' ways of writing one. */
export const moneyIn = (gov: Government, locale: keyof Text, minor: number): string =>
  formatMoney(minor, gov.pack.currency, locale);

/** The device that somebody pays with, and the header that makes it be known again. */
export function deviceOfCall(
  gov: Government,
  { request }: Pick<PayCall, 'request'>,
): Device & { headers: Record<string, string> } {
  const device = deviceOf(request, gov.config.ORIGIN.startsWith('https:'));
  return { ...device, headers: device.setCookie ? { 'set-cookie': device.setCookie } : {} };
}

/** A page of HTML that sets headers besides. */
export function withHeaders(response: Response, headers: Record<string, string>): Response {
  for (const [name, value] of Object.entries(headers)) response.headers.append(name, value);
  return response;
}
