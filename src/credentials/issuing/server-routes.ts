import { type TSchema, Type } from 'typebox';
import { AppError, type Route, route, type Text } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import { refusedAs } from '../refused-as.ts';
import { wellKnownPaths } from '../well-known.ts';
import { askServer, type HouseServer } from './ask-server.ts';

/*
 * What an authorization server of the house answers, whomever it is for.
 */

/** The second is for programs that know of OpenID Connect Discovery alone. Who asks by it is told the same. */
const METADATA_NAMES = ['oauth-authorization-server', 'openid-configuration'];

/** A form. Names that it has more than once are for the authorization server to refuse. */
export const Form = Type.Record(Type.String({ maxLength: 100 }), Type.Unknown()) as TSchema;

/** What everybody may know of a server. @param whose programs it is for, as summaries call them. */
export function publishedRoutes(gov: Government, server: HouseServer, whose: string): Route[] {
  return [
    ...METADATA_NAMES.flatMap((name) => wellKnownPaths(name, server.mount)).map((path) =>
      route({
        method: 'GET',
        path,
        audience: 'public',
        crossSite: true,
        summary: `What the authorization server of ${whose} can do (RFC 8414)`,
        handle: () => askServer(gov, server, { method: 'GET', path: '/.well-known/oauth-authorization-server' }),
      }),
    ),
    route({
      method: 'GET',
      path: `${server.mount}/jwks`,
      audience: 'public',
      crossSite: true,
      summary: 'Keys of the authorization server, which signs nothing (RFC 7517)',
      handle: () => Response.json({ keys: [] }),
    }),
  ];
}

/** Where programs send a form. @param answer is given the form as it was sent. */
export function formRoute(
  { mount }: HouseServer,
  { path, summary }: { path: string; summary: string },
  answer: (form: URLSearchParams, request: Request) => Promise<Response>,
): Route {
  return route({
    method: 'POST',
    path: mount + path,
    audience: 'public',
    crossSite: true,
    summary,
    body: Form,
    problem: refusedAs('invalid_request'),
    handle: ({ body, request }) => answer(formOf(body as Record<string, unknown>), request),
  });
}

/** Hands a form on to the server. */
export function sendForm(
  gov: Government,
  server: HouseServer,
  path: string,
  form: URLSearchParams,
  { headers }: Request,
): Promise<Response> {
  return askServer(gov, server, {
    method: 'POST',
    path,
    type: 'application/x-www-form-urlencoded',
    body: form.toString(),
    dpop: headers.get('dpop'),
  });
}

/** Where programs send people. @param wrong is said to somebody who was sent here with what is wrong. */
export function browserRoute(
  gov: Government,
  server: HouseServer,
  { path, summary, wrong }: { path: string; summary: string; wrong: Text },
): Route {
  return route({
    method: 'GET',
    path: server.mount + path,
    audience: 'public',
    summary,
    ...(path.includes(':uid') && { params: Type.Object({ uid: Type.String({ maxLength: 100 }) }) }),
    async handle({ request }) {
      const { pathname, search } = new URL(request.url);
      const within = pathname.slice(server.mount.length) + search;
      const cookie = request.headers.get('cookie');
      const answer = await askServer(gov, server, { method: 'GET', path: within, cookie });
      if (answer.status < 400) return answer;
      throw new AppError('bad-request', wrong);
    },
  });
}

/**
 * A form as it was sent: a name that it has more than once stands there more than once.
 * @throws AppError `invalid` for what was sent as JSON and is no form.
 */
function formOf(body: Record<string, unknown>): URLSearchParams {
  const pairs = Object.entries(body).flatMap(([name, value]) => [value].flat().map((one) => [name, textOf(name, one)]));
  return new URLSearchParams(pairs as [string, string][]);
}

function textOf(name: string, value: unknown): string {
  if (typeof value === 'object' && value !== null) throw new AppError('invalid', `${name} has to be text.`);
  return String(value);
}
