import { readdir } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress } from 'node:zlib';
import { build } from 'esbuild';
import { Type } from 'typebox';
import { type Assets, type Brand, markSvg, stylesheet } from '../design/index.ts';
import { AppError, type Route, route, sha256 } from '../kernel/index.ts';

const compress = promisify(brotliCompress) as (text: string) => Promise<Uint8Array<ArrayBuffer>>;

const ISLANDS = new URL('./islands/', import.meta.url);

/** What pages load, compiled once at start, and the route that serves it. */
export interface CompiledAssets {
  assets: Assets;
  route: Route;
}

interface File {
  type: string;
  content: string;
  /** Kept once a browser has asked for it that reads it (RFC 7932). */
  compressed?: Promise<Uint8Array<ArrayBuffer>>;
}

/** Stylesheet, mark and islands, each under an address that holds its hash, so that a browser may keep it for ever. */
export async function compileAssets(brand: Brand): Promise<CompiledAssets> {
  const [style, scripts] = await Promise.all([stylesheet(brand), islands()]);
  const icon = markSvg(brand);
  const iconFile = `${sha256(icon).toString('hex').slice(0, 16)}.svg`;
  const files = new Map<string, File>([
    [`${style.hash}.css`, { type: 'text/css; charset=utf-8', content: style.css }],
    [iconFile, { type: 'image/svg+xml', content: icon }],
    ...[...scripts].map(
      ([, file]) => [file.name, { type: 'text/javascript; charset=utf-8', content: file.content }] as const,
    ),
  ]);
  return {
    assets: {
      stylesheet: `/assets/${style.hash}.css`,
      icon: `/assets/${iconFile}`,
      scripts: Object.fromEntries([...scripts].map(([name, file]) => [name, `/assets/${file.name}`])),
    },
    route: route({
      method: 'GET',
      path: '/assets/:file',
      audience: 'public',
      immutable: true,
      summary: 'Stylesheet, mark and scripts',
      params: Type.Object({ file: Type.String({ maxLength: 100 }) }),
      async handle({ params, request }) {
        const file = files.get(params.file);
        if (!file) throw new AppError('not-found', 'There is no such file.');
        const headers = {
          ...{ 'content-type': file.type, 'cache-control': 'public, max-age=31536000, immutable' },
          vary: 'accept-encoding',
        };
        if (!/\bbr\b/.test(request.headers.get('accept-encoding') ?? ''))
          return new Response(file.content, { headers });
        file.compressed ??= compress(file.content);
        return new Response(await file.compressed, { headers: { ...headers, 'content-encoding': 'br' } });
      },
    }),
  };
}

type Islands = ReadonlyMap<string, { name: string; content: string }>;

let compiled: Promise<Islands> | undefined;

/** They are the same for every site of a process. */
const islands = (): Promise<Islands> => (compiled ??= compileIslands());

/** Each file in `islands/` becomes one small module of its name. */
async function compileIslands(): Promise<Islands> {
  const folder = fileURLToPath(ISLANDS);
  const sources = (await readdir(folder)).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'));
  const { outputFiles } = await build({
    entryPoints: sources.map((file) => `${folder}${file}`),
    bundle: true,
    format: 'esm',
    target: 'es2022',
    minify: true,
    write: false,
    outdir: folder,
    entryNames: '[name]-[hash]',
  });
  return new Map(
    outputFiles.map((file) => {
      const name = basename(file.path);
      return [name.slice(0, name.lastIndexOf('-')), { name, content: file.text }];
    }),
  );
}
