import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { exclusively } from '../../src/kernel/exclusive.ts';

/** An unpacked Chromium and the environment that it needs. */
export interface BrowserFiles {
  executable: string;
  environment: Record<string, string>;
}

const root = fileURLToPath(new URL('../..', import.meta.url));
const cache = join(root, 'node_modules/.cache/madang-browser');
const require = createRequire(import.meta.url);

/** Korean and Traditional Chinese glyphs, which neither Chromium's package nor every machine has. */
const FONT_PACKAGES = ['@fontsource-variable/noto-sans-tc', '@fontsource-variable/noto-sans-kr'];

/** Unpacks Chromium, its libraries and its fonts into node_modules/.cache, once per install (about three seconds). */
export async function browserFiles(): Promise<BrowserFiles> {
  if (process.arch !== 'x64') throw new Error(`@sparticuz/chromium is built for x64 only, not for ${process.arch}.`);
  if (!existsSync(cache)) await exclusively(`browser:${cache}`, unpack);
  return {
    executable: join(cache, 'chromium'),
    environment: {
      PATH: process.env.PATH ?? '',
      HOME: cache,
      LD_LIBRARY_PATH: join(cache, 'al2023/lib'), // NSS and expat, which a bare machine lacks
      FONTCONFIG_FILE: join(cache, 'fonts.conf'),
    },
  };
}

async function unpack(): Promise<void> {
  if (existsSync(cache)) return;
  const draft = `${cache}.draft`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { recursive: true });
  await Promise.all([unpackChromium(draft), unpackFonts(join(draft, 'fonts'))]);
  await writeFile(join(draft, 'fonts.conf'), fontConfiguration());
  await rename(draft, cache);
}

/**
 * The package unpacks into the temporary folder, and its libraries only where it believes to run at Amazon's: both are
 * told to it by the environment, of a process of its own.
 */
async function unpackChromium(folder: string): Promise<void> {
  const script = `import chromium from '@sparticuz/chromium'; await chromium.executablePath();`;
  const env = { ...process.env, TMPDIR: folder, AWS_LAMBDA_JS_RUNTIME: 'nodejs22.x' };
  await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], { cwd: root, env });
}

/** Chromium takes only plain TrueType from the system's fonts, but the packages hold WOFF2. */
async function unpackFonts(folder: string): Promise<void> {
  if (!fontsAreInstalled()) return;
  const { decompress }: { decompress(woff2: Buffer): Promise<Uint8Array> } = require('wawoff2');
  await mkdir(folder, { recursive: true });
  for (const name of FONT_PACKAGES) {
    const source = join(dirname(require.resolve(`${name}/package.json`)), 'files');
    const files = (await readdir(source)).filter((file) => file.endsWith('.woff2'));
    for (const file of files) {
      await writeFile(
        join(folder, file.replace('.woff2', '.ttf')),
        await decompress(await readFile(join(source, file))),
      );
    }
  }
}

/** No fonts of the machine, where we have our own: a screenshot looks the same everywhere. */
function fontConfiguration(): string {
  const others = fontsAreInstalled() ? '' : '<dir>/usr/share/fonts</dir>';
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(cache, 'fonts')}</dir>${others}
  <cachedir>${join(cache, 'fonts-cache')}</cachedir>
</fontconfig>
`;
}

function fontsAreInstalled(): boolean {
  return [...FONT_PACKAGES, 'wawoff2'].every((name) => existsSync(join(root, 'node_modules', name)));
}
