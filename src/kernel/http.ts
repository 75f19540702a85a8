import { Hono } from 'hono';
import { readBody } from './body.ts';
import { AppError, problemOf, toAppError } from './errors.ts';
import { rateLimiter, refuseForeignForms, SECURITY_HEADERS } from './guard.ts';
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
    if (dressed.has(context.res)) return;
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) context.res.headers.set(name, value);
    if (!context.res.headers.has('cache-control')) context.res.headers.set('cache-control', 'no-store');
  });

  app.get('/healthz', async (context) => {
    const serving = edge.ready() && (await canReach(world));
    return context.json({ status: serving ? 'ok' : 'unavailable' }, serving ? 200 : 503);
  });
  app.get('/metrics', async (context) =>
    context.body(await world.metrics.registry.metrics(), 200, { 'content-type': world.metrics.registry.contentType }),
  );

  for (const route of edge.routes) {
    const limitRoute = rateLimiter(world.config.RATE_LIMIT === 0 ? 0 : (route.perMinute ?? 0));
    app.on(route.method, route.path, async (context) => {
      const stopTimer = world.metrics.requests.startTimer({ method: route.method, route: route.path });
      const address = context.env?.incoming?.socket.remoteAddress ?? 'local';
      const response = await respond(world, edge, route, context.req.raw, context.req.param(), address, () => {
        limitRate(address);
        limitRoute(address);
      });
      stopTimer({ status: response.status });
      return response;
    });
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
    refuseForeignForms(request, edge.origin());
    if (!route.immutable) caller = await edge.identify(request);
    if (!admits(route.audience, caller)) throw refusal(caller);
    const url = new URL(request.url);
    const params = route.params ? validated(route.params, pathParams, 'text', 'address') : {};
    const query = route.query ? validated(route.query, Object.fromEntries(url.searchParams), 'text', 'query') : {};
    const body = route.body ? await validBody(route, request) : undefined;
    const call = {
      params,
      query,
      body,
      caller,
      preferences: edge.preferencesOf(request),
      request,
      address,
      here: url.pathname + url.search,
    };
    return toResponse(await route.handle(call as never));
  } catch (thrown) {
    return failure(world, edge, toAppError(thrown), request, caller);
  }
}

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
const dressed = new WeakSet<Response>();

function toResponse(answer: Answer): Response {
  if (answer instanceof Response) return answer;
  const response = new Response(JSON.stringify(answer), { headers: JSON_HEADERS });
  dressed.add(response);
  return response;
}

async function failure(world: World, edge: Edge, error: AppError, request: Request, caller: Caller): Promise<Response> {
  const { pathname, search } = new URL(request.url);
  if (error.status === 500) world.logger.error({ err: error.cause ?? error, method: request.method }, 'request failed');
  if (!wantsPage(request, pathname)) return problem(error, pathname);
  const where = request.method === 'GET' ? pathname + search : '/';
  try {
    return await edge.errorPage(error, edge.preferencesOf(request), caller, where);
  } catch (thrown) {
    world.logger.error({ err: thrown }, 'error page failed');
    return problem(error, pathname);
  }
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
