import { browserRoute, formRoute, type HouseServer, publishedRoutes, sendForm } from '../../credentials/index.ts';
import type { Route } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import { MOUNT } from './place.ts';
import { exchangeServer } from './provider.ts';

const SERVER: HouseServer = { mount: MOUNT, providerOf: exchangeServer };

/** Where a receiver says what it asks for. */
const PUSHED = '/request';

/** The authorization server of receivers (FAPI 2.0 Security Profile; RFC 8414, 9126, 9396, 9449, 7009). */
export function authorizeRoutes(gov: Government): Route[] {
  return [
    ...publishedRoutes(gov, SERVER, 'receivers'),
    receiverForm(gov, PUSHED, 'A receiver pushes what it asks for (RFC 9126, RFC 9396)'),
    receiverForm(gov, '/token', 'A receiver is given tokens for a code or a refresh token'),
    receiverForm(gov, '/token/revocation', 'A receiver gives a token back (RFC 7009)'),
    browser(gov, '/auth', 'A receiver sends somebody here, to sign in and decide'),
    browser(gov, '/auth/:uid', 'Where somebody goes on to the receiver after they have decided'),
  ];
}

const receiverForm = (gov: Government, path: string, summary: string): Route =>
  formRoute(SERVER, { path, summary }, async (form, request) =>
    path === PUSHED && asksForNothing(form)
      ? Response.json(NOTHING, { status: 400 })
      : sendForm(gov, SERVER, path, form, request),
  );

const NOTHING = {
  error: 'invalid_authorization_details',
  error_description: 'authorization_details: there is exactly one of them in a request',
};

/** Each of the details is looked at by oidc-provider; where there is none, nothing is. */
const asksForNothing = (form: URLSearchParams): boolean =>
  /^\s*(\[\s*\])?\s*$/.test(form.getAll('authorization_details').join());

const WRONG = {
  ko: '자료 요청이 잘못되었거나 시간이 지났어요. 요청한 곳에서 처음부터 다시 시작해 주세요.',
  'zh-Hant': '索取資料的要求有誤或已逾時，請回到提出要求的網站重新開始。',
  en: 'The request for your data is wrong or has timed out. Start again where it came from.',
};

const browser = (gov: Government, path: string, summary: string): Route =>
  browserRoute(gov, SERVER, { path, summary, wrong: WRONG });
