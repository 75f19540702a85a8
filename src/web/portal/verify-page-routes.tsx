import { Type } from 'typebox';
import type { Assets } from '../../design/index.ts';
import { isLocale, LANGUAGE_TAG, LOCALES, type Locale, page, type Route, route, sha256 } from '../../kernel/index.ts';
import { type PageCall, pageContext, type Site } from '../site.ts';
import { verifyPage } from './verify-page.tsx';
import { addressIn, PAGE, WORKER } from './verify-page-addresses.ts';

/** The page on which anybody verifies a proof, and the service worker that keeps it for when there is no network. */
export function verifyRoutes(site: Site): Route[] {
  return [
    route({
      method: 'GET',
      path: PAGE,
      audience: 'public',
      summary:
        'Verifies a proof in the browser of whoever reads it: from a file, or from the code on a printed decision',
      query: Type.Object({ language: Type.Optional(Type.String()) }),
      async handle(call) {
        const { language } = call.query;
        const locale = isLocale(language) ? language : call.preferences.locale;
        const preferences = { ...call.preferences, locale };
        const answer = page(verifyPage(site, await pageContext(site, { ...call, preferences })));
        answer.headers.set('content-language', LANGUAGE_TAG[locale]);
        return answer;
      },
    }),
    route({
      method: 'GET',
      path: WORKER,
      audience: 'public',
      summary: 'The service worker that keeps the page on which proofs are verified',
      async handle() {
        return new Response(await workerOf(site), { headers: { 'content-type': 'text/javascript; charset=utf-8' } });
      },
    }),
  ];
}

/**
 * What the service worker is: which files it keeps, and its program. A browser takes up a new one as soon as this differs
 * by a byte, and the version is a hash of all that is kept.
 */
async function workerOf(site: Site): Promise<string> {
  const { stylesheet, icon, scripts } = site.assets;
  const pages = await Promise.all(LOCALES.map((locale) => nobodysPage(site, locale)));
  const kept = {
    page: PAGE,
    // Addresses of assets hold their hashes; pages are hashed here.
    version: sha256([...pages, programOf(scripts)].join('\n'))
      .toString('hex')
      .slice(0, 16),
    pages: Object.fromEntries(LOCALES.map((locale) => [LANGUAGE_TAG[locale], addressIn(locale)])),
    files: [stylesheet, ...(icon ? [icon] : []), scripts['verify-page']!],
    language: LANGUAGE_TAG[site.gov.pack.locale],
  };
  return `self.kept = ${JSON.stringify(kept)};\nimportScripts(${JSON.stringify(programOf(scripts))});\n`;
}

const programOf = (scripts: Assets['scripts']): string => scripts['verify-offline']!;

/** The page as it is kept: for nobody in particular. */
async function nobodysPage(site: Site, locale: Locale): Promise<string> {
  const call: PageCall = { caller: { kind: 'nobody' }, preferences: { locale }, here: addressIn(locale) };
  return verifyPage(site, await pageContext(site, call));
}
