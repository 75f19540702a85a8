import { Type } from 'typebox';
import type { PageContext } from '../design/index.ts';
import {
  isLocale,
  LANGUAGE_TAG,
  LOCALES,
  type Locale,
  page,
  type Route,
  route,
  sha256,
  type Text,
} from '../kernel/index.ts';
import { type PageCall, pageContext, type Site } from './site.ts';

/** A page that browsers keep, so that it opens without a network. */
export interface KeptPage {
  /** Where it is. Its service worker answers for nothing else. */
  path: string;
  /** The island that it loads. It calls `keepPage`. */
  script: string;
  summary: string;
  /** Its island asks servers of other sites. */
  reachesOut?: true;
  /** What stands under its icon, if it may be installed beside a phone's own programs. */
  app?: { name: Text; shortName: Text };
  /** The page as HTML. Nobody is signed in where it is kept. */
  view(site: Site, context: PageContext): string | Promise<string>;
}

const workerOf = (path: string): string => `${path}-worker.js`;
const manifestOf = (path: string): string => `${path}.webmanifest`;

/** A page in one language, under an address of its own: without a server nobody knows the cookie. */
const addressIn = (path: string, locale: Locale): string => `${path}?language=${locale}`;

const LANGUAGE = Type.Object({ language: Type.Optional(Type.String({ maxLength: 20 })) });

/** The page, the service worker that keeps it, and where it may be installed what a phone needs for that. */
export function keptPageRoutes(site: Site, kept: KeptPage): Route[] {
  const { path, summary, app, reachesOut } = kept;
  return [
    route({
      method: 'GET',
      path,
      audience: 'public',
      ...(reachesOut && { reachesOut }),
      summary,
      query: LANGUAGE,
      async handle(call) {
        const { language } = call.query;
        const locale = isLocale(language) ? language : call.preferences.locale;
        const answer = page(await viewOf(site, kept, { ...call, preferences: { ...call.preferences, locale } }));
        answer.headers.set('content-language', LANGUAGE_TAG[locale]);
        return answer;
      },
    }),
    route({
      method: 'GET',
      path: workerOf(path),
      audience: 'public',
      summary: `The service worker that keeps ${path}`,
      async handle() {
        return new Response(await workerFor(site, kept), {
          headers: { 'content-type': 'text/javascript; charset=utf-8' },
        });
      },
    }),
    ...(app ? [manifestRoute(site, path, app)] : []),
  ];
}

/** What a phone asks for that puts the page beside its own programs (W3C Web Application Manifest). */
function manifestRoute({ gov, assets }: Site, path: string, { name, shortName }: NonNullable<KeptPage['app']>): Route {
  return route({
    method: 'GET',
    path: manifestOf(path),
    audience: 'public',
    summary: `How ${path} is installed on a phone`,
    query: LANGUAGE,
    handle({ query: { language } }) {
      const locale = isLocale(language) ? language : gov.pack.locale;
      const manifest = {
        id: path,
        start_url: addressIn(path, locale),
        scope: path,
        display: 'standalone',
        lang: LANGUAGE_TAG[locale],
        name: name[locale],
        short_name: shortName[locale],
        icons: assets.icon ? [{ src: assets.icon, sizes: 'any', type: 'image/svg+xml' }] : [],
      };
      return new Response(JSON.stringify(manifest), { headers: { 'content-type': 'application/manifest+json' } });
    },
  });
}

async function viewOf(site: Site, { path, app, view }: KeptPage, call: PageCall): Promise<string> {
  const context = await pageContext(site, call);
  const manifest = app && { manifest: `${manifestOf(path)}?language=${context.locale}` };
  return view(site, {
    ...context,
    assets: { ...context.assets, ...manifest },
    languageHref: (locale) => addressIn(path, locale),
  });
}

/**
 * What the service worker is: which files it keeps, and its program. A browser takes up a new one as soon as this differs
 * by a byte, and the version is a hash of all that is kept.
 */
async function workerFor(site: Site, kept: KeptPage): Promise<string> {
  const { path, script } = kept;
  const { stylesheet, icon, scripts } = site.assets;
  const program = scripts['kept-page']!;
  const pages = await Promise.all(LOCALES.map((locale) => nobodysPage(site, kept, locale)));
  const list = {
    page: path,
    // Addresses of assets hold their hashes; pages are hashed here.
    version: sha256([...pages, program].join('\n'))
      .toString('hex')
      .slice(0, 16),
    pages: Object.fromEntries(LOCALES.map((locale) => [LANGUAGE_TAG[locale], addressIn(path, locale)])),
    files: [stylesheet, ...(icon ? [icon] : []), scripts[script]!],
    language: LANGUAGE_TAG[site.gov.pack.locale],
  };
  return `self.kept = ${JSON.stringify(list)};\nimportScripts(${JSON.stringify(program)});\n`;
}

/** The page as it is kept: for nobody in particular. */
const nobodysPage = (site: Site, kept: KeptPage, locale: Locale): Promise<string> =>
  viewOf(site, kept, { caller: { kind: 'nobody' }, preferences: { locale }, here: addressIn(kept.path, locale) });
