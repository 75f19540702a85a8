import type { Static, TObject, TSchema } from 'typebox';
import type { AppError } from './errors.ts';
import type { Locale } from './i18n.ts';

/** Somebody in a session. */
interface SignedIn {
  person: string;
  session: string;
  /** When they last proved in this session who they are, by something that is theirs alone; undefined if never. */
  provedAt?: Date | undefined;
}

/**
 * Who is calling. `nobody` has no session; an officer acts for an agency and is a person too, so that nobody decides
 * on their own family; a `key` is another system.
 */
export type Caller =
  | { kind: 'nobody' }
  | ({ kind: 'resident' } & SignedIn)
  | ({ kind: 'officer'; agency: string; role: string } & SignedIn)
  | { kind: 'key'; key: string; agency: string; scopes: readonly string[] };

/** Whom a route admits. There is no default: a route without an audience does not compile. */
export type Audience =
  | 'public'
  | 'resident'
  | 'officer'
  /** Anyone signed in, resident or officer. */
  | 'signed-in'
  /** Another system whose key has this scope. */
  | { scope: string };

/** The caller that an audience leaves. */
export type CallerOf<A extends Audience> = A extends 'public'
  ? Caller
  : A extends 'signed-in'
    ? Extract<Caller, { kind: 'resident' | 'officer' }>
    : A extends { scope: string }
      ? Extract<Caller, { kind: 'key' }>
      : Extract<Caller, { kind: A }>;

/** How a person wants pages; kept in cookies, so that it holds before sign-in. What is absent is as the device asks. */
export interface Preferences {
  locale: Locale;
  theme?: 'light' | 'dark';
  contrast?: 'normal' | 'more';
  text?: 'large' | 'larger';
}

/** A request whose parts have been checked against the route's schemas. */
export interface Call<A extends Audience = Audience, P = unknown, Q = unknown, B = unknown> {
  params: P;
  query: Q;
  body: B;
  caller: CallerOf<A>;
  preferences: Preferences;
  /** The untouched request: for cookies and streams. Its body has been read if the route declares one. */
  request: Request;
  /** The address that the request came from, for limits. */
  address: string;
  /** Path and query of the request, for coming back to it. */
  here: string;
}

/** What a handler may return: a finished response, or a value that is sent as JSON. */
export type Answer = Response | object;

/** One route. Validation, authorisation and the OpenAPI document all follow from it. */
export interface Route {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /**
   * Path with `:name` parameters; `*` at its end stands for whatever follows. Paths under `/api/` speak JSON and are
   * published in OpenAPI.
   */
  path: string;
  audience: Audience;
  /** Whoever calls must have proved lately who they are (`refuseUnlessProved`): an open session alone is not enough. */
  provedLately?: true;
  summary: string;
  params?: TObject;
  query?: TObject;
  body?: TSchema;
  /** Largest body in bytes; 64 KiB unless stated. */
  bodyLimit?: number;
  /**
   * What is at an address of this route is the same for everyone and for ever. So the caller is not asked for, and reading
   * is not counted: whoever copies a log reads thousands of tiles a minute.
   */
  immutable?: true;
  /**
   * Programs and pages of other sites ask this route, as a standard says. So no session or key of ours is looked at: the
   * caller is nobody, `Authorization` is for the route itself to read, and every page may read the answer (CORS).
   */
  crossSite?: true;
  /** Its page asks servers of other sites, as a wallet asks whoever issues cards or wants to see one. */
  reachesOut?: true;
  /**
   * How often one address may ask this route in a minute, where that is less than what the process admits at all; or more,
   * for programs that ask in the name of many people: then what they ask counts for this route alone.
   */
  perMinute?: number;
  /** JSON that it answers with. Pages have none. */
  answer?: TSchema;
  /** What is answered to a request that is refused, where the route goes by a standard that has words of its own for that. */
  problem?(error: AppError): Response;
  handle(call: Call<never, never, never, never>): Answer | Promise<Answer>;
}

type StaticOr<S, Otherwise> = S extends TSchema ? Static<S> : Otherwise;
type NoFields = Record<never, never>;

/** Declares a route, so that its handler gets exactly what its schemas and audience promise. */
export function route<
  const A extends Audience,
  P extends TObject | undefined = undefined,
  Q extends TObject | undefined = undefined,
  B extends TSchema | undefined = undefined,
>(
  declared: Omit<Route, 'handle' | 'audience' | 'params' | 'query' | 'body'> & {
    audience: A;
    params?: P;
    query?: Q;
    body?: B;
    handle(
      call: Call<A, StaticOr<P, NoFields>, StaticOr<Q, NoFields>, StaticOr<B, undefined>>,
    ): Answer | Promise<Answer>;
  },
): Route {
  return declared as unknown as Route;
}

/** Whether the caller belongs to the audience. */
export function admits(audience: Audience, caller: Caller): boolean {
  if (typeof audience === 'object') return caller.kind === 'key' && caller.scopes.includes(audience.scope);
  if (audience === 'public') return true;
  if (audience === 'signed-in') return caller.kind === 'resident' || caller.kind === 'officer';
  return caller.kind === audience;
}

/** Sends the browser on with a GET, after a form did its work. */
export function redirect(location: string, headers: Record<string, string> = {}): Response {
  return new Response(null, { status: 303, headers: { location, ...headers } });
}

/** A page of HTML. */
export function page(html: string, status = 200): Response {
  return new Response(html, { status, headers: { 'content-type': 'text/html; charset=utf-8' } });
}
