import { Hono } from 'hono';
import { readBody } from './body.ts';
import { AppError, problemOf, toAppError } from './errors.ts';
import { rateLimiter, reachingOut, refuseForeignForms, SECURITY_HEADERS } from './guard.ts';
import { refuseUnlessProved } from './proof.ts';
import { type Answer, admits, type Caller, type Preferences, type Route } from './route.ts';
import { validated } from './validate.ts';
import type { World } from './world.ts';

/** Largest body unless a route states another, in bytes. */
const BODY_LIMIT = 64 * 1024;

/** What the HTTP edge needs to be told by the rooms above. */
export interface Edge {
  routes: readonly Route[];
  /** Who sends this request; nobody when it carries no session or key. */
  identify(request: Request): Promise<Caller>;
  /** How this person wants pages. */
  preferencesOf(request: Request): Preferences;
  /** An error as a page. `where` is the path to come back to after signing in. */
  errorPage(error: AppError, preferences: Preferences, caller: Caller, where: string): Promise<Response>;
  /** The site's own origin, as browsers send it. */
  origin(): string;
  /** Whether the process can serve: false until it has started and once it is stopping. */
  ready(): boolean;
  /** How it is with what runs beside the process, by name: said, while its own health does not hang on it. */
  beside?(): Readonly<Record<string, string>>;
}

/** Hono's environment: the node adapter puts the socket here; `app.request()` in a test does not. */
type Bindings = { Bindings: { incoming?: { socket: { remoteAddress?: string } } } };

const NOBODY: Caller = { kind: 'nobody' };

/** The HTTP application: the routes, their guards, `/healthz` and `/metrics`. */
export function createApp(world: World, edge: Edge): Hono<Bindings> {
  const app = new Hono<Bindings>({ strict: true });
  const limitRate = rateLimiter(world.config.RATE_LIMIT);

  app.use(async (context, next) => {
    await next();
    if (!isDressed(context.res)) dress(context.res, SECURITY_HEADERS);
  });

  app.get('/healthz', async (context) => {
    const serving = edge.ready() && (await canReach(world));
    return context.json({ status: serving ? 'ok' : 'unavailable', ...edge.beside?.() }, serving ? 200 : 503);
  });
  app.get('/metrics', async (context) =>
    context.body(await world.metrics.registry.metrics(), 200, { 'content-type': world.metrics.registry.contentType }),
  );

  for (const route of edge.routes) {
    const own = route.perMinute ?? 0;
    const limitRoute = rateLimiter(world.config.RATE_LIMIT === 0 ? 0 : own);
    app.on(route.method, route.path, async (context) => {
      const stopTimer = world.metrics.requests.startTimer({ method: route.method, route: route.path });
      const address = context.env?.incoming?.socket.remoteAddress ?? 'local';
      const response = await respond(world, edge, route, context.req.raw, context.req.param(), address, () => {
        if (own <= world.config.RATE_LIMIT) limitRate(address);
        limitRoute(address);
      });
      stopTimer({ status: response.status });
      if (route.crossSite) forAnySite(response);
      if (route.reachesOut) dress(response, reachingOut(edge.origin()));
      return response;
    });
    if (route.crossSite) app.options(route.path, preflight);
  }
  app.notFound((context) =>
    failure(world, edge, new AppError('not-found', 'There is nothing at this address.'), context.req.raw, NOBODY),
  );
  app.onError((error, context) => failure(world, edge, toAppError(error), context.req.raw, NOBODY));
  return app;
}

async function respond(
  world: World,
  edge: Edge,
  route: Route,
  request: Request,
  pathParams: Record<string, string>,
  address: string,
  limitRate: () => void,
): Promise<Response> {
  let caller = NOBODY;
  try {
    if (!route.immutable) limitRate();
    if (request.url.includes('%00')) throw new AppError('invalid', 'The address holds a NUL character.');
    if (!route.crossSite) refuseForeignForms(request, edge.origin());
    if (!route.immutable && !route.crossSite) caller = await edge.identify(request);
    if (!admits(route.audience, caller)) throw refusal(caller);
    if (route.provedLately) refuseUnlessProved(caller, world.clock.now());
    const params = route.params ? validated(route.params, pathParams, 'text', 'address') : {};
    const query = route.query ? validated(route.query, queryOf(request), 'text', 'query') : {};
    const body = route.body ? await validBody(route, request) : undefined;
    const call = {
      params,
      query,
      body,
      caller,
      request,
      address,
      // What only pages ask for is worked out only for them.
      get preferences() {
        return edge.preferencesOf(request);
      },
      get here() {
        const { pathname, search } = new URL(request.url);
        return pathname + search;
      },
    };
    return toResponse(await route.handle(call as never));
  } catch (thrown) {
    const error = toAppError(thrown);
    if (route.problem && error.status < 500) return route.problem(error);
    return failure(world, edge, error, request, caller);
  }
}

const queryOf = ({ url }: Request): object => Object.fromEntries(new URL(url).searchParams);

async function validBody(route: Route, request: Request): Promise<unknown> {
  const { value, origin } = await readBody(request, route.bodyLimit ?? BODY_LIMIT);
  return validated(route.body!, value, origin, 'body');
}

function refusal(caller: Caller): AppError {
  return caller.kind === 'nobody'
    ? new AppError('not-signed-in', 'Sign in to go on.')
    : new AppError('forbidden', 'This is not open to you.');
}

/** Headers of every answer in JSON, and those that have them already: setting one after the other costs more than the rest. */
const JSON_HEADERS = { ...SECURITY_HEADERS, 'cache-control': 'no-store', 'content-type': 'application/json' };
const DRESSED = Symbol('dressed');
/** Marked itself: a weak set of them all cost each collection of garbage more than the rest of an answer. */
type Markable = Response & { [DRESSED]?: true };
const isDressed = (response: Markable): boolean => response[DRESSED] === true;
const markDressed = (response: Markable): Response => Object.assign(response, { [DRESSED]: true });

function dress(response: Response, headers: Record<string, string>): void {
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
  if (!response.headers.has('cache-control')) response.headers.set('cache-control', 'no-store');
  markDressed(response);
}

function toResponse(answer: Answer): Response {
  return answer instanceof Response ? answer : answerJson(answer);
}

/** A value as JSON, as a route's answer is sent; with headers of its own, such as `set-cookie`. */
export function answerJson(value: object, headers?: Record<string, string>): Response {
  return markDressed(
    new Response(JSON.stringify(value), { headers: headers ? { ...JSON_HEADERS, ...headers } : JSON_HEADERS }),
  );
}

/** Lets the page of any site read an answer, though not in anybody's name: no cookie comes with such a request. */
function forAnySite({ headers }: Response): void {
  headers.set('access-control-allow-origin', '*');
  headers.set('access-control-expose-headers', 'dpop-nonce, www-authenticate, retry-after');
}

/** What a browser is told that asks whether a page may send this request (Fetch, CORS-preflight). */
function preflight(): Response {
  const headers = {
    'access-control-allow-origin': '*',
    'access-control-allow-methods': 'GET, POST',
    'access-control-allow-headers': 'authorization, content-type, dpop',
    'access-control-max-age': '3600',
  };
  return new Response(null, { status: 204, headers });
}

async function failure(world: World, edge: Edge, error: AppError, request: Request, caller: Caller): Promise<Response> {
  const { pathname, search } = new URL(request.url);
  if (error.status === 500) world.logger.error({ err: error.cause ?? error, method: request.method }, 'request failed');
  if (!wantsPage(request, pathname)) return problem(error, pathname);
  const where = request.method === 'GET' ? pathname + search : pageBefore(request, edge.origin());
  try {
    return await edge.errorPage(error, edge.preferencesOf(request), caller, where);
  } catch (thrown) {
    world.logger.error({ err: thrown }, 'error page failed');
    return problem(error, pathname);
  }
}

/** The page of ours whose form this is, to come back to; the front page where the browser does not say. */
function pageBefore(request: Request, ownOrigin: string): string {
  const referrer = request.headers.get('referer') ?? '';
  if (!URL.canParse(referrer)) return '/';
  const { origin, pathname, search } = new URL(referrer);
  return origin === ownOrigin ? pathname + search : '/';
}

function problem(error: AppError, instance: string): Response {
  return Response.json(problemOf(error, instance), {
    status: error.status,
    headers: { 'content-type': 'application/problem+json' },
  });
}

function wantsPage(request: Request, pathname: string): boolean {
  return !pathname.startsWith('/api/') && (request.headers.get('accept') ?? '').includes('text/html');
}

async function canReach(world: World): Promise<boolean> {
  try {
    await world.pool.query('select 1');
    return true;
  } catch {
    return false;
  }
}
