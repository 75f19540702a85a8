import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { transform } from 'esbuild';
import { adoptGovukCss } from './govuk-css.ts';
import { type Brand, themeCss, tokensCss } from './tokens.ts';

export interface Stylesheet {
  css: string;
  /** Sixteen hex digits of the SHA-256 of `css`, for an address that may be cached for ever. */
  hash: string;
}

const own = new URL('./css/', import.meta.url);
const govuk = new URL(import.meta.resolve('govuk-frontend/dist/govuk/govuk-frontend.min.css'));

const notice =
  '/*! Parts from govuk-frontend 6, MIT licence, Copyright (c) 2017 Crown Copyright (Government Digital Service) */\n';

/**
 * The one stylesheet of all pages, compiled at start: tokens, the parts of govuk-frontend that our components use,
 * then our own files in the order of their names.
 * @throws RangeError when the brand's colours break contrast.
 */
export async function stylesheet(brand?: Brand): Promise<Stylesheet> {
  const names = (await readdir(fileURLToPath(own))).filter((name) => name.endsWith('.css')).sort();
  const files = await Promise.all(names.map((name) => readFile(new URL(name, own), 'utf8')));
  const adopted = adoptGovukCss(await readFile(govuk, 'utf8'));
  const source = [tokensCss(), brand ? themeCss(brand) : '', adopted, ...files].join('\n');
  const { code } = await transform(source, { loader: 'css', minify: true, legalComments: 'none' });
  const css = notice + code;
  return { css, hash: createHash('sha256').update(css).digest('hex').slice(0, 16) };
}
