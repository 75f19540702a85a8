import type { TObject } from 'typebox';
import type { Route } from './route.ts';

/** The OpenAPI 3.1 document of the routes under `/api/`. The schemas are JSON Schema already. */
export function openApiOf(routes: readonly Route[], about: { title: string; version: string; origin: string }): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const route of routes.filter((candidate) => candidate.path.startsWith('/api/'))) {
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    paths[path] ??= {};
    paths[path][route.method.toLowerCase()] = operationOf(route);
  }
  return {
    openapi: '3.1.0',
    info: { title: about.title, version: about.version },
    servers: [{ url: about.origin }],
    paths,
    components: {
      securitySchemes: {
        key: { type: 'http', scheme: 'bearer', description: 'A key issued to a system by its agency, with scopes' },
        session: { type: 'apiKey', in: 'cookie', name: 'session' },
      },
    },
  };
}

function operationOf(route: Route): object {
  return {
    summary: route.summary,
    security: securityOf(route),
    parameters: [...parametersOf(route.params, 'path'), ...parametersOf(route.query, 'query')],
    ...(route.body && { requestBody: { required: true, content: { 'application/json': { schema: route.body } } } }),
    responses: {
      200: { description: 'Done', ...(route.answer && { content: { 'application/json': { schema: route.answer } } }) },
      default: { description: 'A problem (RFC 9457)', content: { 'application/problem+json': {} } },
    },
  };
}

function securityOf(route: Route): object[] {
  if (route.audience === 'public') return [];
  return typeof route.audience === 'object' ? [{ key: [route.audience.scope] }] : [{ session: [] }];
}

function parametersOf(schema: TObject | undefined, place: 'path' | 'query'): object[] {
  return Object.entries(schema?.properties ?? {}).map(([name, value]) => ({
    name,
    in: place,
    required: place === 'path' || (schema?.required?.includes(name) ?? false),
    schema: value,
  }));
}
