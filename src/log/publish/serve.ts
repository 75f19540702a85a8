import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { AppError, type Route, route } from '../../kernel/index.ts';
import type { Bytes } from '../bytes.ts';
import { ByteCache } from './byte-cache.ts';
import { MissingFromLog } from './errors.ts';
import { turnstile } from './parallel.ts';
import { parsePath, type Resource } from './path.ts';
import type { LogSource } from './source.ts';

/*
 * Tiles and entry bundles over HTTP (https://c2sp.org/tlog-tiles). They never change, so that those asked for last are kept
 * in memory as they are sent, and any number of readers costs the database little.
 */

/** What is kept of tiles and bundles, in bytes. */
const CACHE_BYTES = 64 * 1024 * 1024;

/** How many are read from the database at once: the pages want its connections, too. */
const READS_AT_ONCE = 4;

/** Whatever is public may be read by other sites' pages: a verifier is better not ours. */
export const OPEN_TO_ALL = { 'access-control-allow-origin': '*' };

const FOR_EVER = { ...OPEN_TO_ALL, 'cache-control': 'public, max-age=31536000, immutable' };
const BYTES = { ...FOR_EVER, 'content-type': 'application/octet-stream' };
const PLAIN = { ...BYTES, vary: 'accept-encoding' };
const GZIPPED = { ...PLAIN, 'content-encoding': 'gzip' };

const PREFIX = '/log/';

/** The route of all tiles and bundles of a log. */
export function tileRoute(source: LogSource): Route {
  const cache = new ByteCache(CACHE_BYTES);
  const enter = turnstile(READS_AT_ONCE);
  const stored = (path: string) => cache.getOrLoad(path, () => enter(() => read(source, resourceAt(path))));
  const packed = (path: string) => cache.getOrLoad(`${path} gzip`, async () => compress(await stored(path)));
  return route({
    method: 'GET',
    path: `${PREFIX}tile/*`,
    audience: 'public',
    immutable: true,
    summary: 'A tile of hashes (tile/LEVEL/INDEX) or a bundle of entries (tile/entries/INDEX) of the log',
    async handle({ here, request }) {
      const path = pathIn(here);
      const entries = path.startsWith('tile/entries/');
      if (!entries) return new Response(await stored(path), { headers: BYTES });
      return acceptsGzip(request.headers.get('accept-encoding'))
        ? new Response(await packed(path), { headers: GZIPPED })
        : new Response(await stored(path), { headers: PLAIN });
    },
  });
}

const compress = promisify(gzip) as (bytes: Bytes) => Promise<Buffer<ArrayBuffer>>;

function pathIn(here: string): string {
  const query = here.indexOf('?');
  return here.slice(PREFIX.length, query < 0 ? undefined : query);
}

function resourceAt(path: string): Resource {
  const resource = parsePath(path);
  if (!resource)
    throw new AppError(
      'bad-request',
      'A tile is at tile/LEVEL/INDEX, a bundle of entries at tile/entries/INDEX, with .p/WIDTH after it where it is partial; an index is written as x001/x234/067.',
    );
  return resource;
}

async function read(source: LogSource, { level, index, width }: Resource): Promise<Bytes> {
  try {
    const bytes = await (level === 'entries' ? source.entries({ index, width }) : source.tile({ level, index, width }));
    return Uint8Array.from(bytes); // what came may be a small part of a large buffer, all of which would be kept
  } catch (error) {
    if (!(error instanceof MissingFromLog)) throw error;
    throw new AppError('not-found', 'The published log has no such tile or bundle yet.', { cause: error });
  }
}

/** Whether an `Accept-Encoding` (RFC 9110 section 12.5.3) admits gzip. */
export function acceptsGzip(header: string | null): boolean {
  const codings = (header ?? '').split(',').map((coding) =>
    coding
      .trim()
      .toLowerCase()
      .split(/\s*;\s*q=/),
  );
  const [, quality = '1'] = codings.find(([name]) => name === 'gzip') ??
    codings.find(([name]) => name === '*') ?? ['', '0'];
  return Number(quality) > 0;
}
