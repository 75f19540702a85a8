import { type Static, type TSchema, Type } from 'typebox';
import { readConfig } from './config.ts';
import type { AppError } from './errors.ts';
import { createApp, type Edge } from './http.ts';
import { type Caller, page, type Route, route } from './route.ts';
import { createLogger, createMetrics } from './telemetry.ts';
import type { World } from './world.ts';

/** The site's own origin in the tests of the edge. */
export const ORIGIN = 'https://madang.example';

/** Callers by the name that a test's request gives in its `x-caller` header. */
export const CALLERS: Record<string, Caller> = {
  nobody: { kind: 'nobody' },
  resident: { kind: 'resident', person: 'p1', session: 's1' },
  officer: { kind: 'officer', person: 'p2', agency: 'a', role: 'clerk', session: 's2' },
  key: { kind: 'key', key: 'k1', agency: 'a', scopes: ['births:write'] },
};

/** A process without a database: `reach` stands for it in `/healthz`. */
export function plainWorld(
  environment: Record<string, string> = {},
  reach: () => Promise<unknown> = async () => {},
): { world: World; lines: string[] } {
  const lines: string[] = [];
  const world = {
    config: readConfig({ RATE_LIMIT: '0', ...environment }),
    pool: { query: reach },
    logger: createLogger('info', { write: (line) => void lines.push(line) }),
    metrics: createMetrics(),
  } as unknown as World;
  return { world, lines };
}

/** An edge with these routes and nothing else; `changes` replaces what a test is about. */
export function tinyEdge(routes: readonly Route[], changes: Partial<Edge> = {}): Edge {
  return {
    routes,
    identify: async (request) => CALLERS[request.headers.get('x-caller') ?? 'nobody']!,
    preferencesOf: () => ({ locale: 'en' }),
    errorPage: async (error: AppError, _preferences, caller, where) =>
      page(`<h1>${error.code}</h1><p>${caller.kind} at ${where}</p>`, error.status),
    origin: () => ORIGIN,
    ready: () => true,
    ...changes,
  };
}

/** A POST route that answers with the body that it was given. */
export function echo<S extends TSchema>(body: S, path = '/api/echo', bodyLimit?: number): Route {
  return route({
    method: 'POST',
    path,
    audience: 'public',
    summary: 'Answers with what it got',
    body,
    bodyLimit,
    answer: Type.Object({ got: body }),
    handle: ({ body: got }) => ({ got: got as Static<S> }),
  });
}

/** An application of these routes, and the lines that it logs. */
export function tinyApp(routes: readonly Route[], changes: Partial<Edge> = {}) {
  const { world, lines } = plainWorld();
  return { app: createApp(world, tinyEdge(routes, changes)), lines, world };
}

/** Sends JSON as a POST. */
export function posted(value: unknown, headers: Record<string, string> = {}): RequestInit {
  return { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(value) };
}

/** Sends a form as a POST. */
export function form(text: string, headers: Record<string, string> = {}): RequestInit {
  const type = 'application/x-www-form-urlencoded';
  return { method: 'POST', headers: { 'content-type': type, ...headers }, body: text };
}
